import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Appointment, BookedVisit, Waiting } from '../../src/contract/index.ts';
import type { Answers } from '../support/page.ts';
import { choose, press, see, type } from '../support/acts.ts';
import {
  appointment,
  capabilities,
  halfDays,
  hold,
  homeOffer,
  service,
  services,
  sessions,
  waiting,
} from '../support/fixtures.ts';

/** What the stories of this widget have in common. */
export const common: Meta = {
  component: 'mc-appointment-booker',
  render: () => html`<mc-appointment-booker><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-appointment-booker>`,
};

export type Story = StoryObj;

export type Play = (canvas: HTMLElement) => Promise<void>;

export const atPlace: Play = async canvas => {
  await press(canvas, '.tiled');
  await see(canvas, '.places, .ways, .failure, [part=failure], #title');
};

export const atTime: Play = async canvas => {
  await atPlace(canvas);
  await press(canvas, '.places .row');
  await see(canvas, '.time, [part=failure], .names + .link, [part=grid]');
};

export const atContact: Play = async canvas => {
  await atTime(canvas);
  await see(canvas, '.time');
  await press(canvas, '.time:not([aria-disabled])');
  await press(canvas, '.bar .primary');
  await see(canvas, '#name');
};

export const contactGiven: Play = async canvas => {
  await atContact(canvas);
  await type(canvas, 'name', 'Nguyễn Thị Lan');
  await type(canvas, 'phone', '0912 345 678');
  await press(canvas, '#consent-appointment');
  await press(canvas, 'button.primary');
};

export const atCheck: Play = async canvas => {
  await contactGiven(canvas);
  await see(canvas, '[role=timer], [part=expired], [part=lost], [part=failure]');
};

export const booked: Play = async canvas => {
  await atCheck(canvas);
  await press(canvas, 'button.primary');
  await see(canvas, '[part=ticket] svg.qr, [part=failure]');
};

export const story = (play: Play, answers: Answers = {}): Story => ({
  parameters: { answers },
  play: async ({ canvasElement }) => play(canvasElement),
});

export const opened = (answers: Answers, look: string): Story =>
  story(async canvas => {
    location.hash = '#motcua:mc-appointment-booker?secret=story';
    await see(canvas, look);
  }, answers);

export const province: Answers = {
  '/capabilities': { ...capabilities, booking: { ...capabilities.booking!, below: true } },
};

export const atAgencies: Play = async canvas => see(canvas, 'ul[aria-labelledby=agencies] .row');

export const confirming = (answers: Answers = {}): Answers => ({
  '/capabilities': { ...capabilities, booking: { ...capabilities.booking!, confirmPhone: true } },
  '/phones/code': { phone: '091****678', until: '2026-11-23T09:20:00+07:00', now: '2026-11-23T09:00:00+07:00' },
  ...answers,
});

export const atCode: Play = async canvas => {
  await contactGiven(canvas);
  await see(canvas, '#code');
};

export const codeGiven: Play = async canvas => {
  await atCode(canvas);
  await type(canvas, 'code', '123456');
  await press(canvas, 'button.primary');
};

export const twoWays: Answers = {
  '/services/chung-thuc-ban-sao': { ...service, ways: ['time', 'session'] },
  '/holds': { ...hold(), slot: sessions.sessions[3]! },
};

export const atWays: Play = async canvas => {
  await press(canvas, '.tiled');
  await see(canvas, '.ways .soonest');
};

export const atSessions: Play = async canvas => {
  await atWays(canvas);
  await press(canvas, '.ways li:nth-child(2) .row');
  await see(canvas, '.amount');
};

export const atSessionContact: Play = async canvas => {
  await atSessions(canvas);
  await press(canvas, '.rows .row:not(.off)');
  await see(canvas, '#name');
};

export const toWait: Play = async canvas => {
  await atSessions(canvas);
  await press(canvas, '.rows button.row.off');
  await see(canvas, '#name');
};

export const joined: Play = async canvas => {
  await toWait(canvas);
  await type(canvas, 'name', 'Nguyễn Thị Lan');
  await type(canvas, 'phone', '0912 345 678');
  await press(canvas, '#consent-appointment');
  await press(canvas, 'button.primary');
  await see(canvas, '[part=waiting], [part=failure]');
};

export const turn = (more: Partial<Waiting>, look = '[part=waiting]'): Story =>
  story(
    async canvas => {
      location.hash = '#motcua:mc-appointment-booker?waiting=story';
      await see(canvas, look);
    },
    { '/waiting/read': waiting(more) },
  );

export const kept = (...tickets: object[]) => ({
  'tickets:26506': tickets.map(ticket => ({ ticket, until: Date.now() + 24 * 3600_000 })),
});

export const offer = waiting({ state: 'offered', ahead: 0, offeredUntil: '2026-11-23T09:30:00+07:00' });

export const visited: Answers = {
  '/services/chung-thuc-ban-sao': { ...service, ways: ['time', 'home'], home: homeOffer },
  '/services/chung-thuc-ban-sao/sessions': halfDays,
  '/holds': { ...hold(), slot: halfDays.sessions[2]! },
};

export const atHome: Play = async canvas => {
  await atPlace(canvas);
  await press(canvas, '.ways li:nth-child(2) .row');
  await see(canvas, '#elder');
};

export const atHalfDays: Play = async canvas => {
  await atHome(canvas);
  await type(canvas, 'elder', 'Nguyễn Thị Tám');
  await type(canvas, 'elderYear', '1941');
  await choose(canvas, 'hamlet', 'Khu phố 2');
  await type(canvas, 'line', '45 Lê Lợi, hẻm bên phải');
  await choose(canvas, 'returns', 'home');
  await press(canvas, 'button.primary');
  await see(canvas, '.rows .row.off');
};

export const atCarer: Play = async canvas => {
  await atHalfDays(canvas);
  await press(canvas, '.rows .row:not(.off)');
  await see(canvas, '#relation');
};

export const visitChecked: Play = async canvas => {
  await atCarer(canvas);
  await type(canvas, 'name', 'Trần Thị Con');
  await type(canvas, 'phone', '0912 345 678');
  await type(canvas, 'relation', 'con gái');
  await press(canvas, '#consent-appointment');
  await press(canvas, 'button.primary');
  await see(canvas, '[role=timer]');
};

export const visit = (state: BookedVisit['state'], more: Partial<Appointment> = {}): Answers => ({
  '/appointments/read': appointment({
    ...more,
    number: 'H001',
    service: services.services[0]!,
    papers: [{ name: 'Tờ khai cấp bản sao', originals: 1, copies: 0 }],
    fees: [{ kind: 'phi', amount: 8000, unit: 'bản', confirmed: false }],
    note: undefined,
    slot: halfDays.sessions[2]!,
    units: { unit: 'heads', count: 1 },
    home: {
      state,
      doorCode: '0977',
      elder: 'Nguyễn *** Tám',
      hamlet: 'Khu phố 2',
      area: homeOffer.area,
      returns: homeOffer.returns[0]!.label,
      callsFrom: '0254 385 0005',
    },
  }),
});
