/** Allowed transitions by state; officers cannot do others. */
export const transitions: Readonly<Record<string, readonly string[]>> = {
  submitted: ['accepted', 'supplement', 'rejected', 'withdrawn'],
  accepted: ['processing', 'supplement', 'payment', 'suspended', 'withdrawn'],
  processing: ['supplement', 'payment', 'suspended', 'resolved', 'withdrawn'],
  supplement: ['processing', 'suspended', 'withdrawn'],
  payment: ['processing', 'suspended', 'withdrawn'],
  suspended: ['processing', 'withdrawn'],
  withdrawing: ['withdrawn', 'processing'],
  resolved: ['posting', 'returned'],
  posting: ['returned'],
};

/** States that wait for the citizen, in which the clock stands still unless an agency sets others. */
export const usualPauses: readonly string[] = ['supplement', 'payment', 'suspended'];

/** Final states: nothing is due any more. */
export const finalStates: readonly string[] = ['rejected', 'withdrawn', 'resolved', 'posting', 'returned'];

/** States that require a reason for the citizen. */
export const statesNeedingReason: readonly string[] = ['rejected', 'suspended'];

/** States that usually follow, in order; exceptions such as a missing paper are not among them. */
export const usualCourse: Readonly<Record<string, readonly string[]>> = {
  draft: ['submitted', 'accepted', 'processing', 'returned'],
  submitted: ['accepted', 'processing', 'returned'],
  accepted: ['processing', 'returned'],
  processing: ['returned'],
  supplement: ['processing', 'returned'],
  payment: ['processing', 'returned'],
  withdrawing: ['withdrawn'],
  resolved: ['returned'],
  posting: ['returned'],
};
