import type { Capabilities } from '../../contract/capabilities.ts';
import type { Feedback } from '../../contract/feedback.ts';
import { pick } from '../../core/index.ts';
import { readPhone } from '../../domain/phone.ts';
import type { FormProblem } from '../shared/fields.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';

export type Kind = Exclude<Feedback['kind'], 'guide'>;

/** What stands in the form. */
export interface Typed {
  scores: Record<string, number>;
  reasons: string[];
  comment: string;
  text: string;
  phone: string;
  name: string;
  consents: string[];
}

export const nothingTyped: Typed = {
  scores: {},
  reasons: [],
  comment: '',
  text: '',
  phone: '',
  name: '',
  consents: [],
};

/** What is left when one kind has been sent. */
export const withoutKind = (typed: Typed, kind: Kind): Typed => {
  const { scores, reasons, comment, ...opinion } = typed;
  return kind === 'rating' ? { ...nothingTyped, ...opinion } : { ...nothingTyped, scores, reasons, comment };
};

export const isEmpty = (typed: Typed): boolean =>
  !(typed.comment || typed.text || typed.phone || typed.name || Object.keys(typed.scores).length);

/** Whether something that was stored has the shape of this form. */
export function fitsForm(typed: Partial<Typed>): boolean {
  const texts = [typed.comment, typed.text, typed.phone, typed.name];
  return texts.every(text => text === undefined || typeof text === 'string') && Array.isArray(typed.reasons ?? []);
}

/** From this score down, reasons are asked for. */
export const lowScore = 3;

/** As the contract has it. */
const longestComment = 1000;

type Rating = NonNullable<Capabilities['rating']>;
type Opinion = NonNullable<Capabilities['opinion']>;

export const isLow = ({ scores }: Typed): boolean => Object.keys(scores).some(id => scores[id]! <= lowScore);

export function ratingProblems(typed: Typed, rating: Rating, text: FeedbackTexts, lang: string): FormProblem[] {
  const problems = rating.criteria
    .filter(({ id }) => !typed.scores[id])
    .map(({ id, question }) => ({
      field: `score-${id}`,
      words: text.missingScore(rating.criteria.length > 1 ? pick(question, lang) : ''),
    }));
  if (countOf(typed.comment) > longestComment) problems.push({ field: 'comment', words: text.tooLong(longestComment) });
  return problems;
}

export function opinionProblems(typed: Typed, opinion: Opinion, text: FeedbackTexts): FormProblem[] {
  const problems: FormProblem[] = [];
  const add = (field: string, words: string) => problems.push({ field, words });
  const length = countOf(typed.text);
  if (!length) add('text', text.missingText);
  else if (length > opinion.maxLength) add('text', text.tooLong(opinion.maxLength));

  const { kind } = readPhone(typed.phone);
  const wantsCall = typed.phone.trim() || typed.name.trim() || typed.consents.length;
  if (wantsCall) {
    if (!typed.phone.trim()) add('phone', text.missingPhone);
    else if (kind === 'old') add('phone', text.oldPhone);
    else if (kind !== 'phone') add('phone', text.wrongPhone);
    if (typed.phone.trim() && !typed.consents.length)
      add(`consent-${opinion.purposes[0]?.id ?? ''}`, text.missingConsent);
  }
  return problems;
}

/** Characters as the backend counts them. */
export const countOf = (text: string): number => text.normalize('NFC').trim().length;

export function toRating(
  typed: Typed,
  rating: Rating,
  ticket: string,
): Omit<Extract<Feedback, { kind: 'rating' }>, 'agency'> {
  return {
    kind: 'rating',
    ...(ticket && { ticket }),
    scores: rating.criteria.map(({ id }) => ({ criterion: id, value: typed.scores[id]! })),
    reasons: isLow(typed) ? typed.reasons : [],
    ...(typed.comment.trim() && { comment: typed.comment.trim() }),
  };
}

export function toOpinion(typed: Typed, opinion: Opinion): Omit<Extract<Feedback, { kind: 'opinion' }>, 'agency'> {
  const phone = typed.phone.trim();
  return {
    kind: 'opinion',
    text: typed.text.trim(),
    ...(phone && { contact: { phone, ...(typed.name.trim() && { name: typed.name.trim() }) } }),
    consents: opinion.purposes
      .filter(({ id }) => typed.consents.includes(id))
      .map(({ id, version }) => ({ purpose: id, version })),
  };
}
