import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { widgetTags } from '../../build/tags.ts';
import { codeOf, site, type Site } from '../support/site.ts';

interface Hostile {
  /** What the plugin does. */
  name: string;
  /** Its script, run before the library's. */
  code: string;
  /** Reported failures: `name part`. */
  failed?: string[];
  /** Errors of the plugin itself. */
  own?: RegExp;
  /** How long it may delay sending, in ms, beyond a page's own time. */
  waits?: number;
  /** It removed the form: what was sent is stored nevertheless. */
  gone?: true;
}

const plugin = (parts: string) => `(window.motcua = window.motcua || []).push({ name: 'bad', ${parts} });`;
const dead = "() => { throw new Error('bad'); }";
const never = '() => new Promise(() => {})';
const hooks = ['beforeRequest', 'afterSubmit'];

const hostiles: Hostile[] = [
  { name: 'throws when it is loaded', code: "throw new Error('bad');", own: /bad/ },
  {
    name: 'throws when the core calls it',
    code: `(window.motcua = window.motcua || []).push(${dead});`,
    failed: ['? registration'],
  },
  ...hooks.map(hook => ({
    name: `throws in ${hook}`,
    code: plugin(`${hook}: ${dead}`),
    failed: [`bad ${hook}`],
  })),
  {
    name: 'throws in an adapter, and in its words',
    code: plugin(
      `adapters: { 'dossier.read': ${dead} }, locales: { vi: { 'mc-feedback-form': { sent: ${dead} }, motcua: { busy: ${dead} } } }`,
    ),
    failed: ['bad dossier.read'],
  },
  {
    name: 'never returns from its hooks',
    code: plugin(`beforeRequest: ${never}, afterSubmit: ${never}`),
    failed: ['bad beforeRequest'],
    waits: 1_500,
  },
  {
    name: 'brings 10 MB, and answers with 10 MB',
    code: plugin(
      "locales: { vi: { 'x-other': { word: 'a'.repeat(10_000_000) } } }, adapters: { 'dossier.read': () => ({ state: 'a'.repeat(10_000_000) }) }",
    ),
    failed: ['bad dossier.read'],
  },
  {
    name: 'is a proxy whose getters throw',
    code: `(window.motcua = window.motcua || []).push(new Proxy({}, { get: ${dead}, ownKeys: ${dead} }));`,
    failed: ['? registration'],
  },
  {
    name: 'has a proxy in each part',
    code: `const trap = new Proxy({}, { get: ${dead}, ownKeys: ${dead} }); ${plugin('locales: trap, themes: trap, adapters: trap, widgets: trap')}`,
    failed: ['bad registration'],
  },
  {
    name: 'changes whatever it is given',
    code: plugin(`
      adapters: { 'feedback.create': undefined, 'dossier.read': input => { input.code = 'x'; delete input.factor; throw new Error('bad'); } },
      beforeRequest: async request => { await request.text(); request.headers.delete('Idempotency-Key'); },
      afterSubmit: (operation, answer) => { for (const key of Object.keys(answer)) delete answer[key]; }`),
    failed: ['bad dossier.read', 'bad beforeRequest'],
  },
  {
    name: 'registers twice',
    code: `${plugin('')} ${plugin(`beforeRequest: ${dead}`)}`,
    failed: ['bad registration'],
  },
  {
    name: 'defines our own tags',
    code: plugin(
      "widgets: { 'mc-feedback-form': class extends HTMLElement {}, 'mc-portal': class extends HTMLElement {} }",
    ),
  },
  {
    name: 'patches Array.prototype and fetch after all has loaded',
    // On a slow processor the last widgets are defined after the load event.
    code: `addEventListener('load', async () => {
      await Promise.all(${JSON.stringify(widgetTags)}.map(tag => customElements.whenDefined(tag)));
      Array.prototype.toJSON = String.prototype.toJSON = function () { return 'broken'; };
      Array.prototype.stray = Object.prototype.stray = function () {};
      ['map', 'filter', 'forEach', 'find', 'includes', 'push'].forEach(function (name) {
        var own = Array.prototype[name];
        Array.prototype[name] = function () { window.counted = (window.counted || 0) + 1; return own.apply(this, arguments); };
      });
      Array.prototype.flat = Array.prototype.at = Array.from = Array.of = Object.fromEntries = ${dead};
      window.fetch = ${never}; window.Request = window.Response = ${dead};
    });`,
  },
  {
    name: 'takes the form away while it sends',
    code: plugin(
      "beforeRequest: (request, operation) => { if (operation === 'feedback.create') document.querySelector('mc-feedback-form').remove(); }",
    ),
    gone: true,
  },
];

describe('Beside a plugin that', { timeout: 240_000 }, () => {
  let place: Site;

  before(async () => {
    place = await site();
  });
  after(() => place.close());

  for (const [i, { name, code, failed = [], own = /^$/, waits = 0, gone }] of hostiles.entries()) {
    it(`${name}, errands are done and nothing is lost`, async () => {
      const watch: string[] = [];
      const page = await place.open(
        place.put(
          `/hostile-${i}`,
          `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>x</title>
          <script>window.failed = []; window.beats = 0; setInterval(() => window.beats++, 20);
          document.addEventListener('mc-plugin-failed', event => failed.push(event.plugin + ' ' + event.part));</script>
          <script>${code}</script><mc-status-lookup></mc-status-lookup><mc-feedback-form kind="opinion"></mc-feedback-form>${place.scripts()}`,
        ),
        { watch },
      );
      const text = `Góp ý cạnh tiện ích xấu số ${i}`;
      await page.getByLabel('Nội dung góp ý').fill(text);
      const start = Date.now();
      await page.getByRole('button', { name: 'Gửi góp ý' }).click();
      const stored = async () =>
        (await place.database.db.selectFrom('opinion').select('id').where('text', '=', text).execute()).length;
      if (!gone) await page.getByRole('heading', { name: 'Đã nhận được góp ý' }).waitFor();
      else for (let tries = 0; tries < 100 && !(await stored()); tries++) await page.waitForTimeout(50);
      assert.ok(Date.now() - start < waits + 8_000, 'waited longer than the limit');
      assert.equal(await stored(), 1);

      await page.getByLabel('Mã hồ sơ').fill(await codeOf(place, 42));
      await page.getByLabel('4 số cuối điện thoại').fill('0042');
      await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
      await page.getByRole('heading', { name: 'Nộp thêm 1 giấy tờ' }).waitFor();

      const told = await page.evaluate<string[]>('failed');
      for (const line of failed) assert.ok(told.includes(line), `${line} in ${told.join(', ')}`);
      if (!failed.length) assert.deepEqual(told, []);
      assert.ok((await page.evaluate<number>('beats')) > 5, 'the page stands still');
      assert.deepEqual(
        watch.filter(line => !own.test(line)),
        [],
      );
      await page.context().close();
    });
  }
});
