import type { Dossier } from '../../contract/dossier.ts';

/** Whether nothing will change any more. */
export const isFinal = ({ status }: Dossier): boolean => ['returned', 'withdrawn', 'rejected'].includes(status);
