import { Announcer } from './announcer.ts';
import { Clock } from './clock.ts';
import { Films } from './films.ts';
import { Live } from './live.ts';
import { Menu } from './menu.ts';
import { Player } from './player.ts';
import { Program } from './program.ts';
import { isNightReload, reloadAfterFailure, reloadCount } from './reload.ts';
import { Reporter } from './reporter.ts';
import { ScreenStore } from './screen-store.ts';
import { Speech } from './speech.ts';
import { isPreview } from './store.ts';
import { render, renderFixed } from './view.ts';

const tickMs = 250;
const pairingMs = 3_000;
const minuteMs = 60_000;
/** Before a page of another build reloads. */
const minUptimeMs = 5 * minuteMs;
/** The first film plays by then. */
const firstReportMs = 8_000;
/** A film that does not play by then is not waited for. */
const patienceMs = 30_000;
/** Films that fail one after another: something is wrong with the page, not with a film. */
const maxFailures = 3;

const clock = new Clock();
const screen = new ScreenStore(clock);
const speech = new Speech();
const reporter = new Reporter(clock);
const video = document.getElementById('video') as HTMLVideoElement;
const films = new Films(video);
let failures = 0;
let faults = reloadCount();

const player = new Player(video, films, {
  ended: () => {
    failures = 0;
    if (isSeen()) reporter.count(player.guide, 0, 1);
    program.skip();
  },
  failed: guide => {
    faults++;
    program.markBad(guide);
    if (++failures >= maxFailures && screen.isOnline && !isPreview && reloadAfterFailure()) return;
    program.skip(guide);
  },
});
const program = new Program(screen, clock, player);
const announcer = new Announcer(clock, speech, {
  begins: () => {
    menu.close();
    player.hold();
  },
  changed: update,
  ends: () => player.release(),
});
const live = new Live(screen, update);
const menu = new Menu(
  document.getElementById('menu')!,
  () => screen.state,
  id => program.choose(id),
  () => speech.unlock(),
);

let ticks = 0;
/** The build of the page itself: one from the device's memory may be older than the server's. */
const build = document.documentElement.getAttribute('data-build') || '';

function update(): void {
  const { state, unpaired } = screen;
  if (state && !isPreview) announcer.take(state.calls);
  if (state && state.message && state.message.until <= clock.now()) state.message = null;
  if (state && state.message && menu.isOpen) menu.close();
  render({
    state,
    code: unpaired && unpaired.code,
    now: clock.now(),
    isTimeKnown: clock.isKnown(),
    isOnline: screen.isOnline,
    isSoundOff: !speech.isAllowed,
    guide: player.isMoving ? player.guide : '',
    time: player.time,
    next: program.next,
    call: announcer.current,
  });
}

/** Whether the guide is seen: not behind a call, a message or the menu, and not standing still. */
const isSeen = (): boolean => player.isMoving && !announcer.current && !menu.isOpen && !screen.state!.message;

function tick(): void {
  ticks++;
  if (screen.state && ticks % 4 === 0) {
    if (!announcer.current) program.tick();
    player.tick();
    if (isSeen()) reporter.count(player.guide, 1);
  } else if (!screen.state && player.guide) player.stop();
  if (ticks % 4 === 0) {
    // What is played comes first; where it cannot be streamed, it is fetched whole.
    void films.update(screen.state, player.isMoving || ticks * tickMs > patienceMs);
    live.tick();
  }
  const refreshMs = screen.state ? minuteMs : pairingMs;
  const ms = ticks * tickMs;
  if (ms % refreshMs === 0 || ms === firstReportMs) void everyMinute();
  update();
}

/** Asks for everything and reports: every minute, every three seconds while the device is not paired. */
async function everyMinute(): Promise<void> {
  // Without its cookie a device would get another code each time, and use up those of the others.
  if (!navigator.cookieEnabled) return update();
  await screen.refresh();
  const { state } = screen;
  if (!state) {
    reporter.clear();
    return update();
  }
  reporter.keep();
  // The first film does not wait for the next second.
  if (!player.guide && !announcer.current) program.tick();
  if (!isPreview) showAddress(state.screen);
  const isIdle = !announcer.current && !menu.isOpen;
  // Not sooner: on a slow line the old page may come from the device once more.
  const isOutdated = build !== state.build && performance.now() > minUptimeMs;
  if (screen.isOnline && isIdle && (isOutdated || isNightReload(clock.now(), state.screen))) return location.reload();
  const { bytes: cachedBytes, cached, wanted } = films;
  const { guide } = player;
  const sound = speech.isAllowed;
  if (screen.isOnline && !isPreview)
    await reporter.send({ guide, cachedBytes, cached, wanted, live: live.mode, sound, faults, build });
  update();
}

/** The address names the screen, so that an officer who looks at the television knows which one it is. */
function showAddress(id: string): void {
  if (location.pathname !== `/tv/${id}`) history.replaceState(null, '', `/tv/${id}`);
}

/** One rem is 100 px of a screen of 1080 lines, whatever the screen has. */
function fit(): void {
  document.documentElement.style.fontSize = `${Math.min(innerWidth / 19.2, innerHeight / 10.8)}px`;
}

if (!isPreview) speech.probe();
document.addEventListener('click', () => speech.unlock());
addEventListener('resize', fit);
fit();
renderFixed();
update();
void everyMinute();
setInterval(tick, tickMs);
if ('serviceWorker' in navigator && !isPreview)
  navigator.serviceWorker.register('/tv/worker.js', { scope: '/tv' }).catch(() => {});
