import type { Capabilities } from '../../contract/capabilities.ts';
import type { feedbackCreate } from '../../contract/feedback.ts';
import type { Input } from '../../contract/requests/index.ts';
import type { Feedback } from '../../contract/requests/feedback.ts';
import { pick } from '../../core/index.ts';
import { parsePhoneNumber } from '../../domain/phone.ts';
import type { FormProblem } from '../shared/fields.ts';
import type { FeedbackTexts } from './feedback-form.texts.ts';

export type Kind = Exclude<Feedback['kind'], 'guide'>;

/** Model of the form. */
export interface FormModel {
  scores: Record<string, number>;
  reasons: string[];
  comment: string;
  text: string;
  phone: string;
  name: string;
  consents: string[];
}

export const emptyModel: FormModel = {
  scores: {},
  reasons: [],
  comment: '',
  text: '',
  phone: '',
  name: '',
  consents: [],
};

/** The rest of the model after one kind was sent. */
export const clearKind = (model: FormModel, kind: Kind): FormModel => {
  const { scores, reasons, comment, ...opinion } = model;
  return kind === 'rating' ? { ...emptyModel, ...opinion } : { ...emptyModel, scores, reasons, comment };
};

export const isEmpty = (model: FormModel): boolean =>
  !(model.comment || model.text || model.phone || model.name || Object.keys(model.scores).length);

/** Whether stored data has the shape of this form. */
export function fitsForm(model: Partial<FormModel>): boolean {
  const texts = [model.comment, model.text, model.phone, model.name];
  return texts.every(text => text === undefined || typeof text === 'string') && Array.isArray(model.reasons ?? []);
}

/** Reasons are asked for up to this score. */
export const lowScore = 3;

/** As in the contract. */
const longestComment = 1000;

type Rating = NonNullable<Capabilities['rating']>;
type Opinion = NonNullable<Capabilities['opinion']>;

export const isLow = ({ scores }: FormModel): boolean => Object.keys(scores).some(id => scores[id]! <= lowScore);

function ratingProblems(model: FormModel, rating: Rating, text: FeedbackTexts, lang: string): FormProblem[] {
  const problems = rating.criteria
    .filter(({ id }) => !model.scores[id])
    .map(({ id, question }) => ({
      field: `score-${id}`,
      message: text.missingScore(rating.criteria.length > 1 ? pick(question, lang) : ''),
    }));
  if (countOf(model.comment) > longestComment)
    problems.push({ field: 'comment', message: text.tooLong(longestComment) });
  return problems;
}

function opinionProblems(model: FormModel, opinion: Opinion, text: FeedbackTexts): FormProblem[] {
  const problems: FormProblem[] = [];
  const add = (field: string, text: string) => problems.push({ field, message: text });
  const length = countOf(model.text);
  if (!length) add('text', text.missingText);
  else if (length > opinion.maxLength) add('text', text.tooLong(opinion.maxLength));

  const { kind } = parsePhoneNumber(model.phone);
  const wantsCall = model.phone.trim() || model.name.trim() || model.consents.length;
  if (wantsCall) {
    if (!model.phone.trim()) add('phone', text.missingPhone);
    else if (kind === 'old') add('phone', text.oldPhone);
    else if (kind !== 'phone') add('phone', text.wrongPhone);
    if (model.phone.trim() && !model.consents.length)
      add(`consent-${opinion.purposes[0]?.id ?? ''}`, text.missingConsent);
  }
  return problems;
}

/** What is amiss in the error summary, by field. */
export const namesOf = ({ text, comment, phone, consent }: FeedbackTexts) => ({ text, comment, phone, consent });

/** Characters as the backend counts them. */
export const countOf = (text: string): number => text.normalize('NFC').trim().length;

export function toRating(
  model: FormModel,
  rating: Rating,
  ticket: string,
): Omit<Extract<Feedback, { kind: 'rating' }>, 'agency'> {
  return {
    kind: 'rating',
    ...(ticket && { ticket }),
    scores: rating.criteria.map(({ id }) => ({ criterion: id, value: model.scores[id]! })),
    reasons: isLow(model) ? model.reasons : [],
    ...(model.comment.trim() && { comment: model.comment.trim() }),
  };
}

export function toOpinion(model: FormModel, opinion: Opinion): Omit<Extract<Feedback, { kind: 'opinion' }>, 'agency'> {
  const phone = model.phone.trim();
  return {
    kind: 'opinion',
    text: model.text.trim(),
    ...(phone && { contact: { phone, ...(model.name.trim() && { name: model.name.trim() }) } }),
    consents: opinion.purposes
      .filter(({ id }) => model.consents.includes(id))
      .map(({ id, version }) => ({ purpose: id, version })),
  };
}

/** Errors of the backend at their fields, or at the top where the field is not known. */
export function backendProblems(
  errors: readonly { pointer: string }[] | undefined,
  text: FeedbackTexts,
): FormProblem[] {
  const fields: Record<string, [string, string]> = {
    '/text': ['text', text.missingText],
    '/contact/phone': ['phone', text.wrongPhone],
    '/consents': ['phone', text.missingConsent],
  };
  return (errors ?? []).map(({ pointer }) => {
    const [field, message] = fields[pointer] ?? ['title', text.otherProblem(pointer)];
    return { field, message };
  });
}

/** Input of sending feedback. */
export type Sendable = Omit<Input<typeof feedbackCreate>, 'agency'> & { kind: Kind };

/** Errors before sending. */
export function problemsOf(
  kind: string,
  model: FormModel,
  { rating, opinion }: Partial<Capabilities>,
  { text, lang }: { text: FeedbackTexts; lang: string },
): FormProblem[] {
  if (kind === 'rating') return rating ? ratingProblems(model, rating, text, lang) : [];
  return opinion ? opinionProblems(model, opinion, text) : [];
}

/** Characters that an opinion may still have; undefined until the limit is known. */
export const charactersLeft = (typed: string, capabilities: Capabilities | undefined): number | undefined =>
  capabilities?.opinion ? capabilities.opinion.maxLength - typed.normalize('NFC').trim().length : undefined;
