import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Appointment, BookedVisit, Waiting } from '../src/contract/index.ts';
import type { Answers } from './support/page.ts';
import { choose, press, see, type } from './support/acts.ts';
import {
  appointment,
  capabilities,
  days,
  halfDays,
  helpSessions,
  hold,
  homeOffer,
  service,
  sessions,
  slot,
  slots,
  waiting,
} from './support/fixtures.ts';

const meta: Meta = {
  title: 'Citizen/Appointment booker',
  component: 'mc-appointment-booker',
  render: () => html`<mc-appointment-booker><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-appointment-booker>`,
};
export default meta;

type Story = StoryObj;
type Play = (canvas: HTMLElement) => Promise<void>;

const atPlace: Play = async canvas => {
  await press(canvas, '.tiled');
  await see(canvas, '.places, .ways, .failure, [part=failure], #title');
};
const atTime: Play = async canvas => {
  await atPlace(canvas);
  await press(canvas, '.places .row');
  await see(canvas, '.time, [part=failure], .names + .link, [part=grid]');
};
const atContact: Play = async canvas => {
  await atTime(canvas);
  await see(canvas, '.time');
  await press(canvas, '.time:not([aria-disabled])');
  await press(canvas, '.bar .primary');
  await see(canvas, '#name');
};
const contactGiven: Play = async canvas => {
  await atContact(canvas);
  await type(canvas, 'name', 'Nguyễn Thị Lan');
  await type(canvas, 'phone', '0912 345 678');
  await press(canvas, '#consent-appointment');
  await press(canvas, 'button.primary');
};
const atCheck: Play = async canvas => {
  await contactGiven(canvas);
  await see(canvas, '[role=timer], [part=expired], [part=lost], [part=failure]');
};
const booked: Play = async canvas => {
  await atCheck(canvas);
  await press(canvas, 'button.primary');
  await see(canvas, '[part=ticket] svg.qr, [part=failure]');
};

const story = (play: Play, answers: Answers = {}): Story => ({
  parameters: { answers },
  play: async ({ canvasElement }) => play(canvasElement),
});
const opened = (answers: Answers, look: string): Story =>
  story(async canvas => {
    location.hash = '#motcua:mc-appointment-booker?secret=story';
    await see(canvas, look);
  }, answers);

const province: Answers = { '/capabilities': { ...capabilities, booking: { ...capabilities.booking!, below: true } } };
const atAgencies: Play = async canvas => see(canvas, 'ul[aria-labelledby=agencies] .row');

export const ChooseWard = story(atAgencies, province);
export const ChooseWardByItsFormerName = story(async canvas => {
  await atAgencies(canvas);
  await type(canvas, 'search', 'phuong 7');
}, province);
export const NoWardOfThisName = story(async canvas => {
  await atAgencies(canvas);
  await type(canvas, 'search', 'xyz');
}, province);
export const NoWardTakesBookings = story(async canvas => see(canvas, '.primary.call, a.call, a[href^="tel:"]'), {
  ...province,
  '/agencies': { agencies: [] },
});
export const WardsDoNotCome = story(async canvas => see(canvas, '[part=failure]'), {
  ...province,
  '/agencies': 'internal',
});
export const ChooseService = story(async canvas => see(canvas, '.row'));
export const NothingFound = story(async canvas => see(canvas, 'input#search + *, p'), {
  '/services': { services: [] },
});
export const ChoosePlace = story(atPlace);
export const ChooseTime = story(atTime);
export const ChooseTimeByWeek = story(async canvas => {
  await atTime(canvas);
  await press(canvas, '.switch button');
  await see(canvas, '.week .time');
});
export const ChooseTimeByMonth = story(async canvas => {
  await atTime(canvas);
  await press(canvas, '.switch button:last-child');
  await see(canvas, 'table[part=grid] ~ *, .time');
});
export const EarlierOrLater = story(async canvas => {
  await atTime(canvas);
  await see(canvas, '.time');
  await press(canvas, '.soon button');
  await see(canvas, '.bar .link');
});
export const DayWithManyTimes = story(atTime, {
  '/services/chung-thuc-ban-sao/slots': {
    ...slots,
    slots: Array.from({ length: 60 }, (_, i) => {
      const minute = 450 + i * 5;
      const two = (value: number) => String(value).padStart(2, '0');
      return slot('2026-11-26', `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, i % 7 ? 1 : 0);
    }),
  },
});
export const NothingFree = story(atTime, {
  '/services/chung-thuc-ban-sao/days': {
    ...days(({ state }) => (state === 'open' ? { state: 'full', left: 0 } : {})),
    first: null,
  },
});
export const DaysDoNotCome = story(atTime, { '/services/chung-thuc-ban-sao/days': 'internal' });
export const NoTimeChosen = story(async canvas => {
  await atTime(canvas);
  await see(canvas, '.time');
  await press(canvas, '.bar .primary');
  await see(canvas, '#time-error');
});
export const Contact = story(atContact);
export const ContactWithMistakes = story(async canvas => {
  await atContact(canvas);
  await type(canvas, 'phone', '0123 456 7890');
  await press(canvas, 'button.primary');
  await see(canvas, '#summary');
});
export const SomebodyWasFaster = story(atCheck, {
  '/holds': {
    refused: 'slot-taken',
    alternatives: [
      slot('2026-11-26', '08:40'),
      slot('2026-11-26', '09:20'),
      slot('2026-11-26', '08:20', 1, '26506.2'),
      slot('2026-11-26', '10:40'),
      slot('2026-11-27', '08:20'),
    ],
  },
});
export const PlaceHasClosed = story(atCheck, { '/holds': { refused: 'slot-closed', alternatives: [] } });
export const TooManyAppointments = story(atCheck, { '/holds': 'too-many-appointments' });
export const Check = story(atCheck);

const confirming = (answers: Answers = {}): Answers => ({
  '/capabilities': { ...capabilities, booking: { ...capabilities.booking!, confirmPhone: true } },
  '/phones/code': { phone: '091****678', until: '2026-11-23T09:20:00+07:00', now: '2026-11-23T09:00:00+07:00' },
  ...answers,
});
const atCode: Play = async canvas => {
  await contactGiven(canvas);
  await see(canvas, '#code');
};
const codeGiven: Play = async canvas => {
  await atCode(canvas);
  await type(canvas, 'code', '123456');
  await press(canvas, 'button.primary');
};
export const ConfirmPhone = story(atCode, confirming());
export const WrongCode = story(
  async canvas => {
    await codeGiven(canvas);
    await see(canvas, '#code-error');
  },
  confirming({ '/phones/confirm': 'invalid-input' }),
);
export const NoMoreCodesToday = story(
  async canvas => {
    await atCode(canvas);
    await see(canvas, '[part=failure]');
  },
  confirming({ '/phones/code': 'too-many-requests' }),
);
export const NothingIsHeldBefore = story(
  async canvas => {
    await contactGiven(canvas);
    await see(canvas, 'dl ~ .box');
  },
  { '/holds': { ...hold(), firm: false } },
);
export const HoldIsEnding = story(atCheck, { '/holds': hold(100) });
export const HoldIsOver = story(
  async canvas => {
    await atCheck(canvas);
    await see(canvas, '[part=expired]');
  },
  { '/holds': hold(1) },
);
export const BookingFails = story(booked, { '/appointments': 'internal' });
export const NobodyKnowsWhetherItWasBooked = story(booked, { '/appointments': 'outcome-unknown' });
export const Booked = story(booked);
export const AskedWhetherToCancel = story(async canvas => {
  await booked(canvas);
  await press(canvas, '#ask-cancel');
  await see(canvas, '#question');
});
export const AskedWhetherToRemove = story(async canvas => {
  await booked(canvas);
  await press(canvas, '#ask-drop');
  await see(canvas, '#question');
});
export const Cancelled = story(
  async canvas => {
    await booked(canvas);
    await press(canvas, '#ask-cancel');
    await press(canvas, 'section .primary');
    await see(canvas, '.band');
  },
  { '/appointments/cancel': appointment({ status: 'cancelled', changeable: false }) },
);
export const Moving = story(async canvas => {
  await booked(canvas);
  await press(canvas, '.actions > button');
  await see(canvas, '.time');
  await press(canvas, '.time:not([aria-disabled])');
  await press(canvas, '.bar .primary');
  await see(canvas, 's');
});
export const MovedButTheOldOneStands = opened(
  { '/appointments/read': appointment({ stillBooked: 'A007' }) },
  '[role=alert]',
);

export const OpenedByItsLink = opened({ '/appointments/read': appointment() }, 'svg.qr');
export const TooLateToChange = opened({ '/appointments/read': appointment({ changeable: false }) }, 'svg.qr');
export const CancelledByTheOffice = opened(
  {
    '/appointments/read': appointment({
      status: 'cancelled',
      changeable: false,
      reason: 'Mất điện',
      next: slot('2026-11-27', '09:20'),
    }),
  },
  '.stopped .primary',
);
export const HasCome = opened(
  { '/appointments/read': appointment({ status: 'arrived', changeable: false }) },
  '.box .title',
);
export const Missed = opened(
  { '/appointments/read': appointment({ status: 'missed', changeable: false }) },
  '.box .title',
);
export const LinkOfNoAppointment = opened({ '/appointments/read': 'appointment-not-found' }, '[part=failure]');

const twoWays: Answers = {
  '/services/chung-thuc-ban-sao': { ...service, ways: ['time', 'session'] },
  '/holds': { ...hold(), slot: sessions.sessions[3]! },
};
const atWays: Play = async canvas => {
  await press(canvas, '.tiled');
  await see(canvas, '.ways .soonest');
};
const atSessions: Play = async canvas => {
  await atWays(canvas);
  await press(canvas, '.ways li:nth-child(2) .row');
  await see(canvas, '.amount');
};
const atSessionContact: Play = async canvas => {
  await atSessions(canvas);
  await press(canvas, '.rows .row:not(.off)');
  await see(canvas, '#name');
};
export const ChooseWay = story(atWays, twoWays);
export const ChooseSession = story(atSessions, twoWays);
export const SessionWithTooLittleLeft = story(async canvas => {
  await atSessions(canvas);
  for (let i = 0; i < 4; i++) await press(canvas, '.amount button:last-child');
}, twoWays);
export const NoSessionsSoon = story(
  async canvas => {
    await press(canvas, '.tiled');
    await press(canvas, '.ways li:nth-child(2) .row');
  },
  { ...twoWays, '/services/chung-thuc-ban-sao/sessions': { ...sessions, sessions: [], patterns: [] } },
);
export const SessionsDoNotCome = story(
  async canvas => {
    await press(canvas, '.tiled');
    await press(canvas, '.ways li:nth-child(2) .row');
    await see(canvas, '[part=failure]');
  },
  { ...twoWays, '/services/chung-thuc-ban-sao/sessions': 'internal' },
);
export const SessionFilledUp = story(
  async canvas => {
    await atSessionContact(canvas);
    await type(canvas, 'name', 'Nguyễn Thị Lan');
    await type(canvas, 'phone', '0912 345 678');
    await press(canvas, '#consent-appointment');
    await press(canvas, 'button.primary');
    await see(canvas, '[part=lost]');
  },
  { ...twoWays, '/holds': { refused: 'slot-taken', alternatives: [sessions.sessions[5]!] } },
);
export const NoPhoneNeeded = story(
  async canvas => {
    await press(canvas, '.tiled');
    await see(canvas, '.rows .row:not(.off) .number');
    await press(canvas, '.rows .row:not(.off)');
    await see(canvas, '#birthYear');
    await press(canvas, 'button.primary');
    await see(canvas, '#summary');
  },
  {
    '/services/chung-thuc-ban-sao': { ...service, places: [], ways: ['session'] },
    '/services/chung-thuc-ban-sao/sessions': helpSessions,
  },
);
export const TicketOfASession = opened(
  {
    '/appointments/read': appointment({
      number: 'N007',
      slot: sessions.sessions[3]!,
      units: { unit: 'pages', count: 15 },
      turn: { from: '2026-12-17T17:30:00+07:00', to: '2026-12-17T18:00:00+07:00' },
    }),
  },
  'svg.qr',
);

const toWait: Play = async canvas => {
  await atSessions(canvas);
  await press(canvas, '.rows button.row.off');
  await see(canvas, '#name');
};
const joined: Play = async canvas => {
  await toWait(canvas);
  await type(canvas, 'name', 'Nguyễn Thị Lan');
  await type(canvas, 'phone', '0912 345 678');
  await press(canvas, '#consent-appointment');
  await press(canvas, 'button.primary');
  await see(canvas, '[part=waiting], [part=failure]');
};
const turn = (more: Partial<Waiting>, look = '[part=waiting]'): Story =>
  story(
    async canvas => {
      location.hash = '#motcua:mc-appointment-booker?waiting=story';
      await see(canvas, look);
    },
    { '/waiting/read': waiting(more) },
  );
export const WaitForAFullSession = story(toWait, twoWays);
export const HasAPlaceAlready = story(joined, { ...twoWays, '/waiting': 'already-booked' });
export const DidNotComeTooOften = story(joined, { ...twoWays, '/waiting': 'too-many-missed' });
export const APlaceBecameFree = story(joined, { ...twoWays, '/waiting': 'slot-free' });
export const InLine = story(joined, { ...twoWays, '/waiting': waiting() });
export const FirstInLine = turn({ ahead: 0 });
export const PlaceIsOffered = turn({ state: 'offered', ahead: 0, offeredUntil: '2026-11-23T09:30:00+07:00' });
export const OfferWasNotTaken = turn({ state: 'expired', next: sessions.sessions[3]! });
export const LeftTheLine = turn({ state: 'left' });
export const NothingBecameFree = turn({ state: 'over', next: sessions.sessions[3]! });
export const SessionIsNotHeld = turn({ state: 'over', reason: 'Mất điện' });
export const LinkOfNoTurn = story(
  async canvas => {
    location.hash = '#motcua:mc-appointment-booker?waiting=story';
    await see(canvas, '[part=failure]');
  },
  { '/waiting/read': 'waiting-not-found' },
);

const kept = (...tickets: object[]) => ({
  'tickets:26506': tickets.map(ticket => ({ ticket, until: Date.now() + 24 * 3600_000 })),
});
export const TicketsOfThisDevice: Story = {
  parameters: { device: kept(appointment(), waiting()), answers: { '/waiting/read': waiting() } },
  play: async ({ canvasElement }) => see(canvasElement, '#kept'),
};
const offer = waiting({ state: 'offered', ahead: 0, offeredUntil: '2026-11-23T09:30:00+07:00' });
export const PlaceIsKeptForThisDevice: Story = {
  parameters: { device: kept(appointment(), waiting()), answers: { '/waiting/read': offer } },
  play: async ({ canvasElement }) => see(canvasElement, '.box.yours button.primary'),
};
export const TicketWithoutConnection: Story = {
  parameters: { device: kept(appointment()), connection: 'offline' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '#kept + ul .row');
    await see(canvasElement, '[part=ticket]');
  },
};

const visited: Answers = {
  '/services/chung-thuc-ban-sao': { ...service, ways: ['time', 'home'], home: homeOffer },
  '/services/chung-thuc-ban-sao/sessions': halfDays,
  '/holds': { ...hold(), slot: halfDays.sessions[2]! },
};
const atHome: Play = async canvas => {
  await atPlace(canvas);
  await press(canvas, '.ways li:nth-child(2) .row');
  await see(canvas, '#elder');
};
const atHalfDays: Play = async canvas => {
  await atHome(canvas);
  await type(canvas, 'elder', 'Nguyễn Thị Tám');
  await type(canvas, 'elderYear', '1941');
  await choose(canvas, 'hamlet', 'Khu phố 2');
  await type(canvas, 'line', '45 Lê Lợi, hẻm bên phải');
  await choose(canvas, 'returns', 'home');
  await press(canvas, 'button.primary');
  await see(canvas, '.rows .row.off');
};
const atCarer: Play = async canvas => {
  await atHalfDays(canvas);
  await press(canvas, '.rows .row:not(.off)');
  await see(canvas, '#relation');
};
const visitChecked: Play = async canvas => {
  await atCarer(canvas);
  await type(canvas, 'name', 'Trần Thị Con');
  await type(canvas, 'phone', '0912 345 678');
  await type(canvas, 'relation', 'con gái');
  await press(canvas, '#consent-appointment');
  await press(canvas, 'button.primary');
  await see(canvas, '[role=timer]');
};
const visit = (state: BookedVisit['state'], more: Partial<Appointment> = {}): Answers => ({
  '/appointments/read': appointment({
    ...more,
    number: 'H001',
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
export const ChoosePlaceOrHome = story(atPlace, visited);
export const WhomToVisit = story(atHome, visited);
export const WhomToVisitWithMistakes = story(async canvas => {
  await atHome(canvas);
  await type(canvas, 'elderYear', '1995');
  await press(canvas, 'button.primary');
  await see(canvas, '#summary');
}, visited);
export const ChooseHalfDay = story(atHalfDays, visited);
export const WhoAsksForTheVisit = story(atCarer, visited);
export const CheckTheVisit = story(visitChecked, visited);
export const VisitBookedBySomebodyElse = story(
  async canvas => {
    await visitChecked(canvas);
    await press(canvas, 'button.primary');
    await see(canvas, '[part=failure]');
  },
  { ...visited, '/appointments': 'visit-already-booked' },
);
export const TicketOfAVisit = opened(visit('planned'), 'svg.qr');
export const OfficerIsOnTheWay = opened(visit('onTheWay'), 'svg.qr');
export const OfficerHasThePapers = opened(visit('received', { status: 'arrived', changeable: false }), '.band');
export const ResultIsBroughtHome = opened(visit('returned', { status: 'arrived', changeable: false }), '.band');
export const VisitCancelledByTheOffice = opened(
  visit('planned', { status: 'cancelled', changeable: false, reason: 'Mưa bão', next: halfDays.sessions[3]! }),
  '.stopped .primary',
);

export const OnePlaceOnly = story(
  async canvas => {
    await press(canvas, '.tiled');
    await see(canvas, '.time');
  },
  { '/services/chung-thuc-ban-sao': { ...service, places: service.places.slice(0, 1) } },
);
export const BackendDown: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const NotOffered: Story = { parameters: { answers: { '/capabilities': { ...capabilities, booking: null } } } };
