import { type Context, Hono } from 'hono';
import { addDays } from '../../../domain/calendar.ts';
import { agencyChain, effectiveSettings } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { writeCsv } from '../../platform/csv.ts';
import { csvAnswer } from '../../ui/csv-answer.ts';
import { requestedDay } from '../../ui/form.ts';
import { formatInstant } from '../../ui/page.ts';
import { localize, textsOf } from '../../ui/texts.ts';
import { opinionTexts } from './opinions.texts.ts';
import { countRatings, exportRatings, type RatingSpan } from './rating-queries.ts';
import { ratingView } from './rating-view.ts';

const usualDays = 84;

/** Ratings of the officer's agencies: counts, trend, comments, and a file. */
export function ratingPages({ db, clock }: AppContext): Hono {
  const pages = new Hono();

  pages.get('/', async c => {
    const span = readSpan(c);
    const { rating } = effectiveSettings(await agencyChain(db, c.get('officer').agency));
    const counts = await countRatings(db, c.get('officer').scope, span);
    return c.html(ratingView(c, { span, rating, counts }));
  });

  pages.get('/ratings.csv', async c => {
    const texts = textsOf(c, opinionTexts);
    const { rating } = effectiveSettings(await agencyChain(db, c.get('officer').agency));
    const rows = await exportRatings(db, c.get('officer').scope, readSpan(c));
    const criteria = rating?.criteria ?? [];
    const reason = (id: string) => {
      const label = rating?.reasons.find(each => each.id === id)?.label;
      return label ? localize(c, label) : id;
    };
    const file = writeCsv([
      [
        texts.received,
        texts.agency,
        ...criteria.map(({ question }) => localize(c, question)),
        texts.reasons,
        texts.comment,
      ],
      ...rows.map(row => [
        formatInstant(row.received_at),
        row.agency_name,
        ...criteria.map(({ id }) => row.scores.find(({ criterion }) => criterion === id)?.value ?? ''),
        row.reasons.map(reason).join(', '),
        row.comment ?? '',
      ]),
    ]);
    return csvAnswer(c, 'danh-gia.csv', file);
  });

  return pages;

  function readSpan(c: Context): RatingSpan {
    const now = clock();
    const to = requestedDay(c.req.query('to'), now);
    const wanted = c.req.query('from');
    const from = wanted ? requestedDay(wanted, now) : addDays(to, 1 - usualDays);
    return from <= to ? { from, to } : { from: to, to: from };
  }
}
