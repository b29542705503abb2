/**
 * Reports the height of an embedded page to its portal by `postMessage`. The portal's origin is on our script tag,
 * where the backend has put it after checking that it is allowed.
 */
const script = document.currentScript as HTMLScriptElement;
const to = script.dataset['to'] ?? '';
let lastHeight = 0;

/** Message to the embedding page. */
export interface FrameHeight {
  motcua: 'height';
  /** In CSS pixels. */
  height: number;
}

function reportHeight(): void {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  if (height === lastHeight) return;
  lastHeight = height;
  parent.postMessage({ motcua: 'height', height } satisfies FrameHeight, to);
}

if (to && parent !== window) {
  const look = window.ResizeObserver && new ResizeObserver(reportHeight);
  if (look) look.observe(document.documentElement);
  else setInterval(reportHeight, 500);
  addEventListener('load', reportHeight);
}
