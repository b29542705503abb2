/** Words of the line for a full session, of appointments that are no more, are moved or cancelled; they come with their part. */
export const lineTexts = {
  ahead: (count: number) => (count ? `Còn ${count} người chờ trước Ông/Bà` : 'Ông/Bà là người đầu tiên'),
  lineHint: (phone: string) =>
    `Khi có chỗ trống, chúng tôi giữ chỗ cho Ông/Bà và nhắn tin tới số ${phone}. Ông/Bà mở lại trang này để nhận chỗ, hoặc gọi cho chúng tôi.`,
  offered: 'Đã có chỗ cho Ông/Bà',
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
  confirmMove: 'Đổi sang giờ này',
};

export type LineTexts = typeof lineTexts;
