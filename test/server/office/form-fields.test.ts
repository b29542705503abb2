import fc from 'fast-check';
import type { Context } from 'hono';
import { html } from 'hono/html';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonical } from '../../../src/server/office/canonical.ts';
import type { FormField } from '../../../src/server/office/officer/form-field.ts';
import { itemKinds, settingKind, settingNames } from '../../../src/server/office/officer/item-kinds.ts';
import { readFields } from '../../../src/server/office/officer/read-fields.ts';
import { renderFields } from '../../../src/server/office/officer/render-fields.ts';
import { formOf } from '../../support/form.ts';

const services = ['a', 'b.c', 'd-e'].map(id => ({ id, name: `Việc ${id}` }));

const line = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map(text => `${text.replace(/\s+|\0/g, ' ')}<"&'x`.trim().normalize('NFC'));
const time = fc.integer({ min: 0, max: 1439 }).map(minute => {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
});

/** Values that a field can hold. */
function valueOf(field: FormField): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'number':
      return fc.integer({ min: -1000, max: 1_000_000 });
    case 'decimal':
      return fc.constantFrom(0.5, 10.346, 107.074);
    case 'weekday':
      return fc.integer({ min: 1, max: 7 });
    case 'weekdays':
      return fc.subarray([1, 2, 3, 4, 5, 6, 7]);
    case 'time':
      return fc.oneof(time, fc.constant('24:00'));
    case 'day':
      return fc.constantFrom('2026-11-24', '2028-02-29');
    case 'check':
      return fc.boolean();
    case 'long':
      return fc.array(line, { minLength: 1, maxLength: 3 }).map(lines => lines.join('\n'));
    case 'lines':
      return fc.array(line, { minLength: 1, maxLength: 3 });
    case 'localized':
    case 'localizedLong':
      return fc.record({ vi: line, en: line, km: line }, { requiredKeys: ['vi'] });
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'choices':
      return fc.subarray([...field.options]);
    case 'service':
      return fc.constantFrom(...services.map(({ id }) => id));
    case 'services':
      return fc.subarray(
        services.map(({ id }) => id),
        { minLength: 1 },
      );
    case 'pairs':
      return fc.dictionary(line, line, { maxKeys: 3 });
    case 'group':
      return itemOf(field.fields);
    case 'rows':
      return fc.array(itemOf(field.fields), { minLength: 1, maxLength: 4 });
    default:
      return line;
  }
}

function itemOf(fields: readonly FormField[]): fc.Arbitrary<Record<string, unknown>> {
  const isNullable = ({ isOptional, empty }: FormField) => isOptional && empty === null;
  const required = fields.filter(each => !each.isOptional || isNullable(each)).map(({ name }) => name);
  return fc.record<Record<string, unknown>>(
    // What the form does not show stays.
    {
      ...Object.fromEntries(
        fields.map(field => [field.name, isNullable(field) ? fc.option(valueOf(field)) : valueOf(field)]),
      ),
      kept: fc.constant({ en: { name: 'x' } }),
    },
    { requiredKeys: [...required, 'kept'] },
  );
}

/** The form with a value, as a browser sends it when nothing is touched. */
async function sent(fields: readonly FormField[], item: unknown): Promise<Map<string, string[]>> {
  const c = { get: () => 'vi' } as unknown as Context;
  const context = { c, choices: { services, procedures: [] }, errors: new Map<string, { words: string }>() };
  const form = renderFields(context, fields, item, { name: '', key: 'x', isInRow: false });
  const posted = new Map<string, string[]>();
  for (const [name, value] of formOf(String(await html`<form action="/x">${form}</form>`), '/x').fields)
    posted.set(name, [...(posted.get(name) ?? []), value.replaceAll('\n', '\r\n')]);
  return posted;
}

const all: [name: string, fields: readonly FormField[]][] = [
  ...Object.entries(itemKinds).map(([name, { fields }]): [string, readonly FormField[]] => [name, fields]),
  ...settingNames.map((name): [string, readonly FormField[]] => [`setting ${name}`, settingKind(name).fields]),
];

describe('The form of a part of an office', () => {
  for (const [name, fields] of all)
    it(`gives back what it was filled with: ${name}`, async () => {
      const isSetting = name.startsWith('setting');
      // A setting of one's own is there, however empty.
      const empty = Object.fromEntries(fields.map(field => [field.name, {}]));
      const shown = fields.map(field => (isSetting ? { ...field, isOptional: false } : field));
      await fc.assert(
        fc.asyncProperty(itemOf(shown), async item => {
          const read = readFields(fields, '', await sent(fields, item), item);
          assert.equal(canonical(isSetting ? { ...empty, ...read } : read), canonical(item));
        }),
        { numRuns: 40 },
      );
    });

  it('keeps the translations of a row that was moved, and those of no row that was taken out', async () => {
    const { fields } = itemKinds.procedure;
    const paper = (name: string) => ({ name, originals: 1, copies: 0, words: { en: { name: `${name} in English` } } });
    const item = { components: [paper('Tờ khai'), paper('Giấy chứng sinh'), paper('Hộ chiếu')] };
    const posted = await sent(fields, item);
    posted.set('components.0.drop', ['1']);
    posted.set('components.1.name', ['Hộ chiếu']);
    posted.set('components.2.name', ['Giấy chứng sinh mới']);
    const { components } = readFields(fields, '', posted, item) as { components: ReturnType<typeof paper>[] };
    assert.deepEqual(
      components.map(({ name, words }) => [name, words?.en.name]),
      [
        ['Hộ chiếu', 'Hộ chiếu in English'],
        ['Giấy chứng sinh mới', undefined],
      ],
    );
    const shown = readFields(fields, '', posted, item, 'show') as { components: unknown[] };
    assert.equal(shown.components.length, 3, 'rows stay where they were typed');
  });

  it('reads any text without blocking, and keeps what is no number or time as it was typed', () => {
    const name = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'hours.0.from', 'hours.9999.days', 'hours.-1.to', 'times..from', '.'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.dictionary(name, fc.array(fc.string(), { maxLength: 3 })), posted => {
        for (const [, fields] of all) readFields(fields, '', new Map(Object.entries(posted)), undefined);
        assert.equal(({} as Record<string, unknown>)['from'], undefined);
      }),
    );
    const typed = new Map([
      ['times.0.from', ['bảy giờ']],
      ['times.0.every', ['hai mươi']],
      ['times.0.capacity', ['8.000']],
    ]);
    const { times } = readFields(itemKinds.counter.fields, '', typed, undefined) as {
      times: Record<string, unknown>[];
    };
    assert.deepEqual(times, [{ days: [], from: 'bảy giờ', every: 'hai mươi', capacity: 8000 }]);
  });
});
