import { sha256 } from '@noble/hashes/sha2.js';
import { capabilitiesRead } from '../contract/capabilities.ts';
import { challengeRead, proofHeader, type Challenge } from '../contract/challenge.ts';
import { feedbackCreate } from '../contract/feedback.ts';
import { guideRead } from '../contract/guide.ts';
import { holdCreate } from '../contract/hold.ts';
import type { Operation } from '../contract/operation.ts';
import { problems } from '../contract/problem.ts';
import type { Plugin } from '../core/plugin.ts';

/** Computing time per slice in ms, so that the page stays responsive. */
const stretch = 12;
/** A hook that takes longer is skipped: the proof is then used by the next try. */
const hookLimit = 1400;
const askLimit = 10_000;
const minute = 60_000;

/** Started with these reads, so that the proof is ready when a form has been filled in. */
const asking: readonly Operation[] = [capabilitiesRead, guideRead, feedbackCreate, holdCreate];

interface Proof {
  header: string;
  /** Operations that require it. */
  operations: readonly string[];
}

/** By API and agency, with the expiry. */
const ready = new Map<string, { proof: Promise<Proof | undefined>; until: number }>();
/** A repeated write reuses its proof. */
const given = new Map<string, string>();

/** Solves the agency's ALTCHA challenge (`challenge.read`) before a write, without a riddle for citizens. */
export const altcha = {
  name: 'altcha',
  async beforeRequest(request, operation) {
    const began = performance.now();
    const asked = asking.find(({ name }) => name === operation);
    // The core has already solved a challenge for this request.
    if (!asked || request.headers.get(proofHeader)) return;
    const api = request.url.slice(0, request.url.lastIndexOf(asked.path.replace(/\{.*/, '')));
    if (!asked.writes) {
      void prepare(api, new URL(request.url).searchParams.get('agency') ?? '');
      return;
    }
    const key = request.headers.get('Idempotency-Key') ?? '';
    let header = given.get(key);
    if (!header) {
      const { agency } = (await request.clone().json()) as { agency: string };
      const proof = await prepare(api, agency);
      if (!proof?.operations.includes(operation) || performance.now() - began > hookLimit) return;
      ({ header } = proof);
      given.set(key, header);
      ready.delete(nameOf(api, agency));
      void prepare(api, agency);
    }
    request.headers.set(proofHeader, header);
  },
} satisfies Plugin;

const nameOf = (api: string, agency: string) => `${api} ${agency}`;

function prepare(api: string, agency: string): Promise<Proof | undefined> {
  const name = nameOf(api, agency);
  const known = ready.get(name);
  if (known && known.until > Date.now()) return known.proof;
  const entry = {
    until: Date.now() + 15 * minute,
    // Transient failures are retried with the next request.
    proof: prove(api, agency).catch(() => {
      if (ready.get(name) === entry) ready.delete(name);
      return undefined;
    }),
  };
  ready.set(name, entry);
  return entry.proof;
}

/**
 * Undefined when the agency requires no proof.
 * @throws when the backend cannot be reached
 */
async function prove(api: string, agency: string): Promise<Proof | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), askLimit);
  const address = `${api}${challengeRead.path}?agency=${encodeURIComponent(agency)}`;
  const answer = await fetch(address, { credentials: 'omit', signal: abort.signal });
  if (answer.status === problems['not-offered'] || answer.status === problems['no-such-operation']) return undefined;
  const asked = (await answer.json()) as Challenge;
  clearTimeout(timer);
  const { algorithm, challenge, salt, signature, operations } = asked;
  const number = await solve(asked);
  return { header: btoa(JSON.stringify({ algorithm, challenge, number, salt, signature })), operations };
}

/** A plain loop: `crypto.subtle` is missing on plain http pages, and awaiting each hash would be slow. */
async function solve({ challenge, salt, maxnumber }: Challenge): Promise<number> {
  const text = new TextEncoder();
  let rested = performance.now();
  for (let number = 0; number <= maxnumber; number++) {
    if (hex(sha256(text.encode(salt + number))) === challenge) return number;
    if (performance.now() - rested > stretch) {
      await new Promise(resolve => setTimeout(resolve));
      rested = performance.now();
    }
  }
  throw new Error('no number');
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}
