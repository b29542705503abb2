// Sets the times of captions and steps along the film, and takes a picture of it. The two text fields hold everything:
// this script reads and writes their lines, and without it they are typed.

const form = document.querySelector('[data-timing]');
const find = name => form.querySelector(`[data-${name}]`);
const video = form.querySelector('video');
const [captions, chapters] = [find('captions'), find('chapters')];
const length = Number(video.dataset.seconds);

/** `m:ss`, with tenths where wanted. */
function clock(seconds, hasTenths = false) {
  const tenths = Math.floor(Math.max(0, seconds) * 10);
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${rest}${hasTenths && tenths % 10 ? `.${tenths % 10}` : ''}`;
}
const secondsOf = text => text.split(':').reduce((sum, part) => sum * 60 + Number(part.replace(',', '.')), 0);

video.addEventListener('error', () => (find('film-failed').hidden = false), true);

// Captions: one sentence a line, its times in front.
const times = /^\s*(\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)\s*[-–]\s*(\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)\s+/;
const sentences = () =>
  captions.value
    .split('\n')
    .filter(line => line.trim())
    .map(line => {
      const [head = '', from, to] = times.exec(line) ?? [];
      return { head, from: from && secondsOf(from), to: to && secondsOf(to), text: line.slice(head.length).trim() };
    });
function writeCaptions(list, before) {
  captions.value = list
    .map(({ head, from, to, text }, i) => {
      // A line that was not touched keeps its times as they were written, to the millisecond.
      const isSame = before[i].from === from && before[i].to === to;
      if (isSame) return head + text;
      return from === undefined ? text : `${clock(from, true)}–${clock(to, true)} ${text}`;
    })
    .join('\n');
  captions.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A sentence is on screen for at most so long, in seconds, where nobody says when it is over. */
const longest = 7;
const shortest = 0.3;
const [panel, saying] = [find('keys-panel'), find('saying')];
let next = 0;
/** The end of the film: its length to the fraction, where it is known. */
const end = () => video.duration || length;

function startTiming() {
  const list = sentences();
  const status = find('no-sentences');
  status.textContent = list.length ? '' : status.dataset.noSentences;
  if (!list.length) return captions.focus();
  next = list.findIndex(({ from }) => from === undefined);
  // All have times: they are set anew.
  if (next < 0) next = 0;
  panel.hidden = false;
  video.currentTime = next ? (list[next - 1].to ?? 0) : 0;
  void video.play();
  showNext(list);
  panel.querySelector('[data-press=start]').focus();
}

function showNext(list) {
  find('time-hint').hidden = !list[next];
  saying.textContent = list[next] ? list[next].text.split('|')[0] : saying.dataset.over;
}

/** The sentence before the next, where it has its time: lines may have been changed by hand meanwhile. */
const timedBefore = list => (list[next - 1]?.from === undefined ? undefined : list[next - 1]);

const presses = {
  start(list, now) {
    if (!list[next]) return;
    const before = timedBefore(list);
    // The sentence before is over by now at the latest.
    if (before) before.to = Math.max(before.from + shortest, Math.min(before.to, now));
    const from = before ? Math.max(now, before.from + shortest) : now;
    // A sentence that has its time already is not run into.
    const following = list[next + 1]?.from > from ? list[next + 1].from : end();
    list[next] = { ...list[next], from, to: Math.max(from + shortest, Math.min(following, end(), from + longest)) };
    next++;
  },
  end(list, now) {
    const before = timedBefore(list);
    if (before) before.to = Math.max(before.from + shortest, now);
  },
  back(list) {
    next = Math.min(next, list.length);
    if (!next) return;
    next--;
    video.currentTime = Math.max(0, (list[next].from ?? 0) - 2);
    list[next] = { head: '', text: list[next].text };
  },
  pause() {
    if (video.paused) void video.play();
    else video.pause();
  },
  stop() {
    video.pause();
    panel.hidden = true;
    captions.focus();
  },
};

function press(name) {
  const list = sentences();
  const before = list.map(line => ({ ...line }));
  presses[name](list, Math.round(video.currentTime * 10) / 10);
  if (name === 'pause' || name === 'stop') return;
  writeCaptions(list, before);
  showNext(list);
}

const keys = { ' ': 'start', Enter: 'end', Backspace: 'back', p: 'pause', Escape: 'stop' };
panel.addEventListener('keydown', event => {
  const name = keys[event.key.length > 1 ? event.key : event.key.toLowerCase()];
  // A key that is held down repeats.
  if (!name || event.ctrlKey || event.altKey || event.metaKey) return;
  // Whoever has gone to another button presses that one.
  if ((name === 'start' || name === 'end') && event.target.dataset.press !== 'start') return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) press(name);
});
// A pressed space bar has been counted already: the button is not pressed a second time when it is let go.
panel.addEventListener(
  'keyup',
  event => event.key === ' ' && event.target.dataset.press === 'start' && event.preventDefault(),
);
for (const button of panel.querySelectorAll('[data-press]'))
  button.addEventListener('click', () => {
    press(button.dataset.press);
    if (!panel.hidden) panel.querySelector('[data-press=start]').focus();
  });
find('time-captions').addEventListener('click', startTiming);
find('play-line').addEventListener('click', () => {
  const before = captions.value.slice(0, captions.selectionStart).split('\n');
  const line = captions.value.split('\n')[before.length - 1] ?? '';
  const [, from] = times.exec(line) ?? [];
  if (from) video.currentTime = secondsOf(from);
  void video.play();
});

// Steps: a handle for each line that has a time.
const bar = find('chapter-bar');
const stepTime = /^\s*(\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?)(?=\s|$)/;
const stepLines = () =>
  chapters.value
    .split('\n')
    .map((line, index) => ({ line, index, time: stepTime.exec(line)?.[1] }))
    .filter(({ time }) => time)
    .map(({ line, index, time }) => ({
      index,
      at: secondsOf(time),
      title: line.replace(stepTime, '').split('|')[0].trim(),
    }));

function drawHandles() {
  const steps = stepLines();
  const handles = bar.querySelectorAll('button');
  for (let i = handles.length; i < steps.length; i++) bar.append(newHandle(i));
  for (let i = steps.length; i < handles.length; i++) handles[i].remove();
  for (const [i, { at, title }] of steps.entries()) {
    const handle = bar.children[i];
    const name = bar.dataset.name.replace('0', i + 1);
    handle.style.left = `${(Math.min(at, length) / length) * 100}%`;
    for (const [attribute, value] of [
      ['aria-label', name],
      ['aria-valuenow', at],
      ['aria-valuetext', `${clock(at)} ${title}`],
    ])
      handle.setAttribute(attribute, value);
    handle.title = `${name}: ${clock(at)} ${title}`;
  }
}

function newHandle(i) {
  const handle = document.createElement('button');
  handle.type = 'button';
  handle.textContent = i + 1;
  handle.setAttribute('role', 'slider');
  handle.setAttribute('aria-valuemin', 0);
  handle.setAttribute('aria-valuemax', length);
  handle.addEventListener('keydown', event => {
    const { at } = stepLines()[i];
    const to = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 10,
      PageUp: at + 10,
      Home: 0,
      End: length,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    moveStep(i, to);
  });
  handle.addEventListener('pointerdown', event => {
    handle.setPointerCapture(event.pointerId);
    handle.focus();
  });
  handle.addEventListener('pointermove', event => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, width } = bar.getBoundingClientRect();
    moveStep(i, ((event.clientX - left) / width) * length);
  });
  return handle;
}

/** Moves a step to a second, at most up to its neighbours, and shows the film there. */
function moveStep(i, to) {
  const steps = stepLines();
  const [low, high] = [steps[i - 1] ? steps[i - 1].at + 1 : 0, (steps[i + 1]?.at ?? length) - 1];
  const at = Math.round(Math.max(low, Math.min(high, to)));
  const lines = chapters.value.split('\n');
  lines[steps[i].index] = lines[steps[i].index].replace(stepTime, clock(at));
  chapters.value = lines.join('\n');
  chapters.dispatchEvent(new Event('input', { bubbles: true }));
  video.currentTime = at;
}

find('add-chapter').addEventListener('click', () => {
  const at = Math.floor(video.currentTime);
  const lines = chapters.value.split('\n').filter(line => line.trim());
  chapters.value = lines.join('\n');
  const earlier = stepLines().filter(step => step.at <= at);
  const last = earlier[earlier.length - 1];
  const place = last ? last.index + 1 : 0;
  const isNew = last?.at !== at;
  if (isNew) lines.splice(place, 0, `${clock(at)} `);
  chapters.value = lines.join('\n');
  const caret = lines.slice(0, isNew ? place + 1 : place).join('\n').length;
  chapters.focus();
  chapters.setSelectionRange(caret, caret);
  chapters.dispatchEvent(new Event('input', { bubbles: true }));
});
chapters.addEventListener('input', drawHandles);

// The poster: the picture that the film shows, as a file of the form.
const maxWidth = 1280;
find('take-poster').addEventListener('click', () => {
  if (!video.videoWidth) return;
  const canvas = form.querySelector('canvas');
  canvas.width = Math.min(maxWidth, video.videoWidth);
  canvas.height = Math.round((canvas.width / video.videoWidth) * video.videoHeight);
  canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
  canvas.hidden = false;
  canvas.toBlob(
    blob => {
      const files = new DataTransfer();
      files.items.add(new File([blob], 'poster.jpg', { type: 'image/jpeg' }));
      form.elements.poster.files = files.files;
      const status = form.querySelector('[data-poster-taken]');
      status.textContent = status.dataset.posterTaken;
    },
    'image/jpeg',
    0.8,
  );
});

// Leaving loses what was not saved, or was refused.
let isChanged = 'unsaved' in form.dataset;
form.addEventListener('input', () => (isChanged = true));
form.addEventListener('submit', () => (isChanged = false));
addEventListener('beforeunload', event => isChanged && event.preventDefault());

for (const name of ['chapter-bar', 'take-poster', 'time-captions', 'play-line', 'add-chapter'])
  find(name).hidden = false;
drawHandles();
