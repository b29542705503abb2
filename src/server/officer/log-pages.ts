import { type Context, Hono } from 'hono';
import { sql } from 'kysely';
import { isDay, instantAt } from '../../domain/calendar.ts';
import type { AppContext } from '../http/router.ts';
import { verifyLog } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { readFormFields } from '../ui/form.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { actionsOf, isMatter, type LogFilter, logPage, rowsPerPage } from './log-view.ts';
import { logTexts } from './log.texts.ts';

/** Section of the officers' site. */
export const logSection: OfficerSection = {
  path: 'log',
  label: labelOf(logTexts),
  icon: 'list',
  group: 'admin',
  leadsOnly: true,
  pages: logPages,
};

const maxOfficers = 500;

/** The log of the officer's agencies, newest first, in words; for leads and administrators. */
function logPages({ db }: AppContext): Hono {
  const pages = new Hono();

  pages.get('/', async c => c.html(await list(c, readFilter(c))));

  // What an entry is about, such as the code of a dossier, stays out of addresses.
  pages.post('/find', async c => {
    const { subject = '' } = await readFormFields(c);
    return c.html(await list(c, { ...noFilter, subject }));
  });

  pages.post('/verify', async c => c.html(await list(c, noFilter, await verifyLog(db, c.get('officer').scope))));

  return pages;

  async function list(c: Context, filter: LogFilter, chains?: Awaited<ReturnType<typeof verifyLog>>) {
    const officers = await db
      .selectFrom('officer')
      .select(['id', 'name'])
      .where('agency', 'in', c.get('officer').scope)
      .orderBy('name')
      .limit(maxOfficers)
      .execute();
    const rows = await readLog(db, c.get('officer').scope, filter);
    return logPage(c, { filter, officers, rows, chains });
  }
}

const noFilter: LogFilter = { officer: '', matter: '', day: '', subject: '', before: 0 };

function readFilter(c: Context): LogFilter {
  const { officer = '', matter = '', day = '', before = '' } = c.req.query();
  return {
    officer,
    matter: isMatter(matter) ? matter : '',
    day: isDay(day) ? day : '',
    subject: '',
    before: /^\d{1,15}$/.test(before) ? Number(before) : 0,
  };
}

/** One row more than a page when there is a next one. */
const readLog = (db: Db, scope: readonly string[], { officer, matter, day, subject, before }: LogFilter) =>
  db
    .selectFrom('audit')
    .select(['id', 'at', 'officer', 'action', 'subject', 'detail'])
    // Entries of earlier releases name no agency: they belong to that of their officer.
    .where(
      sql<boolean>`(audit.hash is not null and audit.agency in (${sql.join(scope)})
        or audit.agency is null and audit.officer = any(array(select id from officer where agency in (${sql.join(scope)}))))`,
    )
    .$if(officer !== '', query => query.where('officer', '=', officer))
    .$if(matter !== '', query =>
      query.where(({ or, eb }) => or(actionsOf(matter).map(like => eb('action', 'like', like)))),
    )
    .$if(day !== '', query => query.where('at', '>=', instantAt(day, 0)).where('at', '<', instantAt(day, 24 * 60)))
    .$if(subject !== '', query => query.where('subject', '=', subject))
    .$if(before > 0, query => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(rowsPerPage + 1)
    .execute();
