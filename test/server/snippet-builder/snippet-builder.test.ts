import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { themes as themesPlugin } from '../../../src/plugins/themes.ts';
import { fixPolicies } from '../../../src/server/snippet-builder/csp-fix.ts';
import { diagnose, type SnippetNeeds } from '../../../src/server/snippet-builder/diagnostics.ts';
import { themes } from '../../../src/server/snippet-builder/input.ts';
import { parsePage } from '../../../src/server/snippet-builder/parse-page.ts';
import { headingLocale } from '../../../src/server/snippet-builder/snippet.ts';
import { vi } from '../../../src/server/snippet-builder/texts.ts';
import { bookerTexts } from '../../../src/widgets/appointment-booker/appointment-booker.texts.ts';
import { feedbackTexts } from '../../../src/widgets/feedback-form/feedback-form.texts.ts';
import { guideTexts } from '../../../src/widgets/guide-player/guide-player.texts.ts';
import { statusTexts } from '../../../src/widgets/status-lookup/status-lookup.texts.ts';

const given: SnippetNeeds = {
  scripts: 'https://mc.example/dist',
  api: 'https://mc.example/api',
  hashes: ['sha256-abc'],
  media: true,
};
const phone = '<meta name="viewport" content="width=device-width">';
const of = (pasted: string, more: Partial<SnippetNeeds> = {}) => diagnose(parsePage(pasted), { ...given, ...more });
const missing = (policy: string) =>
  of(`HTTP/1.1 200 OK\r\nContent-Security-Policy: ${policy}\r\n\r\n<!doctype html>${phone}`).map(lack =>
    lack.kind === 'policy' ? `${lack.directive} ${lack.source}` : lack.kind,
  );

describe('What a page lacks', () => {
  it('is nothing where it forbids nothing', () => {
    assert.deepEqual(of(`<!doctype html><html>${phone}<body><p>Phường</p>`), []);
    assert.deepEqual(of(''), []);
  });

  it('is told of a page that was made to be read slowly, too', () => {
    const half = 250_000;
    for (const [part, times] of [
      ['<!--', half / 2],
      ['<script>', half / 4],
      ['<meta "', half / 4],
      ['<meta a ', half / 4],
      ['<', half * 2],
      ['&', half * 2],
      [' \n', half],
      ['a-', half],
      ['a:\n', half / 2],
      ["<meta content='", half / 8],
    ] as const) {
      const found = of(`<!doctype html>${phone}${part.repeat(times)}`);
      assert.ok(Array.isArray(found), part);
    }
    assert.deepEqual(of(`<!doctype html>${phone}${' '.repeat(600_000)}<script src="/motcua.js"></script>`), []);
  });

  it('is what each of its policies leaves out', () => {
    const all = ['script-src', 'connect-src', 'img-src', 'media-src'].map(name => `${name} https://mc.example`);
    assert.deepEqual(missing("default-src 'self'"), all);
    assert.deepEqual(
      missing("default-src 'none'; script-src https:; connect-src *; img-src *.example; media-src mc.example"),
      [],
    );
    assert.deepEqual(missing("script-src 'self'"), ['script-src https://mc.example']);
    assert.deepEqual(missing("default-src *, connect-src 'self'"), ['connect-src https://mc.example']);
    assert.deepEqual(missing("script-src 'nonce-x' 'strict-dynamic'"), ['nonce']);
    assert.deepEqual(missing("script-src 'sha256-abc'"), []);
    assert.deepEqual(missing('trusted-types other; sandbox allow-forms allow-scripts'), [
      'sandbox allow-same-origin',
      'trusted-types motcua',
    ]);
    assert.deepEqual(missing("script-src-elem 'self'; script-src *; connect-src *"), [
      'script-src-elem https://mc.example',
    ]);
    assert.deepEqual(of("Content-Security-Policy: default-src 'self' *.example"), []);
    assert.deepEqual(of("Content-Security-Policy: connect-src 'self'", { page: 'https://mc.example' }), []);
    assert.deepEqual(of("content-security-policy:\nconnect-src 'self'\ndate:\nx").length, 1);
    assert.deepEqual(missing('connect-src http://mc.example https://mc.example:8443'), []);
    assert.deepEqual(missing('connect-src https://MC.example:443/api/'), []);
    assert.deepEqual(missing('connect-src https://mc.example/v1/'), ['connect-src https://mc.example']);
    assert.deepEqual(missing('connect-src https://mc.example:8443'), ['connect-src https://mc.example']);
    assert.deepEqual(missing('connect-src https://evil-mc.example'), ['connect-src https://mc.example']);
  });

  it('is read from the markup too, but not from what is commented out', () => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`;
    assert.deepEqual(of(`${phone}${meta}`), [
      { kind: 'policy', directive: 'connect-src', source: 'https://mc.example' },
    ]);
    assert.deepEqual(
      of(`${phone}${meta.replaceAll("'", '&#39;').replace('connect-src', 'sandbox; connect-src')}`).length,
      1,
    );
    assert.deepEqual(of(`${phone}<!-- ${meta} -->`), []);
    assert.deepEqual(of(`${phone}<script>var x = '${meta}'</script>`), []);
  });

  it('is a phone’s width, https, a system that strips tags, a script that is there already', () => {
    assert.deepEqual(of('<!doctype html><title>x</title>'), [{ kind: 'viewport' }]);
    assert.deepEqual(
      of(`${phone}<link rel="canonical" href="https://phuong.example/">`, { api: 'http://mc.example' }),
      [{ kind: 'mixed', address: 'http://mc.example' }],
    );
    const sharePoint = `${phone}<meta name="GENERATOR" content="Microsoft SharePoint">`;
    assert.deepEqual(of(`Content-Security-Policy: default-src 'self'\n\n${sharePoint}`), [
      { kind: 'policy', directive: 'frame-src', source: 'https://mc.example', copied: true },
      { kind: 'frame', system: 'SharePoint' },
      { kind: 'page' },
    ]);
    assert.deepEqual(of(`${phone}<meta name=generator content="Joomla! - Open Source">`), [
      { kind: 'strips', system: 'Joomla' },
    ]);
    assert.deepEqual(of(`${phone}<script src="/dist/0.1.0/motcua.js" defer></script>`), [{ kind: 'twice' }]);
    assert.deepEqual(of(`Cross-Origin-Embedder-Policy: require-corp\n\n<html>${phone}`), [{ kind: 'embedder' }]);
  });
});

describe('A mended policy', () => {
  const page = (policy: string) => parsePage(`Content-Security-Policy: ${policy}\n\n<html>${phone}`);
  const mend = (policy: string, more: Partial<SnippetNeeds> = {}) => fixPolicies(page(policy), { ...given, ...more });

  it('names what was missing, and is else as it was', () => {
    assert.deepEqual(mend("default-src 'none'; style-src 'self'", { media: false }), [
      "default-src 'none'; style-src 'self'; script-src https://mc.example; connect-src https://mc.example",
    ]);
    assert.deepEqual(mend("script-src-elem 'self'; frame-src a.example", { map: "'self'" }), [
      "script-src-elem 'self' https://mc.example; frame-src a.example",
    ]);
    assert.deepEqual(mend("connect-src 'none', script-src *"), ['connect-src https://mc.example', 'script-src *']);
    assert.deepEqual(mend("script-src 'strict-dynamic' 'sha256-x'", { media: false }), [
      "script-src 'strict-dynamic' 'sha256-x' 'sha256-abc'",
    ]);
    assert.deepEqual(mend("script-src 'self' https://mc.example", { inline: 'sha256-words' }), [
      "script-src 'self' https://mc.example 'sha256-words'",
    ]);
    assert.deepEqual(mend("script-src 'nonce-r4nd0m'; sandbox"), [
      "script-src 'nonce-NONCE'; sandbox allow-scripts allow-same-origin",
    ]);
    assert.deepEqual(mend("script-src 'unsafe-inline' https:", { inline: 'sha256-words' }), [
      "script-src 'unsafe-inline' https:",
    ]);
  });

  it('lacks nothing that can be mended, whatever it was', () => {
    const source = fc.constantFrom(
      "'self'",
      "'none'",
      '*',
      'https:',
      'mc.example',
      "'unsafe-inline'",
      "'strict-dynamic'",
    );
    const name = fc.constantFrom(
      'default-src',
      'sandbox',
      'script-src',
      'script-src-elem',
      'connect-src',
      'img-src',
      'media-src',
    );
    const directive = fc.tuple(name, fc.array(source)).map(([name, sources]) => [name, ...sources].join(' '));
    const policy = fc.array(fc.oneof(directive, fc.constant('trusted-types x')), { minLength: 1 });
    fc.assert(
      fc.property(policy, fc.boolean(), (directives, words) => {
        const wanted = { ...given, map: "'self'", ...(words && { inline: 'sha256-words' }) };
        const whole = fixPolicies(page(directives.join('; ')), wanted).join(', ');
        assert.deepEqual(diagnose(page(whole), wanted), []);
      }),
    );
  });
});

describe('The lines', () => {
  it('change the heading that each widget has', async () => {
    const words: Record<string, object> = {
      'mc-status-lookup': statusTexts,
      'mc-appointment-booker': bookerTexts,
      'mc-guide-player': guideTexts,
      'mc-feedback-form': feedbackTexts,
    };
    for (const tag of Object.keys(words)) {
      const own = headingLocale[tag]?.('Của xã') ?? {};
      assert.deepEqual(
        paths(own).filter(path => !paths(words[tag]!).includes(path)),
        [],
      );
      assert.equal(paths(own).length, 1, tag);
    }
  });

  it('offer the themes that there are', () => {
    assert.deepEqual([...themes].sort(), Object.keys(themesPlugin.themes).sort());
    assert.deepEqual(Object.keys(vi.theme).sort(), [...themes].sort());
  });
});

/** Paths of texts in a texts object. */
function paths(words: object, before = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [before + name]
      : typeof value === 'object' && value
        ? paths(value as object, `${before}${name}.`)
        : [],
  );
}
