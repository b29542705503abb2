import { type Context, Hono } from 'hono';
import { sql } from 'kysely';
import { dayOf, isDay } from '../../domain/calendar.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import {
  type AccountChange,
  changeAccount,
  lockAccounts,
  renewToken,
  type Role,
  roles,
  writeAccount,
} from '../platform/officers.ts';
import { FieldErrors, invalidInput, ProblemError } from '../platform/problem.ts';
import { type FormState, readFormFields, toFormProblem } from '../ui/form.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { accountPage, type StaffRow, staffPage, type StaffPageState } from './staff-view.ts';
import { staffTexts } from './staff.texts.ts';

/** Section of the officers' site: accounts of officers, for admins. */
export const staffSection: OfficerSection = {
  path: 'officers',
  label: labelOf(staffTexts),
  icon: 'user',
  group: 'admin',
  adminsOnly: true,
  pages: staffPages,
};

/** More are not listed, and the page says so. */
const maxOfficers = 2000;

function staffPages({ db, clock }: AppContext): Hono {
  const pages = new Hono();

  pages.get('/', async c => c.html(await list(c)));

  pages.post('/', async c => {
    const fields = await readFormFields(c);
    try {
      const account = readAccount(c, fields, undefined);
      const { id = '' } = fields;
      if (!/^[\w.-]{1,64}$/.test(id)) throw invalidInput('/id', 'invalid');
      const { name, agency, role, endsOn, roles: matters } = account;
      const token = await withAudit(db, async tx => {
        await lockAccounts(tx);
        if (await tx.selectFrom('officer').select('id').where('id', '=', id).executeTakeFirst())
          throw invalidInput('/id', 'taken');
        await record(tx, c, 'officer.add', id, { after: account });
        return writeAccount(
          tx,
          { id, name, agency, role },
          { now: clock(), roles: matters, ...(endsOn && { endsOn }) },
        );
      });
      return c.html(await list(c, { token: { name, token } }));
    } catch (error) {
      return c.html(await list(c, { problem: toFormProblem(error), typed: fields }), 422);
    }
  });

  pages.get('/:id', async c => c.html(await one(c, await find(c))));

  pages.post('/:id', async c => {
    const row = await find(c);
    const fields = await readFormFields(c);
    try {
      const account = readAccount(c, fields, row);
      await withAudit(db, async tx => {
        await changeAccount(tx, row.id, account, clock());
        await record(tx, c, 'officer.change', row.id, { before: accountOf(row), after: account });
      });
      return c.redirect('/desk/officers?done', 303);
    } catch (error) {
      return c.html(await one(c, row, { problem: toFormProblem(error), typed: fields }), 422);
    }
  });

  pages.post('/:id/token', async c => {
    const { id, name } = await find(c);
    const token = await withAudit(db, async tx => {
      await record(tx, c, 'officer.token', id, {});
      return renewToken(tx, id, clock());
    });
    return c.html(await list(c, { token: { name, token } }));
  });

  return pages;

  /** @throws ProblemError for officers of other agencies, as if there were none */
  async function find(c: Context): Promise<StaffRow> {
    const row = await accounts(c)
      .where('officer.id', '=', c.req.param('id') ?? '')
      .executeTakeFirst();
    if (!row) throw new ProblemError('no-such-operation');
    return row as StaffRow;
  }

  function accounts(c: Context) {
    return db
      .selectFrom('officer')
      .innerJoin('agency', 'agency.id', 'officer.agency')
      .select(['officer.id', 'officer.name', 'officer.agency', 'officer.role', 'officer.ends_on', 'officer.active'])
      .select('officer.roles')
      .select([
        'agency.name as agency_name',
        sql<boolean>`password_hash is not null or oidc_subject is not null`.as('has_signed_in'),
      ])
      .where('officer.agency', 'in', c.get('officer').scope);
  }

  async function list(c: Context, state: StaffPageState = {}) {
    const rows = await accounts(c)
      .orderBy('officer.active', 'desc')
      .orderBy('officer.name')
      .orderBy('officer.id')
      .limit(maxOfficers + 1)
      .execute();
    const shown = rows.slice(0, maxOfficers) as StaffRow[];
    return staffPage(c, shown, {
      ...state,
      isCut: rows.length > maxOfficers,
      agencies: await agenciesOf(c),
      now: clock(),
    });
  }

  async function one(c: Context, row: StaffRow, state: FormState = {}) {
    return accountPage(c, row, { ...state, agencies: await agenciesOf(c) });
  }

  function agenciesOf(c: Context) {
    return db
      .selectFrom('agency')
      .select(['id', 'name'])
      .where('id', 'in', c.get('officer').scope)
      .orderBy('id')
      .execute();
  }

  /** @throws ProblemError `invalid-input` with all that is wrong */
  function readAccount(c: Context, fields: Record<string, string>, before: StaffRow | undefined): AccountChange {
    const { name = '', agency = '', role = '', endsOn = '' } = fields;
    const errors = new FieldErrors();
    if (!name || name.length > 100) errors.reject('/name', 'required');
    if (!c.get('officer').scope.includes(agency)) errors.reject('/agency', 'unknown');
    const known = roles.find(each => each === role);
    if (!known) errors.reject('/role', 'unknown');
    const isPast = endsOn !== before?.ends_on && endsOn < dayOf(clock());
    if (endsOn && (!isDay(endsOn) || isPast)) errors.reject('/endsOn', 'date');
    // Matters that this admin cannot open are not in the form, and stay as they are.
    const matters: Record<string, Role | 'none'> = { ...before?.roles };
    for (const { path } of c.get('sections')) {
      const wanted = fields[`in.${path}`];
      if (wanted === undefined) continue;
      const given = [...roles, 'none' as const].find(each => each === wanted);
      if (wanted && !given) errors.reject('/role', 'unknown');
      if (given) matters[path] = given;
      else delete matters[path];
    }
    errors.throwIfAny();
    return {
      name,
      agency,
      role: known!,
      endsOn: endsOn || null,
      active: !before || fields['active'] === '1',
      roles: matters,
    };
  }

  function record(tx: Tx, c: Context, action: string, subject: string, detail: Record<string, unknown>) {
    return recordAudit(tx, { officer: c.get('officer').id, action, subject, detail, now: clock() });
  }
}

const accountOf = ({ name, agency, role, ends_on: endsOn, active, roles }: StaffRow): AccountChange => ({
  ...{ name, agency, role, endsOn, active, roles },
});
