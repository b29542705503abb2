/** What each recorded piece says. */
export const pieces: Readonly<Record<string, string>> = {
  'moi-so': 'Mời số',
  'den-quay': 'đến quầy số',
  ...{ 0: 'không', 1: 'một', 2: 'hai', 3: 'ba', 4: 'bốn', 5: 'năm', 6: 'sáu', 7: 'bảy', 8: 'tám', 9: 'chín' },
  ...{
    a: 'a',
    b: 'bê',
    c: 'xê',
    d: 'dê',
    dd: 'đê',
    e: 'e',
    f: 'ép',
    g: 'giê',
    h: 'hát',
    i: 'i',
    j: 'gi',
    k: 'ca',
    l: 'lờ',
  },
  ...{ m: 'mờ', n: 'nờ', o: 'o', p: 'pê', q: 'quy', r: 'rờ', s: 'sờ', t: 'tê', u: 'u', v: 'vê', w: 'vê kép' },
  ...{ x: 'ích', y: 'y dài', z: 'dét' },
};
