import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillTemplate, placeholdersOf, templateMistake } from '../../src/domain/message-template.ts';

const template = '{agency}: Hồ sơ {code} đã xong[ trước {before}].[ Hỏi: {phone}.]';
const example = { agency: 'UBND', code: '…0042', before: '17:00', phone: '0254' };

describe('A template of messages', () => {
  it('leaves out what is not known, with the words around it', () => {
    assert.equal(fillTemplate(template, example), 'UBND: Hồ sơ …0042 đã xong trước 17:00. Hỏi: 0254.');
    assert.equal(fillTemplate(template, { agency: 'UBND', code: '…0042' }), 'UBND: Hồ sơ …0042 đã xong.');
  });

  it('fills in values as they are, whatever they contain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), value => {
        assert.equal(fillTemplate('a {code} b', { code: value }), `a ${value} b`);
      }),
    );
  });

  it('is refused with what is wrong', () => {
    const mistake = (words: string, accents = false) => templateMistake(words, example, accents)?.code;
    assert.equal(mistake(template), undefined);
    assert.equal(mistake('  '), 'empty');
    assert.equal(mistake('{agency}: {name}'), 'placeholder');
    assert.equal(mistake('{constructor}'), 'placeholder');
    assert.equal(templateMistake('Mã[ {secret}]', { secret: '1' }, false)?.code, 'missing');
    assert.equal(mistake('[ Hỏi: {phone}.'), 'brackets');
    assert.equal(mistake('[a [b] c]'), 'brackets');
    assert.equal(mistake('Xem dichvucong.gov.vn'), 'link');
    assert.equal(mistake('Xem https://x'), 'link');
    assert.equal(mistake('x'.repeat(640)), 'too-long');
    assert.equal(mistake('ồ'.repeat(300)), undefined);
    assert.equal(mistake('ồ'.repeat(300), true), 'too-long');
  });

  it('with no mistake leaves no brace or bracket in a message', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab {}[].', '{code}', '{phone}', '[ x {phone}]') }), words => {
        if (templateMistake(words, example, false)) return;
        assert.doesNotMatch(fillTemplate(words, example), /[{}[\]]/);
        assert.ok(placeholdersOf(words).every(name => name in example));
      }),
    );
  });
});
