import { randomBytes, randomInt } from 'node:crypto';
import type { UnpairedScreen } from '../../contract/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError, invalidInput } from '../platform/problem.ts';
import type { ScreenRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** A code is shown so long; then the screen gets another one. */
const codeMinutes = 15;
/** More screens than this never wait for an officer at once: others are told to come later. */
const maxPending = 1000;
const maxTries = 5;

/**
 * The code of a device that is not paired, made when it has none.
 * @param consume counts a new code; throws when there were too many
 */
export async function pairingCode(db: Db, tokenKey: Buffer, now: Date, consume: () => void): Promise<UnpairedScreen> {
  await db.deleteFrom('screen_pairing').where('expires_at', '<=', now).execute();
  const expires = new Date(now.getTime() + codeMinutes * 60_000);
  for (let tries = 0; tries < maxTries; tries++) {
    const known = await db
      .selectFrom('screen_pairing')
      .select(['code', 'expires_at'])
      .where('token_key', '=', tokenKey)
      .executeTakeFirst();
    if (known) return { code: known.code, expiresIn: Math.ceil((known.expires_at.getTime() - now.getTime()) / 1000) };
    const { count } = await db
      .selectFrom('screen_pairing')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) >= maxPending) break;
    if (!tries) consume();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await db
      .insertInto('screen_pairing')
      .values({ code, token_key: tokenKey, expires_at: expires })
      .onConflict(conflict => conflict.doNothing())
      .execute();
  }
  return { code: null, expiresIn: codeMinutes * 60 };
}

/** What an officer says of a screen. */
export type ScreenSettings = Pick<ScreenRow, 'name' | 'place' | 'playlist' | 'page'>;

/**
 * Pairs the device that shows a code, as a new screen.
 * @param agency whose guides and messages it shows
 * @returns the identifier of the screen
 * @throws ProblemError `invalid-input` for a code that no device shows
 */
export async function pairScreen(
  context: OfficerTx,
  code: string,
  settings: ScreenSettings,
  agency: string,
): Promise<string> {
  const { tx, officer, now } = context;
  const id = randomBytes(5).toString('hex');
  const device = await takeDevice(context, code);
  await tx
    .insertInto('screen')
    .values({ id, agency, ...settings, ...device })
    .execute();
  const detail = { name: settings.name };
  await recordAudit(tx, { officer: officer.id, action: 'screen.pair', subject: id, detail, now });
  return id;
}

/**
 * Gives a screen another device; its settings stay, and the old device shows nothing any more.
 * @throws ProblemError `invalid-input` for a code that no device shows
 */
export async function replaceDevice(context: OfficerTx, code: string, row: ScreenRow): Promise<void> {
  const { tx, officer, now } = context;
  const device = await takeDevice(context, code);
  await tx
    .updateTable('screen')
    .set({ ...device, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await recordAudit(tx, { officer: officer.id, action: 'screen.device', subject: row.id, now });
}

async function takeDevice({ tx, now }: OfficerTx, code: string) {
  const taken = await tx
    .deleteFrom('screen_pairing')
    .where('code', '=', code.replace(/\D/g, ''))
    .where('expires_at', '>', now)
    .returning('token_key')
    .executeTakeFirst();
  if (!taken) throw invalidInput('/code', 'unknown');
  return { token_key: taken.token_key, paired_at: now, seen_at: null, status: '{}', last_report: null };
}

/**
 * Changes what a screen shows.
 * @throws ProblemError `changed-meanwhile`
 */
export async function saveScreen(
  { tx, officer, now }: OfficerTx,
  row: ScreenRow,
  settings: ScreenSettings & Pick<ScreenRow, 'agency'>,
): Promise<void> {
  const saved = await tx
    .updateTable('screen')
    .set({ ...settings, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (!saved.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  const detail = { from: settingsOf(row), to: settings };
  await recordAudit(tx, { officer: officer.id, action: 'screen.save', subject: row.id, detail, now });
}

/** Removes a screen: its device shows nothing of the office any more, and a code to pair it again. */
export async function unpairScreen({ tx, officer, now }: OfficerTx, row: ScreenRow): Promise<void> {
  await tx.deleteFrom('screen').where('id', '=', row.id).execute();
  await recordAudit(tx, {
    officer: officer.id,
    action: 'screen.unpair',
    subject: row.id,
    detail: { name: row.name },
    now,
  });
}

const settingsOf = ({ name, place, playlist, page }: ScreenRow): ScreenSettings => ({ name, place, playlist, page });
