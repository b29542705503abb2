// Shows the message that a template makes while it is typed. Without this script the button does it.

const form = document.querySelector('[data-template]');
const preview = document.getElementById('preview');
const delayMs = 300;

form.querySelector('[value="preview"]').hidden = true;
let timer;
let newest = 0;
form.querySelector('textarea').addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(show, delayMs);
});

async function show() {
  const own = ++newest;
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.template, { method: 'POST', body }).catch(() => undefined);
  if (!answer?.ok || answer.redirected || own !== newest) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  preview.replaceChildren(...page.body.childNodes);
}
