import type { AgencyTexts } from './agency-picker.texts.ts';

export const agencyEnglish: AgencyTexts = {
  search: 'Find a ward or commune',
  searchHint: 'Type its new or its former name, with or without diacritics. For example: phuong 5',
  list: 'Where you can book',
  count: count => (count ? `${count} ${count === 1 ? 'office' : 'offices'}` : 'None found. Please enter another name.'),
  none: 'No office takes bookings for this yet. Please call us.',
  formerly: names => `Formerly ${names}`,
  near: 'Find the one nearest to me',
  nearHint: 'Your phone will ask whether it may tell where you are. Your position is not sent anywhere.',
  looking: 'Looking for your position…',
  sorted: 'The nearest is first now.',
  noPosition: 'Your location is not available. Please choose from the list.',
  away: kilometres => `about ${kilometres} km away`,
};
