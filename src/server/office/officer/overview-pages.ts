import { type Context, Hono } from 'hono';
import { sql } from 'kysely';
import { addDays, dayOf } from '../../../domain/calendar.ts';
import { agencyChain, specialDays } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { toFile } from '../office-records.ts';
import { readOffice } from '../office-rows.ts';
import { choicesOf } from './choices.ts';
import { settingNames } from './item-kinds.ts';
import { agencyInScope } from './target.ts';
import { overviewPage, type SettingState } from './overview-view.ts';

/** How far ahead special days are shown. */
const daysAhead = 800;

/** What an office consists of: places, counters, services, special days, settings, with a form for each. */
export function overviewPages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', c => show(c));

  app.get('/of/:agency', c => show(c, c.req.param('agency')));

  return app;

  async function show(c: Context, wanted?: string) {
    const id = agencyInScope(c, wanted);
    const records = await readOffice(db, [id]);
    const { agencies, procedures = [] } = toFile(records);
    const chain = await agencyChain(db, id);
    const today = dayOf(clock());
    const own = new Set(records.calendar.map(({ date }) => date));
    const days = await specialDays(db, chain, today, addDays(today, daysAhead));
    const { rows: below } = await sql<{ id: string; name: string }>`
      select id, name from agency where parent = ${id} order by id`.execute(db);
    const stateOf = (name: string): SettingState => {
      const at = chain.findIndex(({ settings }) => (settings as Record<string, unknown>)[name] !== undefined);
      const value = (chain[at]?.settings as Record<string, unknown> | undefined)?.[name];
      return { name, isSet: Boolean(value), from: at > 0 ? chain[at]!.name : undefined };
    };
    return c.html(
      overviewPage(c, {
        agency: agencies[0]!,
        above: c.get('officer').agency === id ? undefined : chain[1],
        below,
        procedures,
        days: [...days].map(([date, day]) => ({ date, ...day, isOwn: own.has(date) })),
        settings: settingNames.map(stateOf),
        hasCatalogue: chain.length === 1 && c.get('officer').agency === id,
        offered: (await choicesOf(db, id)).services,
      }),
    );
  }
}
