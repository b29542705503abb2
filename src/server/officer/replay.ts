import type { Context } from 'hono';
import type { AppContext } from '../http/router.ts';
import { safeEqual } from '../platform/secrets.ts';
import type { OfficerSession } from '../platform/sessions.ts';
import { formTokenOf } from './session-guard.ts';
import type { Fields } from './sign-in-views.ts';

/** More is not kept. */
const maxLength = 64 * 1024;

/**
 * The input of a form that was sent while its session was locked or ended, signed for its officer, so that it can be
 * sent again after the sign-in. Undefined for input that did not come from a page of that session, and for files.
 */
export async function keepInput(c: Context, app: AppContext, session: OfficerSession): Promise<string | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('Content-Type') ?? '')) return undefined;
  if (Number(c.req.header('Content-Length') ?? maxLength + 1) > maxLength) return undefined;
  const fields = [...new URLSearchParams(await c.req.text())];
  const token = fields.find(([name]) => name === 'token')?.[1] ?? '';
  if (!safeEqual(token, formTokenOf(app, session))) return undefined;
  const kept = JSON.stringify([c.req.path, fields.filter(([name]) => name !== 'token')]);
  return `${signature(app, session.officer.id, kept)}.${kept}`;
}

/** Path and fields that were kept for an officer; undefined when the signature is wrong. */
export function readInput(
  app: AppContext,
  officer: string,
  replay: string,
): { path: string; fields: Fields } | undefined {
  const dot = replay.indexOf('.');
  const kept = replay.slice(dot + 1);
  if (dot < 0 || !safeEqual(replay.slice(0, dot), signature(app, officer, kept))) return undefined;
  const [path, fields] = JSON.parse(kept) as [string, Fields];
  return { path, fields };
}

const signature = ({ secrets }: AppContext, officer: string, kept: string): string =>
  secrets.hmac('replay', `${officer}\0${kept}`).toString('base64url');
