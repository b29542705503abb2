import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  applyOffice,
  type Mistake,
  OfficeMistakes,
  officeTexts,
  reportMistakes,
} from '../../../src/server/office/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { officeText } from '../../support/office.ts';

const options = { officer: 'test', now: monday };

/** A value of a line in the place of another, or another key. */
type Slip = readonly [line: RegExp, replacement: string];

/** What people mistype: lines that match, and what they become. */
const slips: readonly Slip[] = [
  // Types
  [/^(\s+(?:capacity|every|most|cutoff|minutes|copies|amount|value|horizonDays|maxPerPhone): ).*/, '$1nhiều'],
  [/^(\s+(?:capacity|every|most|minutes): ).*/, '$1-3'],
  [/^(\s+(?:capacity|every|most): ).*/, '$11.5'],
  [/^(\s+(?:capacity|every): ).*/, '$199999999'],
  [/^(\s+(?:name|address|field|shortName): ).*/, '$1'],
  [/^(\s+(?:name|address|field|vi): ).*/, '$1[a, b]'],
  [/^(\s+(?:email|confirmed): ).*/, '$1"đúng"'],
  [/^(\s+(?:hours|places|services|times|counters|sessions|calendar):)$/, '$1 không'],
  [/^(\s+- id: ).*/, '$1xã Thử'],
  [/^(\s+- id: ).*/, '$1{}'],
  [/^(\s+(?:- )?id: )"?80001"?$/, '$180001'],
  [/^(\s+(?:type|kind|unit|way|icon|privacy|onlineMode): ).*/, '$1[]'],
  [/^(\s+(?:type|unit|way|icon|privacy|onlineMode): ).*/, '$1khac'],
  [/^(\s+letter: ).*/, '$1quầy'],
  [/^(\s+(?:phone): ).*/, '$1"gọi cho tôi"'],
  [/^(\s+mapUrl: ).*/, '$1javascript:alert(1)'],
  [/^(\s+days: ).*/, '$1[0, 8]'],
  [/^(\s+days: ).*/, '$1[]'],
  [/^(\s+days: ).*/, '$1[1, 1, 2]'],
  [/^(motcua: ).*/, '$12'],
  [/^(\s+(?:name|address|letter|capacity|every|minutes|since|kind|privacy|from|to|phone|value): ).+/, '$1~'],
  // What JSON or the database cannot hold
  [/^(\s+(?:amount|horizonDays|value|maxPerPhone|minutes|originals): ).*/, '$1.inf'],
  [/^(\s+(?:name|address|field|vi): ).*/, '$1"a\\0b"'],
  [/^(\s+(?:name|vi): ).*/, '$1"\\ud800"'],
  [/^(\s+- id: ).*/, '$1..'],
  [/^(\s+(?:to|opensAt): ).*/, '$1"30:00"'],
  [/^(\s+(?:to): ).*/, '$1"11:99"'],
  // Dates and times
  [/^(\s+(?:- )?(?:date|since|validFrom): )\d.*/, '$12026-02-30'],
  [/^(\s+(?:- )?(?:date|since|validFrom): )\d.*/, '$19999-12-31'],
  [/^(\s+(?:- )?(?:date|since): ).*/, '$11/1/2027'],
  [/^(\s+(?:- )?from: ).*/, '$17 giờ 30'],
  [/^(\s+to: ).*/, '$1"06:00"'],
  [/^(\s+opensAt: ).*/, '$1sáng'],
  // Keys
  [/^(\s+)(capacity|every|letter|address|since|rule|minutes|privacy|holdMinutes|mapUrl|icon|unit)(: .*)/, '$1$2s$3'],
  [/^(\s+)(name|phone|kind|parent|settings|lookup|hours|counters)(:.*)/, '$1$2x$3'],
  [/^(\s+)(hours|times|services|sessions|places):$/, '$1_$2:'],
  // References and identifiers
  [/^(\s+parent: ).*/, '$1"81"'],
  [/^(\s+parent: ).*/, '$1"80001"'],
  [/^(\s+procedure: ).*/, '$1"1.234567"'],
  [/^(\s+services: \[).*/, '$1khong-co]'],
  [/^(\s+services: \[)(thu-nghiem.*)/, '$1thu-nghiem, $2'],
  [/^(\s+handIn: ).*/, '$1khong-co'],
  [/^(\s+- id: )80001\.N/, '$180001.A'],
  [/^(\s+- id: )nop-giay/, '$1thu-nghiem'],
  [/^(\s+- id: )"80001"/, '$1"80"'],
  [/^(\s+- id: )"80001\.1"/, '$1"26506.1"'],
  [/^(\s+- id: )80001\.A/, '$126506.A'],
  [/^(\s+- date: )2026-12-05/, '$12027-01-01'],
  // Overlaps and what does not fit
  [/^(\s+from: )"13:00"/, '$1"11:00"'],
  [/^(\s+every: ).*/, '$1300'],
  [/^(\s+most: ).*/, '$141'],
  [/^(\s+- rule: ).*/, '$1mỗi thứ Năm'],
  [/^(\s+- rule: ).*/, '$1FREQ=SECONDLY'],
];

/** Every slip in every line where it can happen. */
function* mistyped(): Generator<{ line: number; text: string; was: string; is: string }> {
  const lines = officeText.split('\n');
  for (const [pattern, replacement] of slips)
    for (const [nth, was] of lines.entries()) {
      const is = was.replace(pattern, replacement);
      if (is !== was) yield { line: nth + 1, text: lines.with(nth, is).join('\n'), was, is };
    }
}

describe('A mistake in an office file', () => {
  let database: Database;

  before(async () => {
    database = await testDatabase();
  });
  after(() => database.close());

  const mistakesOf = async (text: string): Promise<readonly Mistake[]> => {
    const result = await applyOffice(database.db, text, options).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(result instanceof OfficeMistakes, 'it was taken');
    return result.mistakes;
  };
  const rows = async () =>
    Promise.all(
      (
        ['agency', 'place', 'counter', 'service', 'slot_rule', 'session_rule', 'calendar_day', 'procedure'] as const
      ).map(async table => (await database.db.selectFrom(table).selectAll().execute()).length),
    );

  it('is named with its line, and nothing is half done: over 200 of them', async () => {
    const before = await rows();
    let count = 0;
    for (const { line, text, was, is } of mistyped()) {
      count++;
      const mistakes = await mistakesOf(text);
      const told = reportMistakes(officeTexts.vi, mistakes);
      assert.ok(
        mistakes.some(mistake => mistake.line === line),
        `line ${line}, "${was}" became "${is}":\n${told}`,
      );
      assert.ok(!/\{\d\}|undefined/.test(told), told);
      for (const { code } of mistakes) assert.ok(officeTexts.vi.mistakes[code] && officeTexts.en.mistakes[code], code);
    }
    assert.ok(count >= 200, `${count}`);
    assert.deepEqual(await rows(), before);
  });

  it('is told together with all others', async () => {
    const text = officeText
      .replace('letter: A', 'letter: quầy')
      .replace('capacity: 2', 'capacity: hai')
      .replace('parent: "80"', 'parnt: "80"');
    const told = reportMistakes(officeTexts.vi, await mistakesOf(text));
    assert.match(told, /dòng \d+, agencies\[1\]\.parnt: không có mục này; có phải là “parent”\?/);
    assert.match(told, /letter: phải là một hoặc hai chữ cái in hoa/);
    assert.match(told, /capacity: phải là số/);
    assert.match(told, /3 chỗ cần sửa\. Chưa có gì thay đổi\./);
  });

  it('of YAML itself is told with its line', async () => {
    assert.equal((await mistakesOf('motcua: 1\nagencies:\n  - id: "1\n')).at(0)?.code, 'syntax');
    assert.deepEqual(
      (await mistakesOf('motcua: 1\nmotcua: 1\nagencies: []\n')).map(({ line, code }) => [line, code]),
      [[2, 'twice']],
    );
    assert.equal((await mistakesOf('')).at(0)?.line, 1);
    assert.ok((await mistakesOf('- 1\n- 2')).length);
  });

  it('that makes a small file large, or large without end, is refused at once', async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    assert.equal((await mistakesOf(bomb.join('\n'))).at(0)?.code, 'aliases');
    assert.equal((await mistakesOf(`motcua: 1\n# ${'x'.repeat(9_000_000)}`)).at(0)?.code, 'size');
  });

  it('of a cycle of agencies ends', async () => {
    const text = officeText.replace('    kind: province', '    kind: province\n    parent: "80001"');
    assert.ok((await mistakesOf(text)).some(({ code }) => code === 'cycle'));
  });
});
