/** Keeps the page of a screen and its voice, so that it starts without a network. Films are kept by the page itself. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
  request: Request;
}

const worker = self as unknown as {
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

const cacheName = 'motcua-tv-page';
const page = '/tv';
const files = [page, '/tv/tv.css', '/tv/tv.js'];
const voice = ['moi-so', 'den-quay', ...'abcdefghijklmnopqrstuvwxyz0123456789'].map(piece => `/tv/voice/${piece}.mp3`);

worker.addEventListener('install', event =>
  event.waitUntil(
    caches
      .open(cacheName)
      // Without the voice a screen still shows.
      .then(cache => cache.addAll(files).then(() => cache.addAll(voice).catch(() => {})))
      .then(() => worker.skipWaiting()),
  ),
);
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', event => {
  const { pathname } = new URL(event.request.url);
  const kept = event.request.mode === 'navigate' ? page : pathname;
  if (event.request.method !== 'GET') return;
  if (voice.indexOf(kept) >= 0) event.respondWith(fromCache(kept, event.request));
  else if (files.indexOf(kept) >= 0) event.respondWith(fromNetwork(kept, event.request));
});

/** Asks the server first: a new version is shown at once. */
async function fromNetwork(kept: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(kept, response.clone());
    if (response.status < 500) return response;
  } catch {
    // No network.
  }
  return (await cache.match(kept)) || Response.error();
}

/** Recorded pieces change only with the page. A whole file answers a request for a part of it, as media elements send. */
async function fromCache(kept: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(kept)) || fetch(request);
}
