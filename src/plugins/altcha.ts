import { sha256 } from '@noble/hashes/sha2.js';
import { capabilitiesRead } from '../contract/capabilities.ts';
import { challengeRead, proofHeader, type Challenge } from '../contract/challenge.ts';
import { feedbackCreate } from '../contract/feedback.ts';
import { guideRead } from '../contract/guide.ts';
import { holdCreate } from '../contract/hold.ts';
import type { Operation } from '../contract/operation.ts';
import { problems } from '../contract/problem.ts';
import type { Plugin } from '../core/plugin.ts';

/** The page stays quick: so long, in ms, the sum is done at a stretch. */
const stretch = 12;
/** A hook that takes longer is left out: its proof is for the next try then. */
const hookLimit = 1400;
const askLimit = 10_000;
const minute = 60_000;

/** With the reads the sum begins, so that it is done before somebody has filled in a form. */
const asking: readonly Operation[] = [capabilitiesRead, guideRead, feedbackCreate, holdCreate];

interface Proof {
  header: string;
  /** What asks for it. */
  operations: readonly string[];
}

/** By API and agency, with the time until which they may be used. */
const ready = new Map<string, { proof: Promise<Proof | undefined>; until: number }>();
/** A write that is sent again brings the proof that it brought before: the backend takes it once. */
const given = new Map<string, string>();

/** Does the backend's sum before a write (`challenge.read`): robots pay for flooding and no person solves a riddle. */
export const altcha = {
  name: 'altcha',
  async beforeRequest(request, operation) {
    const began = performance.now();
    const asked = asking.find(({ name }) => name === operation);
    // The core has done a sum of its own that was asked for.
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
    // What may pass by itself is asked again with the next request.
    proof: prove(api, agency).catch(() => {
      if (ready.get(name) === entry) ready.delete(name);
      return undefined;
    }),
  };
  ready.set(name, entry);
  return entry.proof;
}

/**
 * Nothing when the agency asks for no proof.
 * @throws when the backend cannot be asked
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

/** Own loop: `crypto.subtle` is not there on plain http pages, and would be waited for at each number. */
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
