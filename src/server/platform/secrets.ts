import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Factor } from '../../contract/index.ts';
import type { Db } from './database.ts';

/**
 * The server's secret key, for HMACs and tokens. Values with few possibilities (a phone number, four digits) are
 * stored and counted only as HMACs: a plain hash of a Vietnamese phone number can be reversed by trying all 10⁹.
 */
export class Secrets {
  #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  static async read(db: Db): Promise<Secrets> {
    const { key } = await db.selectFrom('server_key').select('key').executeTakeFirstOrThrow();
    return new Secrets(Buffer.from(key));
  }

  /** HMAC-SHA-256 of a value, separate for each purpose. */
  hmac(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\0${value}`).digest();
  }

  /** The stored form of a second factor; spaces, dashes, dots and case are ignored. */
  factorHmac(kind: Factor, value: string): Buffer {
    return this.hmac(`factor:${kind}`, value.replace(/[\s.-]/g, '').toUpperCase());
  }

  /** Signs a token that allows its holder one action on one row, for instance rating a dossier. */
  signToken(purpose: string, id: string): string {
    return `${id}.${this.hmac(`ticket:${purpose}`, id).toString('base64url')}`;
  }

  /** The identifier in a token; undefined when the token is not valid for the purpose. */
  verifyToken(purpose: string, ticket: string): string | undefined {
    const dot = ticket.indexOf('.');
    const id = ticket.slice(0, dot);
    const given = Buffer.from(ticket.slice(dot + 1), 'base64url');
    const right = this.hmac(`ticket:${purpose}`, id);
    return dot > 0 && given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }
}

/** The stored form of a long random token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Compares in constant time. */
export function safeEqual(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
