import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Outcome for a citizen: all tasks work, the fallback is shown, or the widget reports that the backend cannot be
 * reached.
 */
export type Outcome = 'works' | 'fallback' | 'unreachable';

/** A host page that interferes with widgets. */
export interface HostCase {
  /** The number in the checklist of docs/hosts.md. */
  id: string;
  /** What the page does. */
  does: string;
  /** Markup before ours: the page's own scripts and styles. */
  head?: string;
  /** Wraps the widgets in the page's markup. */
  body?: (widgets: string) => string;
  /** Attributes and markup of the whole page instead of the usual `<!doctype html><html lang="en">`. */
  start?: string;
  headers?: (site: HostSite) => Record<string, string>;
  /** Script tags instead of the usual ones. */
  scripts?: (site: HostSite) => string;
  outcome?: Outcome;
  /** Expression: the browser feature that makes the policy effective; without it, the tasks work. */
  kept?: string;
  /** Expression: what the page's own library needs; without it, the case is skipped. */
  needs?: string;
  /** Runs in the page once the widgets are rendered, before the tasks. */
  before?: string;
  /** Runs in the page during a task, when everything is typed and nothing sent. */
  during?: string;
  /** Navigates away and back before the tasks. */
  back?: true;
  /** Globals or elements that the page itself changes: not compared. */
  changes?: RegExp;
  /** Errors of the page itself. */
  errors?: RegExp;
  /** Only in Chromium. */
  chromium?: 'frozen' | 'slow' | 'print';
  /** Why it is skipped, or where it is tested instead. */
  elsewhere?: string;
}

export interface HostSite {
  api: string;
  portal: string;
  nonce: string;
  scripts(options?: { nonce?: string; attributes?: string; files?: readonly string[] }): string;
}

const require = createRequire(import.meta.url);
const file = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
const npm = (name: string, path: string) => file(join(dirname(require.resolve(`${name}/package.json`)), path));
const debian = (path: string) => file(`/usr/share/javascript/${path}`);
const inline = (source: string | undefined) =>
  source === undefined ? undefined : `<script>${source.replaceAll('</script', '<\\/script')}</script>`;
const script = (source: string) => `<script>${source}</script>`;
const style = (css: string) => `<style>${css}</style>`;

/** Skipped with a message where the library is not installed. */
const library = (id: string, does: string, source: string | undefined, more: Partial<HostCase> = {}): HostCase =>
  source === undefined
    ? { id, does, elsewhere: 'library not installed here' }
    : { id, does, ...more, head: `${inline(source)}${more.head ?? ''}` };

const policy = (site: HostSite, more: string) => ({
  'Content-Security-Policy': `default-src 'none'; script-src 'nonce-${site.nonce}'; style-src 'none'; connect-src ${site.api}; img-src ${site.api}; media-src ${site.api}; ${more}`,
});
const nonced = (site: HostSite) => site.scripts({ nonce: site.nonce });

export const cases: HostCase[] = [
  library('H1', 'Prototype.js 1.7 (`Array.from`, `Element` methods)', debian('prototype/prototype.js')),
  {
    id: 'H2',
    does: '`toJSON` on Array, String and Date (Prototype 1.6)',
    head: script(
      "Array.prototype.toJSON = String.prototype.toJSON = Date.prototype.toJSON = function () { return 'broken'; };",
    ),
  },
  library('H3', 'MooTools 1.4 (`Array.from`, `Event`, `Request`)', debian('mootools/mootools.js')),
  library('H4', 'jQuery 1.12, `$` twice', npm('jquery', 'dist/jquery.min.js'), {
    head: script('var $old = jQuery.noConflict(true); window.$ = function () { throw new Error("not jQuery"); };'),
  }),
  library('H5', 'an AMD loader (RequireJS, Liferay, Dojo)', npm('requirejs', 'require.js'), {
    head: script("define('host', [], function () { return {}; }); require(['host'], function () {});"),
  }),
  library('H6', 'zone.js (Angular)', npm('zone.js', 'bundles/zone.umd.min.js'), {
    changes: /__zone|^changed (?:then|on|addEvent|removeEvent)/,
    needs: 'Object.hasOwn',
  }),
  library('H7', 'core-js 2 polyfills', npm('core-js', 'client/shim.min.js')),
  {
    id: 'H8',
    does: 'enumerable names on Object.prototype and Array.prototype',
    head: script('Object.prototype.foo = function () {}; Array.prototype.bar = 1; Object.prototype.extra = {};'),
  },
  {
    id: 'H9',
    does: 'frozen intrinsics',
    head: script(
      '[Object, Function, Array, String, Promise, Map, Set, Date, RegExp, Error].forEach(function (each) { Object.freeze(each); Object.freeze(each.prototype); });',
    ),
  },
  {
    id: 'H10',
    does: 'a `fetch` that answers parsed JSON',
    head: script(
      'var own = window.fetch; window.fetch = function () { return own.apply(this, arguments).then(function (r) { return r.json(); }); };',
    ),
  },
  {
    id: 'H11',
    does: 'no console, `onerror` that swallows',
    head: script('window.console = undefined; window.onerror = function () { return true; };'),
  },
  {
    id: 'H12',
    does: 'a guarded `customElements.define`',
    head: script("customElements.define = function () { throw new Error('not allowed'); };"),
    outcome: 'fallback',
  },
  { id: 'H13', does: 'our script twice', scripts: site => `${site.scripts()}${site.scripts()}` },
  {
    id: 'H14',
    does: 'two builds of ours',
    scripts: site => `${site.scripts({ files: ['motcua.all.js'] })}${site.scripts()}`,
  },
  { id: 'H15', does: "a policy with a nonce, `style-src 'none'`", headers: site => policy(site, ''), scripts: nonced },
  {
    id: 'H16',
    does: '`require-trusted-types-for` without a list',
    headers: site => policy(site, "require-trusted-types-for 'script'"),
    scripts: nonced,
  },
  {
    id: 'H17',
    does: 'a list of trusted types with ours',
    headers: site => policy(site, "require-trusted-types-for 'script'; trusted-types motcua other"),
    scripts: nonced,
  },
  {
    id: 'H18',
    does: 'a list of trusted types without ours',
    headers: site => policy(site, "require-trusted-types-for 'script'; trusted-types other"),
    scripts: nonced,
    outcome: 'fallback',
    kept: 'window.trustedTypes',
  },
  {
    id: 'H19',
    does: 'two of our builds under a list of trusted types',
    headers: site => policy(site, "require-trusted-types-for 'script'; trusted-types motcua"),
    scripts: site => `${site.scripts({ nonce: site.nonce, files: ['motcua.all.js'] })}${nonced(site)}`,
  },
  {
    id: 'H20',
    does: '`connect-src` without the API',
    headers: site => ({
      'Content-Security-Policy': `script-src 'nonce-${site.nonce}' ${site.api}; connect-src 'none'`,
    }),
    scripts: nonced,
    outcome: 'unreachable',
  },
  { id: 'H21', does: '`<base href>` elsewhere', head: '<base href="https://elsewhere.invalid/">' },
  {
    id: 'H22',
    does: 'a sandboxed page (origin null, no storage)',
    headers: () => ({ 'Content-Security-Policy': 'sandbox allow-scripts allow-forms' }),
  },
  {
    id: 'H23',
    does: 'storage that throws',
    head: script("Storage.prototype.setItem = Storage.prototype.getItem = function () { throw new Error('denied'); };"),
  },
  {
    id: 'H24',
    does: 'plain http: no `randomUUID`, no `subtle`',
    head: script(
      'delete Crypto.prototype.randomUUID; Object.defineProperty(Crypto.prototype, "subtle", { get: function () { return undefined; } });',
    ),
  },
  {
    id: 'H25',
    does: 'an https page with an http API',
    elsewhere: 'the browser blocks it like H20; `motcua doctor --origin` says so',
  },
  {
    id: 'H26',
    does: 'no CORS at the API',
    // The portal's own server under another name: it answers without CORS headers.
    scripts: site =>
      site.scripts().replace(/data-api="[^"]*"/, `data-api="${site.portal.replace('127.0.0.1', 'localhost')}"`),
    outcome: 'unreachable',
  },
  { id: 'H27', does: '`* { all: unset }`', head: style('* { all: unset }') },
  {
    id: 'H28',
    does: '`* { … !important }`',
    head: style(
      '* { font: italic 40px/0.5 cursive !important; color: red !important; text-transform: uppercase !important } button, input { display: none !important }',
    ),
  },
  {
    id: 'H29',
    does: 'inherited styles: spacing, direction, case',
    head: style(
      'body { text-transform: uppercase; letter-spacing: 5px; line-height: .5; -webkit-text-fill-color: red; text-indent: 50px; white-space: nowrap; direction: rtl; font: italic 9px cursive }',
    ),
  },
  { id: 'H30', does: '`html { font-size: 62.5% }`', head: style('html { font-size: 62.5% }') },
  {
    id: 'H31',
    does: 'transformed parents that clip, a header above all',
    body: widgets =>
      `<div style="position:fixed;z-index:2147483647;top:0">x</div><div style="transform:translateZ(0);overflow:hidden">${widgets}</div>`,
  },
  { id: 'H32', does: 'quirks mode', start: '<html lang="en">' },
  {
    id: 'H33',
    does: 'zoom, no selection',
    head: style('body { zoom: 1.5; user-select: none; -webkit-user-select: none }'),
  },
  {
    id: 'H34',
    does: 'Bootstrap 3 and resets',
    head: style(
      `${npm('bootstrap', 'dist/css/bootstrap.min.css')?.replace(/@font-face\{[^}]*\}/g, '')} button, input, * { box-sizing: border-box; margin: 0; padding: 0 } button { all: unset }`,
    ),
  },
  {
    id: 'H35',
    does: 'moves our elements about, in mid-typing',
    body: widgets => `<div id="from">${widgets}</div><div id="to"></div>`,
    during: "document.getElementById('to').appendChild(document.querySelector('mc-status-lookup'))",
  },
  {
    id: 'H36',
    does: 'writes its page anew (`innerHTML +=`, UpdatePanel)',
    body: widgets => `<div id="panel">${widgets}</div>`,
    before: "document.getElementById('panel').innerHTML += '<hr>'",
    changes: /^gone|^new/,
  },
  { id: 'H37', does: 'is left and come back to', back: true },
  { id: 'H38', does: 'is frozen and woken (locked phone)', chromium: 'frozen' },
  {
    id: 'H39',
    does: 'our file is not there',
    scripts: site => site.scripts().replaceAll('.js"', '.gone.js"'),
    outcome: 'fallback',
    errors: /did not load/,
  },
  {
    id: 'H40',
    does: 'an ad blocker',
    before: `performance.getEntriesByType('resource').forEach(function (entry) {
      if (/[/._-](?:ads?|adserver|advert\\w*|analytics|banner|beacon|pixel|track(?:er|ing)?|telemetry)[/._-]/i.test(new URL(entry.name).pathname)) throw new Error('blocked: ' + entry.name);
    })`,
  },
  {
    id: 'H41',
    does: 'a page translator that wraps words in `<font>`',
    before: `(function () {
      var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      nodes.forEach(function (node) {
        if (!node.data.trim() || /SCRIPT|STYLE/.test(node.parentNode.nodeName)) return;
        var font = document.createElement('font');
        node.parentNode.replaceChild(font, node);
        font.appendChild(node);
      });
    })()`,
    changes: /^new <font>/,
  },
  {
    id: 'H42',
    does: 'WordPress: `wpautop` paragraphs, emoji script',
    body: widgets => widgets.replace(/<mc-[^]*?<\/mc-[\w-]+>/g, own => `<p>${own.replace(/<\/?p>/g, '')}</p>`),
    head: script(
      'addEventListener("load", function () { new MutationObserver(function () {}).observe(document.body, { childList: true, subtree: true, characterData: true }); });',
    ),
  },
  {
    id: 'H43',
    does: 'a content system that takes unknown tags away',
    body: widgets =>
      widgets.replace(
        /<(mc-[\w-]+)([^>]*)>([^]*?)<\/\1>/g,
        (_, tag: string, attributes: string, inside: string) =>
          `<div data-motcua="${tag}"${attributes.replace(/ (\w+)=/g, ' data-$1=')}>${inside}</div>`,
      ),
  },
  {
    id: 'H44',
    does: 'SharePoint without scripts: a frame for each widget',
    elsewhere: '`test/journeys/roads.test.ts`',
  },
  {
    id: 'H45',
    does: 'Liferay: client extension beside its AMD loader',
    elsewhere: '`test/journeys/roads.test.ts` and H5',
  },
  {
    id: 'H46',
    does: 'ASP.NET WebForms: the page is one form',
    body: widgets =>
      `<form id="aspnetForm" method="post" action="/posted" onsubmit="throw new Error('the page was posted')">${widgets}<input name="q"><button>Tìm</button></form>`,
  },
  { id: 'H47', does: '`document.domain`', head: script('try { document.domain = location.hostname; } catch (e) {}') },
  {
    id: 'H48',
    does: 'names that clobber the document',
    body: widgets =>
      `<form name="body"><input name="fetch"></form><a id="motcua"></a><a id="fetch"></a><img name="customElements" alt=""><img name="currentScript" alt=""><img name="head" alt=""><img name="activeElement" alt="">${widgets}`,
  },
  { id: 'H49', does: 'an editor: `contenteditable`', body: widgets => `<div contenteditable="true">${widgets}</div>` },
  { id: 'H50', does: 'prints', chromium: 'print' },
  { id: 'H51', does: 'a slow phone on 3G', chromium: 'slow' },
  {
    id: 'H52',
    does: 'a device whose clock is years off',
    head: script(
      '(function () { var Own = Date, shift = -7 * 365 * 864e5; function Wrong() { return arguments.length ? new (Function.prototype.bind.apply(Own, [null].concat([].slice.call(arguments))))() : new Own(Own.now() + shift); } Wrong.prototype = Own.prototype; Wrong.now = function () { return Own.now() + shift; }; Wrong.parse = Own.parse; Wrong.UTC = Own.UTC; window.Date = Wrong; })();',
    ),
  },
];
