// Script of the builder page: copies a block and announces it.
for (const button of document.querySelectorAll('[data-copies]')) {
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
}
