import { sha256 } from '@noble/hashes/sha2.js';
import { capabilitiesRead } from '../contract/capabilities.ts';
import { challengeRead, proofHeader, type Challenge } from '../contract/challenge.ts';
import { feedbackCreate } from '../contract/feedback.ts';
import { holdCreate } from '../contract/hold.ts';
import { problems } from '../contract/problem.ts';
import type { Plugin } from '../core/plugin.ts';

/** The page stays quick: so long, in ms, the sum is done at a stretch. */
const stretch = 12;

const asking = [capabilitiesRead, feedbackCreate, holdCreate];

type Proof = { proof: string; until: number };
let ready: Promise<Proof | undefined> | undefined;

/**
 * Does the backend's sum before a write (`challenge.read`), so that robots pay for flooding and no person solves a riddle.
 * It begins when a widget asks what the backend offers, and is ready long before somebody has filled in a form.
 */
export const altcha = {
  name: 'altcha',
  async beforeRequest(request, operation) {
    const path = asking.find(({ name }) => name === operation)?.path;
    if (!path) return;
    const url = new URL(request.url);
    const api = request.url.slice(0, request.url.lastIndexOf(path));
    if (operation === capabilitiesRead.name) {
      ready ??= prove(api, url.searchParams.get('agency') ?? '');
      return;
    }
    const { agency } = (await request.clone().json()) as { agency: string };
    let proven = await (ready ??= prove(api, agency));
    if (proven && proven.until < Date.now()) proven = await (ready = prove(api, agency));
    if (!proven) return;
    request.headers.set(proofHeader, proven.proof);
    // Each proof holds once: the next is made for the next write.
    ready = prove(api, agency);
  },
} satisfies Plugin;

/** Nothing when the backend asks for no proof, or cannot be asked: then the write says what is wrong. */
async function prove(api: string, agency: string): Promise<Proof | undefined> {
  const address = `${api}${challengeRead.path}?agency=${encodeURIComponent(agency)}`;
  const answer = await fetch(address, { credentials: 'omit' }).catch(() => undefined);
  if (!answer?.ok) {
    // What may pass by itself is asked again with the next write.
    if (answer?.status !== problems['not-offered']) ready = undefined;
    return undefined;
  }
  const began = Date.now();
  const challenge = (await answer.json()) as Challenge;
  const { algorithm, salt, signature } = challenge;
  const number = await solve(challenge);
  const proof = btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
  return { proof, until: began + 15 * 60_000 };
}

/** Own SHA-256: `crypto.subtle` is not there on plain http pages, and would be waited for at each number. */
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
  return -1;
}

const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
};
