import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { halfDays } from '../support/fixtures.ts';
import { common, story, opened, visited, atHome, atHalfDays, atCarer, visitChecked, visit } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Visit at home' };
export default meta;

export const WhomToVisit = story(atHome, visited);
export const VisitForOneself = story(async canvas => {
  await atHome(canvas);
  await press(canvas, '#self');
}, visited);
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
