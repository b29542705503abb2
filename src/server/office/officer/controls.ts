import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Html } from '../../ui/page.ts';
import type { Choices } from './choices.ts';
import type { FieldError } from './field-errors.ts';
import type { FormField } from './form-field.ts';
import type { Posted } from './read-fields.ts';

/** What fields need beside their values. */
export interface FieldContext {
  c: Context;
  choices: Choices;
  /** What is wrong, by the name of a field. */
  errors: ReadonlyMap<string, FieldError>;
  /** The form that was sent: rows that were taken out stay ticked. */
  posted?: Posted | undefined;
}

/** Where a field stands: its name in the form, and its place in the file without the numbers of rows. */
export interface Position {
  name: string;
  key: string;
  isInRow: boolean;
}

/** A field with its value and what is said about it. */
export interface Drawn {
  context: FieldContext;
  field: FormField;
  value: unknown;
  position: Position;
  /** Its label, with a mark when it can stay empty. */
  label: Html;
  /** Hint and error. */
  notes: Html;
  /** Attributes that lead to hint and error. */
  aria: Html;
}

/** Values to choose from, with their words. */
export type Options = readonly (readonly [value: string, words: string])[];

const labelled = ({ position: { name }, label, notes }: Drawn, control: Html): Html =>
  html`<div class="field"><label for="${name}">${label}</label>${notes}${control}</div>`;

/** Several controls with a name together; errors lead here. */
export const box = ({ position: { name }, label, notes, aria }: Drawn, controls: Html): Html =>
  html`<fieldset class="field" id="${name}" tabindex="-1" ${aria}>
    <legend>${label}</legend>
    ${notes}${controls}
  </fieldset>`;

/** A field of one line. */
export const input = (drawn: Drawn, type: string, more: Html | '' = ''): Html =>
  labelled(
    drawn,
    html`<input
      id="${drawn.position.name}"
      name="${drawn.position.name}"
      type="${type}"
      value="${textIn(drawn.value)}"
      autocomplete="off"
      ${isRequired(drawn)}
      ${drawn.aria}
      ${more}
    />`,
  );

/** A field of several lines. */
export const area = (drawn: Drawn, text: string, rows: number): Html =>
  labelled(
    drawn,
    html`<textarea
      id="${drawn.position.name}"
      name="${drawn.position.name}"
      rows="${rows}"
      ${isRequired(drawn)}
      ${drawn.aria}
    >
${text}</textarea>`,
  );

/** A list to choose one from. */
export function select(drawn: Drawn, options: Options): Html {
  const { field, value, position } = drawn;
  const chosen = textIn(value ?? field.defaultValue);
  return labelled(
    drawn,
    html`<select id="${position.name}" name="${position.name}" ${isRequired(drawn)} ${drawn.aria}>
      ${field.defaultValue ? '' : html`<option value=""></option>`}
      ${withUnknown(options, value).map(
        ([each, words]) => html`<option value="${each}" ${each === chosen ? 'selected' : ''}>${words}</option>`,
      )}
    </select>`,
  );
}

/** Only outside rows: an empty row is left out. */
const isRequired = ({ field, position }: Drawn): Html | '' =>
  field.isOptional || position.isInRow ? '' : html`aria-required="true"`;

/**
 * A box for each option.
 * @param short words to be seen in front of the others, which are only read out
 */
export const boxes = ({ position }: Drawn, options: Options, chosen: unknown, short?: readonly string[]): Html[] =>
  options.map(
    ([each, words], index) =>
      html`<label class="check"
        ><input
          type="checkbox"
          name="${position.name}"
          value="${each}"
          ${hasValue(chosen, each) ? 'checked' : ''}
        />${short ? html`${short[index]} <span class="spoken">${words}</span>` : words}</label
      >`,
  );

/** What a field shows of a value. */
export const textIn = (value: unknown): string =>
  value === undefined || value === null ? '' : String(value as string);

const hasValue = (values: unknown, value: string): boolean =>
  Array.isArray(values) && values.some(each => String(each) === value);

/** What is chosen stays a choice, though it is offered no longer. */
export function withUnknown(options: Options, value: unknown): Options {
  const known = new Set(options.map(([each]) => each));
  const chosen = (Array.isArray(value) ? value : [value ?? '']).map(String);
  return [...options, ...chosen.filter(each => each && !known.has(each)).map(each => [each, each] as const)];
}
