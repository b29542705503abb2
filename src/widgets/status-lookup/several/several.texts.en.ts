import type { SeveralTexts } from './several.texts.ts';

export const severalEnglish: SeveralTexts = {
  title: 'Several codes',
  intro: factor =>
    `One dossier code a line${factor ? `, a space, then ${factor}` : ''}. You may paste a table from a spreadsheet.`,
  factors: {
    phoneLast4: 'the last 4 digits of the applicant’s phone',
    idLast4: 'the last 4 digits of the applicant’s identity card',
    secretCode: 'the look-up code',
  },
  codes: 'Dossier codes',
  noCodes: 'There is no dossier code. Please paste again, one code a line.',
  most: count => `${count} codes are looked up at a time: those after them were not.`,
  unread: numbers => `No dossier code in line ${numbers}.`,
  find: 'Look all up',
  finding: (done, all) => `Looking up ${done} of ${all}…`,
  done: (found, all) => `${all} codes looked up, ${found} found.`,
  interrupted: (done, all) => `${done} of ${all} codes looked up so far.`,
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
  refused: {
    'dossier-not-found': 'Not found: please check the code and what stands beside it',
    'invalid-input': 'The code or what stands beside it is not right: please correct it and look up again',
    'not-offered': 'This office does not offer the lookup of dossiers',
  },
  incomplete: (count, factor) => `Missing in ${count} of the codes: ${factor}.`,
  needsFactor: factor => `Missing: ${factor}`,
  failed: 'Not looked up yet, please go on',
  waiting: 'Waiting',
};
