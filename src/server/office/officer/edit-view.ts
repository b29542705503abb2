import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Day } from '../../../domain/calendar.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ApplyResult } from '../apply-office.ts';
import type { Mistake, Path } from '../mistakes.ts';
import type { OfficeFile } from '../office-file.ts';
import { officeTexts } from '../office.texts.ts';
import type { Choices } from './choices.ts';
import { editTexts, type Mode, modes } from './edit.texts.ts';
import { fieldTexts } from './field.texts.ts';
import { errorsOf, type FieldError } from './field-errors.ts';
import { confirmFields, type Plan, planList } from './plan-view.ts';
import { isObject, type Posted } from './read-fields.ts';
import { renderFields, renderSetting, textOf } from './render-fields.ts';
import { canRemove, fieldsIn, type Target } from './target.ts';

/** What the form of an item shows. */
export interface EditState {
  /** The item as it is, or as it was typed. */
  item: unknown;
  /** Version of the item that is edited. */
  version: string;
  office: OfficeFile;
  /** Where the item stands in the file. */
  path: Path;
  mode: Mode;
  /** Days before it do not end. */
  today: Day;
  choices: Choices;
  /** The form that was sent. */
  posted?: Posted;
  mistakes?: readonly Mistake[];
  /** A change that needs to be confirmed. */
  result?: ApplyResult;
  isRemoval?: boolean;
  problem?: Plan['problem'];
  /** Somebody else was faster: with what was typed, or with what was to be removed. */
  changedBy?: 'typed' | 'removed';
  reason?: string | undefined;
}

/** The form of one item of an office, or the plan that it makes. */
export function editPage(c: Context, target: Target, state: EditState): Html {
  const texts = textsOf(c, editTexts);
  const { agency, name, id, place } = target;
  const { item, version, office, mode, result, isRemoval, changedBy } = state;
  const back = `/desk/office/of/${encodeURIComponent(agency)}`;
  const address = `${back}/${name}${id ? `/${encodeURIComponent(id)}` : ''}${place ? `?${new URLSearchParams({ place })}` : ''}`;
  const errors = errorsOf(textsForMistakes(c), target, state);
  const context = { c, choices: state.choices, errors, posted: state.posted };
  const position = { name: '', key: name, isInRow: false };
  const fields = fieldsIn(target);
  return renderPage(
    c,
    titleOf(c, target, item),
    html`<p class="crumb"><a href="${back}">${icon('left')}${office.agencies[0]?.name ?? agency}</a></p>
      ${
        changedBy
          ? html`<div class="problem" role="alert" tabindex="-1">
              <strong>${texts.problem}</strong>
              <p>
                ${texts.changedMeanwhile[changedBy]}
                ${changedBy === 'typed' ? html`<a href="${address}">${texts.showNew}</a>` : ''}
              </p>
            </div>`
          : ''
      }
      ${errors.size ? errorBox(c, target, state, errors) : ''}
      <form method="post" action="${address}" ${result ? html`class="plain"` : ''}>
        ${formToken(c)}<input type="hidden" name="version" value="${version}" />
        ${result ? planSection(c, target, state, result) : ''}
        ${
          isRemoval
            ? ''
            : // What was typed goes along with the plan.
              html`<div ${result ? 'hidden' : ''}>
                <p class="hint">${texts.required}</p>
                ${name === 'setting' ? modeField(c, mode) : ''}
                ${
                  name === 'setting'
                    ? renderSetting(context, fields, item, position)
                    : renderFields(context, fields, item, position)
                }
                <p class="actions">
                  <button class="first" name="action" value="save" ${result ? 'disabled' : ''}>${texts.save}</button>
                  ${
                    canRemove(target, state.today) && !result
                      ? html`<button class="bad" name="action" value="remove">${removeWords(c, target)}</button>`
                      : ''
                  }
                </p>
              </div>`
        }
      </form>`,
    { hasErrors: Boolean(changedBy ?? state.problem) || errors.size > 0 },
  );
}

/** The words for mistakes of a form: those of the file, unless a form has its own. */
function textsForMistakes(c: Context) {
  const { mistakes, line } = textsOf(c, editTexts);
  const file = officeTexts[c.get('language')];
  return { ...file, mistakes: { ...file.mistakes, ...mistakes }, row: line };
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

const removeWords = (c: Context, { name }: Target): string => {
  const texts = textsOf(c, editTexts);
  return name === 'day' ? texts.removeDay : texts.remove;
};

/** A setting of one's own, that from above, or none. */
function modeField(c: Context, mode: Mode): Html {
  const texts = textsOf(c, editTexts);
  return html`<fieldset>
    <legend>${texts.whose}</legend>
    ${modes.map(
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

function planSection(c: Context, target: Target, { problem, reason, isRemoval }: EditState, result: ApplyResult): Html {
  const texts = textsOf(c, editTexts);
  const plan: Plan = { result, reason, problem };
  return html`<section tabindex="-1" data-focus>
    <h2>${texts.plan}</h2>
    ${planList(c, plan)} ${confirmFields(c, plan)}
    <p class="actions">
      <button class="${isRemoval ? 'bad' : 'first'}" name="action" value="${isRemoval ? 'removeNow' : 'apply'}">
        ${isRemoval ? removeWords(c, target) : texts.apply}
      </button>
      <button name="action" value="edit" formnovalidate>${texts.backToForm}</button>
    </p>
  </section>`;
}

/** All that is wrong, each a link to its field. */
function errorBox(c: Context, target: Target, { posted }: EditState, errors: ReadonlyMap<string, FieldError>): Html {
  const texts = textsOf(c, editTexts);
  const { labels } = textsOf(c, fieldTexts);
  const labelOf = (name: string) =>
    textOf(labels, `${target.name}.${name.replace(/\.\d+(?=\.|$)/g, '').replace(/\.(?:vi|en)$/, '')}`) ?? name;
  return html`<div class="problem" role="alert" tabindex="-1">
    <strong>${texts.problem}</strong>
    <ul>
      ${[...errors].map(([name, { words, elsewhere }]) => {
        if (elsewhere) return html`<li>${elsewhere}: ${words}</li>`;
        const row = posted ? /\.(\d+)\./.exec(name)?.[1] : undefined;
        return html`<li>
          <a href="#${name}">${labelOf(name)}${row ? ` (${texts.line(Number(row) + 1).toLowerCase()})` : ''}</a>:
          ${words}
        </li>`;
      })}
    </ul>
  </div>`;
}
