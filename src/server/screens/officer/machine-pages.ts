import { type Context, Hono } from 'hono';
import { createCallKey, deleteCallKey } from '../../calls/index.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import { isUuid } from '../../platform/uuid.ts';
import { type FormState, readFormFields, toFormProblem } from '../../ui/form.ts';
import type { Html } from '../../ui/page.ts';
import { placeOptions } from './queries.ts';

type ListPage = (c: Context, state?: FormState & { newKey?: { name: string; key: string } }) => Promise<Html>;

const maxNameLength = 80;

/** Keys of queue machines, made and revoked by leads. */
export function machinePages({ db, clock }: AppContext, list: ListPage): Hono {
  const pages = new Hono();
  pages.use(async (c, next) => {
    if (!['lead', 'admin'].includes(c.get('officer').role)) throw new ProblemError('not-allowed');
    await next();
  });

  pages.post('/', async c => {
    const typed = await readFormFields(c);
    const { name = '', place: wanted = '' } = typed;
    try {
      if (!name) throw invalidInput('/name', 'required');
      if (name.length > maxNameLength) throw invalidInput('/name', 'max_length');
      const place = (await placeOptions(db, c.get('officer'))).find(({ id }) => id === wanted);
      if (!place) throw invalidInput('/place', 'unknown');
      const key = await withAudit(db, tx =>
        createCallKey({ tx, officer: c.get('officer'), now: clock() }, { agency: place.agency, place: place.id, name }),
      );
      return c.html(await list(c, { newKey: { name, key } }));
    } catch (error) {
      return c.html(await list(c, { typed, problem: toFormProblem(error) }), 422);
    }
  });

  pages.post('/:id/revoke', async c => {
    const id = c.req.param('id');
    const officer = c.get('officer');
    const isGone =
      isUuid(id) && (await withAudit(db, tx => deleteCallKey({ tx, officer, now: clock() }, id, officer.scope)));
    if (!isGone) throw new ProblemError('no-such-operation');
    return c.redirect('/desk/screens?done', 303);
  });
  return pages;
}
