/**
 * In a page that stands in a frame of somebody's portal: tells the portal how high it is, and nobody else. The portal's
 * origin stands on our own script tag, where the backend has put it after looking whether it is one of those allowed.
 */
const script = document.currentScript as HTMLScriptElement;
const to = script.dataset['to'] ?? '';
let lastHeight = 0;

/** What a frame tells the page around it. */
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
