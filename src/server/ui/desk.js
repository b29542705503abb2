// Saves presses on the officers' pages, which work without it: keys, choosing rows, filtering, locking.

const each = (selector, work) => document.querySelectorAll(selector).forEach(work);
const isTyping = target => target.matches('input:not([type=checkbox]), select, textarea');

// A page that comes back from the cache after a sign-out is asked for again.
addEventListener('pageshow', event => event.persisted && location.reload());

// Keys of links, buttons and fields: data-key; ignored while typing, but for Escape.
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (isTyping(event.target) && event.key !== 'Escape') return;
  const wanted = [...document.querySelectorAll('[data-key]')].find(
    ({ dataset, offsetParent }) => offsetParent && dataset.key.toLowerCase() === event.key.toLowerCase(),
  );
  if (!wanted) return moveInRows(event);
  event.preventDefault();
  if (isTyping(wanted)) wanted.focus();
  else wanted.click();
});

/** J and K go down and up the rows, X chooses one, Enter opens it. */
function moveInRows(event) {
  const rows = [...document.querySelectorAll('[data-row]:not([hidden])')];
  const at = rows.findIndex(row => row.classList.contains('at'));
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (step && rows.length) {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    rows[at]?.classList.remove('at');
    next.classList.add('at');
    next.scrollIntoView({ block: 'nearest' });
    next.querySelector('a')?.focus({ preventScroll: true });
  } else if (event.key.toLowerCase() === 'x' && at >= 0) rows[at].querySelector('input[type=checkbox]')?.click();
  else if (event.key === 'Enter' && at >= 0 && event.target === document.body) rows[at].querySelector('a')?.click();
}
each('[data-keys]', keys => (keys.hidden = false));

// What can be done with chosen rows is shown once one is chosen; shift chooses all between.
each('[data-bulk]', form => {
  const bar = form.querySelector('[data-bulk-bar]');
  if (!bar) return;
  const words = bar.querySelector('[data-chosen]');
  const boxes = [...form.querySelectorAll('[data-row] input[type=checkbox]')];
  let last;
  const show = () => {
    const chosen = boxes.filter(({ checked }) => checked);
    bar.hidden = !chosen.length;
    words.textContent = words.dataset.chosen.replace('0', String(chosen.length));
    for (const box of boxes) box.closest('[data-row]').classList.toggle('on', box.checked);
  };
  form.addEventListener('click', event => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey && last !== undefined)
      for (let i = Math.min(at, last); i <= Math.max(at, last); i++) boxes[i].checked = event.target.checked;
    last = at;
    show();
  });
  form.addEventListener('reset', () => setTimeout(show));
  show();
});

/** As the server folds text: without diacritics, đ as d, lower case. */
const fold = text =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'd')
    .toLowerCase();

// A field that filters the rows of this page: nothing of it is sent.
each('[data-filters]', place => {
  place.hidden = false;
  const field = place.querySelector('input');
  const rows = [...document.querySelectorAll('[data-row]')].map(row => ({ row, text: fold(row.innerText) }));
  field.addEventListener('input', () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const digits = field.value.replace(/\D/g, '');
    for (const { row, text } of rows)
      row.hidden =
        !words.every(word => text.includes(word)) && !(digits.length > 3 && text.replace(/\D/g, '').includes(digits));
  });
  field.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault());
});

// Undo goes away when its time is over.
each('[data-ends-in]', note => setTimeout(() => note.remove(), Number(note.dataset.endsIn) * 1000));

// Locks the screen of who has gone: what was typed stays below. Work without requests keeps the session.
const lock = document.querySelector('dialog[data-idle]');
if (lock) {
  const idleMs = Number(lock.dataset.idle) * 60_000;
  const keepMs = idleMs / 3;
  let used = Date.now();
  let told = used;
  for (const name of ['keydown', 'pointerdown'])
    addEventListener(name, () => lock.open || (used = Date.now()), { passive: true, capture: true });
  setInterval(() => {
    if (lock.open) return;
    if (Date.now() - used > idleMs) return lock.showModal();
    if (used - told <= 0 || Date.now() - told < keepMs) return;
    told = Date.now();
    void fetch('/desk/still-here').catch(() => {});
  }, 5000);
  lock.addEventListener('cancel', event => event.preventDefault());
  lock.querySelector('form').addEventListener('submit', async event => {
    event.preventDefault();
    const form = event.target;
    const problem = form.querySelector('[role=alert]');
    problem.hidden = true;
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      redirect: 'manual',
    }).catch(() => undefined);
    form.reset();
    if (answer?.type === 'opaqueredirect') {
      used = told = Date.now();
      return lock.close();
    }
    problem.textContent = answer?.status === 401 ? problem.dataset.wrong : problem.dataset.failed;
    problem.hidden = false;
    form.querySelector('[type=password]').focus();
  });
}
