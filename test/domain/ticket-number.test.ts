import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTicketNumber, ticketNumber } from '../../src/domain/ticket-number.ts';

describe('A ticket number', () => {
  it('is read in any case, with spaces, dots and dashes, and without its zeros', () => {
    for (const typed of ['A012', 'a012', 'a 12', 'A-012', ' a.12 ', 'A0012'])
      assert.equal(parseTicketNumber(typed), 'A012', typed);
    assert.equal(parseTicketNumber('12'), '012');
  });

  it('comes back from every way to write it', () => {
    const letter = fc.stringMatching(/^[A-Z]{0,2}$/);
    const gap = fc.constantFrom('', ' ', '-', '.', ' – ');
    fc.assert(
      fc.property(letter, fc.integer({ min: 1, max: 99_999 }), gap, fc.nat(4), (counter, count, between, zeros) => {
        const typed = `${counter.toLowerCase()}${between}${'0'.repeat(zeros)}${count}`;
        assert.equal(parseTicketNumber(typed), ticketNumber(counter, count));
      }),
    );
  });

  it('is nothing where there is no count, and never a text of another form', () => {
    for (const typed of ['', 'A', '-', 'A1B2', 'không nhớ']) assert.equal(parseTicketNumber(typed), '', typed);
    fc.assert(fc.property(fc.string(), typed => assert.match(parseTicketNumber(typed), /^([A-Z]*\d{3,})?$/)));
  });
});
