import type { Context } from 'hono';
import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ApplyResult } from '../apply-office.ts';
import type { OfficeFile } from '../office-file.ts';
import { officeTexts } from '../office.texts.ts';
import { type Mistake, type Path, writePath } from '../mistakes.ts';
import { mistakeWords } from '../report.ts';
import type { Choices } from './choices.ts';
import { fieldsIn, type Target } from './edit-item.ts';
import { editTexts, type Mode } from './edit.texts.ts';
import { fieldTexts } from './field.texts.ts';
import { confirmFields, type Plan, planList } from './plan-view.ts';
import { isObject } from './read-fields.ts';
import { renderFields, renderSetting, textOf } from './render-fields.ts';

/** What the form of an item shows. */
export interface EditState {
  /** The item as it is, or as it was typed. */
  item: unknown;
  /** Version of the item that is edited. */
  was: string;
  office: OfficeFile;
  /** Where the item stands in the file. */
  path: Path;
  mode: Mode;
  choices: Choices;
  mistakes?: readonly Mistake[];
  /** A change that needs to be confirmed. */
  result?: ApplyResult;
  isRemoval?: boolean;
  problem?: Plan['problem'] | 'changed-meanwhile';
  reason?: string | undefined;
}

/** The form of one item of an office. */
export function editPage(c: Context, target: Target, state: EditState): Html {
  const texts = textsOf(c, editTexts);
  const { agency, name, matter, id, within } = target;
  const { item, was, office, mode, result, isRemoval, problem } = state;
  const back = `/desk/office/of/${encodeURIComponent(agency)}`;
  const address = `${back}/${name}${id ? `/${encodeURIComponent(id)}` : ''}${within ? `?${new URLSearchParams({ place: within })}` : ''}`;
  const errors = errorsOf(c, state);
  const at = { name: '', key: name, isInRow: false };
  const fields = fieldsIn(target);
  const context = { c, choices: state.choices, errors };
  const canRemove = id && matter.add !== undefined && name !== 'procedure';
  return renderPage(
    c,
    titleOf(c, target, item),
    html`<p class="crumb"><a href="${back}">${icon('left')}${office.agencies[0]?.name ?? texts.back}</a></p>
      ${
        problem === 'changed-meanwhile'
          ? html`<div class="problem" role="alert">
              <strong>${texts.errors['title']}</strong>
              <p>${texts.changedMeanwhile} <a href="${address}">${texts.showNew}</a></p>
            </div>`
          : ''
      }
      ${errors.size ? errorBox(c, errors) : ''}
      <form method="post" action="${address}" ${isRemoval ? html`class="plain"` : ''}>
        ${formToken(c)}<input type="hidden" name="was" value="${was}" />
        ${result ? planSection(c, state, result) : ''}
        ${
          isRemoval
            ? ''
            : html`${name === 'setting' ? modeField(c, mode) : ''}
              ${name === 'setting' ? renderSetting(context, fields, item, at) : renderFields(context, fields, item, at)}
              ${
                result
                  ? ''
                  : html`<p class="actions">
                      <button class="first" name="action" value="save">${texts.save}</button>
                      ${canRemove ? html`<button class="bad" name="action" value="remove">${texts.remove}</button>` : ''}
                    </p>`
              }`
        }
      </form>`,
  );
}

/** What the page is about: “Quầy chứng thực”, “Thêm quầy”, “Giờ làm việc”. */
function titleOf(c: Context, { name, id }: Target, item: unknown): string {
  const texts = textsOf(c, editTexts);
  if (name === 'setting') return textOf(textsOf(c, fieldTexts).labels, `setting.${id}`) ?? id;
  if (!id) return texts.added[name] ?? '';
  if (name === 'day') return `${texts.names[name]}: ${formatDay(id)}`;
  const called = isObject(item) ? item['name'] : undefined;
  return `${texts.names[name]}: ${typeof called === 'string' ? called : id}`;
}

/** A setting of one's own, that from above, or none. */
function modeField(c: Context, mode: Mode): Html {
  const texts = textsOf(c, editTexts);
  return html`<fieldset>
    <legend>${texts.whose}</legend>
    ${(['own', 'above', 'none'] as const).map(
      each =>
        html`<label class="check"
          ><input
            type="radio"
            name="mode"
            value="${each}"
            ${each === mode ? 'checked' : ''}
          />${texts.modes[each]}</label
        >`,
    )}
  </fieldset>`;
}

function planSection(c: Context, { problem, reason, isRemoval }: EditState, result: ApplyResult): Html {
  const texts = textsOf(c, editTexts);
  const plan: Plan = { result, reason, problem: problem === 'changed-meanwhile' ? undefined : problem };
  return html`<section role="status">
    <h2>${texts.plan}</h2>
    ${planList(c, plan)} ${confirmFields(c, plan)}
    <p class="actions">
      <button class="${isRemoval ? 'bad' : 'first'}" name="action" value="${isRemoval ? 'removeNow' : 'apply'}">
        ${isRemoval ? texts.remove : texts.apply}
      </button>
    </p>
  </section>`;
}

/** Mistakes by the field that they are about; those of other fields by their place in the file. */
function errorsOf(c: Context, { mistakes = [], path }: EditState): Map<string, string> {
  const words = officeTexts[c.get('language')];
  const inside = writePath(path);
  const errors = new Map<string, string>();
  for (const { path: at, ...mistake } of mistakes) {
    const isHere = at.startsWith(inside) && /^[.[]/.test(at.slice(inside.length));
    const inner = isHere
      ? at
          .slice(inside.length)
          .replace(/\[(\d+)\]/g, '.$1')
          .replace(/^\./, '')
      : at;
    // A mistake of a line, a box or a whole row is that of the list.
    const name = inner.replace(/\.\d+$/, '');
    errors.set(name, [errors.get(name), mistakeWords(words, mistake)].filter(Boolean).join('; '));
  }
  return errors;
}

/** All that is wrong, each a link to its field. */
function errorBox(c: Context, errors: ReadonlyMap<string, string>): Html {
  const texts = textsOf(c, editTexts);
  const { labels } = textsOf(c, fieldTexts);
  const labelOf = (name: string) =>
    textOf(labels, name.replace(/\.\d+(?=\.|$)/g, '').replace(/\.(?:vi|en)$/, '')) ?? name;
  const rowOf = (name: string) => /\.(\d+)(?:\.|$)/.exec(name)?.[1];
  return html`<div class="problem" role="alert">
    <strong>${texts.errors['title']}</strong>
    <ul>
      ${[...errors].map(([name, words]) => {
        const row = rowOf(name);
        return html`<li>
          <a href="#${name}">${labelOf(name)}${row ? ` (${texts.line(Number(row) + 1).toLowerCase()})` : ''}</a>:
          ${words}
        </li>`;
      })}
    </ul>
  </div>`;
}
