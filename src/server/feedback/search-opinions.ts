import { parsePhoneNumber } from '../../domain/phone.ts';
import { parseTrackingCode } from '../../domain/tracking-code.ts';
import type { Db } from '../platform/database.ts';
import type { SignedInOfficer } from '../platform/sessions.ts';

/** Opinions by their code, or by the phone number of their sender. */
export async function searchOpinions(db: Db, { scope }: SignedInOfficer, typed: string) {
  const code = parseTrackingCode(typed);
  const phone = parsePhoneNumber(typed);
  if (!code && phone.kind !== 'phone') return [];
  return db
    .selectFrom('opinion')
    .select(['id', 'code', 'received_at'])
    .where('agency', 'in', scope)
    .where(({ or, eb }) =>
      or([
        ...(code ? [eb('code', '=', code)] : []),
        ...(phone.kind === 'phone' ? [eb('contact_phone', '=', phone.e164)] : []),
      ]),
    )
    .orderBy('received_at', 'desc')
    .limit(20)
    .execute();
}
