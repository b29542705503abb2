import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSmsCommand } from '../../src/domain/sms-command.ts';
import { unaccented } from '../../src/domain/sms.ts';

const code = 'H29.132-261118-0042';

describe('A text message of a citizen', () => {
  it('asks for a dossier in any spelling', () => {
    for (const text of [
      `TC ${code}`,
      `tc: ${code.toLowerCase()}`,
      `Tra cứu ${code}`,
      `TRACUU ${code}`,
      `hồ sơ ${code}`,
      `HS ${code.replaceAll('-', '–')}`,
      code,
      'TC H29.132 - 261118 - 0042',
    ])
      assert.deepEqual(parseSmsCommand(text), { kind: 'lookup', code }, text);
  });

  it('ends all messages', () => {
    for (const text of [
      'HUY',
      'Hủy',
      'huy tin',
      'HUỶ',
      'STOP',
      'dừng nhận tin.',
      'Từ chối',
      'Hủy tin nhắn',
      'dung tin nhan',
      'huy thong bao',
      'Dung gui tin',
      '“HUY”',
      `HUY ${code}`,
      `Hủy nhận tin nhắn`,
    ])
      assert.deepEqual(parseSmsCommand(text), { kind: 'stop' }, text);
  });

  it('is answered with help where it says something else', () => {
    for (const text of [
      '',
      'Chào cơ quan',
      'TC',
      'bao giờ có kết quả?',
      'ngày 26/11',
      'huy hiệu đảng ở đâu',
      'Đúng',
      'Dùng',
      'Dung',
    ])
      assert.deepEqual(parseSmsCommand(text), { kind: 'unknown' }, text);
  });

  it('of any length and content is read at once, the same without diacritics', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), text => {
        const { kind } = parseSmsCommand(text);
        return ['lookup', 'stop', 'unknown'].includes(kind);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom('tra cứu', 'TC', 'hồ sơ', 'HỦY', 'Mã hồ sơ'), word => {
        const [one, other] = [`${word} ${code}`, unaccented(`${word} ${code}`)].map(parseSmsCommand);
        assert.deepEqual(one, other);
      }),
    );
  });
});
