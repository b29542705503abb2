import type { Component, Fee, Procedure } from '../../../contract/index.ts';
import type { NationalRecord } from './national-record.ts';

/** What this project makes of a published procedure: the entries of the catalogue. */
export type CatalogueFacts = Omit<Procedure, 'words'>;

type Term = NonNullable<Procedure['term']>;
type Channel = NonNullable<NationalRecord['channels']>[number];
type Duration = NonNullable<NonNullable<Channel['processing']>>;

const units: Record<string, NonNullable<Term>['unit'] | undefined> = {
  WORKING_DAY: 'workday',
  DAY: 'day',
  HOUR: 'hour',
};

/** The portal’s `FEE` is a fee for a service, its `SERVICE_FEE` a state charge: so its texts say. */
const kinds: Record<string, Fee['kind'] | undefined> = { FEE: 'phi', SERVICE_FEE: 'lePhi', PRICE_LEVEL: 'phi' };

/**
 * The entries of the catalogue for a published procedure. Papers, processing time and fees are those at the desk, else
 * of the first channel. They are not confirmed: provinces decide about fees and shorten times.
 */
export function deriveFacts(record: NationalRecord): CatalogueFacts {
  const { code, name, category, channels = [] } = record;
  const desk = channels.find(({ method }) => method === 'DIRECT') ?? channels[0];
  return {
    ...{ code, name, shortName: shortNameOf(name), field: category?.name ?? '' },
    synonyms: [],
    components: componentsOf(record),
    term: termOf(desk?.processing) ?? termOf(record.processing_cases?.[0]) ?? null,
    fees: feesOf(desk),
    presence: null,
    onlineMode: channels.some(({ method }) => method === 'ONLINE') ? 'partial' : 'none',
    validFrom: null,
    replacedBy: record.replaced_by ?? null,
    confirmed: false,
  };
}

function shortNameOf(name: string): string {
  const short = name.replace(/^thủ tục\s+/i, '');
  return short.charAt(0).toLocaleUpperCase('vi') + short.slice(1);
}

/** Of a published duration; nothing where it is a sentence. */
function termOf(duration: Duration | null | undefined): Term | undefined {
  const unit = duration && units[duration.unit];
  const value = Number(duration?.qty ?? '');
  return unit && value > 0 ? { value, unit } : undefined;
}

const componentsOf = ({ checklist_raw = [] }: NationalRecord): Component[] =>
  checklist_raw.flatMap(({ group, items }) =>
    items.map(({ name, original_qty, copy_qty }) => ({
      name,
      originals: original_qty,
      copies: copy_qty,
      ...(group.trim() && { condition: group.trim() }),
    })),
  );

/** Where a text stands beside no amount, the province decides: the amount is not known. */
function feesOf(channel: Channel | undefined): Fee[] {
  const fees = (channel?.fees ?? []).map(({ type, value_vnd: value, text }): Fee => {
    const note = text.trim();
    return {
      kind: kinds[type] ?? 'phi',
      amount: value || (note ? null : value),
      ...(note && { note }),
    };
  });
  return fees.filter(({ amount, note }) => amount !== null || note);
}
