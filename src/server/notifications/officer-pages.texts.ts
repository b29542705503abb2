const vi = {
  label: 'Tin nhắn',
  outboxHint: 'Tin chưa gửi được vẫn nằm ở đây. Ông/Bà có thể gọi điện cho người dân hoặc gửi lại.',
  recipient: 'Người nhận',
  words: 'Nội dung tin',
  again: 'Gửi lại',
  messageStates: { waiting: 'Đang chờ gửi', sent: 'Đã gửi', 'not-sent': 'Chưa gửi được' } as Record<string, string>,
  messageErrors: {
    'no-gateway': 'Chưa nối với tổng đài tin nhắn',
    limit: 'Số này đã nhận đủ tin trong ngày, xin gọi điện nếu cần',
  } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Messages',
  outboxHint: 'Messages that could not be sent stay here. You can call the citizen or send again.',
  recipient: 'Recipient',
  words: 'Message',
  again: 'Send again',
  messageStates: { waiting: 'Waiting', sent: 'Sent', 'not-sent': 'Not sent' },
  messageErrors: {
    'no-gateway': 'No message gateway is connected',
    limit: 'This number has had its messages of the day; please call if needed',
  },
};

/** Texts of the outbox page. */
export const outboxTexts = { vi, en };
