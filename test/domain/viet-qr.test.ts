import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { vietQr } from '../../src/domain/viet-qr.ts';

/** Tags and values of an EMV QR code. */
function fields(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const length = Number(text.slice(at + 2, at + 4));
    found.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}

/** CRC-16/CCITT-FALSE by its table-free definition over bits, written apart from the code under test. */
function checksum(text: string): string {
  let value = 0xffff;
  for (const byte of Buffer.from(text, 'latin1'))
    for (let mask = 0x80; mask; mask >>= 1) {
      const carry = Boolean(value & 0x8000) !== Boolean(byte & mask);
      value = ((value << 1) & 0xffff) ^ (carry ? 0x1021 : 0);
    }
  return value.toString(16).toUpperCase().padStart(4, '0');
}

it('A VietQR code names bank, account, amount and remark', () => {
  const text = vietQr({ bin: '970436', number: '0071000000000' }, 100_000, 'H29.132-261118-0042') ?? '';
  const tags = fields(text);

  assert.equal(tags.get('00'), '01');
  assert.equal(tags.get('53'), '704');
  assert.equal(tags.get('54'), '100000');
  assert.equal(tags.get('58'), 'VN');
  assert.equal(fields(tags.get('62') ?? '').get('08'), 'H29 132 261118 0042');
  const account = fields(tags.get('38') ?? '');
  assert.equal(account.get('00'), 'A000000727');
  assert.equal(account.get('02'), 'QRIBFTTA');
  assert.deepEqual([...fields(account.get('01') ?? '').values()], ['970436', '0071000000000']);
});

it('A VietQR code ends with the checksum of all before it, whatever the remark', () => {
  assert.equal(checksum('123456789'), '29B1'); // The check value of CRC-16/CCITT-FALSE.
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 999_999_999 }), (remark, amount) => {
      const text = vietQr({ bin: '970436', number: '0071000000000' }, amount, remark) ?? '';
      assert.match(text, /^[\x20-\x7e]+$/);
      assert.equal(fields(text).get('63'), checksum(text.slice(0, -4)));
      assert.ok((fields(fields(text).get('62') ?? '').get('08') ?? '').length <= 25);
    }),
  );
});

it('A transfer that no VietQR code can hold has none', () => {
  const account = { bin: '970436', number: '0071000000000' };
  for (const amount of [0, -1, 0.5, NaN, Infinity, 1e13]) assert.equal(vietQr(account, amount, 'x'), undefined);
  assert.equal(vietQr({ ...account, bin: '97043' }, 1000, 'x'), undefined);
  assert.equal(vietQr({ ...account, number: '1'.repeat(20) }, 1000, 'x'), undefined);
});
