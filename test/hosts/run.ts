import { widgetTags } from '../../build/tags.ts';
import { codeOf, type Site } from '../support/site.ts';
import { cases, type HostCase, type HostSite } from './cases.ts';
import type { Driver, Tab } from './drivers.ts';
import { changes, errands, snapshot, watch, type Person } from './page.ts';

/** Result of a case in an engine. */
export interface Row {
  id: string;
  does: string;
  result: 'kept' | 'broken' | 'elsewhere';
  /** What failed, or where it is tested instead. */
  why: string[];
}

const nonce = 'c2VjcmV0';
const phone = '0254 385 0000';
const fallback = `<p>Gọi ${phone}</p>`;
const attributes: Record<string, string> = {
  'mc-feedback-form': ' kind="opinion"',
  'mc-appointment-booker': ' service="2.000815" place="26506.1" way="time"',
  'mc-guide-player': ' guide="dang-ky-khai-sinh"',
};
const widgets = widgetTags.map(tag => `<${tag}${attributes[tag] ?? ''}>${fallback}</${tag}>`).join('\n');

let people = 0;

/** Runs the cases in an engine, one after the other. */
export async function runHosts(
  place: Site,
  driver: Driver,
  { only, told = () => {} }: { only?: readonly string[]; told?: (row: Row) => void } = {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const host of cases) {
    if (only && !only.includes(host.id)) continue;
    const { id, does, elsewhere } = host;
    const skipped = elsewhere ?? (host.chromium && !driver.controlled ? 'in today’s Chromium' : undefined);
    const why = skipped ? [skipped] : await runOne(place, driver, host).catch((error: Error) => [error.message]);
    const result = skipped || why === tooOld ? 'elsewhere' : why.length ? 'broken' : 'kept';
    const row: Row = { id, does, result, why };
    rows.push(row);
    told(row);
  }
  return rows;
}

const tooOld = ['the library wants a newer browser'];

async function runOne(place: Site, driver: Driver, host: HostCase): Promise<string[]> {
  const site: HostSite = { api: place.api, portal: place.portal, nonce, scripts: options => place.scripts(options) };
  const number = ++people;
  const person: Person = {
    code: await codeOf(place, 42),
    digits: '0042',
    text: `Góp ý ${number}: “ghế”, <b>đèn</b> & \\ / \u2028 xin sửa`,
    name: `Người thứ ${number}`,
    phone: `0977${String(number).padStart(6, '0')}`,
  };
  const url = place.put(`/host-${driver.engine.split(' ')[0]}-${host.id}`, {
    body: pageOf(host, site),
    headers: { 'Cache-Control': 'no-cache', ...host.headers?.(site) },
  });
  place.bodies.length = 0;
  const tab = await driver.open(url);
  try {
    const has = (what: string) => tab.run<boolean>(`!!(${what})`);
    if (host.needs && !(await has(host.needs))) return tooOld;
    await prepare(tab, host);
    const outcome = host.kept && !(await has(host.kept)) ? undefined : host.outcome;
    const problems = await (outcome === 'fallback' || outcome === 'unreachable'
      ? notWorking(tab, outcome)
      : working(tab, host, person, place));
    return [...problems, ...(await after(tab, host))];
  } finally {
    await tab.close();
  }
}

function pageOf(host: HostCase, site: HostSite): string {
  const { start = '<!doctype html><html lang="en">', head = '', body = (own: string) => own } = host;
  const own = (source: () => void) => `<script nonce="${nonce}">(${String(source)})()</script>`;
  return `${start}<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>x</title><link rel="icon" href="data:,">${own(watch)}${head}</head><body>${body(widgets)}${own(snapshot)}${host.scripts?.(site) ?? site.scripts()}</body></html>`;
}

async function prepare(tab: Tab, host: HostCase): Promise<void> {
  await tab.run(
    `new Promise(function (resolve) { if (document.readyState === 'complete') resolve(); else addEventListener('load', function () { resolve(); }); })`,
  );
  if (host.back) await tab.leaveAndReturn();
  const page = tab.chromium;
  if (page && host.chromium === 'frozen') {
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  }
  if (page && host.chromium === 'slow') {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
  }
  if (page && host.chromium === 'print') await page.emulateMedia({ media: 'print' });
  if (host.before) {
    await tab.run(drawn);
    await tab.run(`(function () { ${host.before} })()`);
  }
}

/** Waits until every widget is rendered. */
const drawn = `(async function () {
  var all = document.querySelectorAll('${widgetTags.join(', ')}');
  for (var i = 0; i < all.length; i++)
    while (!(all[i].shadowRoot && all[i].shadowRoot.querySelector('.mc')))
      await new Promise(function (resolve) { setTimeout(resolve, 20); });
})()`;

/** Every task works, and the sent JSON is right, byte for byte. */
async function working(tab: Tab, host: HostCase, person: Person, place: Site): Promise<string[]> {
  const during = host.during ? `function () { ${host.during} }` : 'undefined';
  const results = await tab.run<Record<string, string>>(`(${String(errands)})(${JSON.stringify(person)}, ${during})`);
  const problems = Object.keys(results)
    .filter(tag => results[tag] !== 'done')
    .map(tag => `${tag}: ${results[tag]}`);
  const agency = '26506';
  const expected: [string, object][] = [
    ['/api/dossiers/read', { code: person.code, factor: { kind: 'phoneLast4', value: person.digits }, agency }],
    ['/api/feedback', { kind: 'opinion', text: person.text, consents: [], agency }],
  ];
  for (const [path, input] of expected) {
    const sent = place.bodies.filter(each => each.path === path).map(({ body }) => body);
    if (sent.length !== 1 || sent[0] !== JSON.stringify(input)) problems.push(`${path} got ${sent.join(' and ')}`);
  }
  const booked = place.bodies.filter(({ path }) => path === '/api/appointments').map(({ body }) => body);
  const sent = JSON.parse(booked[0] ?? '{}') as { contact?: object; consents?: unknown };
  if (
    booked.length !== 1 ||
    booked[0] !== JSON.stringify(sent) ||
    JSON.stringify(sent.contact) !== JSON.stringify({ name: person.name, phone: person.phone }) ||
    !Array.isArray(sent.consents)
  )
    problems.push(`/api/appointments got ${booked.join(' and ')}`);
  return problems;
}

/** The fallback is shown where widgets cannot run; the phone number where the API cannot be reached. */
async function notWorking(tab: Tab, outcome: 'fallback' | 'unreachable'): Promise<string[]> {
  const look = `(function () {
    var tags = ${JSON.stringify(widgetTags)}, problems = [];
    for (var i = 0; i < tags.length; i++) {
      var widget = document.querySelector(tags[i]);
      var own = widget.querySelector('p');
      var read = own && own.getBoundingClientRect().height > 5;
      var root = widget.shadowRoot;
      var says = root && root.textContent.indexOf('${phone}') >= 0;
      if (${outcome === 'fallback' ? '!read' : '!read && !says'}) problems.push(tags[i] + ': no ${outcome} to read');
    }
    return problems;
  })()`;
  let problems: string[] = [];
  for (let tries = 0; tries < 60; tries++) {
    problems = await tab.run<string[]>(look);
    if (!problems.length) return [];
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return problems;
}

/** No errors, no reports, and an unchanged page. */
async function after(tab: Tab, host: HostCase): Promise<string[]> {
  const blocked = host.outcome !== undefined && host.outcome !== 'works';
  const { errors, reports } = await tab.run<{ errors: string[]; reports: string[] }>(
    '({ errors: __seen.errors, reports: __seen.reports })',
  );
  const changed = host.back ? [] : await tab.run<string[]>(`(${String(changes)})()`);
  return [
    ...errors.filter(
      line => !(host.errors?.test(line) || (blocked && /policy|Policy|CSP|TrustedHTML|CORS|not load/.test(line))),
    ),
    ...(blocked ? [] : reports.filter(line => !/data|^frame-src/.test(line)).map(line => `report: ${line}`)),
    ...changed.filter(line => !host.changes?.test(line)),
  ].slice(0, 6);
}
