import { dossierRead, subscriptionCreate, subscriptionStop } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { dossierKey, isDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import { agencyChains, effectiveSettings } from '../agencies/index.ts';
import { dossierGuessLimit } from '../http/guess-limit.ts';
import type { Limit } from '../http/rate-limit.ts';
import { type Router, txContext } from '../http/router.ts';
import type { Db } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AgencyRow } from '../platform/schema.ts';
import type { Secrets } from '../platform/secrets.ts';
import { presentDossier } from './present-dossier.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

/** Generous: a mobile network shares few addresses. */
const perClient: Limit = { max: 1200, seconds: 600 };

/** Phones that one network may have told. */
const perSubscriber: Limit = { max: 120, seconds: 600 };

const factorColumns = { phoneLast4: 'phone_key', idLast4: 'id_key', secretCode: 'secret_key' } as const;

export function dossierRoutes(router: Router): void {
  router.write(subscriptionCreate, (input, context, tx) => subscribe(txContext(context, tx), input), perSubscriber);
  router.write(subscriptionStop, (input, context, tx) => unsubscribe(txContext(context, tx), input), perSubscriber);
  router.read(
    dossierRead,
    async (input, { app: { db, secrets }, now }) => {
      const { agency, factor } = input;
      const code = parseDossierCode(input.code);
      const row = isDossierCode(code) ? await findDossier(db, secrets, code, factor) : undefined;
      const chains = await agencyChains(db, [agency, ...(row ? [row.agency] : [])]);
      const lookup = lookupSettings(chains.get(agency), factor);
      const chain = row && chains.get(row.agency);
      if (!chain || !isVisible(chain, factor)) throw new ProblemError('dossier-not-found');
      const more = lookup.factors.length > 0;
      return presentDossier(db, secrets, row, { chain, full: Boolean(factor), more, now });
    },
    perClient,
    dossierGuessLimit,
  );
}

type Factor = Input<typeof dossierRead>['factor'];

/**
 * The lookup settings of the asked agency.
 * @throws ProblemError `agency-not-found`, `not-offered`, `invalid-input` for a missing factor or one not offered
 */
function lookupSettings(chain: readonly AgencyRow[] | undefined, factor: Factor) {
  if (!chain) throw new ProblemError('agency-not-found');
  const { lookup } = effectiveSettings(chain);
  if (!lookup) throw new ProblemError('not-offered');
  if (lookup.privacy === 'factor' && !factor) throw invalidInput('/factor', 'required');
  if (factor && !lookup.factors.includes(factor.kind)) throw invalidInput('/factor/kind', 'not-offered');
  return lookup;
}

/**
 * One query for code and factor: a wrong code and a wrong factor give the same answer. Codes match by their
 * normalized form; where two dossiers share it, only the exactly typed one matches.
 */
function findDossier(db: Db, secrets: Secrets, code: string, factor: Factor) {
  const key = dossierKey(code);
  let query = db
    .selectFrom('dossier')
    .selectAll()
    .where('code_key', '=', key)
    .where(({ eb, or, not, exists, selectFrom }) =>
      or([
        eb('code', '=', code),
        not(
          exists(
            selectFrom('dossier as other')
              .select('other.id')
              .where('other.code_key', '=', key)
              .whereRef('other.id', '<>', 'dossier.id'),
          ),
        ),
      ]),
    );
  if (factor) query = query.where(factorColumns[factor.kind], '=', secrets.factorHmac(factor.kind, factor.value));
  return query.executeTakeFirst();
}

/** The settings of the dossier's own agency decide, whichever agency is asked. */
function isVisible(chain: readonly AgencyRow[], factor: Factor): boolean {
  const { lookup } = effectiveSettings(chain);
  return lookup !== null && (factor ? lookup.factors.includes(factor.kind) : lookup.privacy === 'open');
}
