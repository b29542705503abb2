// Saves presses on the officers' pages, which work without it: keys, choosing rows, filtering, refreshing, locking.

const each = (selector, work) => document.querySelectorAll(selector).forEach(work);
const isTyping = target => target.matches('input:not([type=checkbox]), select, textarea');

// A page that comes back from the cache after a sign-out is asked for again.
addEventListener('pageshow', event => event.persisted && location.reload());

// Keys of links, buttons and fields: data-key; while typing only Escape, which leaves the field.
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (isTyping(event.target)) return event.key === 'Escape' ? event.target.blur() : undefined;
  const wanted = keyed().find(({ dataset }) => dataset.key.toLowerCase() === event.key.toLowerCase());
  if (!wanted) return moveInRows(event);
  event.preventDefault();
  if (isTyping(wanted)) wanted.focus();
  else wanted.click();
});

/** What has a key and is shown. */
const keyed = () => [...document.querySelectorAll('[data-key]')].filter(({ offsetParent }) => offsetParent);

// The list of this page's keys.
each('[data-key-list]', button => {
  const list = document.querySelector('dialog.keys-list');
  button.hidden = false;
  button.addEventListener('click', () => {
    const own = keyed().map(wanted => [wanted.dataset.key, nameOf(wanted)]);
    list.querySelector('[data-row-keys]').hidden = !document.querySelector('[data-row]');
    list.querySelector('[data-own-keys]').replaceChildren(
      ...own.flatMap(([key, name]) => {
        const [term, words] = [document.createElement('dt'), document.createElement('dd')];
        term.append(
          Object.assign(document.createElement('kbd'), { textContent: key.length > 1 ? key : key.toUpperCase() }),
        );
        words.textContent = name;
        return [term, words];
      }),
    );
    list.showModal();
  });
});

/** What a key does, in words. */
function nameOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll('kbd, .count').forEach(part => part.remove());
  return element.getAttribute('aria-label') ?? copy.textContent.trim().replace(/\s+/g, ' ');
}

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
  const boxesNow = () => [...form.querySelectorAll('[data-row] input[type=checkbox]')];
  let last;
  const show = () => {
    const boxes = boxesNow();
    const chosen = boxes.filter(({ checked }) => checked);
    bar.hidden = !chosen.length;
    // Only chosen rows are printed.
    form.classList.toggle('choosing', chosen.length > 0);
    words.textContent = words.dataset.chosen.replace('0', String(chosen.length));
    for (const box of boxes) box.closest('[data-row]').classList.toggle('on', box.checked);
  };
  form.addEventListener('click', event => {
    const boxes = boxesNow();
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey && last !== undefined)
      for (let i = Math.min(at, last); i <= Math.max(at, last); i++)
        if (boxes[i]) boxes[i].checked = event.target.checked;
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
  field.addEventListener('input', () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    const digits = field.value.replace(/\D/g, '');
    each('[data-row]', row => {
      const text = fold(row.textContent);
      row.hidden =
        !words.every(word => text.includes(word)) && !(digits.length > 3 && text.replace(/\D/g, '').includes(digits));
    });
  });
  field.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault());
});

// A choice by pointer needs no button; with keys one goes through the others first.
each('select[data-submit]', select => {
  let isByKeys = false;
  select.addEventListener('pointerdown', () => (isByKeys = false));
  select.addEventListener('keydown', () => (isByKeys = true));
  select.addEventListener('change', () => isByKeys || select.form.requestSubmit());
});

// What came of a form is read first.
if (!location.hash) document.querySelector('main .problem[tabindex], main [data-focus]')?.focus();

// Another row of a form's list: a copy of the last, which is empty.
each('[data-add-row]', button => {
  button.hidden = false;
  button.addEventListener('click', () => {
    const list = button.previousElementSibling;
    const last = list.lastElementChild;
    const [from, to] = [Number(last.dataset.entry), Number(last.dataset.entry) + 1].map(
      n => `${list.dataset.rows}.${n}`,
    );
    const row = last.cloneNode(true);
    row.dataset.entry = Number(last.dataset.entry) + 1;
    row.querySelectorAll('*').forEach(element => {
      for (const { name, value } of [...element.attributes])
        if (['id', 'name', 'for', 'aria-describedby', 'data-rows'].includes(name))
          element.setAttribute(
            name,
            value
              .split(' ')
              .map(each => (each.startsWith(`${from}.`) ? to + each.slice(from.length) : each))
              .join(' '),
          );
      element.removeAttribute('aria-invalid');
      if (element.matches('.error')) element.remove();
      else if (element.matches('[type=checkbox]')) element.checked = element.defaultChecked = false;
      else if (element.matches('input, select, textarea')) element.value = '';
    });
    // The new row keeps its name; those before have numbers.
    const legend = last.querySelector('legend');
    if (legend) legend.textContent = last.dataset.name.replace('0', to.split('.').pop());
    list.append(row);
    row.querySelector('input, select, textarea').focus();
  });
});

// Whoever changes a setting wants one of their own.
each('input[name=mode][value=own]', own =>
  own.form.addEventListener('input', ({ target }) => target.name !== 'mode' && (own.checked = true)),
);

// A mistake leads to its line of the text.
each('[data-line]', link => {
  const text = document.querySelector(link.hash);
  link.addEventListener('click', event => {
    event.preventDefault();
    const before = text.value.split('\n').slice(0, link.dataset.line - 1);
    const start = before.join('\n').length + (before.length ? 1 : 0);
    const end = text.value.indexOf('\n', start);
    text.focus();
    text.setSelectionRange(start, end < 0 ? text.value.length : end);
    // Browsers do not scroll to a selection.
    text.scrollTop = (text.scrollHeight / text.value.split('\n').length) * Math.max(0, before.length - 5);
  });
});

// Copies a block of lines and announces it.
each('[data-copies]', button => {
  const status = button.nextElementSibling;
  const say = words => {
    status.textContent = '';
    setTimeout(() => (status.textContent = words), 50);
  };
  button.hidden = false;
  button.addEventListener('click', async () => {
    const lines = document.getElementById(button.dataset.copies);
    lines.select();
    // Pages on plain http have no clipboard API, and browsers may deny it.
    const written = await navigator.clipboard?.writeText(lines.value).then(
      () => true,
      () => false,
    );
    say(written || document.execCommand('copy') ? status.dataset.done : status.dataset.failed);
  });
});

each('[data-print]', button => {
  button.hidden = false;
  button.addEventListener('click', () => print());
});
// A paper that was made just now is printed at once; not again when the page is loaded again.
each('[data-print-now]', () => {
  history.replaceState(history.state, '', location.pathname);
  addEventListener('load', () => print());
});

// Letters go into the search of a page; digits are keys of what stands below it.
each('[data-type-ahead]', field =>
  addEventListener('keydown', event => {
    const isFree = document.activeElement === document.body || document.activeElement?.localName === 'a';
    const isLetter =
      event.key === 'Process' || (/^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey);
    if (isFree && isLetter) field.focus();
  }),
);

// Ticks all boxes of a name, or none.
each('[data-tick-all]', place => {
  place.hidden = false;
  place.firstElementChild.addEventListener('click', () => {
    const boxes = [...document.getElementsByName(place.dataset.tickAll)];
    const to = boxes.some(box => !box.checked);
    for (const box of boxes) box.checked = to;
  });
});

// What others change is shown within half a minute; not while the officer is choosing or typing there.
const refreshMs = 30_000;
if (document.querySelector('main [data-live]')) setInterval(refresh, refreshMs);

async function refresh() {
  if (document.hidden || document.querySelector('dialog[open]')) return;
  const answer = await fetch(location.href, { headers: { 'X-Motcua-Background': '1' } }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  each('[data-live]', part => {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!fresh || part.querySelector('input:checked, details[open], input:focus, select:focus, textarea:focus')) return;
    const at = part.querySelector('[data-row].at')?.id;
    const focused = part.contains(document.activeElement) && sameAs(document.activeElement);
    part.replaceChildren(...fresh.childNodes);
    if (at) document.getElementById(at)?.classList.add('at');
    if (focused) part.querySelector(focused)?.focus({ preventScroll: true });
  });
  each('[data-filters] input', field => field.value && field.dispatchEvent(new Event('input')));
}

/** Selector of a link, or of the button of a form, in a page that is read anew. */
function sameAs(element) {
  const [href, action] = [element.getAttribute('href'), element.form?.getAttribute('action')];
  return href ? `a[href="${CSS.escape(href)}"]` : action && `form[action="${CSS.escape(action)}"] button`;
}

// Who writes down a call keeps it: others may take it after ten minutes without a sign of life.
const keepMs = 120_000;
const unrecorded = new Set();
addEventListener('beforeunload', event => unrecorded.size && event.preventDefault());
each('[data-claim]', call => {
  let keptAt = Date.now();
  call.addEventListener('submit', () => unrecorded.delete(call));
  call.addEventListener('input', () => {
    unrecorded.add(call);
    if (Date.now() - keptAt < keepMs) return;
    keptAt = Date.now();
    const token = call.querySelector('[name=token]').value;
    void fetch(call.dataset.claim, { method: 'POST', body: new URLSearchParams({ token }) }).catch(() => {});
  });
});

// A form that is opened takes the focus.
each('[data-focus-inside]', box =>
  box.addEventListener('toggle', () => box.open && box.querySelector('textarea, input:not([type=hidden])').focus()),
);

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
  // The identity provider unlocks the session in another tab; whoever signed in as somebody else sees nothing of this page.
  const returned = async () => {
    if (!lock.open || document.hidden || lock.querySelector('form')) return;
    const headers = { 'X-Motcua-Background': '1', Accept: 'application/json' };
    const answer = await fetch('/desk/still-here', { headers }).catch(() => undefined);
    if (!answer?.ok) return;
    if ((await answer.text()) !== document.querySelector('form [name=token]').value) return location.reload();
    used = told = Date.now();
    lock.close();
  };
  for (const name of ['focus', 'visibilitychange']) addEventListener(name, returned);
  lock.querySelector('form')?.addEventListener('submit', async event => {
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
