import { type Context, Hono } from 'hono';
import { dayOf, isDay } from '../../../domain/calendar.ts';
import type { AppContext } from '../../http/router.ts';
import { ProblemError } from '../../platform/problem.ts';
import { readFormFields } from '../../ui/form.ts';
import { changeOffice } from '../apply-office.ts';
import { OfficeMistakes } from '../mistakes.ts';
import { changedOffice } from './changed-office.ts';
import { choicesOf } from './choices.ts';
import { editPage, type EditState } from './edit-view.ts';
import { type Mode, modes } from './edit.texts.ts';
import { planProblem } from './plan-view.ts';
import { isObject, type Posted, readFields } from './read-fields.ts';
import { readItem, settingFromAbove, type StoredItem } from './stored-item.ts';
import { canRemove, fieldsIn, type Target, targetOf } from './target.ts';

/** Forms for one item of an office each: a place, a counter, a day off, a setting. */
export function editPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/:agency/:kind/:id?', async c => {
    const target = targetOf(c);
    const stored = await readItem(db, target);
    const item = await shownItem(target, stored, c.req.query('date'));
    return c.html(await show(c, target, stored, { item, version: stored.version, mode: modeOf(target, stored) }));
  });

  app.post('/:agency/:kind/:id?', async c => {
    const target = targetOf(c);
    const stored = await readItem(db, target);
    const shown = await shownItem(target, stored);
    const posted = await readPosted(c);
    const form = await readFormFields(c);
    const { action = '', confirm, reason, version = '', plan = '' } = form;
    const mode = modes.find(each => each === form['mode']) ?? 'own';
    const isRemoval = action === 'remove' || action === 'removeNow';
    if (isRemoval && !canRemove(target, dayOf(clock()))) throw new ProblemError('no-such-operation');
    const typed = readFields(fieldsIn(target), '', posted, shown, 'show');
    const state = { item: isRemoval ? shown : typed, version, reason, isRemoval, mode, posted };
    const isApplied = action === 'apply' || action === 'removeNow';
    // Back from the plan to the fields.
    if (action === 'edit') return c.html(await show(c, target, stored, state));
    const { id: officer, agency, scope } = c.get('officer');
    try {
      const result = await changeOffice(
        db,
        target.name === 'below' ? [target.agency, form['id'] ?? ''] : [target.agency],
        tx =>
          changedOffice(tx, target, version, before => nextItem(target, { posted, mode, isRemoval, shown }, before)),
        {
          ...{ officer, now: clock(), jobs, scope: { agency, agencies: scope }, reason },
          ...{ dryRun: action === 'remove', confirm: Number(confirm ?? 0), ...(isApplied && { plan }) },
        },
      );
      if (result.state === 'done' || result.state === 'nothing')
        return c.redirect(`/desk/office/of/${encodeURIComponent(target.agency)}?done`, 303);
      const problem = isApplied ? planProblem(result, form) : undefined;
      return c.html(await show(c, target, stored, { ...state, result, problem }), problem ? 409 : 200);
    } catch (error) {
      // What cannot be removed is shown as it is.
      const again = { ...state, isRemoval: false };
      if (error instanceof OfficeMistakes)
        return c.html(await show(c, target, stored, { ...again, mistakes: error.mistakes }), 422);
      if (!(error instanceof ProblemError) || error.slug !== 'changed-meanwhile') throw error;
      const now = {
        ...again,
        version: stored.version,
        changedBy: isRemoval ? ('removed' as const) : ('typed' as const),
      };
      return c.html(await show(c, target, stored, now), 409);
    }
  });

  return app;

  /** What the form shows: of a setting that is not the agency's own, that which holds instead. */
  async function shownItem(
    { agency, name, id }: Target,
    { item }: StoredItem,
    date?: string,
  ): Promise<object | undefined> {
    if (name === 'setting') {
      const own = (item as Record<string, unknown> | undefined)?.[id];
      return { [id]: isObject(own) ? own : await settingFromAbove(db, agency, id) };
    }
    return (item ?? (name === 'day' ? { type: 'holiday', ...(date && isDay(date) && { date }) } : undefined)) as
      object | undefined;
  }

  async function show(
    c: Context,
    target: Target,
    { office, path }: StoredItem,
    state: Omit<EditState, 'path' | 'office' | 'today' | 'choices'>,
  ) {
    const today = dayOf(clock());
    return editPage(c, target, { ...state, path, office, today, choices: await choicesOf(db, target.agency) });
  }
}

/** What a form asks for. */
interface Wanted {
  posted: Posted;
  mode: Mode;
  isRemoval: boolean;
  /** What the form showed before. */
  shown: object | undefined;
}

/** The item as it is to be; undefined when it is taken away. */
function nextItem(target: Target, { posted, mode, isRemoval, shown }: Wanted, before: unknown): unknown {
  if (isRemoval) return undefined;
  const { name, id } = target;
  if (name !== 'setting') return readFields(fieldsIn(target), '', posted, before);
  const settings = before as Record<string, unknown> | undefined;
  if (mode !== 'own') return { ...settings, [id]: mode === 'none' ? null : undefined };
  // An empty form is a setting of one's own, too.
  const own = readFields(fieldsIn(target), '', posted, shown)[id] ?? {};
  return { ...settings, [id]: own };
}

function modeOf({ name, id }: Target, { item }: StoredItem): Mode {
  const own = (item as Record<string, unknown> | undefined)?.[id];
  return name !== 'setting' || isObject(own) ? 'own' : own === null ? 'none' : 'above';
}

async function readPosted(c: Context): Promise<Posted> {
  const fields = await c.req.parseBody({ all: true });
  return new Map(
    Object.entries(fields).map(([name, value]) => [name, [value].flat().filter(each => typeof each === 'string')]),
  );
}
