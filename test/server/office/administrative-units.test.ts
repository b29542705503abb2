import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldDiacritics } from '../../../src/domain/fold-diacritics.ts';
import { parseFormerNames } from '../../../src/server/office/administrative-units.ts';
import { administrativeUnits, findUnits } from '../../../src/server/office/index.ts';

const codesOf = (search: string) => findUnits(search).map(({ unit }) => unit.code);

describe('The communes of Viet Nam', () => {
  const communes = administrativeUnits().filter(({ province }) => province);
  const provinces = new Map(administrativeUnits().map(({ code, name }) => [code, name]));

  it('are 3,321 in 34 provinces', () => {
    assert.deepEqual([communes.length, administrativeUnits().length - communes.length], [3321, 34]);
    for (const { province } of communes) assert.ok(provinces.has(province));
  });

  it('are each found by code, and by name with the province, with and without diacritics', () => {
    for (const { code, name, province } of communes) {
      assert.deepEqual(codesOf(code), [code]);
      for (const search of [
        `${name}, ${provinces.get(province)}`,
        foldDiacritics(`${name}, ${provinces.get(province)}`),
      ])
        assert.ok(codesOf(search).includes(code), search);
    }
  });

  it('are each found by name alone; where several have it, all of them', () => {
    const named = Map.groupBy(communes, ({ name }) => name);
    for (const [name, all] of named) {
      const found = codesOf(name);
      for (const { code } of all) assert.ok(found.includes(code), `${name}: ${code}`);
      const folded = codesOf(foldDiacritics(name));
      for (const code of found) assert.ok(folded.includes(code), name);
    }
  });

  it('are each found by every former name; an ambiguous one lists all', () => {
    const former = new Map<string, Set<string>>();
    for (const { code, formerNames } of communes)
      for (const name of formerNames) former.set(name, (former.get(name) ?? new Set()).add(code));
    assert.ok(former.size > 7500, `${former.size}`);
    let single = 0;
    for (const [name, codes] of former) {
      const found = codesOf(name);
      for (const code of codes) assert.ok(found.includes(code), `${name}: ${code}`);
      if (found.length === 1) single++;
      assert.ok(codesOf(foldDiacritics(name)).length >= found.length, name);
    }
    assert.ok(single > 5000, `${single}`);
  });

  it('are found as people write them', () => {
    for (const [search, ...codes] of [
      ['Vũng Tàu', '26506'],
      ['phuong vung tau', '26506'],
      ['P. Vũng Tàu', '26506'],
      ['UBND phường Vũng Tàu', '26506'],
      ['Phường 5, thành phố Vũng Tàu', '26506'],
      ['thang nhi', '26506'],
      ['TT. Đất Đỏ', '26680'],
      ['Long Điền', '26659', '30631', '31985'],
      ['Long Điền, TP. Hồ Chí Minh', '26659'],
      ['Côn Đảo', '26732'],
    ] as const)
      assert.deepEqual(codesOf(search), codes, search);
    for (const nothing of ['', ' , ', 'Không Có', '99999', '('.repeat(1000)]) assert.deepEqual(codesOf(nothing), []);
  });

  it('keep the words of the resolutions out of former names', () => {
    assert.deepEqual(
      parseFormerNames(
        'Phường Quán Thánh, một phần diện tích TN, quy mô dân số của các phường Cửa Nam, Điện Biên và phần còn lại của phường Thụy Khuê (phần còn lại sau khi sáp nhập vào phường Tây Hồ), Xã Nam Điền (huyện Nghĩa Hưng)',
      ),
      ['Phường Quán Thánh', 'Phường Cửa Nam', 'Phường Điện Biên', 'Phường Thụy Khuê', 'Xã Nam Điền (huyện Nghĩa Hưng)'],
    );
    assert.deepEqual(parseFormerNames('giữ nguyên'), []);
    for (const { formerNames } of communes)
      for (const name of formerNames)
        assert.match(
          name,
          /^(?:Phường|Xã|Thị trấn|Đặc khu|Huyện|Thị xã|Thành phố) [\p{Lu}\d][\p{L}\d .’'()–-]{0,50}$/u,
        );
  });
});
