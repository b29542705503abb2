import { createHash } from 'node:crypto';
import type { Build } from '../build.ts';
import type { SnippetInput } from '../input.ts';
import { publicGet } from './public-get.ts';

/** What asking the API and the files of a snippet has shown. */
export type Finding =
  /** No answer from here; citizens may still get one. */
  | { kind: 'silent'; address: string }
  /** Something answers, but not the API. */
  | { kind: 'notApi'; address: string }
  /** The API knows no such agency. */
  | { kind: 'noAgency'; agency: string }
  /** Its phone number is another. */
  | { kind: 'phone'; phone: string }
  /** Nothing to show in a widget. */
  | { kind: 'empty'; tag: string }
  /** The portal may not read answers. */
  | { kind: 'origin'; origin: string }
  /** The files are missing, or of another version. */
  | { kind: 'files'; address: string }
  /** All is well. */
  | { kind: 'agency'; name: string };

/**
 * Asks the API and the files that a snippet names, as a citizen's browser on the portal would.
 * @param own hosts of this server
 */
export async function checkLive(input: SnippetInput, build: Build, own: ReadonlySet<string>): Promise<Finding[]> {
  const { api, agency, page, tags } = input;
  const origin = URL.canParse(page) ? new URL(page).origin : undefined;
  const ask = (path: string) =>
    publicGet(`${api}/${path}`, { Accept: 'application/json', ...(origin && { Origin: origin }) }, own);
  const files = checkFiles(input, build, own);
  const read = await ask(`agencies/${encodeURIComponent(agency)}`);
  if (!read) return [{ kind: 'silent', address: api }, ...(await files)];
  const facts = parse(read.body);
  if (read.status === 404 && String(facts?.['type']).includes('agency-not-found'))
    return [{ kind: 'noAgency', agency }, ...(await files)];
  if (read.status !== 200 || typeof facts?.['name'] !== 'string')
    return [{ kind: 'notApi', address: api }, ...(await files)];
  const findings: Finding[] = [{ kind: 'agency', name: facts['name'] }];
  const allowed = read.headers['access-control-allow-origin'];
  if (origin && origin !== new URL(api).origin && allowed !== '*' && allowed !== origin)
    findings.push({ kind: 'origin', origin });
  const phone = facts['phone'];
  if (typeof phone === 'string' && digits(phone) !== digits(input.phone)) findings.push({ kind: 'phone', phone });
  const empty = await Promise.all(tags.map(async tag => ((await hasSomething(tag, agency, ask)) ? undefined : tag)));
  findings.push(...empty.flatMap((tag): Finding[] => (tag ? [{ kind: 'empty', tag }] : [])));
  return [...findings, ...(await files)];
}

/** Whether a widget has something to show for an agency; unknown widgets always have. */
async function hasSomething(
  tag: string,
  agency: string,
  ask: (path: string) => ReturnType<typeof publicGet>,
): Promise<boolean> {
  const query = `agency=${encodeURIComponent(agency)}`;
  const read = async (path: string) => parse((await ask(path))?.body ?? '') ?? {};
  switch (tag) {
    case 'mc-status-lookup':
      return Boolean((await read(`capabilities?${query}`))['lookup']);
    case 'mc-feedback-form': {
      const { rating, opinion } = await read(`capabilities?${query}`);
      return Boolean(rating ?? opinion);
    }
    case 'mc-appointment-booker':
      return isFilled((await read(`services?${query}`))['services']);
    case 'mc-guide-player':
      return isFilled((await read(`guides?${query}`))['guides']);
    default:
      return true;
  }
}

/** Whether the core is where the snippet says, byte for byte: browsers refuse another one (integrity). */
async function checkFiles({ scripts }: SnippetInput, build: Build, own: ReadonlySet<string>): Promise<Finding[]> {
  const address = `${scripts}/${build.folder}/motcua.js`;
  const answer = await publicGet(address, {}, own);
  if (!answer) return [{ kind: 'silent', address }];
  const [algorithm = '', expected] = (build.files['motcua.js']?.integrity ?? '').split(/-(.*)/s);
  const found = answer.status === 200 && createHash(algorithm).update(answer.body).digest('base64');
  return found === expected ? [] : [{ kind: 'files', address }];
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const isFilled = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
const digits = (phone: string): string => phone.replace(/\D/g, '');
