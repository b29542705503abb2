import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isDossierCode, isUsualDossierCode, parseDossierCode } from '../../src/domain/dossier-code.ts';
import { foldDiacritics } from '../../src/domain/fold-diacritics.ts';
import { maskName } from '../../src/domain/person.ts';
import { maskPhone, parsePhoneNumber } from '../../src/domain/phone.ts';
import { parseTrackingCode, trackingCode } from '../../src/domain/tracking-code.ts';

describe('A dossier code', () => {
  const code = 'H29.132-261118-0042';

  it('is read however a citizen types, pastes or scans it', () => {
    const ways = [
      'h29.132-261118-0042',
      ' H29.132 – 261118 — 0042 ',
      'H29.132-261118-0042 - Số phiếu: 26.10229',
      'Mã hồ sơ: H29.132-261118-0042',
      'Ma ho so: H29.132-261118-0042',
      'H29.132-261118-0042 - So phieu: 26.10229',
      'H29.132\u00a0-261118\u200b-0042',
      'https://dvc.example/tra-cuu?MHS=H29.132-261118-0042&SGT=1',
      'https://dvc.example/#/x?maHoSo=H29.132-261118-0042',
      '+H29.132-261118-0042K',
    ];
    for (const way of ways) assert.equal(parseDossierCode(way), code, way);
  });

  it('of any system may be asked for, and only the usual forms go without a hint', () => {
    for (const usual of [code, '000.00.19.H47-260105-0001', 'G09.20-20260609-0092637']) {
      assert.ok(isDossierCode(usual) && isUsualDossierCode(usual), usual);
    }
    for (const other of ['25/2026', '26.10229', 'HS-2026-001']) {
      assert.ok(isDossierCode(parseDossierCode(other)) && !isUsualDossierCode(other), other);
    }
  });

  it('is read the same a second time, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), typed => {
        const read = parseDossierCode(typed);
        if (isDossierCode(read) && !read.includes('=')) assert.equal(parseDossierCode(read), read);
      }),
    );
  });
});

describe('A phone number', () => {
  it('is read however it is written', () => {
    for (const way of [
      '0912 345 678',
      '0912.345.678',
      '+84912345678',
      '84 912 345 678',
      '0084912345678',
      '+84 (0)912 345 678',
      '84 (0) 912345678',
    ]) {
      assert.deepEqual(parsePhoneNumber(way), { kind: 'phone', e164: '+84912345678' }, way);
    }
    for (const way of ['0254 385 0000', '+84 254 385 0000', '+84 (0)254 385 0000'])
      assert.deepEqual(parsePhoneNumber(way), { kind: 'phone', e164: '+842543850000' }, way);
  });

  it('of eleven digits from before 2018 is told apart', () => {
    assert.equal(parsePhoneNumber('01234567890').kind, 'old');
    assert.equal(parsePhoneNumber('0165 123 4567').kind, 'old');
  });

  it('is refused when it is none', () => {
    for (const way of ['', '12', '0112345678', 'không có', '09123456789012'])
      assert.equal(parsePhoneNumber(way).kind, 'not-a-phone', way);
  });

  it('shows three digits at each end to others', () => {
    assert.equal(maskPhone('+84912345678'), '091****678');
  });
});

describe('A name', () => {
  it('shows its first and last syllable to others', () => {
    assert.equal(maskName('Nguyễn Thị Ngọc Ánh'), 'Nguyễn *** Ánh');
    assert.equal(maskName('Thảo'), 'T***');
  });
});

describe('Words', () => {
  it('match without diacritics, in both tone styles and in NFD', () => {
    assert.equal(foldDiacritics('Thắng Nhì – Đất Đỏ'), 'thang nhi - dat do');
    assert.equal(foldDiacritics('hoà'), foldDiacritics('hòa'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text =>
        assert.equal(foldDiacritics(text.normalize('NFD')), foldDiacritics(text.normalize('NFC'))),
      ),
    );
  });
});

describe('A tracking code', () => {
  it('is found again however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), random => {
        const code = trackingCode(random);
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replaceAll('-', ' '),
          code.slice(3),
          code.replaceAll('0', 'O').replaceAll('1', 'l'),
        ]) {
          assert.equal(parseTrackingCode(typed), code);
        }
      }),
    );
  });
});
