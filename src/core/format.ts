/** Formats dates and numbers in Vietnamese conventions, always in Viet Nam's time zone. */
export interface Format {
  /** `17:00 Thứ Sáu, 27/11/2026` */
  moment(iso: string): string;
  /** `Thứ Sáu, 27/11/2026` */
  day(iso: string): string;
  /** `Thứ Sáu` */
  weekday(iso: string): string;
  /** `27/11` */
  shortDay(iso: string): string;
  /** `Tháng 11/2026` */
  month(iso: string): string;
  /** `17:00` */
  time(iso: string): string;
  /** `1.234.567` */
  number(value: number): string;
}

const weekdays: Record<string, readonly string[]> = {
  vi: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
};

const zoneMs = 7 * 3600_000;

/** Formats for a language; names of weekdays and months in other languages come from the browser. */
export function formatFor(lang: string): Format {
  const name = (iso: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(lang, { ...options, timeZone: 'UTC' }).format(shifted(iso));
  const format: Format = {
    weekday: iso => weekdays[lang]?.[parts(iso)[1]] ?? name(iso, { weekday: 'long' }),
    shortDay(iso) {
      const [, , day, month] = parts(iso);
      return `${two(day)}/${two(month)}`;
    },
    month(iso) {
      const [, , , month, year] = parts(iso);
      return lang === 'vi' ? `Tháng ${month}/${year}` : name(iso, { month: 'short', year: 'numeric' });
    },
    day: iso => `${format.weekday(iso)}, ${format.shortDay(iso)}/${parts(iso)[4]}`,
    time: iso => parts(iso)[0],
    moment: iso => `${format.time(iso)} ${format.day(iso)}`,
    number: value => String(value).replace(/\B(?=(\d{3})+$)/g, lang === 'vi' ? '.' : ','),
  };
  return format;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** Shifted so that UTC fields are Viet Nam's: independent of the device's time zone. */
const shifted = (iso: string) => new Date(Date.parse(iso) + zoneMs);

function parts(iso: string): [time: string, weekday: number, day: number, month: number, year: number] {
  const date = shifted(iso);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return [time, date.getUTCDay(), date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()];
}
