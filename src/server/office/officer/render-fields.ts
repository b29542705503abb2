import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import type { Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import {
  area,
  box,
  boxes,
  type Drawn,
  type FieldContext,
  input,
  type Options,
  type Position,
  select,
  textIn,
  withUnknown,
} from './controls.ts';
import { fieldTexts } from './field.texts.ts';
import type { FormField } from './form-field.ts';
import { isObject } from './read-fields.ts';

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

function renderField(context: FieldContext, field: FormField, value: unknown, position: Position): Html {
  const texts = textsOf(context.c, fieldTexts);
  const { name, key } = position;
  const hint = textOf(texts.hints, key);
  const error = context.errors.get(name)?.words;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const drawn: Drawn = {
    ...{ context, field, value, position },
    label: html`${textOf(texts.labels, key) ?? field.name}${
      field.isOptional && field.defaultValue === undefined ? html` <small>${texts.optional}</small>` : ''
    }`,
    notes: html`${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}
    ${error ? html`<p class="error" id="${name}-error">${icon('stop')}${error}</p>` : ''}`,
    aria: html`${described ? html`aria-describedby="${described}"` : ''}${error ? html` aria-invalid="true"` : ''}`,
  };
  switch (field.kind) {
    case 'localized':
    case 'localizedLong':
      return languages(drawn);
    case 'group':
      return box(
        drawn,
        html`<div class="entry">
          ${renderFields(context, field.fields, value, { name: `${name}.`, key, isInRow: field.isOptional })}
        </div>`,
      );
    case 'rows':
      return box(drawn, rowsOf(drawn, field.fields, Array.isArray(value) ? value : []));
    case 'pairs':
      return box(drawn, rowsOf(drawn, pairFields, pairsOf(value)));
    case 'choice':
    case 'choices':
    case 'weekday':
    case 'weekdays':
    case 'service':
    case 'services':
      return choiceField(drawn);
    case 'check':
      return html`<div class="field">
        <label class="check"
          ><input
            type="checkbox"
            id="${name}"
            name="${name}"
            value="1"
            ${(value ?? field.defaultValue) === true ? 'checked' : ''}
            ${drawn.aria}
          />${drawn.label}</label
        >${drawn.notes}
      </div>`;
    default:
      return textField(drawn);
  }
}

/** A field for text, numbers, days and times. */
function textField(drawn: Drawn): Html {
  const { field, value, context } = drawn;
  const { procedures } = context.choices;
  switch (field.kind) {
    case 'number':
      return input(drawn, 'text', html`inputmode="numeric"`);
    case 'decimal':
      return input(drawn, 'text', html`inputmode="decimal"`);
    case 'day':
      return input(drawn, /^(?:\d{4}-\d\d-\d\d)?$/.test(textIn(value)) ? 'date' : 'text');
    case 'time':
      return input(drawn, /^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/.test(textIn(value)) ? 'time' : 'text');
    case 'long':
      return area(drawn, textIn(value), 3);
    case 'lines': {
      const lines = Array.isArray(value) ? value.map(String) : [];
      return area(drawn, lines.join('\n'), Math.min(12, Math.max(3, lines.length + 1)));
    }
    case 'procedure':
      return html`${input(drawn, 'text', procedures.length ? html`list="procedures"` : '')}
        <datalist id="procedures">
          ${procedures.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
        </datalist>`;
    default:
      return input(drawn, 'text');
  }
}

/** A list to choose one from, or boxes to tick. */
function choiceField(drawn: Drawn): Html {
  const { field, value, context, position } = drawn;
  const texts = textsOf(context.c, fieldTexts);
  const services: Options = context.choices.services.map(({ id, name }) => [id, name]);
  const weekdays: Options = [1, 2, 3, 4, 5, 6, 7].map(day => [String(day), texts.weekdays[day % 7] ?? '']);
  const named = (options: readonly string[]): Options =>
    options.map(each => [each, textOf(texts.options, `${position.key}.${each}`) ?? each]);
  switch (field.kind) {
    case 'choice':
      return select(drawn, named(field.options));
    case 'choices':
      return box(drawn, html`${boxes(drawn, named(field.options), value ?? field.defaultValue)}`);
    case 'weekday':
      return select(drawn, weekdays);
    case 'weekdays':
      return box(
        drawn,
        html`<div class="row days">${boxes(drawn, weekdays, value ?? field.defaultValue, texts.shortWeekdays)}</div>`,
      );
    case 'service':
      return select(drawn, services);
    default:
      return box(drawn, html`${boxes(drawn, withUnknown(services, value), value)}`);
  }
}

/** A text in each language; the Vietnamese one carries what is wrong with both. */
function languages({ context, field, value, position, label, notes, aria }: Drawn): Html {
  const texts = textsOf(context.c, fieldTexts);
  return html`<div class="field" id="${position.name}" tabindex="-1">
    ${notes}
    <div class="pair">
      ${['vi', 'en'].map(language => {
        const name = `${position.name}.${language}`;
        const text = textIn(isObject(value) ? value[language] : undefined);
        const error = context.errors.get(name)?.words;
        const own = error ? html`aria-invalid="true" aria-describedby="${name}-error"` : language === 'vi' ? aria : '';
        return html`<div>
          <label for="${name}">${label} (${texts.languages[language]})</label>
          ${error ? html`<p class="error" id="${name}-error">${icon('stop')}${error}</p>` : ''}
          ${
            field.kind === 'localizedLong'
              ? html`<textarea id="${name}" name="${name}" rows="3" lang="${language}" ${own}>${text}</textarea>`
              : html`<input id="${name}" name="${name}" value="${text}" lang="${language}" autocomplete="off" ${own} />`
          }
        </div>`;
      })}
    </div>
  </div>`;
}

const pairFields: readonly FormField[] = ['key', 'value'].map(name => ({
  ...{ name, kind: 'text' as const, isOptional: false, empty: undefined },
}));

const pairsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value)
    ? value
    : isObject(value)
      ? Object.entries(value).map(([key, each]) => ({ key, value: each }))
      : [];

/** Rows with their numbers, and one that is empty; the script adds more. */
function rowsOf({ context, position }: Drawn, fields: readonly FormField[], rows: readonly unknown[]): Html {
  const texts = textsOf(context.c, fieldTexts);
  return html`<div data-rows="${position.name}">
      ${[...rows, undefined].map((row, index) => {
        const name = `${position.name}.${index}.`;
        return html`<fieldset class="entry" data-entry="${index}" data-name="${texts.line(0)}">
          <legend>${index < rows.length ? texts.line(index + 1) : texts.newRow}</legend>
          ${renderFields(context, fields, row, { name, key: position.key, isInRow: true })}
          <label class="check drop"
            ><input
              type="checkbox"
              name="${name}drop"
              value="1"
              ${context.posted?.has(`${name}drop`) ? 'checked' : ''}
            />${texts.drop}</label
          >
        </fieldset>`;
      })}
    </div>
    <button type="button" data-add-row hidden>${icon('plus')}${texts.addRow}</button>`;
}
