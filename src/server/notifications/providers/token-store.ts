import { sql } from 'kysely';
import type { Exchange, MessageServiceOfMap } from '../../../mapping/index.ts';
import type { Db } from '../../platform/database.ts';
import { hashToken } from '../../platform/secrets.ts';
import { SendFailed } from './provider.ts';

interface TokenStoreOptions {
  db: Db;
  exchange: Exchange;
  env: (name: string) => string | undefined;
  clock: () => Date;
}

/** Renewed so long before its end. */
const marginMs = 60_000;
/** Longer than a request for a token may take: a map allows a minute. */
const renewalMs = 90_000;

/**
 * The access token of one provider. A renewal usually ends the refresh token that it used: access and refresh token are
 * stored in one statement, and only one process renews at a time; two at once would lock the office out. No
 * transaction stays open during the request: the embedded database has only one.
 */
export class TokenStore {
  readonly #provider: string;
  readonly #service: MessageServiceOfMap;
  readonly #options: TokenStoreOptions;

  constructor(provider: string, service: MessageServiceOfMap, options: TokenStoreOptions) {
    this.#provider = provider;
    this.#service = service;
    this.#options = options;
  }

  /**
   * A token that is still valid.
   * @throws SendFailed `later` while it is renewed or when that fails, `rejected` without a refresh token
   */
  async current(): Promise<string> {
    const { db, clock } = this.#options;
    await this.#begin();
    const row = await db
      .selectFrom('provider_token')
      .select(['access', 'expires_at'])
      .where('provider', '=', this.#provider)
      .executeTakeFirstOrThrow();
    const isValid = row.expires_at.getTime() - marginMs > clock().getTime();
    return row.access && isValid ? row.access : this.renewed(row.access);
  }

  /**
   * A newer token than one that is no longer valid.
   * @throws SendFailed `later`
   */
  async renewed(stale: string | null): Promise<string> {
    const { db, clock, env, exchange } = this.#options;
    const now = clock();
    const mine = db.updateTable('provider_token').where('provider', '=', this.#provider);
    const until = new Date(now.getTime() + renewalMs);
    const row = await mine
      .set({ renewing_until: until })
      .where(({ eb, or }) => or([eb('renewing_until', 'is', null), eb('renewing_until', '<', now)]))
      .where(sql<boolean>`access is not distinct from ${stale}`)
      .returning(['refresh', 'seed'])
      .executeTakeFirst();
    if (!row) return this.#byAnother(stale);
    // Not where the operator has set another refresh token meanwhile.
    const own = mine.where('seed', '=', row.seed).where('renewing_until', '=', until);
    try {
      const { access, refresh, seconds } = await this.#service.renew(row.refresh, { now, env, exchange });
      await own
        .set({
          access,
          ...(refresh && { refresh }),
          expires_at: new Date(now.getTime() + seconds * 1000),
          renewing_until: null,
        })
        .execute();
      return access;
    } catch (error) {
      await own.set({ renewing_until: null }).execute();
      throw new SendFailed('later', `token: ${(error as Error).message}`);
    }
  }

  async #byAnother(stale: string | null): Promise<string> {
    const row = await this.#options.db
      .selectFrom('provider_token')
      .select('access')
      .where('provider', '=', this.#provider)
      .executeTakeFirst();
    if (row?.access && row.access !== stale) return row.access;
    throw new SendFailed('later', 'token: is being renewed');
  }

  /** Begins with the refresh token that the operator has set, also when it was replaced since. */
  async #begin(): Promise<void> {
    const { db, clock, env } = this.#options;
    const first = await this.#service.firstRefresh({ now: clock(), env });
    if (!first) throw new SendFailed('rejected', 'token: none is set');
    const seed = hashToken(first);
    const values = { seed, access: null, refresh: first, expires_at: new Date(0), renewing_until: null };
    await db
      .insertInto('provider_token')
      .values({ provider: this.#provider, ...values })
      .onConflict(conflict => conflict.column('provider').doUpdateSet(values).where('provider_token.seed', '<>', seed))
      .execute();
  }
}
