import { type Exchange, ExchangeFailed } from '../../mapping/index.ts';

/** Two lanes to an upstream system; `priority` is for what citizens wait for. */
export interface ExchangeLanes {
  normal: Exchange;
  priority: Exchange;
}

/** Share of the capacity that is reserved for the priority lane. */
const priorityShare = 0.3;

/** A request that has waited so long is not sent: whoever asked waits for its answer, too. */
const maxWaitMs = 5000;

/**
 * Limits concurrency and requests per minute of an upstream system. What waits is bounded by the rate and by time.
 * @throws ExchangeFailed `unsent` above the rate, or after five seconds in the queue
 */
export function limitConcurrency(
  ask: Exchange,
  { atOnce = 8, perMinute = 600 }: { atOnce?: number | undefined; perMinute?: number | undefined } = {},
): ExchangeLanes {
  let running = 0;
  let started: number[] = [];
  const waiting: Record<keyof ExchangeLanes, (() => void)[]> = { priority: [], normal: [] };
  const normalMax = {
    atOnce: Math.max(1, Math.floor(atOnce * (1 - priorityShare))),
    perMinute: perMinute * (1 - priorityShare),
  };
  const lane =
    (name: keyof ExchangeLanes, max: { atOnce: number; perMinute: number }): Exchange =>
    async request => {
      const now = performance.now();
      started = started.filter(at => now - at < 60_000);
      const queue = waiting[name];
      if (started.length + queue.length >= max.perMinute) throw new ExchangeFailed('unsent');
      if (running >= max.atOnce) await turn(queue);
      else running++;
      started.push(performance.now());
      try {
        return await ask(request);
      } finally {
        // The slot passes to a waiting request.
        const next = waiting.priority.shift() ?? (running <= normalMax.atOnce ? waiting.normal.shift() : undefined);
        if (next) next();
        else running--;
      }
    };
  return { priority: lane('priority', { atOnce, perMinute }), normal: lane('normal', normalMax) };
}

/** Waits in a queue for a slot. */
function turn(queue: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      queue.splice(queue.indexOf(next), 1);
      reject(new ExchangeFailed('unsent'));
    }, maxWaitMs);
    queue.push(next);
  });
}
