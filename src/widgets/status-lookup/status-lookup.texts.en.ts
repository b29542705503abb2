import type { StatusTexts } from './status-lookup.texts.ts';

export const statusEnglish: StatusTexts = {
  title: 'Check a dossier',
  intro: 'See which step your dossier has reached.',
  code: 'Dossier code',
  receipt: 'The code is in the top right corner of the receipt',
  receiptTitle: 'GIẤY TIẾP NHẬN VÀ HẸN TRẢ',
  codeHint: example => `For example: ${example}`,
  scan: 'Scan',
  scanning: 'Reading the code…',
  scanned: code => `The code ${code} was read`,
  scanFailed:
    'There is no dossier code in the picture. Please photograph the code on the receipt close and sharp, or enter it.',
  codeMissing: 'Please enter the dossier code printed on the receipt.',
  codeWrong: 'This does not look like a code. Please check the one printed on the receipt.',
  codeUnusual: example => `Codes usually look like ${example}.`,
  amiss: {
    codeMissing: 'The dossier code is missing',
    codeWrong: 'The dossier code is not right',
    factor: 'The last 4 digits or the lookup code are missing',
  },
  factor: {
    phoneLast4: 'Last 4 digits of the registered phone',
    idLast4: 'Last 4 digits of the registered ID number',
    secretCode: 'Lookup code printed on the receipt',
  },
  factorHint: {
    phoneLast4: 'The applicant’s phone number, as on the receipt',
    idLast4: 'ID card of the person named on the dossier',
    secretCode: 'Letters and digits',
  },
  factorMissing: {
    phoneLast4: 'Please enter only the last 4 digits of the phone number.',
    idLast4: 'Please enter only the last 4 digits of the ID number.',
    secretCode: 'Please enter the lookup code.',
  },
  factorOther: {
    phoneLast4: 'Use the phone number',
    idLast4: 'Use the ID number',
    secretCode: 'Use the lookup code',
  },
  several: 'Look several codes up',
  find: 'Look up',
  finding: 'Looking up…',
  more: 'Show details',
  moreWhy: 'Details are shown only to the applicant.',
  notFound: 'No dossier matches what you entered. Please check the code and the number on the receipt.',
  lost: 'Lost the receipt? Please call us and we will find your dossier.',
};
