// What the builder's page does with script: copies a block, and says so.
for (const button of document.querySelectorAll('[data-copies]')) {
  const status = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const lines = document.getElementById(button.dataset.copies);
    lines.select();
    // A page on plain http has no clipboard of its own.
    await (navigator.clipboard?.writeText(lines.value) ?? document.execCommand('copy'));
    status.textContent = '';
    setTimeout(() => (status.textContent = status.dataset.says), 50);
  });
}
