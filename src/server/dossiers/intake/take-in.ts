import { safeParse } from 'valibot';
import { recordAudit } from '../../platform/audit.ts';
import { type ImportCounts, type ReadRecord, schemaMistakes } from '../../platform/record-file/index.ts';
import { applyRecord } from './apply-record.ts';
import { DossierRecord } from './dossier-record.ts';
import { insertRecords } from './insert-records.ts';
import type { IntakeContext, Taken } from './intake-context.ts';
import { IntakeLookups } from './intake-lookups.ts';

/**
 * Takes in dossiers of other systems, in a transaction: new ones are added, known ones moved on by the same transitions
 * as officers move them, with steps and messages. Each bad record is told, the rest is taken. The same records a second
 * time change nothing.
 */
export async function takeIn(context: IntakeContext, records: readonly ReadRecord[]): Promise<ImportCounts> {
  const counts: ImportCounts = { added: 0, changed: 0, unchanged: 0, mistakes: [] };
  const taken: Taken[] = [];
  for (const { line, value } of records) {
    const read = safeParse(DossierRecord, value);
    if (read.success && isLater(read.output.at, context.now)) counts.mistakes.push({ line, path: 'at', code: 'date' });
    else if (read.success) taken.push({ line, record: read.output });
    else counts.mistakes.push(...schemaMistakes(line, read.issues));
  }
  for (const round of roundsOf(taken)) await takeRound(context, round, counts);
  const { added, changed } = counts;
  if (added || changed)
    await recordAudit(context.tx, {
      ...{ officer: context.source.by, action: 'dossier.intake', subject: context.source.id, now: context.now },
      ...{
        agency: context.source.agency,
        detail: { name: context.source.name, added: String(added), changed: String(changed) },
      },
    });
  counts.mistakes.sort((a, b) => a.line - b.line);
  return counts;
}

/** Clocks may differ by as much: what is later has not happened yet, and nothing would be newer than it. */
const maxAheadMs = 10 * 60_000;
const isLater = (at: Date | undefined, now: Date): boolean =>
  at !== undefined && at.getTime() > now.getTime() + maxAheadMs;

/** Records of which none has the code of another, in their order: the first of each code, then the second. */
function roundsOf(taken: readonly Taken[]): Taken[][] {
  const seen = new Map<string, number>();
  const rounds: Taken[][] = [];
  for (const each of taken) {
    const nth = seen.get(each.record.code) ?? 0;
    seen.set(each.record.code, nth + 1);
    (rounds[nth] ??= []).push(each);
  }
  return rounds;
}

async function takeRound(context: IntakeContext, round: readonly Taken[], counts: ImportCounts): Promise<void> {
  const { tx, source } = context;
  const lookups = await IntakeLookups.read(tx, source, round);
  const fresh: Taken[] = [];
  for (const each of round) {
    const mistake = lookups.mistakeOf(each);
    if (mistake) counts.mistakes.push(mistake);
    else if (!lookups.known.has(each.record.code)) fresh.push(each);
  }
  // Another process may have added one meanwhile: it is then known, as the others are.
  const added = await insertRecords(context, lookups, fresh);
  counts.added += added.size;
  if (added.size < fresh.length) await lookups.readAgain(tx, fresh);
  for (const each of round) {
    const row = lookups.known.get(each.record.code);
    if (!row || added.has(each.record.code)) continue;
    const mistake = lookups.mistakeOf(each);
    if (mistake) {
      // Told before, unless another process has added the dossier meanwhile.
      if (fresh.includes(each)) counts.mistakes.push(mistake);
      continue;
    }
    const outcome = await applyRecord(context, lookups, row, each);
    if (typeof outcome === 'string') counts[outcome]++;
    else counts.mistakes.push(outcome);
  }
}
