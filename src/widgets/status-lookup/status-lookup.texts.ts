/** Texts of the form. */
export const statusTexts = {
  title: 'Tra cứu hồ sơ',
  intro: 'Xem hồ sơ đang đến bước nào.',
  code: 'Mã hồ sơ',
  receipt: 'Mã nằm ở góc trên bên phải giấy hẹn',
  receiptTitle: 'GIẤY TIẾP NHẬN VÀ HẸN TRẢ',
  codeHint: (example: string) => `Ví dụ: ${example}`,
  scan: 'Quét',
  scanning: 'Đang đọc mã…',
  scanned: (code: string) => `Đã đọc mã ${code}`,
  scanFailed: 'Không thấy mã hồ sơ trong ảnh. Xin chụp gần và rõ mã trên giấy hẹn, hoặc nhập mã.',
  codeMissing: 'Xin nhập mã hồ sơ in trên giấy hẹn.',
  codeWrong: 'Mã này chưa đúng dạng. Xin xem lại mã in trên giấy hẹn.',
  codeUnusual: (example: string) => `Mã thường có dạng ${example}.`,
  /** Names of what is amiss, one line a field. */
  amiss: { codeMissing: 'Thiếu mã hồ sơ', codeWrong: 'Mã hồ sơ chưa đúng', factor: 'Thiếu 4 số cuối hoặc mã tra cứu' },
  factor: {
    phoneLast4: '4 số cuối điện thoại đã đăng ký',
    idLast4: '4 số cuối căn cước đã đăng ký',
    secretCode: 'Mã tra cứu in trên giấy hẹn',
  },
  factorHint: {
    phoneLast4: 'Số điện thoại của người nộp, ghi trên giấy hẹn',
    idLast4: 'Căn cước của người đứng tên hồ sơ',
    secretCode: 'Có cả chữ và số',
  },
  factorMissing: {
    phoneLast4: 'Chỉ nhập 4 số cuối của số điện thoại.',
    idLast4: 'Chỉ nhập 4 số cuối của số căn cước.',
    secretCode: 'Xin nhập mã tra cứu.',
  },
  factorOther: {
    phoneLast4: 'Dùng số điện thoại',
    idLast4: 'Dùng số căn cước',
    secretCode: 'Dùng mã tra cứu',
  },
  find: 'Tra cứu',
  several: 'Tra nhiều mã một lúc',
  finding: 'Đang tra cứu…',
  more: 'Xem chi tiết hồ sơ',
  moreWhy: 'Chi tiết chỉ mở cho người nộp hồ sơ.',
  notFound: 'Không tìm thấy hồ sơ khớp với thông tin Ông/Bà nhập. Xin kiểm tra lại mã và số trên giấy hẹn.',
  lost: 'Mất giấy hẹn? Xin gọi, chúng tôi tìm hồ sơ giúp Ông/Bà.',
};

export type StatusTexts = typeof statusTexts;
