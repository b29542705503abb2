import type { SeveralTexts } from './several.texts.ts';

export const severalEnglish: SeveralTexts = {
  title: 'Several codes',
  intro: 'One dossier code a line. You may paste from a spreadsheet.',
  introFactor:
    'One dossier code a line, a space, then the last 4 digits of the applicant’s phone. You may paste from a spreadsheet.',
  codes: 'Dossier codes',
  noCodes: 'There is no dossier code. Please paste again, one code a line.',
  most: count => `${count} codes are looked up at a time: those after them were not.`,
  find: 'Look all up',
  finding: (done, all) => `Looking up ${done} of ${all}…`,
  done: (found, all) => `${all} codes looked up, ${found} found.`,
  goOn: 'Go on',
  print: 'Print this sheet',
  one: 'Look one up',
  sheetTitle: 'State of dossiers',
  columns: { code: 'Dossier code', state: 'State', due: 'Due' },
  tones: {
    yours: 'The citizen’s move',
    going: 'The office is at work',
    done: 'Done',
    stopped: 'Late, or stopped',
    rest: 'Ended',
  },
  notFound: 'Not found: please check the code and the digits',
  needsFactor: 'The last 4 digits of the phone are missing',
  failed: 'Not looked up yet, please go on',
  waiting: 'Waiting',
};
