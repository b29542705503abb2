import { type Limit, RateLimit } from '../http/rate-limit.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit } from '../platform/audit.ts';
import { findAccount, useToken } from '../platform/officers.ts';
import { verifyPassword } from '../platform/passwords.ts';
import { hashToken } from '../platform/secrets.ts';

/** Wrong sign-ins of one network. */
const perNetwork: Limit = { max: 30, seconds: 600 };
/** Wrong sign-ins of one account, from anywhere: with passwords of ten characters no guess succeeds in a lifetime. */
const perAccount: Limit = { max: 20, seconds: 900 };

/** What came of a sign-in. */
export type SignInResult =
  { kind: 'right'; method: 'password' | 'token' } | { kind: 'wrong' } | { kind: 'too-many'; seconds: number };

/** Tells whether an officer knows the account's secret. Wrong tries are limited and logged. */
export class Authenticator {
  readonly #app: AppContext;
  readonly #networks = new RateLimit(perNetwork);
  readonly #accounts = new RateLimit(perAccount);

  constructor(app: AppContext) {
    this.#app = app;
  }

  /**
   * @param network the client's network, as rate limits count it
   * @param secret the password, or a token for one sign-in, which is used up
   */
  async authenticate(
    id: string,
    secret: string,
    { network, requestId }: { network: string; requestId: string },
  ): Promise<SignInResult> {
    const { db, secrets, clock, log } = this.#app;
    const now = clock();
    const short = (purpose: string, value: string) => secrets.hmac(purpose, value).toString('hex').slice(0, 16);
    const account = short('log-officer', id);
    const seconds = Math.max(this.#networks.retryAfter(network, now), this.#accounts.retryAfter(account, now));
    if (seconds) return { kind: 'too-many', seconds };
    // Counted before the hash is computed, so that concurrent tries cannot pass the limit; given back for right ones.
    this.#networks.consume(network, now);
    this.#accounts.consume(account, now);
    let isWrong = false;
    try {
      const known = await findAccount(db, id, now);
      const method = await this.#methodOf(known, secret, now);
      if (method) return { kind: 'right', method };
      isWrong = true;
      log({ requestId, signIn: 'failed', officer: account, network: short('log-network', network) });
      if (known) await this.#recordWrong(id, now);
      return { kind: 'wrong' };
    } finally {
      // A database that is away is not the officer's mistake.
      if (!isWrong) {
        this.#networks.refund(network, now);
        this.#accounts.refund(account, now);
      }
    }
  }

  async #recordWrong(id: string, now: Date): Promise<void> {
    await this.#app.db
      .transaction()
      .execute(tx => recordAudit(tx, { officer: id, action: 'sign-in.wrong', subject: id, now }));
  }

  async #methodOf(
    known: Awaited<ReturnType<typeof findAccount>>,
    secret: string,
    now: Date,
  ): Promise<'password' | 'token' | undefined> {
    // Takes as long without an account or a password.
    if (await verifyPassword(secret, known?.password_hash)) return 'password';
    if (!known?.token_hash || (known.token_ends_at && known.token_ends_at < now)) return undefined;
    const tokenHash = hashToken(secret);
    return tokenHash.equals(known.token_hash) && (await useToken(this.#app.db, known.id, tokenHash))
      ? 'token'
      : undefined;
  }
}
