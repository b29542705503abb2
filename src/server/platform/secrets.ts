import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Factor } from '../../contract/index.ts';
import type { Db } from './database.ts';

/**
 * The server's secret key. What has few possible values (a phone number, four digits) is stored and counted only as an
 * HMAC under it: a plain hash of a Vietnamese phone number can be reversed by trying all 10⁹ of them.
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

  /** An HMAC of a value for one purpose; the same value has another one for another purpose. */
  hmac(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${purpose}\0${value}`).digest();
  }

  /** The stored form of a second factor, whatever spaces, dashes and case it was typed with. */
  factorHmac(kind: Factor, value: string): Buffer {
    return this.hmac(`factor:${kind}`, value.replace(/[\s.-]/g, '').toUpperCase());
  }

  /** A ticket that lets its holder do one thing with one row, for instance rate a dossier. */
  signToken(purpose: string, id: string): string {
    return `${id}.${this.hmac(`ticket:${purpose}`, id).toString('base64url')}`;
  }

  /** The row that a ticket is for; undefined when the ticket is not one of ours. */
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

/** Compares texts in a time that does not depend on where they differ. */
export function safeEqual(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
