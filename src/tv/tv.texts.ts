/** Words of the screens in the waiting hall. */
export const texts = {
  weekdays: ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  weekdaysShort: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  /** Without what every office has in its name: the rest has to be read from afar. */
  office: (name: string) => `Một cửa ${name.replace(/^(?:ủy ban nhân dân|ubnd) /i, '')}`,
  pair: 'Ghép màn hình này',
  pairHint: 'Cán bộ mở Bàn làm việc, mục Màn hình, bấm Ghép màn hình và gõ 6 số này.',
  pairBusy: 'Có quá nhiều màn hình đang chờ ghép. Màn hình tự thử lại sau ít phút.',
  noCookies:
    'Trình duyệt của màn hình này đang chặn cookie nên không ghép được. Xin cho phép cookie trong phần cài đặt, rồi mở lại trang.',
  connecting: 'Đang kết nối với máy chủ…',
  callNumber: 'Mời số',
  toCounter: 'đến quầy',
  /** Before a counter that has a name instead of a number. */
  to: 'đến',
  /** A counter whose name is only its number: `Quầy 3`, `Quầy số 3`, `3`, `3A`. */
  numberedCounter: /^(?:quầy )?(?:số )?(\d{1,3}[a-z]?)$/i,
  counter: (name: string) => (/^\d/.test(name) ? `quầy ${name}` : name),
  onDuty: (until: string) => `Trực đến ${until}`,
  nextDuty: (from: string) => `Trực từ ${from}`,
  next: 'Tiếp theo',
  scan: 'Quét mã xem trên điện thoại',
  offline: 'Mất mạng',
  soundOff: 'Bấm OK để bật tiếng',
  welcome: 'Kính chào Ông/Bà',
  call: (phone: string) => `Gọi hỏi: ${phone}`,
  hours: 'Giờ làm việc',
  menu: 'Chọn video hướng dẫn',
  close: 'Đóng',
};
