import type { TemplateResult } from 'lit';
import { callButton, deepLink, html, icon, nothing, webAddress } from '../../core/index.ts';
import { calendarIcon, messageIcon, moneyIcon, sendIcon } from '../shared/icons.ts';
import { isLate, isReady, toneOf, type View } from './next-action.ts';

/** What the header can do on the spot. */
export interface Actions {
  /** Copies the code. */
  copy(): void;
  /** Opens the account and the QR code of a transfer. */
  pay(): void;
}

/** A way on; the first of a header is filled. Undefined where the page or the dossier does not name it. */
type Way = ((first: boolean) => TemplateResult | typeof nothing) | undefined;

/** Phone number of the dossier's desk, else of the page. */
export const deskPhone = ({ widget, dossier }: Pick<View, 'widget' | 'dossier'>): string =>
  dossier.place?.phone || dossier.agency.phone || widget.portal.settings.phone;

/** The next step, at most two ways. */
export function nextActions(view: View, actions: Actions) {
  const { widget } = view;
  const call: Way = first => callButton(widget, deskPhone(view), first);
  const shown = waysOf(view, actions, call).filter(way => way !== undefined);
  if (!shown.length && ['yours', 'stopped'].includes(toneOf(view.dossier))) shown.push(call);
  return shown.slice(0, 2).map((way, index) => way(!index));
}

function waysOf(view: View, actions: Actions, call: Way): Way[] {
  const { text, dossier } = view;
  const { status, task, delivery } = dossier;
  const { feedback, rate, submit, visit } = linksOf(view);
  const complain = link(feedback, messageIcon, text.complain);
  const book = link(visit, calendarIcon, text.book);

  if (isLate(dossier) || status === 'suspended') return [call, complain];
  if (isReady(dossier)) return [link(visit, calendarIcon, text.bookCollect)];
  if (task?.kind === 'pay' || status === 'payment') {
    const { url, account } = task?.payment ?? {};
    const transfer: Way = first =>
      html`<button type="button" class=${first ? 'primary' : ''} @click=${actions.pay}>${text.transfer}</button>`;
    return [
      link(address(url) ?? submit, moneyIcon, text.payOnline),
      account ? transfer : undefined,
      link(visit, calendarIcon, text.payDesk),
    ];
  }
  if (status === 'rejected' || status === 'draft') return [link(submit, sendIcon, text.again[status]), book];
  if (status === 'posting') return [link(address(delivery?.url), sendIcon, text.follow)];
  if (status === 'returned') return [link(rate, messageIcon, text.rate)];
  if (status === 'withdrawn') return [link(visit, calendarIcon, text.bookPapers)];
  return toneOf(dossier) === 'yours' ? [book, link(submit, sendIcon, text.submit)] : [];
}

const link = (href: string | undefined, symbol: string, text: string): Way =>
  href
    ? first => html`<a class="button ${first ? 'primary' : ''}" href=${href}>${icon(symbol)}<span>${text}</span></a>`
    : undefined;

/** A URL of the backend, unless it has another scheme, such as `javascript:`. */
const address = (url: string | undefined): string | undefined => (url ? webAddress(url) : undefined);

/** URLs of the other widgets of this site, with what they need. */
function linksOf({ widget, dossier }: View) {
  const { booking, feedback, submit } = widget.portal.links;
  const { code, agency, ratingTicket: ticket, visitService } = dossier;
  const service = visitService ? { service: visitService } : undefined;
  return {
    submit,
    visit: booking && deepLink(booking, 'mc-appointment-booker', { code, agency: agency.id, ...service }),
    feedback: feedback && deepLink(feedback, 'mc-feedback-form', { code }),
    rate: ticket && feedback ? deepLink(feedback, 'mc-feedback-form', { code, ticket }) : undefined,
  };
}
