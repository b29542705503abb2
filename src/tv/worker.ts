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
const maxWaitMs = 5_000;
const page = '/tv';
const files = [page, '/tv/tv.css', '/tv/tv.js'];
const voice = ['moi-so', 'den-quay', 'dd', ...'abcdefghijklmnopqrstuvwxyz0123456789'].map(
  piece => `/tv/voice/${piece}.mp3`,
);

worker.addEventListener('install', event =>
  event.waitUntil(
    caches
      .open(cacheName)
      // Without the voice a screen still shows.
      .then(cache => cache.addAll(files).then(() => Promise.all(voice.map(piece => cache.add(piece).catch(() => {})))))
      .then(() => worker.skipWaiting()),
  ),
);
worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', event => {
  const { pathname } = new URL(event.request.url);
  const isPage = event.request.mode === 'navigate' && /^\/tv(?:\/[0-9a-f]{10})?\/?$/.test(pathname);
  const kept = isPage ? page : pathname;
  if (event.request.method !== 'GET') return;
  if (voice.indexOf(kept) >= 0) event.respondWith(fromCache(kept, event.request));
  else if (files.indexOf(kept) >= 0) event.respondWith(fromNetwork(kept, event.request));
});

/** Asks the server first: a new version is shown at once. */
async function fromNetwork(kept: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const response = await Promise.race([fetch(request), timeout()]);
    if (response.ok && !response.redirected) await cache.put(kept, response.clone()).catch(() => {});
    if (response.status < 500) return response;
  } catch {
    // No network.
  }
  return (await cache.match(kept)) || Response.error();
}

/** A dead line is not waited for. */
const timeout = (): Promise<never> => new Promise((_, reject) => setTimeout(reject, maxWaitMs));

/**
 * What is kept at once, and what the server has the next time. A whole file answers a request for a part of it, as media
 * elements send.
 */
async function fromCache(kept: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const known = await cache.match(kept);
  const fresh = () => cache.add(kept).catch(() => {});
  if (known) void fresh();
  return known || fetch(request);
}
