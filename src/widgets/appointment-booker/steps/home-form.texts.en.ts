import type { HomeTexts } from './home-form.texts.ts';

export const homeEnglish: HomeTexts = {
  forSelf: 'The visit is for myself',
  ownName: 'Your full name',
  self: 'myself',
  labels: {
    elder: 'Full name of the person we visit',
    elderYear: 'Year of birth',
    group: 'Entitled as',
    hamlet: 'Hamlet or quarter',
    line: 'House number and street, or how to find the house',
    returns: 'The result',
    relation: 'What is your relationship to that person?',
    note: 'Anything else we should know (optional)',
  },
  hints: {
    line: 'For example: 12 Lê Lai, behind the market',
    relation: 'For example: daughter, grandson, neighbour',
    note: 'There is no need to speak of health.',
  },
  missing: {
    elder: 'Please enter the full name of the person we visit',
    elderYear: 'Please enter the year of birth with 4 digits, for example 1948',
    hamlet: 'Please choose the hamlet or quarter',
    line: 'Please enter the house number, or how to find the house',
    returns: 'Please choose how the result comes back',
    relation: 'Please enter your relationship to that person',
  },
  tooYoung: age => `This person is not yet ${age}: please choose another entitlement, or come to the desk`,
  fromAge: age => `${age} years and older`,
  choose: 'Please choose',
  formerly: (name, was) => `${name} (formerly ${was})`,
};
