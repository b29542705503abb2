import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Dossier, Slug } from '../src/contract/index.ts';
import { lookUp, press, see, type } from './support/acts.ts';
import { capabilities, dossier, payment, until } from './support/fixtures.ts';

const meta: Meta = {
  title: 'Citizen/Status lookup',
  component: 'mc-status-lookup',
  render: () => html`<mc-status-lookup><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-status-lookup>`,
};
export default meta;

type Story = StoryObj;

const found = (answer: Dossier): Story => ({
  parameters: { answers: { '/dossiers/read': answer } },
  play: async ({ canvasElement }) => lookUp(canvasElement),
});
const refused = (slug: Slug): Story => ({
  parameters: { answers: { '/dossiers/read': slug } },
  play: async ({ canvasElement }) => lookUp(canvasElement),
});

export const Empty: Story = {};

export const Missing: Story = {
  play: async ({ canvasElement }) => {
    await see(canvasElement, '#factor ~ .link');
    await press(canvasElement, 'button.primary');
  },
};

export const NotFound = refused('dossier-not-found');

export const Waiting: Story = {
  parameters: { answers: { '/dossiers/read': dossier() } },
  play: async ({ canvasElement, globals }) => {
    await see(canvasElement, globals['connection'] === 'fine' ? '#factor ~ .link' : '#factor');
    await type(canvasElement, 'code', 'H29.132-261118-0042');
    await type(canvasElement, 'factor', '0042');
    const portal = canvasElement.querySelector('mc-portal') as unknown as { fetch: typeof fetch };
    portal.fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    await press(canvasElement, 'button.primary');
  },
};

export const Submitted = found(
  dossier({
    status: 'submitted',
    deadline: 'none',
    dueAt: null,
    receivedAt: null,
    workdaysLeft: null,
    timeline: [{ at: '2026-11-23T08:15:00+07:00', status: 'submitted' }],
  }),
);
export const Accepted = found(dossier({ status: 'accepted', timeline: until('accepted').slice(0, 2) }));
export const UnderReview = found(dossier());
export const DueSoon = found(dossier({ deadline: 'dueSoon', workdaysLeft: 1 }));
export const DueToday = found(dossier({ deadline: 'dueToday', dueAt: '2026-11-23T17:00:00+07:00', workdaysLeft: 0 }));
export const Overdue = found(
  dossier({ deadline: 'overdue', dueAt: '2026-11-20T17:00:00+07:00', workdaysLeft: 0, workdaysLate: 1 }),
);
export const Extended = found(
  dossier({
    extension: {
      from: '2026-11-20T17:00:00+07:00',
      to: '2026-11-27T17:00:00+07:00',
      reason: 'Chờ ý kiến xác minh của Công an phường.',
      letter: '17/XL-UBND',
    },
  }),
);
export const Supplement = found(
  dossier({
    status: 'supplement',
    deadline: 'paused',
    task: {
      kind: 'supplement',
      before: '2026-11-27T17:00:00+07:00',
      papers: [{ name: 'Giấy chứng sinh (bản chính)' }],
    },
    timeline: until('supplement', 'Bản chụp giấy chứng sinh bị mờ, không đọc được.'),
  }),
);
export const Payment = found(
  dossier({
    status: 'payment',
    deadline: 'paused',
    task: { kind: 'pay', amount: 100_000, papers: [], before: '2026-11-27T17:00:00+07:00', payment },
    timeline: until('payment'),
  }),
);
export const Transfer: Story = {
  ...Payment,
  play: async context => {
    await Payment.play?.(context);
    await press(context.canvasElement, '.actions button');
    await see(context.canvasElement, 'svg.qr');
  },
};
export const Rejected = found(
  dossier({
    status: 'rejected',
    deadline: 'none',
    dueAt: null,
    workdaysLeft: null,
    finishedAt: '2026-11-20T09:40:00+07:00',
    reason: 'Nơi thường trú của Ông/Bà thuộc Phường Tam Thắng. Mời Ông/Bà nộp tại Phường Tam Thắng.',
    timeline: until('rejected'),
  }),
);
export const Suspended = found(
  dossier({
    status: 'suspended',
    deadline: 'paused',
    reason: 'Địa chỉ kinh doanh đang có tranh chấp, chờ kết quả của Tòa án.',
    timeline: until('suspended'),
  }),
);
export const Withdrawing = found(dossier({ status: 'withdrawing', timeline: until('withdrawing') }));
export const Withdrawn = found(
  dossier({
    status: 'withdrawn',
    deadline: 'early',
    finishedAt: '2026-11-20T09:40:00+07:00',
    workdaysLeft: null,
    timeline: until('withdrawn'),
  }),
);
export const ReadyToCollect = found(
  dossier({
    status: 'resolved',
    deadline: 'early',
    finishedAt: '2026-11-20T09:40:00+07:00',
    workdaysLeft: null,
    task: { kind: 'collect', papers: [] },
    timeline: until('resolved'),
  }),
);
export const WithThePost = found(
  dossier({
    status: 'posting',
    deadline: 'onTime',
    finishedAt: '2026-11-20T09:40:00+07:00',
    workdaysLeft: null,
    delivery: { carrier: 'Bưu điện Việt Nam', tracking: 'RR000000055VN', url: 'https://vnpost.vn/?key=RR000000055VN' },
    timeline: until('posting'),
  }),
);
export const Returned = found(
  dossier({
    status: 'returned',
    deadline: 'early',
    finishedAt: '2026-11-20T09:40:00+07:00',
    workdaysLeft: null,
    ratingTicket: 'ticket',
    timeline: until('returned'),
  }),
);
export const NotSent = found(
  dossier({ status: 'draft', deadline: 'none', dueAt: null, receivedAt: null, workdaysLeft: null, timeline: [] }),
);
export const StateOfTheBackend = found(
  dossier({
    status: 'tax-check',
    label: 'Đang chờ cơ quan thuế xác nhận',
    timeline: until('tax-check', undefined, 'Đang chờ cơ quan thuế xác nhận'),
  }),
);

const stage = dossier({
  detail: 'stage',
  more: true,
  procedure: null,
  applicant: null,
  timeline: [],
  status: 'supplement',
  deadline: 'paused',
  task: { kind: 'supplement', before: '2026-11-27T17:00:00+07:00', papers: [] },
});

/** A backend that shows the stage by the code alone; the page sets the code. */
export const OpenStage: Story = {
  render: () => html`<mc-status-lookup code="H29.132-261118-0042"></mc-status-lookup>`,
  parameters: {
    answers: {
      '/capabilities': { ...capabilities, lookup: { privacy: 'open', factors: ['phoneLast4'] } },
      '/dossiers/read': stage,
    },
  },
  play: async ({ canvasElement }) => see(canvasElement, '#result, [part=failure]'),
};

export const TooManyTries = refused('too-many-requests');
export const ServerFails = refused('internal');

export const BackendDown: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const BackendRefuses: Story = {
  parameters: { connection: 'refusing' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const NotOffered: Story = { parameters: { answers: { '/capabilities': { ...capabilities, lookup: null } } } };
