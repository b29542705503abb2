import { type Context, Hono } from 'hono';
import { randomUUID } from 'node:crypto';
import { agencyChain, effectiveSettings } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { isUuid } from '../../platform/uuid.ts';
import { meantCoverage, searchProcedures } from '../../procedures/index.ts';
import { type FormState, readFormFields, readList, toFormProblem } from '../../ui/form.ts';
import { dossierClock } from '../dossier-clock.ts';
import { notReceived, stateAfter } from '../state-after.ts';
import { readReception } from './read-reception.ts';
import { receiveDossier } from './receive.ts';
import { commonProcedures, receivedAppointment, receivedProcedure, receptionPlace } from './reception-queries.ts';
import { choicePage, receptionPage } from './reception-view.ts';

const maxFound = 10;

/** Dossiers received at the desk: below `/desk/dossiers/receive`. */
export function receptionPages({ db, jobs, clock, secrets }: AppContext): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    if (c.get('officer').role === 'reader') throw new ProblemError('not-allowed');
    return next();
  });

  app.get('/', async c => {
    const { appointment, procedure } = await subjectOf(c, c.req.query());
    if (procedure) return c.html(await form(c, { procedure, appointment, id: randomUUID(), ticked: [] }));
    const q = (c.req.query('q') ?? '').slice(0, 100).trim();
    const found = q ? await searchProcedures(db, q, maxFound) : [];
    if (found.length === 1 && found[0]!.coverage >= meantCoverage) {
      const only = new URLSearchParams({
        procedure: found[0]!.code,
        ...(appointment && { appointment: appointment.id }),
      });
      return c.redirect(`/desk/dossiers/receive?${only.toString()}`, 303);
    }
    const common = await commonProcedures(db, c.get('officer'), clock());
    const rows = found.map(({ code, short_name: name }) => ({ code, name }));
    return c.html(choicePage(c, { q, found: rows, common, appointment }));
  });

  app.post('/', async c => {
    const typed = await readFormFields(c);
    const ticked = await readList(c, 'paper');
    const { appointment, procedure } = await subjectOf(c, typed);
    const { id = '' } = typed;
    if (!procedure || !isUuid(id)) throw new ProblemError('no-such-operation');
    const officer = c.get('officer');
    const now = clock();
    try {
      const entered = readReception(typed, ticked, procedure, now);
      const agency = appointment?.agency ?? officer.agency;
      const place = appointment?.place ?? (await receptionPlace(db, officer, agency));
      const received = await withAudit(db, tx =>
        receiveDossier({ tx, jobs, officer, now }, secrets, {
          ...{ ...entered, id, agency, procedure, place, appointment: appointment?.id ?? null },
        }),
      );
      return c.redirect(`/desk/dossiers/${received}/slip?new`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      return c.html(await form(c, { procedure, appointment, id, ticked, typed, problem }), 422);
    }
  });

  return app;

  /** The procedure that was chosen, and the appointment that somebody has come for. */
  async function subjectOf(c: Context, fields: Readonly<Record<string, string>>) {
    const appointment = await receivedAppointment(db, c.get('officer'), fields['appointment'] ?? '');
    // Searching again leaves the procedure of the appointment.
    const usual = fields['q'] === undefined && !fields['other'] ? appointment?.procedure : undefined;
    return { appointment, procedure: await receivedProcedure(db, fields['procedure'] || usual || '') };
  }

  type Subject = Pick<Parameters<typeof receptionPage>[1], 'procedure' | 'appointment' | 'id' | 'ticked'>;

  async function form(c: Context, { procedure, ...subject }: Subject & FormState) {
    const now = clock();
    const agency = subject.appointment?.agency ?? c.get('officer').agency;
    const chain = await agencyChain(db, agency);
    const counted = await dossierClock(db, chain, procedure.term);
    const { due_at: due } = stateAfter(notReceived, { to: 'accepted' }, now, counted);
    const asksIdentity = effectiveSettings(chain).lookup?.factors.includes('idLast4') ?? false;
    return receptionPage(c, { ...subject, procedure, due, asksIdentity, now });
  }
}
