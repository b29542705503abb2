import type { Context } from 'hono';
import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import type { Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { Choices } from './choices.ts';
import { fieldTexts } from './field.texts.ts';
import type { FormField } from './form-field.ts';
import { isObject } from './read-fields.ts';

/** What fields need beside their values. */
export interface FieldContext {
  c: Context;
  choices: Choices;
  /** What is wrong, by the name of a field. */
  errors: ReadonlyMap<string, string>;
}

/** Where a field stands: its name in the form, and its place in the file without the numbers of rows. */
interface Position {
  name: string;
  key: string;
  /** Whether it is in a row, where fields may stay empty. */
  isInRow: boolean;
}

/** The fields of an object with their values. */
export function renderFields(
  context: FieldContext,
  fields: readonly FormField[],
  values: unknown,
  at: Position,
): Html[] {
  const own = isObject(values) ? values : {};
  return fields.map(field =>
    renderField(context, field, own[field.name], {
      name: `${at.name}${field.name}`,
      key: `${at.key}.${field.name}`,
      isInRow: at.isInRow,
    }),
  );
}

/** The fields of a setting, which is the only entry of its form, without a box around them. */
export function renderSetting(
  context: FieldContext,
  fields: readonly FormField[],
  values: unknown,
  at: Position,
): Html[] {
  const [field] = fields;
  if (field?.kind !== 'group') return renderFields(context, fields, values, at);
  const own = isObject(values) ? values[field.name] : undefined;
  return renderFields(context, field.fields, own, { ...at, name: `${field.name}.`, key: `${at.key}.${field.name}` });
}

/** The text of a key, or of its last part: `counter.times.every`, `times.every`, `every`. */
export function textOf(texts: Readonly<Record<string, string>>, key: string): string | undefined {
  for (let rest = key; ;) {
    if (texts[rest] !== undefined) return texts[rest];
    const next = rest.indexOf('.') + 1;
    if (!next) return undefined;
    rest = rest.slice(next);
  }
}

function renderField(context: FieldContext, field: FormField, value: unknown, at: Position): Html {
  const texts = textsOf(context.c, fieldTexts);
  const label = textOf(texts.labels, at.key) ?? field.name;
  const hint = textOf(texts.hints, at.key);
  const error = context.errors.get(at.name);
  const described = [hint && `${at.name}-hint`, error && `${at.name}-error`].filter(Boolean).join(' ');
  const aria = html`${described ? html`aria-describedby="${described}"` : ''}${error ? html` aria-invalid="true"` : ''}`;
  const notes = html`${hint ? html`<p class="hint" id="${at.name}-hint">${hint}</p>` : ''}
  ${error ? html`<p class="error" id="${at.name}-error">${icon('stop')}${error}</p>` : ''}`;
  const isMarked = field.isOptional && !at.isInRow && field.usual === undefined;
  const words = html`${label}${isMarked ? html` <small>${texts.optional}</small>` : ''}`;
  const labelled = (control: Html) =>
    html`<div class="field"><label for="${at.name}">${words}</label>${notes}${control}</div>`;
  const boxed = (controls: Html) =>
    html`<fieldset class="field" id="${at.name}" ${aria}>
      <legend>${words}</legend>
      ${notes}${controls}
    </fieldset>`;
  const boxes = (options: readonly (readonly [string, string])[], chosen: unknown) =>
    options.map(
      ([each, name]) =>
        html`<label class="check"
          ><input
            type="checkbox"
            name="${at.name}"
            value="${each}"
            ${hasValue(chosen, each) ? 'checked' : ''}
          />${name}</label
        >`,
    );
  const select = (options: readonly (readonly [string, string])[]) =>
    labelled(
      html`<select id="${at.name}" name="${at.name}" ${aria}>
        ${field.usual ? '' : html`<option value=""></option>`}
        ${withUnknown(options, value).map(
          ([each, name]) =>
            html`<option value="${each}" ${each === String(value ?? field.usual ?? '') ? 'selected' : ''}>
              ${name}
            </option>`,
        )}
      </select>`,
    );
  const input = (type: string, more: Html | '' = '') =>
    labelled(
      html`<input
        id="${at.name}"
        name="${at.name}"
        type="${type}"
        value="${textIn(value)}"
        autocomplete="off"
        ${aria}
        ${more}
      />`,
    );
  const area = (text: string, rows: number) =>
    labelled(html`<textarea id="${at.name}" name="${at.name}" rows="${rows}" ${aria}>${text}</textarea>`);
  const { services, procedures } = context.choices;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map(day => [String(day), texts.weekdays[day % 7] ?? ''] as const);
  switch (field.kind) {
    case 'number':
      return input('number', html`step="any"`);
    case 'day':
      return input('date');
    case 'time':
      return input(value === undefined || /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(textIn(value)) ? 'time' : 'text');
    case 'long':
      return area(textIn(value), 3);
    case 'lines': {
      const lines = Array.isArray(value) ? value.map(String) : [];
      return area(lines.join('\n'), Math.min(12, Math.max(3, lines.length + 1)));
    }
    case 'check':
      return html`<div class="field">
        <label class="check"
          ><input
            type="checkbox"
            id="${at.name}"
            name="${at.name}"
            value="1"
            ${(value ?? field.usual) === true ? 'checked' : ''}
            ${aria}
          />${label}</label
        >${notes}
      </div>`;
    case 'choice':
      return select(field.options.map(each => [each, optionOf(texts.options, at.key, each)] as const));
    case 'choices': {
      const options = field.options.map(each => [each, optionOf(texts.options, at.key, each)] as const);
      return boxed(html`${boxes(options, value ?? field.usual)}`);
    }
    case 'weekday':
      return select(weekdays);
    case 'weekdays':
      return boxed(
        html`<div class="row days">
          ${weekdays.map(
            ([each, name], nth) =>
              html`<label class="check" title="${name}"
                ><input
                  type="checkbox"
                  name="${at.name}"
                  value="${each}"
                  aria-label="${name}"
                  ${hasValue(value ?? field.usual, each) ? 'checked' : ''}
                />${texts.shortWeekdays[nth]}</label
              >`,
          )}
        </div>`,
      );
    case 'service':
      return select(services.map(({ id, name }) => [id, name] as const));
    case 'services':
      return boxed(
        html`${boxes(
          withUnknown(
            services.map(({ id, name }) => [id, name] as const),
            value,
          ),
          value,
        )}`,
      );
    case 'procedure':
      return html`${input('text', procedures.length ? html`list="procedures"` : '')}
        <datalist id="procedures">
          ${procedures.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
        </datalist>`;
    case 'localized':
    case 'localizedLong':
      return html`<div class="pair field" id="${at.name}">
        ${['vi', 'en'].map(language => languageField(context, field, value, { ...at, label }, language))}
      </div>`;
    case 'group':
      return boxed(
        html`<div class="entry">
          ${renderFields(context, field.fields, value, { ...at, name: `${at.name}.`, isInRow: field.isOptional })}
        </div>`,
      );
    case 'rows':
      return boxed(rowsOf(context, field.fields, Array.isArray(value) ? value : [], at));
    case 'pairs': {
      const pairs = isObject(value) ? Object.entries(value).map(([key, each]) => ({ key, value: each })) : [];
      return boxed(rowsOf(context, pairFields, pairs, at));
    }
    default:
      return input('text');
  }
}

const pairFields: readonly FormField[] = ['key', 'value'].map(name => ({
  ...{ name, kind: 'text' as const, isOptional: true, empty: undefined },
}));

/** Rows with their numbers, and one that is empty; the script adds more. */
function rowsOf(context: FieldContext, fields: readonly FormField[], rows: readonly unknown[], at: Position): Html {
  const texts = textsOf(context.c, fieldTexts);
  return html`<div data-rows="${at.name}">
      ${[...rows, undefined].map(
        (row, nth) =>
          html`<fieldset class="entry" data-entry="${nth}">
            <legend>${row === undefined ? texts.newRow : texts.line(nth + 1)}</legend>
            ${renderFields(context, fields, row, { name: `${at.name}.${nth}.`, key: at.key, isInRow: true })}
            ${
              row === undefined
                ? ''
                : html`<label class="check drop"
                    ><input type="checkbox" name="${at.name}.${nth}.drop" value="1" />${texts.drop}</label
                  >`
            }
          </fieldset>`,
      )}
    </div>
    <button type="button" data-add-row hidden>${icon('plus')}${texts.addRow}</button>`;
}

/** One language of a text; the Vietnamese one carries what is said about both. */
function languageField(
  { c, errors }: FieldContext,
  field: FormField,
  value: unknown,
  at: Position & { label: string },
  language: string,
): Html {
  const texts = textsOf(c, fieldTexts);
  const name = `${at.name}.${language}`;
  const text = textIn(isObject(value) ? value[language] : undefined);
  const hint = language === 'vi' ? textOf(texts.hints, at.key) : undefined;
  const error = errors.get(name) ?? (language === 'vi' ? errors.get(at.name) : undefined);
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const aria = html`${described ? html`aria-describedby="${described}"` : ''}${error ? html` aria-invalid="true"` : ''}`;
  return html`<div>
    <label for="${name}">${at.label} (${texts.languages[language]})</label>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}
    ${error ? html`<p class="error" id="${name}-error">${icon('stop')}${error}</p>` : ''}
    ${
      field.kind === 'localizedLong'
        ? html`<textarea id="${name}" name="${name}" rows="3" lang="${language}" ${aria}>${text}</textarea>`
        : html`<input id="${name}" name="${name}" value="${text}" lang="${language}" autocomplete="off" ${aria} />`
    }
  </div>`;
}

const optionOf = (texts: Readonly<Record<string, string>>, key: string, option: string): string =>
  textOf(texts, `${key}.${option}`) ?? option;

const textIn = (value: unknown): string => (value === undefined || value === null ? '' : String(value as string));

const hasValue = (values: unknown, value: string): boolean =>
  Array.isArray(values) && values.some(each => String(each) === value);

/** What is chosen stays a choice, though it is offered no longer. */
function withUnknown(options: readonly (readonly [string, string])[], value: unknown) {
  const known = new Set(options.map(([each]) => each));
  const chosen = (Array.isArray(value) ? value : [value ?? '']).map(String);
  return [...options, ...chosen.filter(each => each && !known.has(each)).map(each => [each, each] as const)];
}
