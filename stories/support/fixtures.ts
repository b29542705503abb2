import { parse, type InferOutput } from 'valibot';
import { Agency, Capabilities, Dossier, FeedbackReceipt, OpinionState } from '../../src/contract/index.ts';

/** Answers for stories, checked by the contract itself when the page loads: one that no backend could give is an error. */
export const capabilities = parse(Capabilities, {
  contract: '1.0',
  lookup: { privacy: 'factor', factors: ['phoneLast4', 'idLast4', 'secretCode'] },
  rating: {
    criteria: [
      {
        id: 'overall',
        question: {
          vi: 'Ông/Bà có hài lòng với lần giải quyết hồ sơ này không?',
          en: 'Are you satisfied with how your dossier was handled?',
        },
      },
    ],
    reasons: [
      { id: 'waiting', label: { vi: 'Chờ lâu', en: 'Long wait' } },
      { id: 'trips', label: { vi: 'Phải đi lại nhiều lần', en: 'Had to come back many times' } },
      { id: 'guidance', label: { vi: 'Hướng dẫn chưa rõ', en: 'Guidance was unclear' } },
      { id: 'attitude', label: { vi: 'Thái độ chưa tốt', en: 'Poor attitude' } },
    ],
  },
  opinion: {
    maxLength: 1000,
    answerWorkdays: 15,
    purposes: [
      {
        id: 'call-back',
        version: '2026-01',
        text: {
          vi: 'Tôi đồng ý để cán bộ dùng số điện thoại này báo khi có trả lời.',
          en: 'I agree that officers use this phone number to tell me when there is an answer.',
        },
      },
    ],
    formalWords: ['khieu nai', 'to cao'],
  },
} satisfies InferOutput<typeof Capabilities>);

const place = {
  id: '26506.1',
  name: 'Trung tâm Phục vụ hành chính công Phường Vũng Tàu',
  address: '89 Lý Thường Kiệt, Phường Vũng Tàu, Thành phố Hồ Chí Minh',
  phone: '0254 385 0000',
  hours: [],
};

export const agency = parse(Agency, {
  id: '26506',
  name: 'Phường Vũng Tàu',
  kind: 'ward',
  parent: '79',
  formerNames: ['Phường 5', 'Phường Thắng Nhì'],
  validFrom: '2025-07-01',
  validTo: null,
  successors: [],
  phone: '0254 385 0000',
  places: [place],
  formalChannels: [
    {
      name: { vi: 'Ban Tiếp công dân Thành phố Hồ Chí Minh', en: 'Citizen Reception Board of Ho Chi Minh City' },
      address: '15 Nguyễn Gia Thiều, Phường Xuân Hòa, Thành phố Hồ Chí Minh',
      phone: '1022',
    },
  ],
} satisfies InferOutput<typeof Agency>);

const steps = {
  submitted: { at: '2026-11-18T08:15:00+07:00', status: 'submitted', by: 'Bộ phận Một cửa' },
  accepted: { at: '2026-11-18T08:40:00+07:00', status: 'accepted', by: 'Bộ phận Một cửa' },
  processing: { at: '2026-11-19T13:30:00+07:00', status: 'processing', by: 'Phòng Tư pháp' },
};

/** A dossier under review, but for what a story changes. */
export const dossier = (more: Partial<Dossier> = {}): Dossier =>
  parse(Dossier, {
    code: 'H29.132-261118-0042',
    detail: 'full',
    more: false,
    procedure: { code: '1.001193', name: 'Đăng ký khai sinh' },
    agency: { id: '26506', name: 'Phường Vũng Tàu', phone: '0254 385 0000' },
    status: 'processing',
    deadline: 'onTrack',
    receivedAt: '2026-11-18T08:40:00+07:00',
    dueAt: '2026-11-27T17:00:00+07:00',
    finishedAt: null,
    workdaysLeft: 3,
    extension: null,
    task: null,
    reason: null,
    place,
    delivery: null,
    applicant: 'Nguyễn *** Lan',
    timeline: [steps.submitted, steps.accepted, steps.processing],
    ratingTicket: null,
    updatedAt: '2026-11-23T14:05:00+07:00',
    now: '2026-11-23T14:10:00+07:00',
    ...more,
  });

/** The steps so far and one more. */
export const until = (status: string, note?: string, label?: string): Dossier['timeline'] => [
  ...Object.values(steps),
  { at: '2026-11-20T09:40:00+07:00', status, by: 'Bộ phận Một cửa', ...(note && { note }), ...(label && { label }) },
];

export const receipts = {
  rating: parse(FeedbackReceipt, {
    kind: 'rating',
    receivedAt: '2026-11-23T14:10:00+07:00',
    code: null,
    answerBy: null,
  }),
  opinion: parse(FeedbackReceipt, {
    kind: 'opinion',
    receivedAt: '2026-11-23T14:10:00+07:00',
    code: 'PA-7KQ2M-9XD4E',
    answerBy: '2026-12-15T17:00:00+07:00',
  }),
};

export const opinion = (more: Partial<OpinionState> = {}): OpinionState =>
  parse(OpinionState, {
    code: 'PA-7KQ2M-9XD4E',
    status: 'received',
    agency: { id: '26506', name: 'Phường Vũng Tàu' },
    receivedAt: '2026-11-20T09:00:00+07:00',
    answerBy: '2026-12-14T17:00:00+07:00',
    answer: null,
    now: '2026-11-23T14:10:00+07:00',
    ...more,
  });
