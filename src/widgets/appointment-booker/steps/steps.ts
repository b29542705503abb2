/** The steps of a booking, in order; which of them a person goes through depends on what is known already. */
export const steps = ['agency', 'service', 'place', 'home', 'time', 'contact', 'check'] as const;
export type Step = (typeof steps)[number];
