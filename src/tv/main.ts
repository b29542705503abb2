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
/** The first film plays by then. */
const firstReportMs = 8_000;
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
    reporter.count(player.guide, 0, 1);
    program.skip();
  },
  failed: url => {
    const { state } = screen;
    faults++;
    for (const id of Object.keys(state ? state.guides : {}))
      if (state && state.guides[id]!.sources.some(source => source.url === url)) program.markBad(id);
    if (++failures >= maxFailures && screen.isOnline && reloadAfterFailure()) return;
    program.skip();
  },
});
const program = new Program(screen, clock, player);
const announcer = new Announcer(clock, speech, {
  begins: () => player.hold(),
  changed: update,
  ends: () => player.release(),
});
const live = new Live(screen, update);
const menu = new Menu(
  document.getElementById('menu')!,
  () => screen.state,
  id => program.play(id),
);

let ticks = 0;
let build = '';

function update(): void {
  const { state, unpaired } = screen;
  if (state) announcer.take(state.calls);
  if (state && state.message && state.message.until <= clock.now()) state.message = null;
  render({
    state,
    code: unpaired && unpaired.code,
    now: clock.now(),
    isTimeKnown: clock.isKnown(),
    isOnline: screen.isOnline,
    isSoundOff: !speech.isAllowed,
    guide: player.guide,
    time: player.time,
    next: program.next,
    call: announcer.current,
  });
}

function tick(): void {
  ticks++;
  if (screen.state && ticks % 4 === 0) {
    if (!announcer.current) program.tick();
    player.tick();
    if (!announcer.current && !screen.state.message && player.guide) reporter.count(player.guide, 1);
    void films.update(screen.state);
  } else if (!screen.state && player.guide) {
    player.stop();
    void films.update(undefined);
  }
  if (ticks % 4 === 0) live.tick();
  const refreshMs = screen.state ? minuteMs : pairingMs;
  const ms = ticks * tickMs;
  if (ms % refreshMs === 0 || ms === firstReportMs) void everyMinute();
  update();
}

async function everyMinute(): Promise<void> {
  await screen.refresh();
  const { state } = screen;
  if (!state) return update();
  if (!isPreview) showAddress(state.screen);
  build = build || state.build;
  const isIdle = !announcer.current && !menu.isOpen;
  if (screen.isOnline && isIdle && (build !== state.build || isNightReload(clock.now(), state.screen)))
    return location.reload();
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

/** One rem is a hundredth of the height of a screen of 1080 lines, whatever the screen has. */
function fit(): void {
  document.documentElement.style.fontSize = `${Math.min(innerWidth / 19.2, innerHeight / 10.8)}px`;
}

document.addEventListener('keydown', () => speech.unlock());
document.addEventListener('click', () => speech.unlock());
addEventListener('resize', fit);
fit();
renderFixed();
update();
void everyMinute();
setInterval(tick, tickMs);
if ('serviceWorker' in navigator && !isPreview)
  navigator.serviceWorker.register('/tv/worker.js', { scope: '/tv' }).catch(() => {});
