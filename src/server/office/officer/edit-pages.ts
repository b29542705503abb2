import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { ProblemError } from '../../platform/problem.ts';
import { readFormFields } from '../../ui/form.ts';
import { type ApplyResult, changeOffice } from '../apply-office.ts';
import { OfficeMistakes } from '../mistakes.ts';
import { choicesOf } from './choices.ts';
import { fieldsIn, readItem, settingFromAbove, type StoredItem, type Target, targetOf, withItem } from './edit-item.ts';
import { editPage, type EditState } from './edit-view.ts';
import type { Mode } from './edit.texts.ts';
import { isObject, type Posted, readFields } from './read-fields.ts';

/** Forms for one item of an office each: a place, a counter, a day off, a setting. */
export function editPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/:agency/:matter/:id?', async c => {
    const target = targetOf(c);
    const stored = await readItem(db, target);
    const item = await shownItem(target, stored);
    return c.html(await show(c, target, stored, { item, was: stored.version, mode: modeOf(target, stored) }));
  });

  app.post('/:agency/:matter/:id?', async c => {
    const target = targetOf(c);
    const stored = await readItem(db, target);
    const shown = await shownItem(target, stored);
    const posted = await readPosted(c);
    const { action = '', confirm, reason, was = '', mode = 'own', id: typedId = '' } = await readFormFields(c);
    const isRemoval = action === 'remove' || action === 'removeNow';
    const typed = (before: unknown) => readFields(fieldsIn(target), '', posted, before);
    const next = (before: unknown) => {
      if (isRemoval) return undefined;
      if (target.name !== 'setting' || mode === 'own')
        return typed(target.name === 'setting' ? { ...(before as object), ...shown } : before);
      return { ...(before as object), [target.id]: mode === 'none' ? null : undefined };
    };
    const state = { item: isRemoval ? shown : typed(shown), was, reason, isRemoval, mode: mode as Mode };
    const { id: officer, agency, scope } = c.get('officer');
    try {
      const result = await changeOffice(
        db,
        target.name === 'below' ? [target.agency, typedId] : [target.agency],
        tx => withItem(tx, target, was, next),
        {
          ...{ officer, now: clock(), jobs, scope: { agency, agencies: scope }, reason },
          ...{ dryRun: action === 'remove', confirm: Number(confirm ?? 0) },
        },
      );
      if (result.state === 'done' || result.state === 'nothing')
        return c.redirect(`/desk/office/of/${encodeURIComponent(target.agency)}?done`, 303);
      const problem = problemOf(result, action, confirm);
      return c.html(await show(c, target, stored, { ...state, result, problem }), problem ? 409 : 200);
    } catch (error) {
      if (error instanceof OfficeMistakes)
        return c.html(await show(c, target, stored, { ...state, mistakes: error.mistakes }), 422);
      if (!(error instanceof ProblemError) || error.slug !== 'changed-meanwhile') throw error;
      const now = { ...state, was: stored.version, problem: 'changed-meanwhile' as const };
      return c.html(await show(c, target, stored, now), 409);
    }
  });

  return app;

  /** What the form shows: of a setting that is not the agency's own, that which holds instead. */
  async function shownItem({ agency, name, id }: Target, { item }: StoredItem): Promise<object | undefined> {
    if (name === 'setting') {
      const own = (item as Record<string, unknown> | undefined)?.[id];
      return { [id]: isObject(own) ? own : await settingFromAbove(db, agency, id) };
    }
    return (item ?? (name === 'day' ? { type: 'holiday' } : undefined)) as object | undefined;
  }

  async function show(
    c: Context,
    target: Target,
    { office, path }: StoredItem,
    state: Omit<EditState, 'path' | 'office' | 'choices'>,
  ) {
    return editPage(c, target, { ...state, path, office, choices: await choicesOf(db, target.agency) });
  }
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

/** Why a change that should be carried out was not; nothing for one that is only shown. */
function problemOf({ touched }: ApplyResult, action: string, confirm: string | undefined): EditState['problem'] {
  if (action !== 'apply' && action !== 'removeNow') return undefined;
  return Number(confirm ?? 0) === touched.cancelled + touched.waiting ? 'reason' : 'changed';
}
