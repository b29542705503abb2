import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Calendar, type SpecialDay, type SpecialDayType } from '../../src/domain/calendar.ts';
import { deadlineState, dueAt, resumedDue, type Term, workdaysLeft } from '../../src/domain/term.ts';
import { usualWeek } from '../../src/domain/usual-week.ts';

const docs = readFileSync('docs/working-clock.md', 'utf8');

/** Rows of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const [, section = ''] = docs.split(`## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter(line => line.startsWith('|'));
  return rows.slice(2).map(row =>
    row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  );
}

const at = (text = ''): Date => new Date(`${text.slice(0, 10)}T${text.slice(11, 16)}:00+07:00`);
const weekdays = new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Ho_Chi_Minh', weekday: 'short' });
/** As the tables write it: `2026-11-23 17:00 Mon`. */
const written = (instant: Date): string =>
  `${new Date(instant.getTime() + 7 * 3600_000).toISOString().slice(0, 16).replace('T', ' ')} ${weekdays.format(instant)}`;

const special = table('The calendar of the cases').map(([day = '', type = '', hours = '']): [string, SpecialDay] => {
  const [from = '', to = ''] = hours.split('–');
  return [day, { type: type as SpecialDayType, ...(to && { hours: [{ from, to }] }) }];
});
const usual: Calendar = { ...usualWeek, days: new Map(special) };
const weeks: Record<string, Calendar> = {
  usual,
  sat: { ...usual, week: usual.week.map((hours, nth) => (nth === 5 ? [[450, 690]] : hours)) },
};

describe('The working clock', () => {
  it('has at least 80 cases', () => {
    const cases = ['Due dates', 'Pauses', 'States', 'Working days left'].map(heading => table(heading).length);
    assert.ok(cases.every(count => count > 5));
    assert.ok(cases.reduce((all, count) => all + count) >= 80);
  });

  for (const [nth, week = '', received, term = '', due, follows] of table('Due dates'))
    it(`${nth}: ${received}, ${term}, is due ${due} (${follows})`, () => {
      const [unit, value = 1] = term.split(' ').reverse();
      assert.equal(
        written(dueAt(weeks[week]!, at(received), { value: Number(value), unit: unit as Term['unit'] })),
        due,
      );
    });

  for (const [nth, week = '', due, unit, from, to, resumed, follows] of table('Pauses'))
    it(`${nth}: due ${due}, paused ${from} to ${to}, is due ${resumed} (${follows})`, () => {
      assert.equal(
        written(resumedDue(weeks[week]!, at(due), unit as Term['unit'], { from: at(from), to: at(to) })),
        resumed,
      );
    });

  for (const [nth, due = '', now, finished = '–', paused, state, follows] of table('States'))
    it(`${nth}: due ${due}, at ${now}, is ${state} (${follows})`, () => {
      const facts = { now: at(now), due: due === '–' ? undefined : at(due), paused: paused === 'yes' };
      assert.equal(deadlineState(usual, { ...facts, ...(finished !== '–' && { finished: at(finished) }) }), state);
    });

  for (const [nth, week = '', now, due, left, follows] of table('Working days left'))
    it(`${nth}: at ${now}, due ${due}, has ${left} days left (${follows})`, () => {
      assert.equal(workdaysLeft(weeks[week]!, at(now), at(due)), Number(left));
    });
});
