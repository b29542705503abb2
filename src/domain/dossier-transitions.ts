/** Which states may follow which. What is not here, an officer cannot do. */
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

/** States in which the office waits for the citizen, and its time does not run. */
export const pausedStates: readonly string[] = ['supplement', 'payment', 'suspended'];

/** States after which nothing is due any more. */
export const finalStates: readonly string[] = ['rejected', 'withdrawn', 'resolved', 'posting', 'returned'];

/** States that need a reason that the citizen can read. */
export const statesNeedingReason: readonly string[] = ['rejected', 'suspended'];
