/** A kind of message. */
export interface MessageTemplate {
  /** Placeholders in braces; a part in brackets is left out where one in it is empty (domain/message-template.ts). */
  words: string;
  /** What the placeholders may be, with the values of the preview. */
  example: Readonly<Record<string, string>>;
}

const office = { agency: 'UBND phường Vũng Tàu', phone: '0254 385 0000' };
const dossier = { ...office, code: '…0012', procedure: 'Chứng thực bản sao' };
const appointment = { ...office, number: 'A012', time: '08:30', day: '26/11/2026', place: 'Bộ phận Một cửa' };
const visit = { ...appointment, until: '10:00' };
const next = { nextTime: '09:00', nextDay: '27/11/2026', nextPlace: 'Bộ phận Một cửa' };

/**
 * Texts of messages, which offices may replace by their own. They hold no link, full code or name and ask for nothing,
 * so that phishing messages cannot imitate them usefully.
 */
export const messageTemplates = {
  'dossier.accepted': {
    words: '{agency}: Hồ sơ {code} đã được tiếp nhận.[ Hẹn trả kết quả ngày {due}.][ Hỏi: {phone}.]',
    example: { ...dossier, due: '26/11/2026' },
  },
  'dossier.rejected': {
    words: '{agency}: Hồ sơ {code} chưa được tiếp nhận, xin tra cứu để xem lý do.[ Hỏi: {phone}.]',
    example: dossier,
  },
  'dossier.supplement': {
    words: '{agency}: Hồ sơ {code} cần nộp thêm giấy tờ[ trước {before}].[ Hỏi: {phone}.]',
    example: { ...dossier, before: '17:00 ngày 30/11/2026' },
  },
  'dossier.payment': {
    words:
      '{agency}: Hồ sơ {code} cần nộp phí, lệ phí[ {amount}][ trước {before}]. Không chuyển tiền cho cá nhân.[ Hỏi: {phone}.]',
    example: { ...dossier, before: '17:00 ngày 30/11/2026', amount: '16.000 đồng' },
  },
  'dossier.suspended': {
    words: '{agency}: Hồ sơ {code} đã dừng giải quyết.[ Hỏi: {phone}.]',
    example: dossier,
  },
  'dossier.resolved': {
    words: '{agency}: Hồ sơ {code} đã có kết quả, mời Ông/Bà đến nhận.[ Hỏi: {phone}.]',
    example: dossier,
  },
  'dossier.posting': {
    words: '{agency}: Hồ sơ {code} đã có kết quả, bưu điện đang chuyển đến.[ Hỏi: {phone}.]',
    example: dossier,
  },
  'dossier.returned': {
    words: '{agency}: Hồ sơ {code} đã trả kết quả.[ Hỏi: {phone}.]',
    example: dossier,
  },
  'dossier.extended': {
    words: '{agency} xin lỗi Ông/Bà: hồ sơ {code} được hẹn lại ngày {due}.[ Hỏi: {phone}.]',
    example: { ...dossier, due: '01/12/2026' },
  },
  'opinion.answered': {
    words: '{agency}: Góp ý {code} của Ông/Bà đã có trả lời, xin mở trang góp ý và nhập mã để xem.[ Hỏi: {phone}.]',
    example: { ...office, code: 'PA-7KQ2M-9XD4E' },
  },
  'phone.code': {
    words: '{agency}: Mã xác nhận số điện thoại là {secret}, dùng đến {until}. Không đọc mã này cho ai khác.',
    example: { ...office, secret: '482913', until: '08:40' },
  },
  'appointment.booked': {
    words: '{agency}: Ông/Bà đã đặt lịch hẹn, số thứ tự {number}, lúc {time} ngày {day}, tại {place}.[ Hỏi: {phone}.]',
    example: appointment,
  },
  'appointment.rebooked': {
    words:
      '{agency}: Lịch hẹn của Ông/Bà đã đổi sang {time} ngày {day}, số thứ tự {number}, tại {place}.[ Hỏi: {phone}.]',
    example: appointment,
  },
  'appointment.cancelled': {
    words: '{agency}: Đã hủy lịch hẹn, số thứ tự {number}, lúc {time} ngày {day}.[ Hỏi: {phone}.]',
    example: appointment,
  },
  'appointment.closed': {
    words:
      '{agency} xin lỗi Ông/Bà: lịch hẹn, số thứ tự {number}, lúc {time} ngày {day} không thực hiện được[ ({reason})]. Xin Ông/Bà đặt lịch khác.[ Gần nhất còn chỗ lúc {nextTime} ngày {nextDay}, tại {nextPlace}.][ Hỏi: {phone}.]',
    example: { ...appointment, ...next, reason: 'mất điện' },
  },
  'appointment.tomorrow': {
    words:
      '{agency} nhắc Ông/Bà: lịch hẹn, số thứ tự {number}, lúc {time} ngày mai, {day}, tại {place}. Nếu không đến được, xin hủy lịch.[ Hỏi: {phone}.]',
    example: appointment,
  },
  'visit.booked': {
    words:
      '{agency}: Cán bộ sẽ đến nhà ngày {day}, từ {time} đến {until}, số thứ tự {number}. Ở cửa, cán bộ phải nói đúng mã {secret}. Chỉ nộp tiền khi có biên lai.[ Hỏi: {phone}.]',
    example: { ...visit, secret: '4821' },
  },
  'visit.tomorrow': {
    words:
      '{agency} nhắc Ông/Bà: cán bộ đến nhà ngày mai, {day}, từ {time} đến {until}, số thứ tự {number}. Nếu không tiện, xin hủy lịch.[ Hỏi: {phone}.]',
    example: visit,
  },
  'waiting.offered': {
    words:
      '{agency}: Đã có chỗ trống lúc {time} ngày {day}, tại {place}. Chúng tôi giữ cho Ông/Bà[ đến {keptTime} ngày {keptDay}]. Xin mở lại trang đặt lịch để nhận chỗ.[ Hỏi: {phone}.]',
    example: { ...appointment, keptTime: '11:00', keptDay: '25/11/2026' },
  },
  'waiting.over': {
    words:
      '{agency} xin lỗi Ông/Bà: buổi lúc {time} ngày {day} {reason}. Ông/Bà không còn trong danh sách chờ, xin đặt buổi khác.[ Gần nhất còn chỗ lúc {nextTime} ngày {nextDay}, tại {nextPlace}.][ Hỏi: {phone}.]',
    example: { ...appointment, ...next, reason: 'đã hết chỗ' },
  },
  'reply.state': {
    words: '{agency}: Hồ sơ {code} {state}[, hẹn trả {due}].[ Hỏi: {phone}.]',
    example: { ...office, code: '…0012', state: 'đang được giải quyết', due: '26/11/2026' },
  },
  'reply.ask': {
    words: '{agency}: Xin Ông/Bà hỏi tại quầy một cửa, mang theo giấy hẹn.[ Hoặc gọi {phone}.]',
    example: office,
  },
  'reply.help': {
    words: 'Hỏi về hồ sơ: soạn TC, dấu cách, mã hồ sơ. Ngừng nhận tin: soạn HUY.[ Hoặc gọi {phone}.]',
    example: office,
  },
  'reply.stopped': {
    words: '{agency}: Đã ngừng gửi tin về hồ sơ đến số này.[ Hỏi: {phone}.]',
    example: office,
  },
  'office.test': {
    words: '{agency}: Đây là tin thử, Ông/Bà không phải làm gì.',
    example: office,
  },
} as const satisfies Record<string, MessageTemplate>;

/** Name of a kind of message; stored, so never renamed. */
export type TemplateName = keyof typeof messageTemplates;

/** States in the answer to a message that asks for one. */
export const stateWords: Readonly<Record<string, string>> = {
  draft: 'chưa gửi',
  submitted: 'đang chờ tiếp nhận',
  accepted: 'đã được tiếp nhận',
  rejected: 'chưa được tiếp nhận',
  processing: 'đang được giải quyết',
  supplement: 'cần nộp thêm giấy tờ',
  payment: 'cần nộp phí, lệ phí',
  withdrawing: 'đang được rút',
  withdrawn: 'đã rút',
  suspended: 'đã dừng giải quyết',
  resolved: 'đã có kết quả, mời đến nhận',
  posting: 'đã có kết quả, bưu điện đang chuyển',
  returned: 'đã trả kết quả',
};

/** Whether there is a template of this name. */
export const isTemplate = (name: string): name is TemplateName => Object.hasOwn(messageTemplates, name);

/** Why a session is over for those on its waitlist. */
export const sessionOver = (reason: string | null): string =>
  reason ? `không thực hiện được (${reason})` : 'đã hết chỗ';
