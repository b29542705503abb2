import { addDays, type Calendar, dayOf, instantAt, isWorkday } from '../../domain/calendar.ts';
import { dueAt, type Term } from '../../domain/term.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Secrets } from '../platform/secrets.ts';

/** A sample dossier. Times are relative working days, so that the sample looks real on any day. */
interface Sample {
  number: number;
  procedure: readonly [code: string, name: string];
  status: string;
  label?: string;
  term?: Term;
  /** Steps, oldest first: working days ago, minute of the day, state. */
  steps: readonly (readonly [daysAgo: number, minute: number, status: string, note?: string])[];
  applicant?: string;
  papers?: string[];
  amount?: number;
  reason?: string;
  extended?: string;
  /** Working days from today until the citizen's deadline. */
  actWithin?: number;
  delivery?: { carrier: string; tracking: string };
  agency?: string;
}

const birth = ['1.001193', 'Đăng ký khai sinh'] as const;
const single = ['1.004873', 'Cấp Giấy xác nhận tình trạng hôn nhân'] as const;
const business = ['1.001612', 'Đăng ký thành lập hộ kinh doanh'] as const;
const residence = ['1.004222', 'Đăng ký thường trú'] as const;
const copies = ['2.000815', 'Chứng thực bản sao từ bản chính'] as const;
const extract = ['2.000635', 'Cấp bản sao Trích lục hộ tịch'] as const;

const workdays = (value: number): Term => ({ value, unit: 'workday' });
const am = 8 * 60 + 15;
const pm = 13 * 60 + 30;

const samples: readonly Sample[] = [
  {
    number: 42,
    procedure: birth,
    status: 'supplement',
    term: workdays(5),
    applicant: 'Nguyễn Thị Lan',
    papers: ['Giấy chứng sinh (bản chính)'],
    actWithin: 3,
    steps: [
      [3, am, 'submitted'],
      [3, am + 25, 'accepted'],
      [2, pm, 'processing'],
      [1, am + 85, 'supplement', 'Bản chụp giấy chứng sinh bị mờ, không đọc được.'],
    ],
  },
  {
    number: 43,
    procedure: residence,
    status: 'processing',
    term: workdays(7),
    steps: [
      [3, am, 'submitted'],
      [3, am + 40, 'accepted'],
      [2, pm, 'processing'],
    ],
  },
  {
    number: 44,
    procedure: single,
    status: 'processing',
    term: workdays(3),
    steps: [
      [3, am, 'accepted'],
      [2, pm, 'processing'],
    ],
  },
  {
    number: 45,
    procedure: residence,
    status: 'processing',
    term: workdays(3),
    steps: [
      [6, am, 'accepted'],
      [5, pm, 'processing'],
    ],
  },
  {
    number: 46,
    procedure: business,
    status: 'processing',
    term: workdays(3),
    extended: 'Chờ ý kiến xác minh địa chỉ kinh doanh của Công an phường.',
    steps: [
      [4, am, 'accepted'],
      [3, pm, 'processing'],
    ],
  },
  {
    number: 47,
    procedure: business,
    status: 'payment',
    term: workdays(3),
    amount: 100_000,
    actWithin: 5,
    steps: [
      [2, am, 'accepted'],
      [1, pm, 'payment'],
    ],
  },
  { number: 48, procedure: extract, status: 'submitted', steps: [[0, am, 'submitted']] },
  {
    number: 49,
    procedure: residence,
    status: 'accepted',
    term: workdays(7),
    steps: [
      [1, am, 'submitted'],
      [0, am, 'accepted'],
    ],
  },
  {
    number: 50,
    procedure: single,
    status: 'rejected',
    reason:
      'Nơi thường trú của Ông/Bà thuộc Phường Tam Thắng. Mời Ông/Bà nộp tại Phường Tam Thắng hoặc trên Cổng Dịch vụ công quốc gia.',
    steps: [
      [2, am, 'submitted'],
      [2, pm, 'rejected'],
    ],
  },
  {
    number: 51,
    procedure: business,
    status: 'suspended',
    term: workdays(3),
    reason: 'Địa chỉ kinh doanh đang có tranh chấp, chờ kết quả của Tòa án.',
    steps: [
      [5, am, 'accepted'],
      [3, pm, 'suspended'],
    ],
  },
  {
    number: 52,
    procedure: extract,
    status: 'withdrawing',
    term: workdays(2),
    steps: [
      [2, am, 'accepted'],
      [1, pm, 'withdrawing'],
    ],
  },
  {
    number: 53,
    procedure: copies,
    status: 'withdrawn',
    term: workdays(1),
    steps: [
      [4, am, 'accepted'],
      [3, pm, 'withdrawn'],
    ],
  },
  {
    number: 54,
    procedure: birth,
    status: 'resolved',
    term: workdays(4),
    steps: [
      [4, am, 'submitted'],
      [4, am + 20, 'accepted'],
      [3, pm, 'processing'],
      [1, pm, 'resolved'],
    ],
  },
  {
    number: 55,
    procedure: single,
    status: 'posting',
    term: workdays(3),
    delivery: { carrier: 'Bưu điện Việt Nam', tracking: 'RR000000055VN' },
    steps: [
      [4, am, 'accepted'],
      [2, pm, 'resolved'],
      [1, am, 'posting'],
    ],
  },
  {
    number: 56,
    procedure: copies,
    status: 'returned',
    term: workdays(3),
    applicant: 'Trần Văn Hùng',
    steps: [
      [5, am, 'accepted'],
      [4, am, 'resolved'],
      [3, am, 'returned'],
    ],
  },
  {
    number: 57,
    procedure: business,
    status: 'tax-check',
    label: 'Đang chờ cơ quan thuế xác nhận',
    term: workdays(5),
    steps: [
      [3, am, 'accepted'],
      [1, pm, 'tax-check'],
    ],
  },
  { number: 58, procedure: extract, status: 'draft', steps: [] },
  {
    number: 61,
    procedure: residence,
    status: 'supplement',
    term: workdays(7),
    papers: ['Giấy tờ về chỗ ở hợp pháp (bản sao)'],
    actWithin: 4,
    agency: '26526',
    steps: [
      [3, am, 'accepted'],
      [1, pm, 'supplement', 'Thiếu giấy tờ về chỗ ở.'],
    ],
  },
];

const paused = new Set(['supplement', 'payment', 'suspended']);
const finished = new Set(['rejected', 'withdrawn', 'resolved', 'posting', 'returned']);

/** The second factors of a sample dossier, derived from its number: tests and the demo know them. */
export const sampleFactors = (number: number) => ({
  phoneLast4: String(number).padStart(4, '0'),
  idLast4: String(number + 1000),
  secretCode: `K${number}MC`,
});

export async function fillDossiers(tx: Tx, secrets: Secrets, calendar: Calendar, now: Date): Promise<void> {
  for (const sample of samples) {
    const agency = sample.agency ?? '26506';
    const at = (daysAgo: number, minute: number) => earlier(instantAt(workdayAgo(calendar, now, daysAgo), minute), now);
    const steps = sample.steps.map(([daysAgo, minute, status, note]) => ({
      at: at(daysAgo, minute),
      status,
      note: note ?? null,
    }));
    const first = steps[0]?.at ?? now;
    const last = steps.at(-1)?.at ?? now;
    const accepted = steps.find(step => step.status === 'accepted')?.at;
    const regular = accepted && sample.term ? dueAt(calendar, accepted, sample.term) : null;
    const due = regular && sample.extended ? dueAt(calendar, now, workdays(3)) : regular;
    const before = sample.actWithin ? { before: isoInstant(dueAt(calendar, now, workdays(sample.actWithin))) } : {};
    const day = dayOf(first).slice(2).replaceAll('-', '');
    const factors = sampleFactors(sample.number);

    const { id } = await tx
      .insertInto('dossier')
      .values({
        code: `H29.${agency === '26506' ? '132' : '133'}-${day}-${String(sample.number).padStart(4, '0')}`,
        agency,
        procedure: sample.procedure[0],
        procedure_name: sample.procedure[1],
        status: sample.status,
        label: sample.label ?? null,
        applicant_name: sample.applicant ?? 'Lê Văn An',
        applicant_phone: `+8490000${factors.phoneLast4}`,
        phone_key: secrets.factorHmac('phoneLast4', factors.phoneLast4),
        id_key: secrets.factorHmac('idLast4', factors.idLast4),
        secret_key: secrets.factorHmac('secretCode', factors.secretCode),
        notify: sample.number % 2 === 0,
        received_at: accepted ?? null,
        due_at: due,
        finished_at: finished.has(sample.status) ? last : null,
        paused_at: paused.has(sample.status) ? last : null,
        extension:
          regular && due && sample.extended
            ? JSON.stringify({
                from: isoInstant(regular),
                to: isoInstant(due),
                reason: sample.extended,
                letter: '17/XL-UBND',
              })
            : null,
        task: JSON.stringify(taskOf(sample, before)),
        reason: sample.reason ?? null,
        place: `${agency}.1`,
        delivery: sample.delivery ? JSON.stringify(sample.delivery) : null,
        updated_at: last,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const step of steps) {
      const label = step.status === sample.status ? (sample.label ?? null) : null;
      await tx
        .insertInto('dossier_step')
        .values({ dossier: id, ...step, label, by: 'Bộ phận Một cửa' })
        .execute();
    }
  }
}

/** The dossier that the demo names: one that waits for the citizen. */
export async function showDossier(db: Db): Promise<{ code: string; phoneLast4: string } | undefined> {
  const row = await db.selectFrom('dossier').select('code').where('code', 'like', '%-0042').executeTakeFirst();
  return row && { code: row.code, phoneLast4: sampleFactors(42).phoneLast4 };
}

function taskOf({ status, papers = [], amount }: Sample, before: object): object | null {
  if (status === 'supplement') return { kind: 'supplement', papers: papers.map(name => ({ name })), ...before };
  if (status === 'payment') return { kind: 'pay', papers: [], amount, ...before };
  if (status === 'resolved') return { kind: 'collect', papers: [] };
  return null;
}

function workdayAgo(calendar: Calendar, now: Date, count: number): string {
  let day = dayOf(now);
  while (!isWorkday(calendar, day)) day = addDays(day, -1);
  for (let left = count; left > 0;) {
    day = addDays(day, -1);
    if (isWorkday(calendar, day)) left--;
  }
  return day;
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);
