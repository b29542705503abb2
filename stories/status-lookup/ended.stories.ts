import type { Meta } from '@storybook/web-components-vite';
import { dossier, until } from '../support/fixtures.ts';
import { common, found } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Status lookup/Ended' };
export default meta;

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
export const Withdrawn = found(
  dossier({
    status: 'withdrawn',
    deadline: 'early',
    finishedAt: '2026-11-20T09:40:00+07:00',
    workdaysLeft: null,
    timeline: until('withdrawn'),
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
