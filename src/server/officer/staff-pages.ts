import { type Context, Hono } from 'hono';
import { dayOf, isDay } from '../../domain/calendar.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { type AccountChange, addOfficer, changeAccount, type Role, roles } from '../platform/officers.ts';
import { FieldErrors, invalidInput, ProblemError } from '../platform/problem.ts';
import { readFormFields, toFormProblem } from '../ui/form.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { type StaffRow, staffPage, type StaffPageState } from './staff-view.ts';
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

const maxOfficers = 1000;

function staffPages({ db, clock }: AppContext): Hono {
  const pages = new Hono();

  pages.get('/', async c => c.html(await list(c)));

  pages.post('/', async c => {
    const fields = await readFormFields(c);
    try {
      const account = readAccount(c, fields, undefined);
      const { id = '' } = fields;
      if (!/^[\w.-]{1,64}$/.test(id)) throw invalidInput('/id', 'invalid');
      if (await db.selectFrom('officer').select('id').where('id', '=', id).executeTakeFirst())
        throw invalidInput('/id', 'taken');
      const { name, agency, role, endsOn } = account;
      const token = await addOfficer(db, { id, name, agency, role }, { now: clock(), ...(endsOn && { endsOn }) });
      await record(c, 'officer.add', id, { after: account });
      return c.html(await list(c, { token: { name, token } }));
    } catch (error) {
      return c.html(await list(c, { problem: toFormProblem(error), typed: fields }), 422);
    }
  });

  pages.post('/:id', async c => {
    const row = await find(c);
    const fields = await readFormFields(c);
    try {
      const account = readAccount(c, fields, row);
      await withAudit(db, async tx => {
        await changeAccount(tx, row.id, account, clock());
        await recordIn(tx, c, 'officer.change', row.id, { before: accountOf(row), after: account });
      });
      return c.redirect('/desk/officers?done', 303);
    } catch (error) {
      return c.html(await list(c, { problem: toFormProblem(error), typed: fields, at: row.id }), 422);
    }
  });

  pages.post('/:id/token', async c => {
    const { id, name, agency, role, ends_on, roles: own } = await find(c);
    const options = { now: clock(), roles: own as Record<string, Role>, ...(ends_on && { endsOn: ends_on }) };
    const token = await addOfficer(db, { id, name, agency, role }, options);
    await record(c, 'officer.token', id, {});
    return c.html(await list(c, { token: { name, token } }));
  });

  return pages;

  /** @throws ProblemError for officers of other agencies, as if there were none */
  async function find(c: Context): Promise<StaffRow> {
    const row = (await readRows(c)).find(({ id }) => id === c.req.param('id'));
    if (!row) throw new ProblemError('no-such-operation');
    return row;
  }

  async function readRows(c: Context): Promise<StaffRow[]> {
    const rows = await db
      .selectFrom('officer')
      .innerJoin('agency', 'agency.id', 'officer.agency')
      .select(['officer.id', 'officer.name', 'officer.agency', 'officer.role', 'officer.roles', 'officer.ends_on'])
      .select(['officer.active', 'officer.password_hash', 'officer.oidc_subject', 'agency.name as agency_name'])
      .where('officer.agency', 'in', c.get('officer').scope)
      .orderBy('officer.active', 'desc')
      .orderBy('officer.name')
      .orderBy('officer.id')
      .limit(maxOfficers)
      .execute();
    return rows.map(({ password_hash, oidc_subject, ...row }) => ({
      ...row,
      role: row.role as Role,
      hasSignedIn: password_hash !== null || oidc_subject !== null,
    }));
  }

  async function list(c: Context, state: StaffPageState = {}) {
    const agencies = await db
      .selectFrom('agency')
      .select(['id', 'name'])
      .where('id', 'in', c.get('officer').scope)
      .orderBy('id')
      .execute();
    return staffPage(c, await readRows(c), agencies, clock(), state);
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
    errors.throwIfAny();
    return { name, agency, role: known!, endsOn: endsOn || null, active: !before || fields['active'] === '1' };
  }

  function record(c: Context, action: string, subject: string, detail: Record<string, unknown>) {
    return withAudit(db, tx => recordIn(tx, c, action, subject, detail));
  }

  function recordIn(tx: Tx, c: Context, action: string, subject: string, detail: Record<string, unknown>) {
    return recordAudit(tx, { officer: c.get('officer').id, action, subject, detail, now: clock() });
  }
}

const accountOf = ({ name, agency, role, ends_on: endsOn, active }: StaffRow): AccountChange => ({
  ...{ name, agency, role, endsOn, active },
});
