import { randomBytes } from 'node:crypto';
import { feedbackCreate, feedbackRead, type FeedbackReceipt, type OpinionState } from '../../contract/index.ts';
import type { Feedback } from '../../contract/requests/feedback.ts';
import { parsePhoneNumber } from '../../domain/phone.ts';
import { dueOrNone } from '../../domain/term.ts';
import { parseTrackingCode, trackingCode } from '../../domain/tracking-code.ts';
import { agencyChain, type AgencySettings, effectiveSettings, workingCalendar } from '../agencies/index.ts';
import type { Limit } from '../http/rate-limit.ts';
import type { RequestContext, Router } from '../http/router.ts';
import type { Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';

const perClient: Limit = { max: 600, seconds: 600 };

type Rating = Extract<Feedback, { kind: 'rating' }>;
type GuideAnswer = Extract<Feedback, { kind: 'guide' }>;
type Opinion = Extract<Feedback, { kind: 'opinion' }>;

export function feedbackRoutes(router: Router): void {
  router.write(
    feedbackCreate,
    (input, context, tx) => {
      if (input.kind === 'guide') return storeGuideAnswer(input, context, tx);
      return input.kind === 'rating' ? storeRating(input, context, tx) : storeOpinion(input, context, tx);
    },
    perClient,
  );

  router.read(feedbackRead, async (input, { app: { db }, now }): Promise<OpinionState> => {
    const code = parseTrackingCode(input.code);
    const row = code && (await db.selectFrom('opinion').selectAll().where('code', '=', code).executeTakeFirst());
    if (!row) throw new ProblemError('opinion-not-found');
    const [agency] = await agencyChain(db, row.agency);
    return {
      code: row.code,
      status: row.status as OpinionState['status'],
      agency: { id: row.agency, name: agency?.name ?? row.agency },
      receivedAt: isoInstant(row.received_at),
      answerBy: row.answer_by && isoInstant(row.answer_by),
      answer:
        row.answer && row.answered_at
          ? { at: isoInstant(row.answered_at), by: row.answered_by ?? '', text: row.answer }
          : null,
      now: isoInstant(now),
    };
  });
}

async function storeRating(input: Rating, { app: appContext, now }: RequestContext, tx: Tx): Promise<FeedbackReceipt> {
  const { rating } = effectiveSettings(await agencyChain(tx, input.agency));
  if (!rating) throw new ProblemError('not-offered');
  requireKnown(
    '/scores',
    input.scores.map(score => score.criterion),
    rating.criteria,
  );
  requireKnown('/reasons', input.reasons, rating.reasons);
  if (rating.criteria.some(({ id }) => !input.scores.some(score => score.criterion === id))) {
    throw invalidInput('/scores', 'incomplete');
  }

  const dossier = input.ticket ? appContext.secrets.verifyToken('rating', input.ticket) : null;
  const rated =
    dossier && (await tx.selectFrom('dossier').select('agency').where('id', '=', dossier).executeTakeFirst());
  if (dossier !== null && !rated) throw new ProblemError('ticket-not-valid');
  const stored = await tx
    .insertInto('rating')
    .values({
      agency: rated ? rated.agency : input.agency,
      dossier,
      scores: JSON.stringify(input.scores),
      reasons: JSON.stringify(input.reasons),
      comment: input.comment?.trim() || null,
      received_at: now,
    })
    .onConflict(conflict => conflict.column('dossier').doNothing())
    .executeTakeFirst();
  if (!stored.numInsertedOrUpdatedRows) throw new ProblemError('already-rated');
  return { kind: 'rating', receivedAt: isoInstant(now), code: null, answerBy: null };
}

/** Stored by guide and step, without reference to a citizen. */
async function storeGuideAnswer(input: GuideAnswer, { now }: RequestContext, tx: Tx): Promise<FeedbackReceipt> {
  const chain = await agencyChain(tx, input.agency);
  const row = await tx
    .selectFrom('guide')
    .select(['agency', 'chapters'])
    .where('id', '=', input.guide)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (!row || !chain.some(({ id }) => id === row.agency)) throw new ProblemError('guide-not-found');
  const step = input.step ?? null;
  if (step !== null && step >= row.chapters.length) throw invalidInput('/step', 'unknown');
  await tx
    .insertInto('guide_answer')
    .values({ guide: input.guide, helpful: input.helpful, step, received_at: now })
    .execute();
  return { kind: 'guide', receivedAt: isoInstant(now), code: null, answerBy: null };
}

async function storeOpinion(input: Opinion, { now }: RequestContext, tx: Tx): Promise<FeedbackReceipt> {
  const chain = await agencyChain(tx, input.agency);
  const { opinion } = effectiveSettings(chain);
  if (!opinion) throw new ProblemError('not-offered');
  const text = input.text.trim();
  if (!text) throw invalidInput('/text', 'required');
  if (text.length > opinion.maxLength) throw invalidInput('/text', 'max_length');
  const phone = parseContact(input, opinion);

  const code = trackingCode(randomBytes(10));
  const answerBy = opinion.answerWorkdays
    ? (dueOrNone(await workingCalendar(tx, chain), now, { value: opinion.answerWorkdays, unit: 'workday' }) ?? null)
    : null;
  await tx
    .insertInto('opinion')
    .values({
      code,
      agency: input.agency,
      text,
      contact_name: phone ? input.contact?.name?.trim() || null : null,
      contact_phone: phone,
      consents: JSON.stringify(input.consents.map(consent => ({ ...consent, at: isoInstant(now) }))),
      status: 'received',
      received_at: now,
      answer_by: answerBy,
    })
    .execute();
  return { kind: 'opinion', receivedAt: isoInstant(now), code, answerBy: answerBy && isoInstant(answerBy) };
}

/** A phone number is stored only with consent to an offered purpose. */
function parseContact(input: Opinion, opinion: NonNullable<AgencySettings['opinion']>): string | null {
  requireKnown(
    '/consents',
    input.consents.map(consent => consent.purpose),
    opinion.purposes,
  );
  if (!input.contact) return null;
  const phone = parsePhoneNumber(input.contact.phone);
  if (phone.kind !== 'phone') throw invalidInput('/contact/phone', phone.kind);
  if (!input.consents.length) throw invalidInput('/consents', 'required');
  return phone.e164;
}

function requireKnown(pointer: string, ids: readonly string[], known: readonly { id: string }[]): void {
  const unique = new Set(ids).size === ids.length;
  if (!unique || ids.some(id => !known.some(entry => entry.id === id))) {
    throw invalidInput(pointer, 'unknown');
  }
}
