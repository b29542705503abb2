import { maskDossierCode } from '../../domain/dossier-code.ts';

interface DossierMessage {
  agency: string;
  code: string;
  phone?: string | null;
}

/** Facts of an appointment in a message. */
interface AppointmentMessage {
  agency: string;
  number: string;
  at: Date;
  place: string;
  phone?: string | null;
  reason?: string | null;
  /** The next free time instead. */
  next?: { at: Date; place: string } | undefined;
  /** Until when an offered place is kept. */
  until?: Date | undefined;
  /** End of the appointment. */
  to?: Date | undefined;
  /** Door code of a home visit. */
  code?: string | undefined;
}

const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});

const dateFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

const statusTexts: Record<string, string> = {
  accepted: 'đã được tiếp nhận',
  rejected: 'chưa được tiếp nhận, xin tra cứu để xem lý do',
  supplement: 'cần nộp thêm giấy tờ',
  payment: 'cần nộp phí, lệ phí',
  suspended: 'đã dừng giải quyết',
  resolved: 'đã có kết quả, mời Ông/Bà đến nhận',
  posting: 'đã có kết quả, bưu điện đang chuyển đến',
  returned: 'đã trả kết quả',
};

const askAt = (phone?: string | null) => (phone ? ` Hỏi: ${phone}.` : '');

const alternative = (next: AppointmentMessage['next']) =>
  next
    ? ` Gần nhất còn chỗ lúc ${timeFormat.format(next.at)} ngày ${dateFormat.format(next.at)}, tại ${next.place}.`
    : '';

/** Masks codes in messages shown to officers: they are only for the recipient. */
export const maskCode = (words: string): string => words.replace(/(?<=đúng mã |điện thoại là )\d{4,6}/, '••••');

/**
 * Texts of messages. They hold no link, full code or name and ask for nothing, so that phishing messages cannot
 * imitate them usefully.
 */
export const messages = {
  moved({ agency, code, to, before, phone }: DossierMessage & { to: string; before?: Date }): string | undefined {
    const what = statusTexts[to];
    if (!what) return undefined;
    return `${agency}: Hồ sơ ${maskDossierCode(code)} ${what}${before ? ` trước ${timeFormat.format(before)} ngày ${dateFormat.format(before)}` : ''}.${askAt(phone)}`;
  },

  extended({ agency, code, to, phone }: DossierMessage & { to: Date }): string {
    return `${agency} xin lỗi Ông/Bà: hồ sơ ${maskDossierCode(code)} được hẹn lại ngày ${dateFormat.format(to)}.${askAt(phone)}`;
  },

  phoneCode({ agency, code, until }: { agency: string; code: string; until: Date }): string {
    return `${agency}: Mã xác nhận số điện thoại là ${code}, dùng đến ${timeFormat.format(until)}. Không đọc mã này cho ai khác.`;
  },

  booked({ agency, number, at, place, phone }: AppointmentMessage): string {
    return `${agency}: Ông/Bà đã đặt lịch hẹn, số thứ tự ${number}, lúc ${timeFormat.format(at)} ngày ${dateFormat.format(at)}, tại ${place}.${askAt(phone)}`;
  },

  rebooked({ agency, number, at, place, phone }: AppointmentMessage): string {
    return `${agency}: Lịch hẹn của Ông/Bà đã đổi sang ${timeFormat.format(at)} ngày ${dateFormat.format(at)}, số thứ tự ${number}, tại ${place}.${askAt(phone)}`;
  },

  cancelled({ agency, number, at, phone }: AppointmentMessage): string {
    return `${agency}: Đã hủy lịch hẹn, số thứ tự ${number}, lúc ${timeFormat.format(at)} ngày ${dateFormat.format(at)}.${askAt(phone)}`;
  },

  closed({ agency, number, at, phone, reason, next }: AppointmentMessage): string {
    return `${agency} xin lỗi Ông/Bà: lịch hẹn, số thứ tự ${number}, lúc ${timeFormat.format(at)} ngày ${dateFormat.format(at)} không thực hiện được${reason ? ` (${reason})` : ''}. Xin Ông/Bà đặt lịch khác.${alternative(next)}${askAt(phone)}`;
  },

  visit({ agency, number, at, to, code, phone }: AppointmentMessage): string {
    return `${agency}: Cán bộ sẽ đến nhà ngày ${dateFormat.format(at)}, từ ${timeFormat.format(at)} đến ${timeFormat.format(to)}, số thứ tự ${number}. Ở cửa, cán bộ phải nói đúng mã ${code}. Chỉ nộp tiền khi có biên lai.${askAt(phone)}`;
  },

  tomorrow({ agency, number, at, place, phone }: AppointmentMessage): string {
    return `${agency} nhắc Ông/Bà: lịch hẹn, số thứ tự ${number}, lúc ${timeFormat.format(at)} ngày mai, ${dateFormat.format(at)}, tại ${place}. Nếu không đến được, xin hủy lịch.${askAt(phone)}`;
  },

  visitTomorrow({ agency, number, at, to, phone }: AppointmentMessage): string {
    return `${agency} nhắc Ông/Bà: cán bộ đến nhà ngày mai, ${dateFormat.format(at)}, từ ${timeFormat.format(at)} đến ${timeFormat.format(to)}, số thứ tự ${number}. Nếu không tiện, xin hủy lịch.${askAt(phone)}`;
  },

  offered({ agency, at, place, phone, until }: AppointmentMessage): string {
    const kept = until ? ` đến ${timeFormat.format(until)} ngày ${dateFormat.format(until)}` : '';
    return `${agency}: Đã có chỗ trống lúc ${timeFormat.format(at)} ngày ${dateFormat.format(at)}, tại ${place}. Chúng tôi giữ cho Ông/Bà${kept}. Xin mở lại trang đặt lịch để nhận chỗ.${askAt(phone)}`;
  },

  lineOver({ agency, at, phone, reason, next }: AppointmentMessage): string {
    const why = reason ? `không thực hiện được (${reason})` : 'đã hết chỗ';
    return `${agency} xin lỗi Ông/Bà: buổi lúc ${timeFormat.format(at)} ngày ${dateFormat.format(at)} ${why}. Ông/Bà không còn trong danh sách chờ, xin đặt buổi khác.${alternative(next)}${askAt(phone)}`;
  },

  answered({ agency, code, phone }: DossierMessage): string {
    return `${agency}: Góp ý ${code} của Ông/Bà đã có trả lời, xin mở trang góp ý và nhập mã để xem.${askAt(phone)}`;
  },
};
