import fc from 'fast-check';

const words = fc
  .array(fc.constantFrom('đăng ký', 'cấp lại', 'giấy', 'xác nhận', 'hộ tịch', 'đất đai', 'người', 'cao tuổi', 'sao'), {
    minLength: 2,
    maxLength: 9,
  })
  .map(parts => `Thủ tục ${parts.join(' ')}`);
const text = fc.string({ unit: 'grapheme', maxLength: 40 }).map(each => each.replaceAll('\0', ''));
const duration = fc.record({
  qty: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(7.5), fc.constant('Không quá 03 ngày làm việc')),
  unit: fc.constantFrom('WORKING_DAY', 'DAY', 'HOUR', 'MONTH', 'OTHER'),
});
const channel = fc.record({
  method: fc.constantFrom('DIRECT', 'ONLINE', 'POSTAL'),
  fees: fc.array(
    fc.record({
      type: fc.constantFrom('FEE', 'SERVICE_FEE', 'PRICE_LEVEL'),
      value_vnd: fc.oneof(fc.constant(null), fc.constant(0), fc.integer({ min: 1000, max: 500_000 })),
      text,
    }),
    { maxLength: 3 },
  ),
  processing: duration,
  note: text,
});
const paper = fc.record({
  code: fc.constantFrom('G1', 'G2'),
  name: words,
  original_qty: fc.integer({ min: 0, max: 3 }),
  copy_qty: fc.integer({ min: 0, max: 3 }),
  attachments: fc.array(text, { maxLength: 2 }),
  has_electronic_form: fc.boolean(),
});

/** A procedure of the shape in which the national portal publishes them, with a code of its own. */
const record = fc.record({
  name: words,
  category: fc.oneof(fc.constant(null), fc.record({ code: fc.constantFrom('G15-TP07', 'G09'), name: words })),
  promulgating_agency: words,
  executing_agency: fc.oneof(fc.constant(null), words),
  subject_types: fc.array(words, { maxLength: 3 }),
  results: fc.array(words, { maxLength: 2 }),
  requirements: text,
  channels: fc.array(channel, { maxLength: 3 }),
  processing_cases: fc.array(
    duration.map(each => ({ case_code: '01', ...each })),
    { maxLength: 2 },
  ),
  legal_basis: fc.array(fc.record({ code: text, name: words }), { maxLength: 3 }),
  steps_raw: fc.array(fc.record({ name: text, text }), { maxLength: 3 }),
  checklist_raw: fc.array(fc.record({ group: text, items: fc.array(paper, { maxLength: 4 }) }), { maxLength: 2 }),
  state: fc.constantFrom('ACTIVE', 'UPDATED'),
  source: fc.record({ updated_at: fc.constant('2026-07-08T09:15:59.275Z') }),
});

/** Generated records, the same ones each time, as JSON has them. */
export const nationalRecords = (count: number) => {
  const records = fc.sample(record, { numRuns: count, seed: 21 });
  return (JSON.parse(JSON.stringify(records)) as object[]).map((each, nth) => ({
    code: `9.${100_000 + nth}`,
    ...each,
  }));
};
