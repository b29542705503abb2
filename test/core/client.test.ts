import { expect, html } from '@open-wc/testing';
import fc from 'fast-check';
import { encodeJson } from '../../src/domain/json.ts';
import { deepLink } from '../../src/core/deep-link.ts';
import { formatFor } from '../../src/core/format.ts';
import { readLinks } from '../../src/core/settings.ts';
import { browserStore } from '../../src/core/storage.ts';
import { mergeTexts } from '../../src/core/texts.ts';
import type { FeedbackForm, StatusLookup } from '../../src/index.ts';
import { answering, json, mount, press, seen, type, until } from '../support/mount.ts';

describe('Whatever a backend answers', () => {
  const question = { agency: '26506', code: 'H29.132-261118-0042', factor: { kind: 'phoneLast4', value: '0042' } };
  const real = async (path: string, body?: unknown) =>
    (
      await fetch(
        `/api${path}`,
        body ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } : {},
      )
    ).json() as Promise<object>;

  /** Replaces something in a value. */
  const paths = (value: unknown, path: string[] = []): string[][] =>
    value && typeof value === 'object'
      ? [path, ...Object.keys(value).flatMap(key => paths((value as Record<string, unknown>)[key], [...path, key]))]
      : [path];
  const replaced = (value: unknown, path: readonly string[], by: unknown): unknown => {
    const [key, ...rest] = path;
    if (key === undefined) return by;
    const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
    if (!rest.length && by === undefined) delete copy[key];
    else copy[key] = replaced(copy[key], rest, by);
    return copy;
  };
  const stray = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      0,
      -1,
      NaN,
      true,
      [],
      {},
      [null],
      '\u202eabc',
      '<img src=x onerror=alert(1)>',
      'x'.repeat(5000),
      '2026-02-31T25:00:00+07:00',
      '{{x}}',
    ),
    fc.string(),
    fc.integer(),
    fc.jsonValue(),
  );
  const sound = (widget: HTMLElement) => {
    const words = seen(widget);
    expect(words.length).to.be.greaterThan(10);
    expect(words.replace(/\bnull\b(?=.{0,3}pointer)/g, '')).not.to.match(/\bundefined\b|\bNaN\b|\[object|Invalid Date/);
  };

  it('the status of a dossier is never blank, undefined, NaN or [object Object]', async function (this: {
    timeout(ms: number): unknown;
  }) {
    this.timeout(110_000);
    const dossier = await real('/dossiers/read', question);
    let body: unknown = dossier;
    const widget = await mount<StatusLookup>(html`<mc-status-lookup></mc-status-lookup>`, {
      fetch: answering('/dossiers/read', () => json(body)),
    });
    await until(() => seen(widget).includes('Dùng số căn cước'));

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths(dossier)), stray, async (path, value) => {
        body = replaced(dossier, path, value);
        type(widget, 'code', question.code);
        type(widget, 'factor', '0042');
        press(widget, 'Tra cứu');
        // The previous answer is removed first.
        await widget.updateComplete;
        await until(() => widget.shadowRoot?.querySelector('#result, [part=failure]'), 'an answer');
        await widget.updateComplete;
        sound(widget);
        if (widget.shadowRoot?.querySelector('#result')) press(widget, 'Tra mã khác');
        await widget.updateComplete;
      }),
      { numRuns: 250 },
    );
  });

  it('the feedback form is never blank, undefined, NaN or [object Object]', async function (this: {
    timeout(ms: number): unknown;
  }) {
    this.timeout(110_000);
    const capabilities = await real('/capabilities?agency=26506');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths(capabilities)),
        stray,
        fc.constantFrom('', 'rating', 'opinion', 'answer'),
        async (path, value, kind) => {
          const body = replaced(capabilities, path, value);
          const widget = await mount<FeedbackForm>(html`<mc-feedback-form kind=${kind}></mc-feedback-form>`, {
            fetch: answering('/capabilities', () => json(body)),
          });
          await until(() => widget.shadowRoot?.querySelector('form, [part=failure], button, .stack > p'), 'a face');
          await widget.updateComplete;
          sound(widget);
          widget.remove();
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('What is sent', () => {
  it('is JSON as the standard has it, for all plain data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(encodeJson(value)).to.equal(JSON.stringify(value));
      }),
    );
    expect(encodeJson({ a: undefined, b: 1 })).to.equal('{"b":1}');
  });

  it('asks the path that was meant, whatever is typed or set by the page', async () => {
    const asked: string[] = [];
    const listening: typeof fetch = async request => {
      asked.push((request as Request).url ?? String(request));
      return json({ title: 'x' });
    };
    for (const agency of ['..', '.', '../../desk', '%2e%2e', 'a/b', 'a?b'])
      await mount(html`<mc-duty-roster></mc-duty-roster>`, { settings: { agency }, fetch: listening });
    await until(() => asked.length >= 6, 'six questions');
    for (const url of asked) expect(new URL(url).pathname).to.match(/^\/api\/(capabilities|agencies\/[^/]+\/duties)$/);
  });

  it('leads to other widgets by a fragment, and only to web addresses', () => {
    expect(deepLink('/gop-y?x=1#old', 'mc-feedback-form', { code: 'A&B' })).to.equal(
      '/gop-y?x=1#motcua:mc-feedback-form?code=A%26B',
    );
    expect(Object.keys(readLinks('feedback=/gop-y booking=javascript:alert(1) =x nonsense'))).to.deep.equal([
      'feedback',
    ]);
  });
});

describe('What is kept', () => {
  it('survives storage that is denied, full or spoilt', () => {
    const denied = browserStore('sessionStorage');
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    denied.write('x', { kept: 1 });
    Storage.prototype.setItem = setItem;
    expect(denied.read('x')).to.deep.equal({ kept: 1 });
    sessionStorage.setItem('motcua:y', '{spoilt');
    expect(denied.read('y')).to.equal(undefined);
  });
});

describe('What is written', () => {
  it('is a date as people here read it, whatever the zone of the device', () => {
    const vi = formatFor('vi');
    expect(vi.moment('2026-11-27T17:00:00+07:00')).to.equal('17:00 Thứ Sáu, 27/11/2026');
    expect(vi.moment('2026-12-31T17:30:00Z')).to.equal('00:30 Thứ Sáu, 01/01/2027');
    expect(vi.number(1234567)).to.equal('1.234.567');
    expect(formatFor('en').day('2026-11-29T08:00:00+07:00')).to.equal('Sunday, 29/11/2026');
  });

  it('takes words of a locale one by one, and none of another kind', () => {
    const ours = { a: 'A', f: (n: number) => `${n}`, deep: { x: 'X', y: 'Y' } };
    const words = mergeTexts(ours, { a: 'B', f: 'no function', deep: { x: 'Z' }, stray: '?' });
    expect([words.a, words.f(1), words.deep.x, words.deep.y]).to.deep.equal(['B', '1', 'Z', 'Y']);
  });
});
