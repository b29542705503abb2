import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Dossier, dossierRead } from '../../../src/contract/index.ts';
import { type Exchange, MappedApi, Refused } from '../../../src/mapping/index.ts';
import { presetNames, readMap } from '../../../src/server/upstream/read-map.ts';
import { monday } from '../../support/database.ts';
import { httpExchange } from '../../support/exchange.ts';
import { homeMade } from '../../support/home-made.ts';
import { openCps, openCpsMap } from '../../support/opencps.ts';
import { walkThrough } from '../../support/walk-through.ts';

type Json = Record<string, unknown> | unknown[];
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Paths of an answer: each value is removed once. */
function places(value: unknown, path: string[] = []): string[][] {
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...path, key], ...places(item, [...path, key])]);
}

function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (!isJson(value)) return value;
  if (Array.isArray(value))
    return value.flatMap((item, i) => (String(i) !== key ? [item] : rest.length ? [without(item, rest)] : []));
  const copy = { ...value };
  if (rest.length) copy[key] = without(copy[key], rest);
  else delete copy[key];
  return copy;
}

interface LookUp {
  agency: string;
  code: string;
  factor?: { kind: 'phoneLast4' | 'idLast4' | 'secretCode'; value: string };
}

/** What a map tells of a dossier; nothing when it refuses or fails. */
async function told(map: MappedApi, input: LookUp, exchange: Exchange): Promise<Dossier | undefined> {
  const tools = { now: monday, seal: () => 'sealed', open: () => undefined, env: () => 'x' };
  return map.call(dossierRead, input, { exchange, ...tools }).catch(() => undefined);
}

/** Recorded answers of an upstream system, with one value removed. */
function lacking(taken: { nth: number; path: readonly string[] }): Exchange {
  let nth = 0;
  return async request => {
    const answer = await httpExchange(request);
    if (nth++ !== taken.nth || !answer.text.startsWith('{')) return answer;
    return { ...answer, text: JSON.stringify(without(JSON.parse(answer.text), taken.path)) };
  };
}

describe('A field that another system leaves out', () => {
  const closers: (() => void)[] = [];
  const maps: { name: string; map: MappedApi; code: string; agency: string }[] = [];

  before(async () => {
    const cps = await openCps(monday.getTime());
    const php = await homeMade({ cors: false, now: monday.getTime() / 1000 });
    closers.push(cps.close, php.close);
    const code = '000.00.26.H29-261118-0001';
    maps.push({ name: 'opencps-v2', map: await readMap(JSON.stringify(openCpsMap(cps.url))), code, agency: '26506' });
    const walked = new MappedApi(walkThrough(php.url));
    maps.push({ name: 'docs/mapping.md', map: walked, code: '000.17.26.H29-261120-0007', agency: 'binh-minh' });
  });
  after(() => closers.forEach(close => close()));

  it('opens no look-up that was closed before', async () => {
    let tried = 0;
    for (const { name, map, code, agency } of maps) {
      for (const kind of ['phoneLast4', 'idLast4', 'secretCode'] as const) {
        for (const value of ['0000', '5679', 'nothing', 'undefined', 'null']) {
          const wrong: LookUp = { agency, code, factor: { kind, value } };
          const texts: string[] = [];
          const watching: Exchange = async request => {
            const answer = await httpExchange(request);
            texts.push(answer.text);
            return answer;
          };
          // The home-made system supports one factor, and compares it itself.
          if (await told(map, wrong, watching)) {
            assert.equal(name, 'docs/mapping.md', `${kind} ${value} opens by itself`);
            continue;
          }
          for (const [nth, text] of texts.entries())
            for (const path of text.startsWith('{') ? places(JSON.parse(text)) : []) {
              tried++;
              const opened = await told(map, wrong, lacking({ nth, path }));
              assert.equal(opened, undefined, `${name}: ${kind} ${value} opens without ${path.join('.')}`);
            }
        }
      }
    }
    assert.ok(tried > 300, String(tried));
  });

  it('of the dossier of nobody’s preset was forgotten here', async () => {
    // A nightly file has no personal data and no factor; Open311 has no dossiers.
    const withLookUp: string[] = [];
    for (const name of await presetNames()) {
      const map = await readMap(JSON.stringify({ motcua: '1', name: 'x', preset: name, base: 'https://x.example' }));
      if (map.answers(dossierRead, undefined)) withLookUp.push(name);
    }
    assert.deepEqual(withLookUp.sort(), ['file', 'opencps-v2']);
    const file = await readMap(JSON.stringify({ motcua: '1', name: 'x', preset: 'file', base: 'https://x.example' }));
    const refused = file.call(
      dossierRead,
      { agency: 'x', code: 'A-2' },
      { now: monday, exchange: async () => ({ status: 200, headers: {}, text: 'ma_ho_so,trang_thai\nA-1,4' }) },
    );
    await assert.rejects(refused, Refused);
  });
});
