const timeFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
});

const dateFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** The time of an instant in messages: `08:30`. */
export const messageTime = (instant: Date): string => timeFormat.format(instant);

/** The day of an instant in messages: `26/11/2026`. */
export const messageDay = (instant: Date): string => dateFormat.format(instant);

/** A deadline in messages: `17:00 ngày 26/11/2026`. */
export const messageDeadline = (instant: Date): string => `${messageTime(instant)} ngày ${messageDay(instant)}`;
