// What the builder's page does with script: copies a block, and says so.
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
    // A page on plain http has no clipboard of its own, and a browser may keep it to itself.
    const written = await navigator.clipboard?.writeText(lines.value).then(
      () => true,
      () => false,
    );
    say(written || document.execCommand('copy') ? status.dataset.done : status.dataset.failed);
  });
}
