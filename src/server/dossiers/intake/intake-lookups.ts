import type { Term } from '../../../domain/term.ts';
import { agencyChains } from '../../agencies/index.ts';
import type { Tx } from '../../platform/database.ts';
import type { ImportMistake } from '../../platform/record-file/index.ts';
import type { AgencyRow, DossierRow } from '../../platform/schema.ts';
import { dossierClock } from '../dossier-clock.ts';
import type { Clock } from '../state-after.ts';
import type { IntakeSource, Taken } from './intake-context.ts';

/** An agency of dossiers. */
interface Agency {
  chain: readonly AgencyRow[];
  /** The desk at which results are collected. */
  place: string | null;
  clock: Clock;
}

/** What the records of a round refer to: dossiers that are known, agencies, procedures. */
export class IntakeLookups {
  /** By code; locked, in one order, so that two intakes wait for each other. */
  known = new Map<string, DossierRow>();
  readonly #source: IntakeSource;
  readonly #agencies = new Map<string, Agency>();
  readonly #procedures = new Map<string, { name: string; term: Term | null }>();

  readonly #lastSteps = new Map<string, Date>();

  private constructor(source: IntakeSource) {
    this.#source = source;
  }

  static async read(tx: Tx, source: IntakeSource, round: readonly Taken[]): Promise<IntakeLookups> {
    const lookups = new IntakeLookups(source);
    await lookups.readAgain(tx, round);
    await lookups.#readProcedures(tx, round);
    await lookups.#readAgencies(tx, round);
    return lookups;
  }

  async readAgain(tx: Tx, round: readonly Taken[]): Promise<void> {
    if (!round.length) return;
    const codes = round.map(({ record }) => record.code);
    const rows = await tx
      .selectFrom('dossier')
      .selectAll()
      .where('code', 'in', codes)
      .orderBy('code')
      .forUpdate()
      .execute();
    for (const row of rows) this.known.set(row.code, row);
    if (!rows.length) return;
    const last = await tx
      .selectFrom('dossier_step')
      .select(['dossier', ({ fn }) => fn.max('at').as('at')])
      .where(
        'dossier',
        'in',
        rows.map(({ id }) => id),
      )
      .groupBy('dossier')
      .execute();
    for (const { dossier, at } of last) this.#lastSteps.set(dossier, new Date(at));
  }

  /** Why a record cannot be taken, whatever its dossier's state is. */
  mistakeOf({ line, record }: Taken): ImportMistake | undefined {
    const { code, agency, procedure, procedureName } = record;
    const wrong = (path: string, code: string, detail?: string) => ({ line, path, code, ...(detail && { detail }) });
    const row = this.known.get(code);
    if (row && !this.#source.scope.includes(row.agency)) return wrong('code', 'not-allowed');
    if (row && agency && agency !== row.agency) return wrong('agency', 'other-agency', row.agency);
    if (!this.#agencies.has(this.agencyOf(record))) return wrong('agency', 'unknown', this.agencyOf(record));
    const isNamed = procedureName || (procedure && this.#procedures.has(procedure));
    if (!isNamed && (!row || procedure))
      return wrong(procedure ? 'procedure' : 'procedureName', procedure ? 'unknown' : 'required', procedure ?? '');
    return undefined;
  }

  /** When a dossier came into its state. */
  lastStep({ id }: DossierRow): Date | undefined {
    return this.#lastSteps.get(id);
  }

  agencyOf(record: Taken['record']): string {
    return this.known.get(record.code)?.agency ?? record.agency ?? this.#source.agency;
  }

  agency(id: string): Agency {
    return this.#agencies.get(id)!;
  }

  procedure(code: string | null | undefined) {
    return code ? this.#procedures.get(code) : undefined;
  }

  /** How the time of a dossier is counted. */
  clock(agency: string, procedure: string | null | undefined): Clock {
    const { clock } = this.agency(agency);
    return { ...clock, term: this.procedure(procedure)?.term ?? clock.term };
  }

  async #readProcedures(tx: Tx, round: readonly Taken[]): Promise<void> {
    const rows = [...this.known.values()];
    const codes = [...round.map(({ record }) => record.procedure), ...rows.map(({ procedure }) => procedure)];
    const wanted = [...new Set(codes.filter(code => code !== null && code !== undefined))];
    if (!wanted.length) return;
    const found = await tx
      .selectFrom('procedure')
      .select(['code', 'short_name', 'facts'])
      .where('code', 'in', wanted)
      .execute();
    for (const { code, short_name: name, facts } of found)
      this.#procedures.set(code, { name, term: (facts['term'] as Term | null | undefined) ?? null });
  }

  async #readAgencies(tx: Tx, round: readonly Taken[]): Promise<void> {
    const wanted = new Set(round.map(({ record }) => this.agencyOf(record)));
    const allowed = [...wanted].filter(id => this.#source.scope.includes(id));
    if (!allowed.length) return;
    const places = await tx
      .selectFrom('place')
      .select(['id', 'agency'])
      .where('agency', 'in', allowed)
      .where('desk', '=', true)
      .where('active', '=', true)
      .orderBy('position')
      .execute();
    for (const [id, chain] of await agencyChains(tx, allowed)) {
      const place = places.find(({ agency }) => agency === id)?.id ?? null;
      this.#agencies.set(id, { chain, place, clock: await dossierClock(tx, chain) });
    }
  }
}
