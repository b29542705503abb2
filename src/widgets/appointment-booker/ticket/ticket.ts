import type { Appointment } from '../../../contract/appointment.ts';
import { html, nothing, pick, translate, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { amountOf, whenOf } from '../steps/session-picker.ts';
import { ticketTexts, type TicketTexts } from './ticket.texts.ts';

export type Widget = PortalController<BookerTexts>;

/** The texts of tickets in the page's language. */
export const ticketTextsOf = ({ portal, lang }: Widget): TicketTexts =>
  portal.plugins.textsFor(lang, 'ticket', ticketTexts);

/** Number, time and place: the head of a ticket, on screen and on paper. */
export function ticketHead(widget: Widget, { number, status, slot, service, place, units, turn, home }: Appointment) {
  const { text, portal } = widget;
  const { format } = portal;
  const ticketText = ticketTextsOf(widget);
  const amount = amountOf(units, text);
  return html`<p class="sub">${text.number}</p>
    <p class="huge number" translate="no">${number}</p>
    <p class="big number">${whenOf({ slot, units }, format)}</p>
    ${turn ? html`<p class="number">${ticketText.turn(format.time(turn.from), format.time(turn.to))}</p>` : nothing}
    <p><strong>${widget.inLang(service, 'name')}</strong>${amount ? `, ${amount}` : nothing}</p>
    ${
      home
        ? html`<p>${text.atHome}: ${[home.elder, home.hamlet, home.area].filter(Boolean).join(', ')}</p>
            ${visitState(widget, home, status)}`
        : html`<p>${place.name}<br /><span class="sub">${place.address}</span></p>`
    }`;
}

/** How far a visit at home is, and the code by which its officer is known. */
export function visitState(widget: Widget, home: NonNullable<Appointment['home']>, status: Appointment['status']) {
  const ticketText = ticketTextsOf(widget);
  return html`${home.state === 'planned' ? nothing : html`<p><strong>${ticketText.visitStates[home.state]}</strong></p>`}
  ${
    status === 'booked'
      ? html`<p>
          ${widget.text.doorCode}: <strong class="big number" translate="no">${home.doorCode}</strong
          ><br />${ticketText.doorHint}
        </p>`
      : nothing
  }`;
}

/** What to do with the number. */
export const tellHow = (widget: Widget, { home }: Appointment): string => {
  const text = ticketTextsOf(widget);
  return home ? text.visitHint(home.callsFrom ?? '', pick(home.returns, widget.lang)) : text.tell;
};

/** A fee as text: `Phí: 2.000 đồng/trang`. */
export function feeLine(widget: Widget, fee: Appointment['fees'][number]): string {
  const { kind, amount } = fee;
  const unit = translate(fee, 'unit', widget.lang) ?? '';
  const text = ticketTextsOf(widget);
  const { format } = widget.portal;
  const message = amount === null ? text.feeUnknown : amount ? text.fee(format.number(amount), unit) : text.free;
  return `${text.feeKinds[kind]}: ${message}`;
}

/** Papers and fees. */
export function bringList(widget: Widget, { papers, fees, note }: Appointment) {
  const { lang } = widget;
  const text = ticketTextsOf(widget);
  return html`
    ${
      papers.length
        ? html`<section>
            <h3>${text.bring}</h3>
            <ul class="papers">
              ${papers.map(
                paper =>
                  html`<li>
                    <span lang=${widget.langOf(paper, 'name')}
                      >${text.paper(translate(paper, 'name', lang), paper.originals, paper.copies)}</span
                    >${paper.condition ? html`<br /><span class="sub">${widget.inLang(paper, 'condition')}</span>` : nothing}
                  </li>`,
              )}
            </ul>
          </section>`
        : nothing
    }
    ${note ? html`<p><strong>${pick(note, lang)}</strong></p>` : nothing}
    ${
      fees.length
        ? html`<section>
            <h3>${text.fees}</h3>
            ${fees.map(
              fee =>
                html`<p class="number">
                  ${feeLine(widget, fee)}${fee.note ? html`<br /><span class="sub">${widget.inLang(fee, 'note')}</span>` : nothing}${fee.confirmed === false ? html`<br /><span class="sub">${text.feeLocal}</span>` : nothing}
                </p>`,
            )}
          </section>`
        : nothing
    }
  `;
}
