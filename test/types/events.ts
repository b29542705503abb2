import type {} from '../../src/index.ts';

/** Events of the widgets are typed wherever a page listens: on the element, the document and the window. */
declare const widget: HTMLElement;
widget.addEventListener('mc-dossier-found', ({ status }) => status.trim());
document.addEventListener('mc-appointment-booked', ({ service }) => service.trim());
window.addEventListener('mc-feedback-sending', event => event.kind.trim());
document.addEventListener('mc-plugin-failed', ({ plugin, part, reason }) => [plugin, part, reason].join(' '));

// @ts-expect-error: it says what was found, never the code
document.addEventListener('mc-dossier-found', ({ code }) => code);
