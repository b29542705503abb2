import type { SmsLength } from '../../domain/sms.ts';

const vi = {
  label: 'Cần gọi điện',
  hint: 'Tin chưa gửi được. Xin gọi điện cho người dân, hoặc gửi lại.',
  calls: 'Cần gọi',
  all: 'Mọi tin nhắn',
  noCalls: 'Không còn ai cần gọi.',
  recipient: 'Người nhận',
  words: 'Nội dung tin',
  reveal: 'Xem số',
  revealFor: (subject: string) => `Xem số, ${subject}`,
  revealHint: 'Việc xem số được ghi vào nhật ký.',
  called: 'Đã gọi',
  calledFor: (subject: string) => `Đã gọi, ${subject}`,
  segments: ({ segments, encoding }: Pick<SmsLength, 'segments' | 'encoding'>) =>
    `Tính là ${segments} tin nhắn${encoding === 'gsm7' ? ', gửi không dấu' : ''}`,
  sendsAt: (time: string) => `Sẽ gửi lúc ${time}`,
  now: 'Gửi ngay',
  nowFor: (subject: string) => `Gửi ngay, ${subject}`,
  nowReason: 'Vì sao gửi ngay',
  again: 'Gửi lại',
  againFor: (subject: string) => `Gửi lại, ${subject}`,
  subjects: {
    dossier: 'Hồ sơ',
    opinion: 'Góp ý',
    appointment: 'Lịch hẹn',
    waiting: 'Danh sách chờ',
    phone: 'Mã xác nhận',
  } as Record<string, string>,
  messageStates: { waiting: 'Đang chờ gửi', sent: 'Đã gửi', 'not-sent': 'Chưa gửi được', called: 'Đã gọi' } as Record<
    string,
    string
  >,
  messageErrors: {
    'no-gateway': 'Chưa nối với tổng đài tin nhắn',
    limit: 'Số này đã nhận đủ tin trong ngày, xin gọi điện nếu cần',
    'too-late': 'Hết giờ không gửi tin thì đã muộn, xin gọi điện',
  } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Calls to make',
  hint: 'Messages that could not be sent. Please call the citizen, or send again.',
  calls: 'To call',
  all: 'All messages',
  noCalls: 'Nobody is left to call.',
  recipient: 'Recipient',
  words: 'Message',
  reveal: 'Show the number',
  revealFor: subject => `Show the number, ${subject}`,
  revealHint: 'It is logged who has seen a number.',
  called: 'Called',
  calledFor: subject => `Called, ${subject}`,
  segments: ({ segments, encoding }) =>
    `Counts as ${segments} message${segments === 1 ? '' : 's'}${encoding === 'gsm7' ? ', sent without diacritics' : ''}`,
  sendsAt: time => `Will be sent at ${time}`,
  now: 'Send now',
  nowFor: subject => `Send now, ${subject}`,
  nowReason: 'Why now',
  again: 'Send again',
  againFor: subject => `Send again, ${subject}`,
  subjects: {
    dossier: 'Dossier',
    opinion: 'Opinion',
    appointment: 'Appointment',
    waiting: 'Waitlist',
    phone: 'Confirmation code',
  },
  messageStates: { waiting: 'Waiting', sent: 'Sent', 'not-sent': 'Not sent', called: 'Called' },
  messageErrors: {
    'no-gateway': 'No message gateway is connected',
    limit: 'This number has had its messages of the day; please call if needed',
    'too-late': 'It would be too late after the quiet hours; please call',
  },
};

/** Texts of the outbox page. */
export const outboxTexts = { vi, en };
