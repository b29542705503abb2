import type { Meta } from '@storybook/web-components-vite';
import { see } from '../support/acts.ts';
import { hold } from '../support/fixtures.ts';
import { common, atCheck, booked, story } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Check' };
export default meta;

export const Check = story(atCheck);
export const HoldIsEnding = story(atCheck, { '/holds': hold(100) });
export const HoldIsOver = story(
  async canvas => {
    await atCheck(canvas);
    await see(canvas, '[part=expired]');
  },
  { '/holds': hold(-1) },
);
export const BookingFails = story(booked, { '/appointments': 'internal' });
export const NobodyKnowsWhetherItWasBooked = story(booked, { '/appointments': 'outcome-unknown' });
