import type { Secrets } from '../../platform/secrets.ts';
import type { DossierRow } from '../../platform/schema.ts';
import type { DossierRecord } from './dossier-record.ts';
import type { IntakeLookups } from './intake-lookups.ts';

/** Columns that a record sets, whatever the state of its dossier. */
type Columns = Partial<
  Pick<
    DossierRow,
    | 'procedure'
    | 'procedure_name'
    | 'applicant_name'
    | 'applicant_phone'
    | 'phone_key'
    | 'id_key'
    | 'secret_key'
    | 'notify'
  >
>;

/** The columns of the fields that a record has. */
export function recordColumns(secrets: Secrets, lookups: IntakeLookups, record: DossierRecord): Columns {
  const { procedure, procedureName, applicant: { name, phone, idNumber, secretCode, notify } = {} } = record;
  const known = lookups.procedure(procedure);
  const hmac = (kind: 'phoneLast4' | 'idLast4' | 'secretCode', value: string | null) =>
    value ? secrets.factorHmac(kind, value) : null;
  return {
    // A procedure that the catalogue does not have is told by its name alone.
    ...(procedure !== undefined && { procedure: known ? procedure : null }),
    ...((procedureName ?? known) && { procedure_name: procedureName ?? known!.name }),
    ...(name !== undefined && { applicant_name: name || null }),
    ...(phone !== undefined && { applicant_phone: phone, phone_key: hmac('phoneLast4', phone && phone.slice(-4)) }),
    ...(idNumber !== undefined && { id_key: hmac('idLast4', lastFour(idNumber)) }),
    ...(secretCode !== undefined && { secret_key: hmac('secretCode', secretCode) }),
    ...(notify !== undefined && { notify }),
  };
}

const lastFour = (idNumber: string | null): string | null => idNumber && idNumber.replace(/[\s.-]/g, '').slice(-4);
