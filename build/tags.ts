/** The widgets, in the order of the snippet. */
export const widgetTags = [
  'mc-status-lookup',
  'mc-appointment-booker',
  'mc-guide-player',
  'mc-feedback-form',
  'mc-duty-roster',
] as const;
