import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lacks, type Given } from '../../src/server/snippet/lacks.ts';
import { readTarget } from '../../src/server/snippet/target.ts';

const given: Given = {
  scripts: 'https://mc.example',
  api: 'https://mc.example',
  hashes: ['sha384-abc'],
  media: true,
};
const phone = '<meta name="viewport" content="width=device-width">';
const of = (pasted: string, more: Partial<Given> = {}) => lacks(readTarget(pasted), { ...given, ...more });
const missing = (policy: string) =>
  of(`HTTP/1.1 200 OK\r\nContent-Security-Policy: ${policy}\r\n\r\n<!doctype html>${phone}`).map(lack =>
    lack.kind === 'policy' ? `${lack.directive} ${lack.source}` : lack.kind,
  );

describe('What a page lacks', () => {
  it('is nothing where it forbids nothing', () => {
    assert.deepEqual(of(`<!doctype html><html>${phone}<body><p>Phường</p>`), []);
    assert.deepEqual(of(''), []);
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
    assert.deepEqual(missing("script-src 'sha384-abc'"), []);
    assert.deepEqual(missing('trusted-types other; sandbox allow-forms'), ['sandbox', 'trusted-types motcua']);
    assert.deepEqual(missing('connect-src http://mc.example https://mc.example:8443'), []);
    assert.deepEqual(missing('connect-src https://mc.example:8443'), ['connect-src https://mc.example']);
    assert.deepEqual(missing('connect-src https://evil-mc.example'), ['connect-src https://mc.example']);
  });

  it('is read from the markup too, but not from what is commented out', () => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`;
    assert.deepEqual(of(`${phone}${meta}`), [
      { kind: 'policy', directive: 'connect-src', source: 'https://mc.example' },
    ]);
    assert.deepEqual(of(`${phone}<!-- ${meta} -->`), []);
    assert.deepEqual(of(`${phone}<script>var x = '${meta}'</script>`), []);
  });

  it('is a phone’s width, https, a system that strips tags, a script that is there already', () => {
    assert.deepEqual(of('<!doctype html><title>x</title>'), [{ kind: 'viewport' }]);
    assert.deepEqual(
      of(`${phone}<link rel="canonical" href="https://phuong.example/">`, { api: 'http://mc.example' }),
      [{ kind: 'mixed', address: 'http://mc.example' }],
    );
    assert.deepEqual(of(`${phone}<meta name=generator content="Joomla! - Open Source">`), [
      { kind: 'strips', system: 'Joomla' },
    ]);
    assert.deepEqual(of(`${phone}<script src="/dist/0.1.0/motcua.js" defer></script>`), [{ kind: 'twice' }]);
    assert.deepEqual(of(`Cross-Origin-Embedder-Policy: require-corp\n\n<html>${phone}`), [{ kind: 'embedder' }]);
  });
});
