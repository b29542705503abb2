/** The widgets for citizens, in the order of the snippet. */
export const widgetTags = [
  'mc-status-lookup',
  'mc-appointment-booker',
  'mc-guide-player',
  'mc-feedback-form',
  'mc-duty-roster',
] as const;

/** Widgets for officers: in no snippet for citizens, and not in the file with everything. */
export const officerTags = ['mc-notice-desk'] as const;
