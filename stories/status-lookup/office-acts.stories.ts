import type { Meta } from '@storybook/web-components-vite';
import { dossier, until } from '../support/fixtures.ts';
import { common, found } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Status lookup/Office acts' };
export default meta;

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
export const Withdrawing = found(dossier({ status: 'withdrawing', timeline: until('withdrawing') }));
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
export const StateOfTheBackend = found(
  dossier({
    status: 'tax-check',
    label: 'Đang chờ cơ quan thuế xác nhận',
    timeline: until('tax-check', undefined, 'Đang chờ cơ quan thuế xác nhận'),
  }),
);
