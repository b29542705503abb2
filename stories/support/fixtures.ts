import { parse, type InferOutput } from 'valibot';
import {
  Agency,
  agencyList,
  Appointment,
  Capabilities,
  dayList,
  Dossier,
  FeedbackReceipt,
  Hold,
  OpinionState,
  Service,
  serviceList,
  sessionList,
  slotList,
  Waiting,
  type BookingDay,
  type HomeOffer,
  type Session,
  type Output,
} from '../../src/contract/index.ts';
import { addDays, weekday } from '../../src/domain/calendar.ts';
import { usualCourse } from '../../src/domain/dossier-transitions.ts';
import { vietQr } from '../../src/domain/viet-qr.ts';
import { lunarText } from '../../src/domain/lunar.ts';

/** Answers for stories, parsed by the contract when the page loads: an invalid one is an error. */
export const capabilities = parse(Capabilities, {
  contract: '1.0',
  lookup: { privacy: 'factor', factors: ['phoneLast4', 'idLast4', 'secretCode'] },
  rating: {
    criteria: [
      {
        id: 'overall',
        question: {
          vi: 'Ông/Bà có hài lòng với lần phục vụ này không?',
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
  booking: {
    maxPerPhone: 3,
    email: true,
    opensAt: '07:00',
    find: true,
    purposes: [
      {
        id: 'appointment',
        version: '2026-01',
        text: {
          vi: 'Tôi đồng ý để cơ quan dùng tên và số điện thoại này cho lịch hẹn. Tên và số được xóa 30 ngày sau ngày hẹn.',
          en: 'I agree that the office uses this name and phone number for the appointment. They are deleted 30 days after it.',
        },
      },
    ],
  },
} satisfies InferOutput<typeof Capabilities>);

const place = {
  id: '26506.1',
  name: 'Trung tâm Phục vụ hành chính công Phường Vũng Tàu',
  address: '89 Lý Thường Kiệt, Phường Vũng Tàu, Thành phố Hồ Chí Minh',
  phone: '0254 385 0000',
  hours: [1, 2, 3, 4, 5].flatMap(weekday => [
    { weekday, from: '07:30', to: '11:30' },
    { weekday, from: '13:00', to: '17:00' },
  ]),
  mapUrl: 'https://www.openstreetmap.org/search?query=89%20L%C3%BD%20Th%C6%B0%E1%BB%9Dng%20Ki%E1%BB%87t',
  opening: { open: true, changesAt: '2026-11-23T17:00:00+07:00' },
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

const wardOf = (id: string, name: string, formerNames: string[], latitude: number, longitude: number) => ({
  id,
  name,
  kind: name.startsWith('Xã') ? 'commune' : 'ward',
  parent: '79',
  formerNames,
  validFrom: '2025-07-01',
  validTo: null,
  successors: [],
  position: { latitude, longitude },
});

/** Agencies of a province that take bookings. */
export const agencies = parse(agencyList.output, {
  agencies: [
    wardOf('26704', 'Phường Phú Mỹ', ['Thị xã Phú Mỹ', 'Phường Mỹ Xuân'], 10.587, 107.052),
    wardOf('26526', 'Phường Tam Thắng', ['Phường 7', 'Phường 8', 'Phường Nguyễn An Ninh'], 10.37, 107.105),
    wardOf('26506', 'Phường Vũng Tàu', ['Phường 5', 'Phường Thắng Nhì'], 10.346, 107.074),
    wardOf('26575', 'Xã Ngãi Giao', ['Xã Suối Nghệ', 'Thị trấn Ngãi Giao'], 10.651, 107.245),
  ],
} satisfies Output<typeof agencyList>);

const steps = {
  submitted: { at: '2026-11-18T08:15:00+07:00', status: 'submitted', by: 'Bộ phận Một cửa' },
  accepted: { at: '2026-11-18T08:40:00+07:00', status: 'accepted', by: 'Bộ phận Một cửa' },
  processing: { at: '2026-11-19T13:30:00+07:00', status: 'processing', by: 'Phòng Tư pháp' },
};

/** A dossier under review, with changes. */
export const dossier = (more: Partial<Dossier> = {}): Dossier =>
  parse(Dossier, {
    code: 'H29.132-261118-0042',
    detail: 'full',
    more: false,
    procedure: {
      code: '1.001193',
      name: 'Đăng ký khai sinh',
      words: { en: { name: 'Birth registration' } },
    },
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
    upcoming: (usualCourse[more.status ?? 'processing'] ?? []).map(status => ({
      status,
      expectedAt:
        status === 'returned' && (more.deadline ?? 'onTrack') === 'onTrack' ? '2026-11-27T17:00:00+07:00' : null,
      workdays: status === 'processing' && more.deadline === 'paused' ? 3 : null,
    })),
    ratingTicket: null,
    updatedAt: '2026-11-23T14:05:00+07:00',
    now: '2026-11-23T14:10:00+07:00',
    ...more,
  });

/** Ways to pay a fee. */
export const payment = {
  url: 'https://dichvucong.gov.vn/',
  account: { bank: 'Vietcombank', number: '0071000000000', name: 'DON VI MAU', remark: 'H29 132 261118 0042' },
  vietQr: vietQr({ bin: '970436', number: '0071000000000' }, 100_000, 'H29 132 261118 0042'),
};

/** The timeline so far and one more step. */
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

const now = '2026-11-23T14:10:00+07:00';

const english = (name: string, field: string) => ({ words: { en: { name, field } } });

export const services = parse(serviceList.output, {
  services: [
    {
      id: 'trich-luc',
      name: 'Bản sao trích lục hộ tịch',
      field: 'Hộ tịch',
      procedure: '2.000635',
      ...english('Copy of a civil status extract', 'Civil status'),
    },
    {
      id: 'chung-thuc-ban-sao',
      name: 'Chứng thực bản sao',
      field: 'Chứng thực',
      procedure: '2.000815',
      common: true,
      icon: 'copy',
      ...english('Certified copy', 'Certification'),
    },
    {
      id: 'chung-thuc-chu-ky',
      name: 'Chứng thực chữ ký',
      field: 'Chứng thực',
      procedure: '2.000884',
      icon: 'pen',
      ...english('Certified signature', 'Certification'),
    },
    {
      id: 'khai-sinh',
      name: 'Đăng ký khai sinh',
      field: 'Hộ tịch',
      procedure: '1.001193',
      common: true,
      icon: 'person',
      ...english('Birth registration', 'Civil status'),
    },
    // As an office that has not translated it.
    { id: 'nhan-ket-qua', name: 'Nhận kết quả', field: 'Hồ sơ đã nộp', procedure: null, icon: 'desk' },
  ],
});

const branch = {
  id: '26506.2',
  name: 'Điểm tiếp nhận Thắng Nhì',
  address: '152 Lê Lợi, Phường Vũng Tàu, Thành phố Hồ Chí Minh',
  hours: [],
};

const certification = {
  papers: [
    {
      name: 'Giấy tờ cần chứng thực',
      originals: 1,
      copies: 1,
      words: { en: { name: 'The paper to certify' } },
    },
  ],
  fees: [
    {
      kind: 'phi' as const,
      amount: 2000,
      unit: 'trang',
      note: 'Từ trang thứ 3: 1.000 đồng một trang, nhiều nhất 200.000 đồng một bản',
      words: {
        en: { unit: 'page', note: 'From the third page 1,000 đồng a page, at most 200,000 đồng a copy' },
      },
    },
  ],
  note: { vi: 'Mang theo bản chính. Tối đa 20 bản mỗi lượt.', en: 'Bring the original. At most 20 copies a visit.' },
};

export const service = parse(Service, {
  id: 'chung-thuc-ban-sao',
  name: 'Chứng thực bản sao',
  field: 'Chứng thực',
  procedure: '2.000815',
  ...english('Certified copy', 'Certification'),
  minutes: 20,
  ...certification,
  places: [place, branch],
});

/** A slot of a day in Viet Nam; its identifier is its time. */
export const slot = (day: string, time: string, left = 2, at = place.id) => ({
  id: `A:${day}-${time.replace(':', '')}`,
  place: at,
  start: `${day}T${time}:00+07:00`,
  end: `${day}T${time}:00+07:00`,
  left,
});

const holidays: Record<string, Pick<BookingDay, 'name' | 'type'>> = {
  '2026-11-24': { name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' }, type: 'holiday' },
  '2027-01-01': { name: { vi: 'Tết Dương lịch', en: 'New Year' }, type: 'holiday' },
};

/** Two months of days around today, in every state. */
export const days = (change: (day: BookingDay) => Partial<BookingDay> = () => ({})): Output<typeof dayList> => {
  const all: BookingDay[] = [];
  for (let date = '2026-10-26'; date <= '2027-02-07'; date = addDays(date, 1)) {
    const left = weekday(date) === 6 ? 22 : 42 - (Number(date.slice(8)) % 9);
    const day: BookingDay = {
      date,
      left,
      lunar: lunarText(date),
      state: date < '2026-11-23' ? 'past' : weekday(date) === 7 ? 'off' : date > '2027-01-22' ? 'later' : 'open',
    };
    if (date === '2026-11-23' || date === '2026-11-25') Object.assign(day, { state: 'full', left: 0 });
    if (date === '2026-11-27') day.left = 2;
    if (holidays[date]) Object.assign(day, holidays[date], { state: 'closed', left: 0 });
    all.push({ ...day, ...change(day) });
  }
  return parse(dayList.output, { days: all, first: slot('2026-11-26', '08:20'), until: '2027-01-22', now });
};

export const slots: Output<typeof slotList> = parse(slotList.output, {
  slots: ['07:30', '08:20', '08:40', '09:20', '10:00', '10:40', '13:00', '13:40', '14:20', '15:00'].map((time, i) =>
    slot('2026-11-26', time, i === 0 || i === 4 ? 0 : 2),
  ),
  now,
});

const session = (date: string, more: Partial<Session> = {}): Session => ({
  id: `N:${date}`,
  place: place.id,
  start: `${date}T17:00:00+07:00`,
  end: `${date}T19:00:00+07:00`,
  left: 60,
  date,
  state: 'open',
  unit: 'pages',
  most: 20,
  bookUntil: `${date}T12:00:00+07:00`,
  needsPhone: true,
  ...more,
});

/** Evenings after hours, in every state. */
export const sessions: Output<typeof sessionList> = parse(sessionList.output, {
  sessions: [
    session('2026-11-26', { state: 'over', left: 8 }),
    session('2026-12-03', { left: 2 }),
    session('2026-12-10', { state: 'full', left: 0, waiting: 2 }),
    session('2026-12-17', { left: 45 }),
    session('2026-12-24', {
      state: 'closed',
      left: 0,
      name: { vi: 'Lãnh đạo ký đi họp', en: 'The signing leader is away' },
    }),
    session('2026-12-31'),
    session('2027-01-28', { state: 'later', bookFrom: '2026-11-29T07:00:00+07:00' }),
  ],
  patterns: [{ place: place.id, weekdays: [4], from: '17:00', to: '19:00' }],
  places: [place],
  now,
});

/** Mornings of writing help: people are counted, and no phone is needed. */
export const helpSessions: Output<typeof sessionList> = parse(sessionList.output, {
  sessions: ['2026-11-25', '2026-11-27', '2026-11-30'].map(date => ({
    ...session(date, { unit: 'heads', most: 1, left: 6, needsPhone: false }),
    start: `${date}T07:30:00+07:00`,
    end: `${date}T11:00:00+07:00`,
  })),
  patterns: [{ place: place.id, weekdays: [1, 3, 5], from: '07:30', to: '11:00' }],
  places: [place],
  now,
});

/** Half days of home visits. */
export const halfDays: Output<typeof sessionList> = parse(sessionList.output, {
  sessions: ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02'].flatMap((date, nth) =>
    [
      ['07:30', '11:30'],
      ['13:30', '16:30'],
    ].map(([from, to]) => ({
      ...session(date, { unit: 'heads', most: 1, left: nth ? 3 : 0, state: nth ? 'open' : 'full' }),
      id: `H:${date}:${from}`,
      start: `${date}T${from}:00+07:00`,
      end: `${date}T${to}:00+07:00`,
    })),
  ),
  patterns: [],
  places: [place],
  now,
});

export const homeOffer: HomeOffer = {
  minAge: 60,
  groups: [{ id: 'disabled', label: { vi: 'Người khuyết tật', en: 'Person with a disability' } }],
  area: 'Phường Vũng Tàu, Thành phố Hồ Chí Minh',
  hamlets: [1, 2, 3].map(number => ({ name: `Khu phố ${number}`, was: 'Phường Thắng Nhì, thành phố Vũng Tàu' })),
  returns: [
    { id: 'home', label: { vi: 'Cán bộ mang kết quả đến nhà', en: 'The officer brings the result home' } },
    { id: 'desk', label: { vi: 'Người nhà đến lấy', en: 'A relative fetches it' } },
  ],
  callsFrom: '0254 385 0005',
};

/** A hold of so many seconds. */
export const hold = (seconds = 600): Hold =>
  parse(Hold, {
    token: 'hold',
    slot: slot('2026-11-26', '08:20'),
    expiresAt: new Date(Date.parse(now) + seconds * 1000).toISOString(),
    extensionsLeft: 10,
    now,
  });

export const waiting = (more: Partial<Waiting> = {}): Waiting =>
  parse(Waiting, {
    secret: '3a5b1f0e-8f41-4c52-9f0d-2d1f2a9c7b12.c2VjcmV0LW9mLWEtc3Rvcnk',
    state: 'waiting',
    ahead: 2,
    service: services.services[1]!,
    place,
    slot: sessions.sessions[2]!,
    units: { unit: 'pages', count: 5 },
    contact: { name: 'Nguyễn *** Lan', phone: '091****678' },
    now,
    ...more,
  });

export const appointment = (more: Partial<Appointment> = {}): Appointment =>
  parse(Appointment, {
    number: 'A012',
    secret: '3a5b1f0e-8f41-4c52-9f0d-2d1f2a9c7b11.c2VjcmV0LW9mLWEtc3Rvcnk',
    status: 'booked',
    changeable: true,
    service: services.services[1]!,
    place,
    slot: slot('2026-11-26', '08:20'),
    ...certification,
    contact: { name: 'Nguyễn *** Lan', phone: '091****678' },
    ics: 'BEGIN:VCALENDAR',
    now,
    ...more,
  });
