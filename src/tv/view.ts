import type { QrMatrix, ScreenDuty, ScreenState, TicketCall } from '../contract/index.ts';
import { dayOf, minuteOf, weekday } from '../domain/calendar.ts';
import { hoursInWords } from '../domain/hours-in-words.ts';
import { formatTimeOfDay } from '../domain/time-of-day.ts';
import { shortCounter } from './short-counter.ts';
import { texts } from './tv.texts.ts';

/** What the page shows at a moment. */
export interface View {
  state: ScreenState | undefined;
  /** Six digits of a device that is not paired. */
  code: string | null | undefined;
  now: number;
  /** Whether the time of day is known. */
  isTimeKnown: boolean;
  isOnline: boolean;
  isSoundOff: boolean;
  /** The guide that is played, and the second at which it is. */
  guide: string;
  time: number;
  next: string;
  call: TicketCall | undefined;
}

/** Turns of the box that shows by turns who is on duty and what comes next, while numbers are called. */
const turnMs = 12_000;
const maxHelpers = 3;
/** A number that was called stays in the list for so long. */
const recentMs = 15 * 60_000;

const element = (id: string) => document.getElementById(id)!;

/** Sets a text, and touches nothing when it is the same. */
function write(id: string, text: string): void {
  const box = element(id);
  if (box.textContent !== text) box.textContent = text;
}

function show(id: string, isShown: boolean): void {
  const box = element(id);
  if (box.hidden === isShown) box.hidden = !isShown;
}

/** Writes the words that never change. */
export function renderFixed(): void {
  write('call-label', texts.callNumber);
  write('next-label', texts.next);
  write('scan-label', texts.scan);
  write('greeting', texts.welcome);
  write('hours-label', texts.hours);
  write('pair-title', texts.pair);
}

/** Renders the page; called four times a second, for captions and clock. */
export function render(view: View): void {
  const { state, code } = view;
  show('pair', !state);
  show('tv', !!state);
  if (!state) return renderPairing(code);
  write('office', texts.office(state.office.name));
  renderClock(view);
  renderCall(view, state);
  renderFilm(view, state);
  renderAside(view, state);
}

function renderPairing(code: string | null | undefined): void {
  write('code', code ? `${code.slice(0, 3)} ${code.slice(3)}` : '');
  write('pair-hint', pairHint(code));
}

function renderClock({ now, isTimeKnown, isOnline, isSoundOff }: View): void {
  const instant = new Date(now);
  const day = dayOf(instant);
  const date = `${texts.weekdays[weekday(day) - 1]}, ${day.slice(8)}/${day.slice(5, 7)}`;
  const alert = isOnline ? (isSoundOff ? texts.soundOff : '') : texts.offline;
  write('alert', alert);
  // The header has room for one of them.
  write('date', isTimeKnown && !alert ? date : '');
  write('time', isTimeKnown ? formatTimeOfDay(minuteOf(instant)) : '');
}

function renderCall({ call, now }: View, { calls }: ScreenState): void {
  show('call', !!call);
  document.body.className = call ? 'calling' : '';
  if (call) {
    const counter = shortCounter(call.counter);
    write('number', call.number);
    write('counter', counter);
    write('counter-label', /^\d/.test(counter) ? texts.toCounter : texts.to);
    element('number').className = call.number.length > 4 ? 'long' : '';
    element('counter').className = counter.length > 4 ? 'name' : '';
  }
  // Those that wait to be announced are not told yet.
  const before = calls.filter(({ id, at }) => (!call || +id < +call.id) && now - Date.parse(at) < recentMs).slice(0, 2);
  const key = before.map(({ id }) => id).join();
  const list = element('recent');
  show('recent', before.length > 0);
  if (list.getAttribute('data-key') === key) return;
  list.setAttribute('data-key', key);
  list.textContent = '';
  for (const { number, counter } of before) {
    const row = document.createElement('li');
    const bold = document.createElement('b');
    bold.textContent = number;
    row.appendChild(bold);
    row.appendChild(document.createTextNode(texts.counter(shortCounter(counter))));
    list.appendChild(row);
  }
}

function renderFilm({ guide, time }: View, { guides, message, office }: ScreenState): void {
  const playing = guides[guide];
  // Says to whoever looks after the screen what it plays: the address of a kept film does not.
  element('film').setAttribute('data-guide', playing ? guide : '');
  show('message', !!message);
  write('message', message ? message.text : '');
  show('still', !playing);
  const cue = playing && playing.cues.filter(({ from, to }) => time >= from && time < to)[0];
  write('caption', playing ? (cue ? cue.text : playing.title) : '');
  write('phone', office.phone ? texts.call(office.phone) : '');
  const hours = hoursInWords(office.hours, texts.weekdaysShort).split('; ').join('\n');
  show('hours-label', !!hours);
  write('hours', hours);
}

function renderAside(view: View, state: ScreenState): void {
  const { guide, next, now, time, call } = view;
  const playing = state.guides[guide];
  const upcoming = playing && state.guides[next];
  const duty = view.isTimeKnown ? state.duties.filter(({ to }) => to > now)[0] : undefined;
  const isToday = duty && dayOf(new Date(duty.from)) === dayOf(new Date(now));
  if (duty && isToday) renderDuty(duty, now);
  const isCrowded = !element('recent').hidden && !call;
  const isDutyTurn = !upcoming || !isCrowded || Math.floor(now / turnMs) % 2 > 0;
  show('duty', !!isToday && (!!call || isDutyTurn));
  write('next-title', upcoming ? upcoming.title : '');
  show('next', !!upcoming && !call && !(isToday && isCrowded && isDutyTurn));
  const chapter = playing && playing.chapters.filter(({ at }) => at <= time).pop();
  const qr = chapter || (playing && playing.chapters[0]);
  show('scan', !!qr);
  if (qr) drawQr(qr.qr, playing ? playing.title : '');
}

function renderDuty({ from, to, team, helpers, tasks }: ScreenDuty, now: number): void {
  const time = (at: number) => formatTimeOfDay(minuteOf(new Date(at)));
  const isOn = from <= now;
  write('duty-when', isOn ? texts.onDuty(time(to)) : texts.nextDuty(time(from)));
  element('duty').className = isOn ? 'on' : '';
  write('duty-team', team);
  write('duty-helpers', helpers.slice(0, maxHelpers).join(', '));
  write('duty-tasks', tasks.join(', '));
}

let drawn = '';

function drawQr({ size, rows }: QrMatrix, title: string): void {
  if (drawn === rows) return;
  drawn = rows;
  const canvas = element('qr') as HTMLCanvasElement;
  // Four modules of white around (ISO/IEC 18004).
  const pixels = Math.ceil(440 / (size + 8));
  canvas.width = canvas.height = pixels * (size + 8);
  canvas.setAttribute('aria-label', `${texts.scan}: ${title}`);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#000';
  const digits = Math.ceil(size / 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const digit = parseInt(rows.charAt(y * digits + (x >> 2)), 16);
      if ((digit >> (3 - (x & 3))) & 1) context.fillRect((x + 4) * pixels, (y + 4) * pixels, pixels, pixels);
    }
}

function pairHint(code: string | null | undefined): string {
  if (!navigator.cookieEnabled) return texts.noCookies;
  return code ? texts.pairHint : code === null ? texts.pairBusy : texts.connecting;
}
