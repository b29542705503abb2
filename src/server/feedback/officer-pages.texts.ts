const vi = {
  label: 'Góp ý',
  text: 'Nội dung',
  contact: 'Liên hệ',
  anonymous: 'Không để lại liên hệ',
  consents: 'Đã đồng ý',
  answer: 'Trả lời',
  answerText: 'Nội dung trả lời người dân',
  sendAnswer: 'Gửi trả lời',
  answeredAt: (when: string, by: string) => `Đã trả lời lúc ${when}, ${by}`,
  answerBy: 'Trả lời trước',
  opinionStates: {
    received: 'Mới nhận',
    assigned: 'Đang xử lý',
    answered: 'Đã trả lời',
    closed: 'Đã đóng',
  } as Record<string, string>,
  /** Error texts by pointer and code. */
  fields: {
    '/answer': 'Cần ghi nội dung trả lời.',
  } as Record<string, string>,
};

const en: typeof vi = {
  label: 'Opinions',
  text: 'Text',
  contact: 'Contact',
  anonymous: 'No contact left',
  consents: 'Agreed to',
  answer: 'Answer',
  answerText: 'Answer for the citizen',
  sendAnswer: 'Send answer',
  answeredAt: (when, by) => `Answered at ${when}, ${by}`,
  answerBy: 'Answer before',
  opinionStates: { received: 'New', assigned: 'In hand', answered: 'Answered', closed: 'Closed' },
  fields: {
    '/answer': 'An answer is needed.',
  },
};

/** Texts of the opinion pages. */
export const opinionTexts = { vi, en };
