import type { Meta } from '@storybook/web-components-vite';
import { see } from '../support/acts.ts';
import { sessions, waiting } from '../support/fixtures.ts';
import { common, story, twoWays, toWait, joined, turn } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Waitlist' };
export default meta;

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
