import { parseTimeOfDay } from '../../domain/time-of-day.ts';
import { isUsableTemplate } from '../notifications/index.ts';
import type { OfficeAgency, OfficeCounter, OfficeFile } from './office-file.ts';
import { firstMistakes, type Mistake, OfficeMistakes, type Path, writePath } from './mistakes.ts';
import type { OfficeSource } from './read-yaml.ts';

/** What the system knows already that a file may refer to, or collide with. */
export interface Known {
  /** The agency above each agency. */
  parents: ReadonlyMap<string, string | null>;
  /** The agency of each service, also of those that have ended. */
  services: ReadonlyMap<string, string>;
  activeServices: ReadonlySet<string>;
  /** The agency of each place. */
  places: ReadonlyMap<string, string>;
  /** The agency of each counter. */
  counters: ReadonlyMap<string, string>;
  procedures: ReadonlySet<string>;
}

/** Whether a recurrence can be read. */
export type RuleCheck = (rule: string) => boolean;

type Reject = (at: Path, code: string, ...values: (string | number)[]) => void;

/**
 * Checks what the form alone does not show: identifiers that are used twice, references to what is not there, hours
 * that overlap.
 * @throws OfficeMistakes with all mistakes
 */
export function checkOffice(file: OfficeFile, source: OfficeSource, known: Known, isRule: RuleCheck): void {
  const { lineOf, isChecked = () => true } = source;
  const mistakes: Mistake[] = [];
  const reject: Reject = (at, code, ...values) => {
    if (isChecked(at)) mistakes.push({ line: lineOf(at), path: writePath(at), code, values });
  };
  const seen = new Map<string, Path>();
  const once = (kind: string, id: string, at: Path) => {
    const before = seen.get(`${kind} ${id}`);
    if (before) reject(at, 'duplicate', id, lineOf(before));
    else seen.set(`${kind} ${id}`, at);
  };

  const parents = new Map([...known.parents, ...file.agencies.map(({ id, parent }) => [id, parent ?? null] as const)]);
  const procedures = new Set([...known.procedures, ...(file.procedures ?? []).map(({ code }) => code)]);
  const services = new Map(known.services);
  const listed = new Set(file.agencies.map(({ id }) => id));
  // What an agency of the file had and has no longer cannot be referred to.
  for (const [id, agency] of known.services)
    if (listed.has(agency) || !known.activeServices.has(id)) services.delete(id);
  for (const { id, services: own = [] } of file.agencies) for (const service of own) services.set(service.id, id);

  file.procedures?.forEach(({ code }, nth) => once('procedure', code, ['procedures', nth, 'code']));
  file.agencies.forEach((agency, nth) => {
    const at: Path = ['agencies', nth];
    once('agency', agency.id, [...at, 'id']);
    checkTree(agency, at, parents, reject);
    checkDays(agency, at, once, reject);
    checkWork(agency, at, lineOf, reject);
    for (const [name, words] of Object.entries(agency.settings?.templates ?? {}))
      if (!isUsableTemplate(name, words)) reject([...at, 'settings', 'templates', name], 'template', name);
    agency.services?.forEach((service, index) => {
      const path = [...at, 'services', index];
      once('service', service.id, [...path, 'id']);
      const owner = known.services.get(service.id);
      if (owner !== undefined && owner !== agency.id) reject([...path, 'id'], 'taken', service.id, owner);
      if (service.procedure && !procedures.has(service.procedure))
        reject([...path, 'procedure'], 'noProcedure', service.procedure);
    });
    const above = chainOf(agency.id, parents);
    const isOffered = (service: string) => above.has(services.get(service) ?? '');
    checkVisits(agency, at, isOffered, reject);
    agency.places?.forEach((place, index) => {
      const path = [...at, 'places', index];
      once('place', place.id, [...path, 'id']);
      const owner = known.places.get(place.id);
      if (owner !== undefined && owner !== agency.id) reject([...path, 'id'], 'taken', place.id, owner);
      checkHours(place.hours ?? [], [...path, 'hours'], lineOf, reject);
      place.counters?.forEach((counter, which) => {
        const inside = [...path, 'counters', which];
        once('counter', counter.id, [...inside, 'id']);
        const holder = known.counters.get(counter.id);
        if (holder !== undefined && holder !== agency.id) reject([...inside, 'id'], 'taken', counter.id, holder);
        const other = place.counters?.findIndex(each => each !== counter && each.letter === counter.letter) ?? -1;
        if (other >= 0) reject([...inside, 'letter'], 'letterTaken', place.counters?.[other]?.name ?? '');
        checkCounter(counter, inside, { isOffered, lineOf, isRule, reject });
      });
    });
  });
  if (mistakes.length) throw new OfficeMistakes(firstMistakes(mistakes));
}

/** Trees are not deeper. */
export const mostLevels = 12;

/** An agency and those above it, itself first; ends at a cycle, and above `mostLevels`. */
export function chainOf(id: string, parents: ReadonlyMap<string, string | null>): Set<string> {
  const chain = new Set<string>();
  for (let at: string | null | undefined = id; at && !chain.has(at) && chain.size <= mostLevels; at = parents.get(at))
    chain.add(at);
  return chain;
}

function checkTree(agency: OfficeAgency, at: Path, parents: ReadonlyMap<string, string | null>, reject: Reject): void {
  const { id, parent, successors = [] } = agency;
  if (parent && !parents.has(parent)) reject([...at, 'parent'], 'noAgency', parent);
  const chain = chainOf(id, parents);
  const last = [...chain].at(-1) ?? '';
  if (parent && parents.get(last)) reject([...at, 'parent'], chain.size > mostLevels ? 'deep' : 'cycle', mostLevels);
  successors.forEach((successor, nth) => {
    const path = [...at, 'successors', nth];
    if (successor === id) reject(path, 'self');
    else if (!parents.has(successor)) reject(path, 'noAgency', successor);
    else if (successors.indexOf(successor) < nth) reject(path, 'twice', successor);
  });
}

function checkDays(
  { id, validFrom, validTo, calendar = [] }: OfficeAgency,
  at: Path,
  once: (kind: string, id: string, at: Path) => void,
  reject: Reject,
): void {
  if (validFrom && validTo && validTo < validFrom) reject([...at, 'validTo'], 'dates', validFrom);
  calendar.forEach(({ date, hours = [] }, nth) => {
    once(`calendar of ${id}`, date, [...at, 'calendar', nth, 'date']);
    hours.forEach(({ from, to }, which) => {
      const path = [...at, 'calendar', nth, 'hours', which];
      if (to <= from) reject([...path, 'to'], 'order', from);
      else if (hours.some((each, before) => before < which && each.from < to && from < each.to))
        reject([...path, 'from'], 'overlaps');
    });
  });
}

/** Working hours of the settings: as opening hours, one weekday a row. */
function checkWork({ settings }: OfficeAgency, at: Path, lineOf: OfficeSource['lineOf'], reject: Reject): void {
  const spans = (settings?.work?.hours ?? []).map(({ weekday, from, to }) => ({ days: [weekday], from, to }));
  checkHours(spans, [...at, 'settings', 'work', 'hours'], lineOf, reject);
}

function checkVisits(
  { settings }: OfficeAgency,
  at: Path,
  isOffered: (service: string) => boolean,
  reject: Reject,
): void {
  for (const name of ['handIn', 'collect'] as const) {
    const service = settings?.visits?.[name];
    if (service && !isOffered(service)) reject([...at, 'settings', 'visits', name], 'noService', service);
  }
}

interface Span {
  days: readonly number[];
  from: string;
  to: string;
  validFrom?: string | undefined;
  validTo?: string | undefined;
}

/** Spans of one list: in order, each weekday once, and none overlaps with another. */
function checkHours(spans: readonly Span[], at: Path, lineOf: OfficeSource['lineOf'], reject: Reject): void {
  spans.forEach((span, nth) => {
    const { days, from, to, validFrom, validTo } = span;
    if (new Set(days).size < days.length) reject([...at, nth, 'days'], 'weekdays');
    if (to <= from) return reject([...at, nth, 'to'], 'order', from);
    if (validFrom && validTo && validTo < validFrom) return reject([...at, nth, 'validTo'], 'dates', validFrom);
    const other = spans.findIndex((each, before) => before < nth && overlaps(each, span));
    if (other >= 0) reject([...at, nth, 'from'], 'overlap', lineOf([...at, other]));
  });
}

const overlaps = (a: Span, b: Span): boolean =>
  a.days.some(day => b.days.includes(day)) &&
  a.from < b.to &&
  b.from < a.to &&
  (a.validFrom ?? '') <= (b.validTo ?? '9') &&
  (b.validFrom ?? '') <= (a.validTo ?? '9');

interface CounterCheck {
  isOffered: (service: string) => boolean;
  lineOf: OfficeSource['lineOf'];
  isRule: RuleCheck;
  reject: Reject;
}

function checkCounter(counter: OfficeCounter, at: Path, { isOffered, lineOf, isRule, reject }: CounterCheck): void {
  const { services = [], times = [], sessions = [], way = 'time' } = counter;
  services.forEach((service, nth) => {
    const path = [...at, 'services', nth];
    if (!isOffered(service)) reject(path, 'noService', service);
    if (services.indexOf(service) < nth)
      reject(path, 'duplicate', service, lineOf([...at, 'services', services.indexOf(service)]));
  });
  if (way !== 'time' && times.length) reject([...at, 'times'], 'times', way);
  if (way === 'time' && sessions.length) reject([...at, 'sessions'], 'sessions');
  checkHours(times, [...at, 'times'], lineOf, reject);
  times.forEach(({ from, to, every }, nth) => {
    const minutes = parseTimeOfDay(to) - parseTimeOfDay(from);
    if (minutes > 0 && every > minutes) reject([...at, 'times', nth, 'every'], 'gap', every);
  });
  sessions.forEach((session, nth) => {
    const path = [...at, 'sessions', nth];
    const { rule, from, to, capacity, most = 1 } = session;
    if (!isRule(rule)) reject([...path, 'rule'], 'rule');
    if (to <= from) reject([...path, 'to'], 'order', from);
    if (most > capacity) reject([...path, 'most'], 'most', capacity);
    const same = sessions.findIndex(
      (each, before) => before < nth && each.rule === rule && each.from < to && from < each.to,
    );
    if (same >= 0) reject([...path, 'rule'], 'overlap', lineOf([...at, 'sessions', same]));
  });
}
