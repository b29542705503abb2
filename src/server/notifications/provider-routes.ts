import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MapFailed, type MappedApi } from '../../mapping/index.ts';
import type { AppContext } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { hashToken, safeEqual, type Secrets } from '../platform/secrets.ts';
import { isUuid } from '../platform/uuid.ts';
import { mapVariable } from '../upstream/index.ts';
import { type AnswerIncoming, takeIncoming } from './incoming.ts';
import { applyReceipt, type Receipt } from './receipts.ts';

const maxBytes = 64 * 1024;

/** Types of Kannel's receipts that say something of the message; 4 only says that it waits in Kannel. */
const kannelReceipts: Readonly<Record<string, Receipt>> = { 1: 'delivered', 2: 'failed', 8: 'sent', 16: 'failed' };

/** Proof in the address that a push comes from a provider: many cannot send a header. */
export const providerKey = (secrets: Secrets, provider: string): string =>
  secrets.hmac('provider', provider).toString('base64url');

/**
 * What providers push: receipts, and messages of citizens. Under `/providers`; addresses hold no phone number.
 * @param maps those that send messages
 * @param answer answers messages of citizens
 */
export function providerRoutes(context: AppContext, maps: readonly MappedApi[], answer: AnswerIncoming): Hono {
  const { db, secrets, clock } = context;
  const app = new Hono();
  app.use(bodyLimit({ maxSize: maxBytes, onError: () => Promise.reject(new ProblemError('too-large')) }));

  app.get('/kannel/receipt/:message', async c => {
    const id = secrets.verifyToken('receipt', c.req.param('message'));
    if (!id || !isUuid(id)) throw new ProblemError('no-such-operation');
    const receipt = kannelReceipts[c.req.query('type') ?? ''];
    if (receipt) await applyReceipt(db, id, receipt, clock());
    return c.body(null, 204);
  });

  app.post('/of/:provider/:key', async c => {
    const { provider, key } = c.req.param();
    if (!safeEqual(key, providerKey(secrets, provider))) throw new ProblemError('no-such-operation');
    if (provider === 'kannel') {
      await takeIncoming(context, provider, await readKannel(c), answer);
      // An empty answer sends nothing: replies go out as messages of their own.
      return c.body('', 200, { 'Content-Type': 'text/plain' });
    }
    const map = maps.find(({ file }) => file.name === provider);
    if (!map?.messageService) throw new ProblemError('no-such-operation');
    const body = await readBody(c);
    const around = { now: clock(), env: (name: string) => mapVariable(process.env, name) };
    try {
      const pushed = await map.messageService.receipt(body, around);
      if (pushed) await applyPushed(pushed);
      const message = await map.messageService.incoming(body, around);
      if (message) await takeIncoming(context, provider, message, answer);
    } catch (error) {
      if (!(error instanceof MapFailed)) throw error;
      throw new ProblemError('invalid-input');
    }
    return c.body(null, 204);
  });
  return app;

  async function applyPushed({ message, state }: { message: unknown; state: unknown }): Promise<void> {
    const isKnown = state === 'sent' || state === 'delivered' || state === 'failed';
    if (typeof message === 'string' && isUuid(message) && isKnown) await applyReceipt(db, message, state, clock());
  }
}

/** A message of a citizen as Kannel posts it (`post-url` of an sms-service, with `?id=%I`). */
async function readKannel(c: Context): Promise<Record<'id' | 'from' | 'text', unknown>> {
  const from = c.req.header('X-Kannel-From');
  const text = await c.req.text();
  // Without the parameter: the same text of the same second is the same message.
  const made = () => hashToken([from, c.req.header('X-Kannel-Time'), text].join('\n')).toString('hex');
  return { id: c.req.query('id') || made(), from, text };
}

/** JSON or a form, whatever its type says. */
async function readBody(c: Context): Promise<unknown> {
  const text = await c.req.text();
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}
