import { callButton, deepLink, html, icon } from '../../core/index.ts';
import { calendarIcon, messageIcon, moneyIcon, sendIcon } from '../shared/icons.ts';
import { isLate, isReady, toneOf, type View } from './next-action.ts';

/** What the header can do on the spot. */
export interface Actions {
  /** Copies the code. */
  copy(): void;
  /** Opens the account and the QR code of a transfer. */
  pay(): void;
}

/** Phone number of the dossier's desk, else of the page. */
export const deskPhone = ({ widget, dossier }: Pick<View, 'widget' | 'dossier'>): string =>
  dossier.place?.phone || dossier.agency.phone || widget.portal.settings.phone;

/** The next step, at most two ways: the first is filled. Links appear as far as the page names their targets. */
export function nextActions(view: View, actions: Actions) {
  const { widget, text, dossier } = view;
  const { status, task } = dossier;
  const links = linksOf(view);
  const call = (first: boolean) => callButton(widget, deskPhone(view), first);
  const link = (href: string | undefined, symbol: string, text: string) =>
    href &&
    ((first: boolean) =>
      html`<a class="button ${first ? 'primary' : ''}" href=${href}>${icon(symbol)}<span>${text}</span></a>`);
  const complain = link(links.feedback, messageIcon, text.complain);
  const visit = link(links.visit, calendarIcon, text.book);

  const ways = isLate(dossier)
    ? [call, complain]
    : isReady(dossier)
      ? [link(links.visit, calendarIcon, text.bookCollect)]
      : task?.kind === 'pay' || status === 'payment'
        ? [
            link(task?.payment?.url ?? links.submit, moneyIcon, text.payOnline),
            task?.payment?.account &&
              ((first: boolean) =>
                html`<button type="button" class=${first ? 'primary' : ''} @click=${actions.pay}>
                  ${text.transfer}
                </button>`),
            link(links.visit, calendarIcon, text.payDesk),
          ]
        : status === 'rejected' || status === 'draft'
          ? [link(links.submit, sendIcon, text.again[status]), visit]
          : status === 'suspended'
            ? [call, complain]
            : status === 'posting'
              ? [link(dossier.delivery?.url, sendIcon, text.follow)]
              : status === 'returned'
                ? [link(links.rate, messageIcon, text.rate)]
                : status === 'withdrawn'
                  ? [link(links.visit, calendarIcon, text.bookPapers)]
                  : toneOf(dossier) === 'yours'
                    ? [visit, link(links.submit, sendIcon, text.submit)]
                    : [];
  const shown = ways.filter(Boolean) as ((first: boolean) => unknown)[];
  if (!shown.length && ['yours', 'stopped'].includes(toneOf(dossier))) shown.push(call);
  return shown.slice(0, 2).map((way, index) => way(!index));
}

/** Addresses of the other widgets of this site, with what they need. */
function linksOf({ widget, dossier }: View) {
  const { links } = widget.portal;
  const { code, agency, ratingTicket, visitService } = dossier;
  const at = visitService ? { service: visitService } : undefined;
  return {
    submit: links['submit'],
    visit: links['booking'] && deepLink(links['booking'], 'mc-appointment-booker', { code, agency: agency.id, ...at }),
    feedback: links['feedback'] && deepLink(links['feedback'], 'mc-feedback-form', { code }),
    rate:
      ratingTicket && links['feedback']
        ? deepLink(links['feedback'], 'mc-feedback-form', { code, ticket: ratingTicket })
        : undefined,
  };
}
