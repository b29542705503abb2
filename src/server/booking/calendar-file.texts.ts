/** Texts of calendar files. */
export const calendarTexts = {
  vi: {
    originals: (count: number) => `${count} bản chính`,
    copies: (count: number) => `${count} bản sao`,
  },
  en: {
    originals: (count: number) => `${count} ${count === 1 ? 'original' : 'originals'}`,
    copies: (count: number) => `${count} ${count === 1 ? 'copy' : 'copies'}`,
  },
};
