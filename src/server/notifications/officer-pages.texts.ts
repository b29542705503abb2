import type { SmsLength } from '../../domain/sms.ts';

const vi = {
  label: 'Cần gọi điện',
  tabs: {
    open: 'Cần gọi',
    later: 'Hẹn gọi lại',
    done: 'Đã gọi hôm nay',
    all: 'Mọi tin nhắn',
    report: 'Báo cáo ngày',
    templates: 'Mẫu tin nhắn',
    providers: 'Nơi gửi tin',
  },
  recipient: 'Người nhận',
  words: 'Nội dung tin',
  segments: ({ segments, encoding }: Pick<SmsLength, 'segments' | 'encoding'>) =>
    `Tính là ${segments} tin nhắn${encoding === 'gsm7' ? ', gửi không dấu' : ''}`,
  sendsAt: (time: string) => `Sẽ gửi lúc ${time}`,
  now: 'Gửi ngay',
  nowFor: (subject: string) => `Gửi ngay, ${subject}`,
  nowReason: 'Vì sao gửi ngay',
  subjects: {
    dossier: 'Hồ sơ',
    opinion: 'Góp ý',
    appointment: 'Lịch hẹn',
    waiting: 'Danh sách chờ',
    phone: 'Mã xác nhận',
    'phone-code': 'Mã xác nhận',
    test: 'Tin thử',
    reply: 'Trả lời tin nhắn',
  } as Record<string, string>,
  messageStates: {
    waiting: 'Đang chờ gửi',
    sending: 'Đang gửi',
    sent: 'Đã gửi',
    delivered: 'Đã đến máy',
    unknown: 'Không rõ đã gửi chưa',
    'not-sent': 'Chưa gửi được',
    called: 'Đã gọi',
  } as Record<string, string>,
  messageErrors: {
    call: 'Người dân muốn được gọi điện',
    unknown: 'Không rõ tin đã đến chưa',
    'no-gateway': 'Chưa nối với tổng đài tin nhắn',
    'receipt-failed': 'Mạng báo tin không đến được máy',
    interrupted: 'Máy chủ dừng giữa lúc gửi',
    'timed-out': 'Tổng đài không trả lời',
    limit: 'Số này đã nhận đủ tin trong ngày, xin gọi điện nếu cần',
    'too-late': 'Hết giờ không gửi tin thì đã muộn, xin gọi điện',
  } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Calls to make',
  tabs: {
    open: 'To call',
    later: 'Call back later',
    done: 'Called today',
    all: 'All messages',
    report: 'Report of the day',
    templates: 'Templates',
    providers: 'Providers',
  },
  recipient: 'Recipient',
  words: 'Message',
  segments: ({ segments, encoding }) =>
    `Counts as ${segments} message${segments === 1 ? '' : 's'}${encoding === 'gsm7' ? ', sent without diacritics' : ''}`,
  sendsAt: time => `Will be sent at ${time}`,
  now: 'Send now',
  nowFor: subject => `Send now, ${subject}`,
  nowReason: 'Why now',
  subjects: {
    dossier: 'Dossier',
    opinion: 'Opinion',
    appointment: 'Appointment',
    waiting: 'Waitlist',
    phone: 'Confirmation code',
    'phone-code': 'Confirmation code',
    test: 'Test message',
    reply: 'Reply to a message',
  },
  messageStates: {
    waiting: 'Waiting',
    sending: 'Being sent',
    sent: 'Sent',
    delivered: 'Delivered',
    unknown: 'Unknown whether it was sent',
    'not-sent': 'Not sent',
    called: 'Called',
  },
  messageErrors: {
    call: 'To be told by a call',
    unknown: 'Unknown whether it has arrived',
    'no-gateway': 'No message gateway is connected',
    'receipt-failed': 'The network says it has not arrived',
    interrupted: 'The server stopped while it was being sent',
    'timed-out': 'The provider did not answer',
    limit: 'This number has had its messages of the day; please call if needed',
    'too-late': 'It would be too late after the quiet hours; please call',
  },
};

/** Texts of the outbox page. */
export const outboxTexts = { vi, en };
