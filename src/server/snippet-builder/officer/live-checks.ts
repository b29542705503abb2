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
  /** A file is missing, or of another version. */
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
  const empty = await Promise.all(tags.map(async tag => ((await isEmpty(tag, agency, ask)) ? tag : undefined)));
  findings.push(...empty.flatMap((tag): Finding[] => (tag ? [{ kind: 'empty', tag }] : [])));
  return [...findings, ...(await files)];
}

/** Whether the API says that a widget has nothing to show for an agency. What it does not answer is not known. */
async function isEmpty(
  tag: string,
  agency: string,
  ask: (path: string) => ReturnType<typeof publicGet>,
): Promise<boolean> {
  const id = encodeURIComponent(agency);
  const answerOf = async (path: string) => {
    const answer = await ask(path);
    return answer?.status === 200 ? parse(answer.body) : undefined;
  };
  const lists = async (path: string, ...names: string[]) => {
    const answer = await answerOf(path);
    return (
      answer !== undefined && names.every(name => Array.isArray(answer[name]) && !(answer[name] as unknown[]).length)
    );
  };
  switch (tag) {
    case 'mc-status-lookup':
      return (await answerOf(`capabilities?agency=${id}`))?.['lookup'] === null;
    case 'mc-feedback-form': {
      const answer = await answerOf(`capabilities?agency=${id}`);
      return answer?.['rating'] === null && answer['opinion'] === null;
    }
    case 'mc-appointment-booker':
      return lists(`services?agency=${id}`, 'services');
    case 'mc-guide-player':
      return lists(`guides?agency=${id}`, 'guides');
    case 'mc-duty-roster':
      return lists(`agencies/${id}/duties`, 'points', 'duties', 'sessions');
    default:
      return false;
  }
}

/** Whether each file is where the snippet says, byte for byte: browsers refuse another one (integrity). */
async function checkFiles({ scripts, tags }: SnippetInput, build: Build, own: ReadonlySet<string>): Promise<Finding[]> {
  const found = await Promise.all(
    ['motcua.js', ...tags.map(tag => `${tag}.js`)].map(async (file): Promise<Finding | undefined> => {
      const address = `${scripts}/${build.folder}/${file}`;
      const answer = await publicGet(address, {}, own);
      if (!answer) return { kind: 'silent', address };
      const [algorithm = '', expected] = (build.files[file]?.integrity ?? '').split(/-(.*)/s);
      const hash = answer.status === 200 && createHash(algorithm).update(answer.body).digest('base64');
      return hash === expected ? undefined : { kind: 'files', address };
    }),
  );
  // Where one file is not found, the others are not either.
  const first = found.find(finding => finding !== undefined);
  return first ? [first] : [];
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const digits = (phone: string): string => phone.replace(/\D/g, '');
