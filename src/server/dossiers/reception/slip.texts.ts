/** Words of the official papers (Circular 03/2025/TT-VPCP, forms 01 to 03): they are in Vietnamese, whoever prints them. */
export const slipWords = {
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  titles: {
    receipt: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    supplement: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    refusal: 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ',
  },
  code: 'Mã hồ sơ',
  applicant: 'Tiếp nhận hồ sơ của Ông/Bà',
  dossierOf: 'Hồ sơ của Ông/Bà',
  address: 'Địa chỉ',
  phone: 'Số điện thoại',
  procedure: 'Nội dung yêu cầu giải quyết',
  papers: 'Thành phần hồ sơ nộp gồm',
  noPapers: 'Không có giấy tờ kèm theo.',
  paper: (name: string, originals: number, copies: number) => {
    const counts = [originals ? `${originals} bản chính` : '', copies ? `${copies} bản sao` : ''].filter(Boolean);
    return counts.length ? `${name} (${counts.join(', ')})` : name;
  },
  sets: 'Số lượng hồ sơ: 01 bộ',
  term: 'Thời gian giải quyết theo quy định',
  terms: {
    workday: (value: string) => `${value} ngày làm việc`,
    day: (value: string) => `${value} ngày`,
    hour: (value: string) => `${value} giờ làm việc`,
    sameDay: () => 'trong ngày',
  },
  received: 'Nhận hồ sơ lúc',
  due: 'Hẹn trả kết quả lúc',
  place: 'Nhận kết quả tại',
  at: (hour: string, minute: string, day: string) => `${hour} giờ ${minute} phút, ${day}`,
  day: (day: string, month: string, year: string) => `ngày ${day} tháng ${month} năm ${year}`,
  missing: 'Để hồ sơ đủ điều kiện tiếp nhận, giải quyết, xin Ông/Bà bổ sung, hoàn thiện những giấy tờ sau',
  reason: 'Lý do',
  before: 'Xin bổ sung trước',
  refused: 'Qua xem xét, cơ quan chưa tiếp nhận được hồ sơ này. Lý do',
  lookUp: 'Quét mã để xem hồ sơ đến đâu, hoặc vào trang tra cứu hồ sơ và nhập mã hồ sơ ở trên.',
  lookupCode: 'Mã tra cứu',
  call: (phone: string) => `Cần hỏi, xin gọi ${phone}.`,
  signs: { applicant: 'NGƯỜI NỘP HỒ SƠ', officer: 'NGƯỜI TIẾP NHẬN HỒ SƠ', hint: '(Ký, ghi rõ họ tên)' },
  sheets: ['Liên 1: giao người nộp', 'Liên 2: lưu hồ sơ'],
} as const;
