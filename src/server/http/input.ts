import type { Context } from 'hono';
import { getDotPath, safeParse } from 'valibot';
import type { Operation } from '../../contract/index.ts';
import { requestOf, type Input } from '../../contract/requests/index.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';

const maxDepth = 12;

/**
 * Parses the input of an operation from path, query and JSON body.
 * @throws ProblemError `invalid-input` with each field that the schema rejects, `not-json` for another content type
 */
export async function readInput<O extends Operation>(
  c: Context,
  operation: O,
): Promise<{ input: Input<O>; raw: string }> {
  const raw = operation.method === 'POST' ? await readBody(c) : '';
  const fields = operation.method === 'POST' ? parseJson(raw) : c.req.query();
  const result = safeParse(requestOf(operation).input, normalize({ ...Object(fields), ...c.req.param() }, 0));
  if (!result.success) {
    const errors = result.issues.map(issue => ({
      pointer: `/${(getDotPath(issue) ?? '').replaceAll('.', '/')}`,
      code: issue.type,
    }));
    throw new ProblemError('invalid-input', { errors });
  }
  return { input: result.output as Input<O>, raw };
}

async function readBody(c: Context): Promise<string> {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) throw new ProblemError('not-json');
  return c.req.text();
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw invalidInput('/', 'json');
  }
}

/** Normalizes text to NFC. Characters that PostgreSQL cannot store (NUL, lone surrogates) are rejected. */
function normalize(value: unknown, depth: number): unknown {
  if (depth > maxDepth) throw invalidInput('/', 'depth');
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      throw invalidInput('/', 'characters');
    }
    return value.normalize('NFC');
  }
  if (Array.isArray(value)) return value.map(item => normalize(item, depth + 1));
  if (typeof value === 'object' && value) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normalize(item, depth + 1)]));
  }
  return value;
}
