import type { Calendar, Hours } from './calendar.ts';

/**
 * Working hours where an office has not set its own: those that most offices publish, in the morning and in the
 * afternoon from Monday to Friday. Decisions of the provinces differ by up to half an hour.
 */
const usualDay: readonly Hours[] = [
  [7 * 60 + 30, 11 * 60 + 30],
  [13 * 60, 17 * 60],
];

/**
 * A week as most offices work, without special days. The cut-off of same-day procedures, 15:00, is that of decree
 * 23/2015/NĐ-CP, art. 7.
 */
export const usualWeek: Calendar = {
  week: [1, 2, 3, 4, 5, 6, 7].map(weekday => (weekday < 6 ? usualDay : [])),
  days: new Map(),
  sameDayCutOff: 15 * 60,
};
