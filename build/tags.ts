/** The widgets, in the order in which the snippet shows them. */
export const widgetTags = [
  'mc-status-lookup',
  'mc-appointment-booker',
  'mc-guide-player',
  'mc-feedback-form',
  'mc-duty-roster',
] as const;
