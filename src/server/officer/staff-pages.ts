import { type Context, Hono } from 'hono';
import { sql } from 'kysely';
import { dayOf, isDay } from '../../domain/calendar.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/database.ts';
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
import { outranks, roleIn } from './session-guard.ts';
import { accountPage, accountVersion, type StaffRow, staffPage, type StaffPageState } from './staff-view.ts';
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
        await lockAccounts(tx);
        const before = accountOf(await find(c, tx));
        if (accountVersion(before) !== fields['version']) throw new ProblemError('changed-meanwhile');
        await changeAccount(tx, row.id, account, clock());
        await record(tx, c, 'officer.change', row.id, { before, after: account });
      });
      return c.redirect('/desk/officers?done', 303);
    } catch (error) {
      const problem = toFormProblem(error);
      return c.html(await one(c, await find(c), { problem, typed: fields }), problem.fields.length ? 422 : 409);
    }
  });

  pages.post('/:id/token', async c => {
    const row = await find(c);
    try {
      rejectAbove(c, row);
      const token = await withAudit(db, async tx => {
        await record(tx, c, 'officer.token', row.id, {});
        return renewToken(tx, row.id, clock());
      });
      return c.html(await list(c, { token: { name: row.name, token } }));
    } catch (error) {
      return c.html(await one(c, row, { problem: toFormProblem(error) }), 422);
    }
  });

  return pages;

  /** @throws ProblemError for officers of other agencies, as if there were none */
  async function find(c: Context, on: Db = db): Promise<StaffRow> {
    const row = await accounts(c, on)
      .where('officer.id', '=', c.req.param('id') ?? '')
      .executeTakeFirst();
    if (!row) throw new ProblemError('no-such-operation');
    return row as StaffRow;
  }

  function accounts(c: Context, on: Db = db) {
    return on
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
    if (before) rejectAbove(c, before);
    const account = { role: known!, roles: matters };
    rejectAbove(c, account);
    return { name, agency, ...account, endsOn: endsOn || null, active: !before || fields['active'] === '1' };
  }

  function record(tx: Tx, c: Context, action: string, subject: string, detail: Record<string, unknown>) {
    return recordAudit(tx, { officer: c.get('officer').id, action, subject, detail, now: clock() });
  }
}

/** @throws ProblemError for an account that may do more than the admin: nobody gives, or takes over, what they have not */
function rejectAbove(c: Context, account: Pick<AccountChange, 'role' | 'roles'>): void {
  const own = { role: c.get('generalRole'), roles: c.get('officer').roles };
  const matters = Object.keys({ ...own.roles, ...account.roles });
  const isAbove =
    outranks(account.role, own.role) || matters.some(path => outranks(roleIn(account, path), roleIn(own, path)));
  if (isAbove) throw invalidInput('/role', 'above');
}

const accountOf = ({ name, agency, role, ends_on: endsOn, active, roles }: StaffRow): AccountChange => ({
  ...{ name, agency, role, endsOn, active, roles },
});
