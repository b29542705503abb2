/** Texts of the home visit form. */
export const homeTexts = {
  forSelf: 'Đến nhà giúp chính tôi',
  ownName: 'Họ và tên của Ông/Bà',
  self: 'chính tôi',
  labels: {
    elder: 'Họ và tên người được đến nhà',
    elderYear: 'Năm sinh',
    group: 'Thuộc diện',
    hamlet: 'Ấp, khu phố',
    line: 'Số nhà, đường, hoặc cách tìm nhà',
    returns: 'Nhận kết quả',
    relation: 'Ông/Bà là gì của người đó?',
    note: 'Cần dặn thêm (không bắt buộc)',
  } as Record<string, string>,
  hints: {
    line: 'Ví dụ: 12 Lê Lai, nhà sau chợ',
    relation: 'Ví dụ: con gái, cháu, hàng xóm',
    note: 'Không cần nói về sức khỏe.',
  } as Record<string, string>,
  missing: {
    elder: 'Xin nhập họ và tên người được đến nhà',
    elderYear: 'Xin nhập năm sinh đủ 4 số, ví dụ 1948',
    hamlet: 'Xin chọn ấp, khu phố',
    line: 'Xin nhập số nhà, hoặc cách tìm nhà',
    returns: 'Xin chọn cách nhận kết quả',
    relation: 'Xin nhập quan hệ với người đó, ví dụ con gái',
  } as Record<string, string>,
  tooYoung: (age: number) => `Người này chưa đủ ${age} tuổi: xin chọn diện khác, hoặc đến quầy`,
  fromAge: (age: number) => `Từ ${age} tuổi trở lên`,
  choose: 'Xin chọn',
  formerly: (name: string, was: string) => `${name} (trước là ${was})`,
};

export type HomeTexts = typeof homeTexts;
