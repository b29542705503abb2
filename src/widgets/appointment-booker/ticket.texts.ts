/** Words for those who have booked, or wait in line; they come with what shows it. */
export const ticketTexts = {
  visitStates: {
    onTheWay: 'Cán bộ đang trên đường đến',
    received: 'Cán bộ đã nhận hồ sơ',
    returned: 'Đã trả kết quả',
  } as Record<string, string>,
  doorHint: 'Cán bộ đến phải nói đúng mã này. Nếu không, xin đừng mở cửa và gọi cho chúng tôi.',
  visitHint: (phone: string, returns: string) =>
    `${phone ? `Cán bộ gọi trước từ số ${phone}. ` : ''}${returns}. Chỉ nộp tiền khi có biên lai. Đừng cho mượn điện thoại có VNeID.`,
  turn: (from: string, to: string) => `Khoảng ${from}–${to} sẽ đến lượt Ông/Bà`,
  stillBooked: (number: string) =>
    `Lịch cũ (số ${number}) chưa hủy được. Xin Ông/Bà gọi điện để hủy, kẻo giữ cả hai chỗ.`,
  yours: 'Lịch hẹn của Ông/Bà',
  tell: 'Khi đến, xin đọc số này hoặc đưa mã QR cho cán bộ.',
  qr: (number: string) => `Mã QR của lịch hẹn số ${number}`,
  bring: 'Giấy tờ cần chuẩn bị',
  paper: (name: string, originals: number, copies: number) => {
    const parts = [originals && `${originals} bản chính`, copies && `${copies} bản sao`].filter(Boolean);
    return parts.length ? `${name} (${parts.join(', ')})` : name;
  },
  fee: (amount: string, unit: string) => `${amount} đồng${unit && `/${unit}`}`,
  feeKinds: { phi: 'Phí', lePhi: 'Lệ phí' } as Record<string, string>,
  free: 'không thu',
  feeUnknown: 'theo quy định của địa phương',
  fees: 'Phí, lệ phí',
  ics: 'Thêm vào lịch điện thoại',
  print: 'In phiếu hẹn',
  picture: 'Lưu thành ảnh',
  move: 'Đổi ngày giờ',
  cancel: 'Hủy lịch',
  cancelled: 'Lịch hẹn đã hủy',
  over: 'Lịch này không đổi, không hủy trên mạng được nữa.',
  keptCopy: 'Bản lưu trên máy này. Hiện chưa hỏi lại được cơ quan.',
  dropKept: 'Xóa khỏi máy này',
  dropTitle: 'Xóa lịch hẹn này khỏi máy?',
  dropHint:
    'Lịch hẹn vẫn còn, nhưng máy này không mở lại được để đổi hay hủy. Xin ghi lại số, hoặc lưu ảnh phiếu hẹn trước.',
  dropYes: 'Xóa khỏi máy',
  dropNo: 'Giữ trên máy',
  notFound: 'Không tìm thấy lịch hẹn của đường dẫn này.',
  inLine: 'Ông/Bà đang chờ chỗ',

  ahead: (count: number) => (count ? `Còn ${count} người chờ trước Ông/Bà` : 'Ông/Bà là người đầu tiên'),
  lineHint: (phone: string) =>
    `Khi có chỗ trống, chúng tôi giữ chỗ cho Ông/Bà và nhắn tin tới số ${phone}. Ông/Bà mở lại trang này để nhận chỗ, hoặc gọi cho chúng tôi.`,
  offeredUntil: (when: string) => `Xin nhận chỗ trước ${when}. Sau giờ đó chúng tôi mời người tiếp theo.`,
  take: 'Nhận chỗ này',
  taking: 'Đang nhận chỗ…',
  refuse: 'Không nhận, nhường người sau',
  leave: 'Thôi không chờ nữa',
  leaving: 'Đang báo cho cơ quan…',
  lineEnded: 'Không còn chờ chỗ',
  lineEnds: {
    expired: 'Đã quá giờ nhận chỗ. Chỗ này đã mời người tiếp theo.',
    left: 'Ông/Bà đã ra khỏi danh sách chờ.',
    over: 'Buổi này không còn chỗ trống.',
  } as Record<string, string>,
  notHeldBecause: (reason: string) => `Cơ quan không tổ chức buổi này: ${reason}`,
  nextFree: (when: string) => `Gần nhất còn chỗ: ${when}`,
  otherSession: 'Chọn buổi khác',
  cancelledBy: (reason: string) => `Cơ quan đã hủy lịch này: ${reason}`,
  arrived: 'Ông/Bà đã đến theo lịch này.',
  missed: 'Lịch này đã qua.',
  lineNotFound: 'Không tìm thấy lượt chờ này.',
  cancelTitle: 'Hủy lịch hẹn này?',
  cancelYes: 'Hủy lịch',
  cancelling: 'Đang hủy…',
  cancelNo: 'Giữ lịch',
};

export type TicketTexts = typeof ticketTexts;
