const vi = {
  label: 'Phục vụ tại nhà',
  familyNote: 'Lời dặn của gia đình',
  roundOn: (day: string) => `Chuyến đến nhà ngày ${day}`,
  results: 'Kết quả còn phải trả',
  roundHint: 'Xếp theo buổi và khu phố, ấp. Ở cửa, cán bộ đọc đúng mã cho gia đình nghe.',
  address: 'Địa chỉ',
  carer: 'Người liên hệ',
  doorCode: 'Mã nhận diện cán bộ',
  codeHidden: 'Nhận chuyến này để xem mã',
  returns: 'Trả kết quả',
  who: 'Ai đi',
  take: 'Tôi đi chuyến này',
  giveBack: 'Để người khác đi',
  states: {
    planned: 'Đã xếp lịch',
    onTheWay: 'Đang đến',
    received: 'Đã nhận giấy tờ',
    returned: 'Đã trả kết quả',
  } as Record<string, string>,
  born: (name: string, year: number) => `${name} (${year})`,
  reachesAge: (age: number, year: number) =>
    `Năm ${year} đủ ${age} tuổi, có thể chưa đến ngày sinh: khi gọi xin hỏi ngày sinh.`,
  /** Error texts by pointer and code. */
  fields: {
    '/officer': 'Cán bộ khác đã nhận chuyến này.',
    '/to': 'Trạng thái hoặc ngày chọn không hợp lệ.',
  } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Home visits',
  familyNote: 'Note of the family',
  roundOn: day => `Home visits on ${day}`,
  results: 'Results still to be given',
  roundHint: 'By half day and hamlet. At the door the officer says the code.',
  address: 'Address',
  carer: 'Contact',
  doorCode: 'Code at the door',
  codeHidden: 'Take this visit to see it',
  returns: 'Result',
  who: 'Who goes',
  take: 'I go',
  giveBack: 'Leave it to others',
  states: { planned: 'Planned', onTheWay: 'On the way', received: 'Papers received', returned: 'Result returned' },
  born: (name, year) => `${name} (${year})`,
  reachesAge: (age, year) =>
    `Turns ${age} in ${year}, the birthday may be still to come: please ask for it on the phone.`,
  fields: {
    '/officer': 'Another officer has taken this visit.',
    '/to': 'This status or date cannot be chosen.',
  },
};

/** Texts of the schedule of home visits. */
export const homeVisitTexts = { vi, en };
