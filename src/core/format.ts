/** Formats dates and numbers in Vietnamese conventions, always in Viet Nam's time zone. */
export interface Format {
  /** `17:00 thứ Sáu, 27/11/2026` */
  moment(iso: string): string;
  /** `thứ Sáu, 27/11/2026` */
  day(iso: string): string;
  /** `17:00` */
  time(iso: string): string;
  /** `1.234.567` */
  number(value: number): string;
}

const weekdays: Record<string, readonly string[]> = {
  vi: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
};

const zoneMs = 7 * 3600_000;

/** Formats for a language; weekday names of other languages come from the browser. */
export function formatFor(lang: string): Format {
  const format: Format = {
    day(iso) {
      const [, weekday, day, month, year] = parts(iso);
      const names = weekdays[lang];
      const name =
        names?.[weekday] ?? new Intl.DateTimeFormat(lang, { weekday: 'long', timeZone: 'UTC' }).format(shifted(iso));
      return `${name}, ${two(day)}/${two(month)}/${year}`;
    },
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
