import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** The server's secrets, as far as they are needed here. */
interface Keyed {
  hmac(purpose: string, value: string): Buffer;
}

/**
 * What is stored of a write that may be repeated: readable only together with the key that its client has sent, and
 * the server's own. Answers hold the secrets of appointments, and a plain hash of a body tells the telephone number in
 * it to who tries all.
 */
export class SealedWrite {
  /** Under which the write is stored. */
  readonly row: string;
  readonly #key: Buffer;

  /**
   * @param scope name of the operation
   * @param key `Idempotency-Key` of the client
   */
  constructor(secrets: Keyed, scope: string, key: string) {
    this.#key = secrets.hmac('idempotency', `${scope}\0${key}`);
    this.row = this.#derive('row').toString('base64url');
  }

  /** @param digest SHA-256 of the body */
  bodyHash(digest: Buffer): Buffer {
    return createHmac('sha256', this.#derive('body')).update(digest).digest();
  }

  /** The same, of the body itself. */
  hashBody(body: string): Buffer {
    return this.bodyHash(createHash('sha256').update(body).digest());
  }

  /** Encrypts an answer (AES-256-GCM): IV, tag, text. */
  seal(answer: unknown): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#derive('answer'), iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]);
  }

  /** @throws when it was not sealed by this key */
  open(sealed: Uint8Array): unknown {
    const stored = Buffer.from(sealed);
    const decipher = createDecipheriv(algorithm, this.#derive('answer'), stored.subarray(0, ivBytes));
    decipher.setAuthTag(stored.subarray(ivBytes, ivBytes + tagBytes));
    const text = Buffer.concat([decipher.update(stored.subarray(ivBytes + tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  }

  #derive(purpose: string): Buffer {
    return createHmac('sha256', this.#key).update(purpose).digest();
  }
}
