import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { dayOf, minuteOf } from '../../src/domain/calendar.ts';
import { type PlaylistBlock, segmentAt, segmentsOf } from '../../src/domain/playlist.ts';
import { formatTimeOfDay } from '../../src/domain/time-of-day.ts';
import { usualWeek } from '../../src/domain/usual-week.ts';
import { createApp } from '../../src/server/app.ts';
import { callNumber } from '../../src/server/calls/index.ts';
import { storeFile } from '../../src/server/guides/index.ts';
import { listen, type RunningServer } from '../../src/server/http/serve.ts';
import type { OldChromium } from '../hosts/old-chromium.ts';
import { testDatabase } from '../support/database.ts';
import { type Television, television } from '../support/tv-browser.ts';

const minutes = Number(process.env['MINUTES'] ?? 30);
const speed = Number(process.env['SPEED'] ?? 20);
const version = process.env['CHROMIUM'] ? (Number(process.env['CHROMIUM']) as OldChromium) : undefined;

/** The clock of the hall: midnight comes when three fifths of the run are over. */
const start = Date.now();
const length = minutes * 60_000;
const midnight = Date.parse('2026-12-01T00:00:00+07:00');
const hallAt = (part: number) => midnight + (part - 0.6) * length * speed;
const hall = () => hallAt((Date.now() - start) / length);

const [a, b, c] = ['chung-thuc-ban-sao', 'dang-ky-khai-sinh', 'tra-cuu-va-dat-lich'] as const;
const timeAt = (part: number) => formatTimeOfDay(minuteOf(new Date(hallAt(part))));
const usual: PlaylistBlock[] = [
  { kind: 'default', guides: [a, b, c] },
  { kind: 'time', guides: [b, c], from: timeAt(0.12), to: timeAt(0.3) },
  // Across midnight.
  { kind: 'time', guides: [a, b], from: timeAt(0.55), to: timeAt(0.66) },
];

/** The guide that is shown; empty while the page loads. */
const guideShown =
  "(document.querySelector('[data-guide]') || document.createElement('a')).getAttribute('data-guide') || ''";

/** A picture of the film every ten seconds of it. */
const lookMs = Math.max(400, 10_000 / Math.min(16, speed));
/** Standard deviation of the grey values of a picture with nothing on it. */
const blankBelow = 12;
/** Chromium writes cookies to the disk twice a minute: a power cut before that unpairs the device. */
const cookieMs = 35_000;
/** How long another guide than the planned one may be seen after a change, in ms of this machine. */
const maxWrongMs = 8_000;

/**
 * A screen for half an hour whose clock and films run twenty times as fast: network cut, server killed, power cut in
 * mid-clip, wrong device clock, corrupt film, removed guide, a window across midnight, changed playlist, calls. It is
 * never blank, shows what is planned, and its heap does not grow. `MINUTES`, `SPEED` and `CHROMIUM=64` change the run.
 */
export default async function tv(): Promise<string> {
  const database = await testDatabase({ now: new Date(hall()) });
  const { db } = database;
  const app = await createApp(database, { dist: 'dist', clock: () => new Date(hall()) });
  let server: RunningServer | undefined = await listen(app, { port: 0 });
  const { port } = server;
  const profile = mkdtempSync(join(tmpdir(), 'motcua-tv-'));
  const told: string[] = [];
  let screen = await switchOn(0);

  /** Switches the television on; `skew` is what its clock is wrong by, in ms. */
  async function switchOn(skew: number): Promise<Television> {
    const set = await television({
      profile,
      version,
      script: `(${faster.toString()})(${start}, ${hallAt(0)}, ${speed}, ${skew})`,
    });
    await set.open(`http://127.0.0.1:${port}/tv`);
    return set;
  }

  let blocks = usual;
  let isWithdrawn = false;
  let broken = '';
  const planned = (now: number): readonly string[] => {
    const day = dayOf(new Date(now - 24 * 3600_000));
    const guides = segmentAt(segmentsOf(blocks, usualWeek, day, 3), now)?.guides ?? [];
    return guides.filter(id => !(isWithdrawn && id === a) && id !== broken);
  };

  const counts = { looks: 0, right: 0, held: 0 };
  let wrongSince = 0;
  const shown = new Set<string>();
  /** Looks at the screen until a part of the run is over. */
  async function watch(until: number): Promise<void> {
    while (Date.now() - start < until * length) {
      const began = Date.now();
      const { guide, isHeld } = await screen.run<{ guide: string; isHeld: boolean }>(`({
        guide: ${guideShown},
        isHeld: !!document.querySelector('.calling') })`);
      const { channels } = await sharp(await screen.shoot())
        .greyscale()
        .stats();
      counts.looks++;
      shown.add(guide);
      if (isHeld) counts.held++;
      assert.ok(channels[0]!.stdev > blankBelow, `blank at ${Math.round((began - start) / 1000)} s`);
      if (planned(hall()).includes(guide)) {
        counts.right++;
        wrongSince = 0;
      } else {
        wrongSince ||= began;
        const words = `“${guide}” instead of ${planned(hall()).join(', ')} at ${timeAt((began - start) / length)}`;
        assert.ok(began - wrongSince < maxWrongMs, words);
      }
      await sleep(Math.max(0, lookMs - (Date.now() - began)));
    }
  }
  const step = (words: string) => {
    told.push(words);
    console.log(
      `${Math.round((Date.now() - start) / 1000)} s, ${timeAt((Date.now() - start) / length)} in the hall: ${words}`,
    );
  };

  try {
    await pair();
    step('paired');
    const pairedAt = Date.now();
    await watch(0.08);
    step('the network is cut');
    await screen.setOffline(true);
    await watch(0.2);
    await screen.setOffline(false);
    step('the network is back');
    await watch(0.24);
    step('the server is killed');
    await server.stop();
    server = undefined;
    await watch(0.34);
    server = await listen(app, { port });
    step('the server is back; the power is cut in mid-clip, and the clock of the device is three years late');
    await sleep(Math.max(0, pairedAt + cookieMs - Date.now()));
    await screen.cutPower();
    screen = await switchOn(-3 * 365 * 24 * 3600_000);
    await until(position, ({ guide }) => guide !== '');
    await watch(0.42);
    step('the power is cut again; the clock is right');
    await screen.cutPower();
    screen = await switchOn(0);
    await until(position, ({ guide }) => guide !== '');
    await watch(0.48);
    const heapBefore = await screen.heap();
    step('a film is cut off');
    const whole = await db
      .selectFrom('guide_file')
      .selectAll()
      .where('guide', '=', c)
      .where('kind', '=', 'film')
      .execute();
    await replaceFilm(Buffer.alloc(30_000, 1));
    broken = c;
    await watch(0.52);
    for (const { data, type, name } of whole) await replaceFilm(Buffer.from(data), type, name.split('.').pop());
    broken = '';
    step('the film is whole again; midnight comes');
    await watch(0.7);
    step('a guide is withdrawn');
    await db.updateTable('guide').set({ state: 'withdrawn' }).where('id', '=', a).execute();
    isWithdrawn = true;
    await watch(0.76);
    step('the playlist is changed');
    blocks = [{ kind: 'default', guides: [b] }];
    await db
      .updateTable('playlist')
      .set(({ eb }) => ({ blocks: JSON.stringify(blocks), version: eb('version', '+', 1) }))
      .execute();
    await watch(0.82);
    step('three counters call');
    for (const number of ['A001', 'B002', 'C003'])
      await db
        .transaction()
        .execute(tx =>
          callNumber(tx, { agency: '26506', place: '26506.1', number, counterName: '3' }, new Date(hall())),
        );
    await watch(0.9);
    assert.ok(counts.held > 0, 'no call was seen');
    const heapAfter = await screen.heap();
    await watch(1);
    const ratio = heapAfter / heapBefore;
    // In a few minutes the noise is larger than what a leak would add.
    if (minutes >= 10) assert.ok(ratio <= 1.1, `the heap grew ${ratio.toFixed(2)} times`);
    assert.deepEqual(
      [a, b, c].filter(id => !shown.has(id)),
      [],
      'guides that were never shown',
    );
    return `${version ? `Chromium ${version}` : 'Chromium of today'}: ${minutes} minutes at ${speed} times the clock, ${counts.looks} pictures, none blank, ${counts.right} with the planned guide, heap ${heapBefore} B, then ${heapAfter} B (${ratio.toFixed(2)} times)`;
  } finally {
    await screen.cutPower().catch(() => {});
    await server?.stop();
    await database.close();
    rmSync(profile, { recursive: true, force: true });
  }

  async function pair(): Promise<void> {
    const playlist = '6f2a3a30-8a0d-4d4c-9d4e-2f6d1c1f0a01';
    await db
      .insertInto('playlist')
      .values({ id: playlist, agency: '26506', name: 'x', blocks: JSON.stringify(usual) })
      .execute();
    const code = await until(
      () => screen.run<string>("String((document.getElementById('code') || {}).textContent)"),
      text => /^\d{3} \d{3}$/.test(text),
    );
    const row = await db
      .deleteFrom('screen_pairing')
      .where('code', '=', code.replace(' ', ''))
      .returning('token_key')
      .executeTakeFirstOrThrow();
    const own = {
      id: '0123456789',
      agency: '26506',
      place: '26506.1',
      name: 'TV',
      playlist,
      paired_at: new Date(hall()),
    };
    await db
      .insertInto('screen')
      .values({ ...own, ...row })
      .execute();
    await until(position, ({ guide, time }) => guide !== '' && time > 0);
    // All films are on the device before the network is cut.
    await until(
      () =>
        screen.run<number>(
          "caches.open('motcua-tv-films').then(function (films) { return films.keys() }).then(function (keys) { return keys.length })",
        ),
      count => count === 3,
    );
  }

  function position(): Promise<{ guide: string; time: number }> {
    return screen.run(`({ guide: ${guideShown},
      time: (document.getElementById('video') || {}).currentTime || 0 })`);
  }

  async function replaceFilm(data: Buffer, type = 'video/mp4', ending = 'mp4'): Promise<void> {
    await db.transaction().execute(async tx => {
      await storeFile(tx, c, { kind: 'film', type, ending, data }, new Date(hall()));
      await tx
        .updateTable('guide')
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', c)
        .execute();
    });
  }
}

async function until<T>(look: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const value = await look();
    if (isRight(value)) return value;
    await sleep(150);
  }
  throw new Error(`not in time: ${isRight.toString()}`);
}

/** Runs in the page before its scripts: its clock and its films go faster. */
function faster(start: number, hallStart: number, speed: number, skew: number): void {
  const [now, monotonic] = [Date.now, performance.now.bind(performance)];
  const [timeout, interval] = [window.setTimeout, window.setInterval];
  Date.now = () => hallStart + skew + (now() - start) * speed;
  performance.now = () => monotonic() * speed;
  const quick = (timer: typeof timeout) =>
    function (this: unknown, work: () => void, ms = 0) {
      return timer(work, ms / speed);
    } as typeof window.setTimeout;
  window.setTimeout = quick(timeout);
  window.setInterval = quick(interval as typeof timeout) as typeof window.setInterval;
  document.addEventListener(
    'playing',
    event => {
      (event.target as HTMLVideoElement).playbackRate = Math.min(16, speed);
    },
    true,
  );
}
