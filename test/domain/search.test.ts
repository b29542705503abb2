import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldDiacritics } from '../../src/domain/fold-diacritics.ts';
import { byRelevance, compareNames, searchKey } from '../../src/domain/search.ts';

const service = (name: string, ...synonyms: string[]) => ({
  name,
  folded: foldDiacritics([name, ...synonyms].join(' | ')),
});
const services = [
  service('Chứng thực bản sao', 'sao y', 'photo công chứng'),
  service('Bản sao trích lục hộ tịch', 'sao y trích lục'),
  service('Đăng ký khai sinh'),
  service('Xác nhận tình trạng hôn nhân'),
  service('Cấp bản sao từ sổ gốc', 'xin sao y sổ gốc'),
];
const found = (search: string) => byRelevance(services, search).map(({ name }) => name);

describe('A citizen who searches', () => {
  it('finds certified copies first by “sao y”, an exact synonym', () => {
    assert.deepEqual(found('sao y').slice(0, 2), ['Chứng thực bản sao', 'Bản sao trích lục hộ tịch']);
  });

  it('finds the exact name first, however it is typed', () => {
    assert.equal(found('DANG KY KHAI SINH')[0], 'Đăng ký khai sinh');
    assert.equal(found('đăng kí khai sinh')[0], 'Đăng ký khai sinh');
  });

  it('sees Đ after D and before E', () => {
    assert.deepEqual(['Xác nhận', 'Đăng ký', 'Em', 'Dân cư'].sort(compareNames), [
      'Dân cư',
      'Đăng ký',
      'Em',
      'Xác nhận',
    ]);
  });

  it('is understood with y and with i, where both are in use, and nowhere else', () => {
    for (const [a, b] of [
      ['Quý', 'Quí'],
      ['lý lịch', 'lí lịch'],
      ['Mỹ', 'Mĩ'],
    ] as const)
      assert.equal(searchKey(a), searchKey(b));
    for (const [a, b] of [
      ['tay', 'tai'],
      ['thủy', 'thủi'],
      ['máy', 'mái'],
    ] as const)
      assert.notEqual(searchKey(a), searchKey(b));
  });

  it('loses and doubles nothing', () => {
    fc.assert(
      fc.property(fc.string(), search => {
        assert.deepEqual(new Set(found(search)), new Set(services.map(({ name }) => name)));
      }),
    );
  });
});
