import type { Dossier } from '../../contract/index.ts';
import { type Calendar } from '../../domain/calendar.ts';
import { usualCourse } from '../../domain/dossier-transitions.ts';
import { openingAt } from '../../domain/opening.ts';
import { maskName } from '../../domain/person.ts';
import { deadlineState, realDue, workdaysLeft } from '../../domain/term.ts';
import { vietQr } from '../../domain/viet-qr.ts';
import { type AgencySettings, effectiveSettings, presentPlace, workingCalendar } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { AgencyRow, DossierRow, PlaceRow } from '../platform/schema.ts';
import type { Secrets } from '../platform/secrets.ts';
import { presentSubscriptions } from './subscriptions.ts';

interface ViewOptions {
  /** The chain of the dossier's own agency. */
  chain: readonly AgencyRow[];
  /** Everything, or only the stage. */
  full: boolean;
  more: boolean;
  now: Date;
}

/** A dossier as the contract returns it to its holder. */
export async function presentDossier(
  db: Db,
  secrets: Secrets,
  row: DossierRow,
  { chain, full, more, now }: ViewOptions,
): Promise<Dossier> {
  const calendar = await workingCalendar(db, chain);
  const settings = effectiveSettings(chain);
  const place = row.place
    ? await db.selectFrom('place').selectAll().where('id', '=', row.place).executeTakeFirst()
    : undefined;
  const steps = full
    ? await db.selectFrom('dossier_step').selectAll().where('dossier', '=', row.id).orderBy('id').execute()
    : [];
  const rated = await db.selectFrom('rating').select('id').where('dossier', '=', row.id).executeTakeFirst();

  const paused = Boolean(row.paused_at);
  const due = realDue(row.due_at);
  const deadline = deadlineState(calendar, { now, due, finished: row.finished_at ?? undefined, paused });
  const running = due && !row.finished_at;
  const left = running ? workdaysLeft(calendar, row.paused_at ?? now, due) : null;
  const extension = row.extension as Dossier['extension'];

  return {
    code: row.code,
    detail: full ? 'full' : 'stage',
    more: more && !full,
    procedure: full ? await presentProcedure(db, row) : null,
    agency: {
      id: row.agency,
      name: chain[0]?.name ?? row.agency,
      phone: chain.find(({ phone }) => phone)?.phone ?? undefined,
    },
    status: row.status,
    label: row.label ?? undefined,
    deadline,
    receivedAt: row.received_at && isoInstant(row.received_at),
    dueAt: due ? isoInstant(due) : null,
    finishedAt: row.finished_at && isoInstant(row.finished_at),
    workdaysLeft: left,
    workdaysLate: due && deadline === 'overdue' ? workdaysLeft(calendar, due, now) : null,
    extension: extension && (full ? extension : { from: extension.from, to: extension.to, reason: null }),
    task: presentTask(row, settings, full),
    visitService: visitService(row, settings),
    reason: full ? row.reason : null,
    place: place ? { ...presentPlace(place), opening: presentOpening(calendar, place, now) } : null,
    delivery: full ? presentDelivery(row, settings) : null,
    applicant: full && row.applicant_name ? maskName(row.applicant_name) : null,
    timeline: steps.map(({ at, status, label, by, note }) => ({
      at: isoInstant(at),
      status,
      label: label ?? undefined,
      by: by ?? undefined,
      note: note ?? undefined,
    })),
    upcoming: upcomingSteps(row.status, paused, left, deadline === 'overdue' ? undefined : due),
    ratingTicket: full && row.status === 'returned' && !rated ? secrets.signToken('rating', row.id) : null,
    ...(full && settings.notices && !isEnded(row.status)
      ? {
          subscriptionTicket: secrets.signToken('subscribe', row.id),
          subscriptions: await presentSubscriptions(db, secrets, row),
        }
      : {}),
    updatedAt: isoInstant(row.updated_at),
    now: isoInstant(now),
  };
}

/** Nothing more will happen to it. */
const isEnded = (status: string): boolean => ['returned', 'rejected', 'withdrawn'].includes(status);

async function presentProcedure(
  db: Db,
  { procedure, procedure_name: name }: DossierRow,
): Promise<Dossier['procedure']> {
  const found = procedure
    ? await db.selectFrom('procedure').select('words').where('code', '=', procedure).executeTakeFirst()
    : undefined;
  return { code: procedure, name, words: found?.words ?? undefined };
}

/** What the citizen books for the next step; a result is collected, everything else handed in. */
function visitService({ status, task }: DossierRow, { visits }: Required<AgencySettings>): string | null {
  const collects = status === 'resolved' || (task as Dossier['task'])?.kind === 'collect';
  return (collects ? visits?.collect : visits?.handIn) ?? null;
}

/** What the citizen has to do, with the ways to pay that the agency has set. */
function presentTask(row: DossierRow, { payment }: Required<AgencySettings>, full: boolean): Dossier['task'] {
  const task = row.task as Dossier['task'];
  if (!task || !full) return task && { kind: task.kind, before: task.before, papers: [] };
  if (task.kind !== 'pay' || !task.amount || !payment) return task;
  const { url, account } = payment;
  const remark = row.code.replace(/[^A-Za-z0-9]+/g, ' ');
  return {
    ...task,
    payment: {
      url,
      account: account && { bank: account.bank, number: account.number, name: account.name, remark },
      vietQr: account && vietQr(account, task.amount, remark),
    },
  };
}

function presentOpening(calendar: Calendar, { hours }: PlaceRow, now: Date) {
  const opening = openingAt(hours, day => calendar.days.get(day), now);
  return opening && { open: opening.open, changesAt: opening.changesAt ? isoInstant(opening.changesAt) : null };
}

function presentDelivery(row: DossierRow, { carriers }: Required<AgencySettings>): Dossier['delivery'] {
  const delivery = row.delivery as Dossier['delivery'];
  const page = delivery && carriers?.[delivery.carrier];
  if (!delivery?.tracking || !page) return delivery;
  return { ...delivery, url: page.replace('{tracking}', encodeURIComponent(delivery.tracking)) };
}

/**
 * The usual steps to come. The result is expected on the due date; while the clock is paused only the working days
 * that are left are known.
 */
function upcomingSteps(status: string, paused: boolean, left: number | null, due: Date | undefined) {
  return (usualCourse[status] ?? []).map(next => ({
    status: next,
    expectedAt: next === 'returned' && due && left !== null && !paused ? isoInstant(due) : null,
    workdays: next === 'processing' && paused ? left : null,
  }));
}
