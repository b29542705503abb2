/** The steps of a booking, in order; known ones are skipped. */
export const steps = ['agency', 'service', 'place', 'home', 'time', 'contact', 'check'] as const;
export type Step = (typeof steps)[number];
