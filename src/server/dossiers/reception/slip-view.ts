import { html, raw } from 'hono/html';
import { encodeQR } from 'qr';
import { dayOf, minuteOf } from '../../../domain/calendar.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import { formatTimeOfDay } from '../../../domain/time-of-day.ts';
import type { AgencyRow, DossierRow, PlaceRow } from '../../platform/schema.ts';
import type { Html } from '../../ui/page.ts';
import { slipWords as words } from './slip.texts.ts';

/** The papers that an applicant is handed at the desk. */
export type SlipKind = 'receipt' | 'supplement' | 'refusal';

/** The paper of a dossier in its state. */
export const slipKindOf = ({ status }: Pick<DossierRow, 'status'>): SlipKind =>
  status === 'supplement' ? 'supplement' : status === 'rejected' ? 'refusal' : 'receipt';

export interface Slip {
  kind: SlipKind;
  row: DossierRow;
  /** The dossier's agency and those above it. */
  chain: readonly AgencyRow[];
  place: PlaceRow | undefined;
  /** Its full name by the catalogue. */
  procedure: string;
  /** What the officer wrote with the state. */
  note: string | null;
  /** Address of its page in the status lookup. */
  link: string;
  /** Shown where the agency takes it as a second factor. */
  lookupCode: string | undefined;
  /** By which document the form is made. */
  formNote: string | undefined;
}

/** A slip for the applicant and one for the file, each a page of A5. */
export const slipSheets = (slip: Slip): Html =>
  html`<div class="slips">${words.sheets.map(name => sheet(slip, name))}</div>`;

function sheet(slip: Slip, name: string): Html {
  const { kind, row, chain, formNote } = slip;
  const [agency, above] = chain;
  return html`<article class="slip" lang="vi">
    <header>
      <div>
        ${above ? html`<span>${above.name}</span>` : ''}
        <b>${agency?.name ?? ''}</b>
      </div>
      <div>
        <b>${words.nation}</b>
        <b class="motto">${words.motto}</b>
      </div>
    </header>
    <h2>${words.titles[kind]}</h2>
    ${formNote ? html`<p class="form-note">${formNote}</p>` : ''}
    <p class="code">${words.code}: <b>${row.code}</b></p>
    ${kind === 'receipt' ? receipt(slip) : kind === 'supplement' ? supplement(slip) : refusal(slip)} ${foot(slip)}
    <footer>${name}</footer>
  </article>`;
}

const line = (label: string, value: Html | string | null | undefined): Html | '' =>
  value ? html`<p>${label}: <b>${value}</b></p>` : '';

function receipt(slip: Slip): Html {
  const { row, place } = slip;
  const { receipt: given } = row;
  return html`${line(words.applicant, row.applicant_name)} ${line(words.address, given?.address)}
    ${line(words.phone, row.applicant_phone && nationalPhone(row.applicant_phone))} ${matter(slip)}
    <p>${words.papers}:</p>
    ${
      given?.papers.length
        ? html`<ol>
            ${given.papers.map(each => html`<li>${words.paper(each.name, each.originals, each.copies)}</li>`)}
          </ol>`
        : html`<p>${words.noPapers}</p>`
    }
    <p>
      ${words.sets}${given?.term ? html`. ${words.term}: <b>${words.terms[given.term.unit](number(given.term.value))}</b>` : ''}
    </p>
    ${line(words.received, row.received_at && moment(row.received_at))}
    ${line(words.due, row.due_at && moment(row.due_at))}
    ${line(words.place, place && `${place.name}, ${place.address}`)}`;
}

function supplement(slip: Slip): Html {
  const { row, note } = slip;
  const task = row.task as { papers?: { name: string }[]; before?: string } | null;
  return html`${line(words.dossierOf, row.applicant_name)} ${line(words.address, row.receipt?.address)} ${matter(slip)}
    <p>${words.missing}:</p>
    <ol>
      ${(task?.papers ?? []).map(({ name }) => html`<li>${name}</li>`)}
    </ol>
    ${line(words.reason, note)} ${line(words.before, task?.before && moment(new Date(task.before)))}`;
}

const refusal = (slip: Slip): Html =>
  html`${line(words.dossierOf, slip.row.applicant_name)} ${line(words.address, slip.row.receipt?.address)}
    ${matter(slip)}
    <p>${words.refused}:</p>
    <p class="reason">${slip.row.reason ?? ''}</p>`;

const matter = ({ row, procedure }: Slip): Html =>
  html`${line(words.procedure, `${procedure}${row.procedure ? ` (${row.procedure})` : ''}`)}
  ${row.receipt?.content ? html`<p>${row.receipt.content}</p>` : ''}`;

function foot({ row, chain, link, lookupCode }: Slip): Html {
  const phone = chain.find(each => each.phone)?.phone;
  return html`<div class="look-up">
      ${raw(encodeQR(link, 'svg', { ecc: 'medium', border: 2 }))}
      <div>
        <p>${words.lookUp}</p>
        ${lookupCode ? html`<p>${words.lookupCode}: <b>${lookupCode}</b></p>` : ''}
        ${phone ? html`<p>${words.call(phone)}</p>` : ''}
      </div>
    </div>
    <div class="signs">
      <div><b>${words.signs.applicant}</b><i>${words.signs.hint}</i><span>${row.applicant_name ?? ''}</span></div>
      <div>
        <i>${officialDay(row.received_at ?? row.updated_at)}</i>
        <b>${words.signs.officer}</b><i>${words.signs.hint}</i><span>${row.receipt?.officer ?? ''}</span>
      </div>
    </div>`;
}

/** A number as Vietnamese write it: `7,5`. */
const number = (value: number): string => value.toLocaleString('vi-VN');

function moment(at: Date): string {
  const [hour = '', minute = ''] = formatTimeOfDay(minuteOf(at)).split(':');
  return words.at(hour, minute, officialDay(at));
}

/** Days below 10 and the months 1 and 2 have two digits (Decree 30/2020/NĐ-CP). */
function officialDay(at: Date): string {
  const [year = '', month = '', day = ''] = dayOf(at).split('-');
  return words.day(day, Number(month) > 2 ? String(Number(month)) : month, year);
}
