import { html, nothing, type PortalController } from '../../core/index.ts';
import { maskPhone, readPhone } from '../../domain/phone.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import type { Choice } from './choice.ts';
import type { Contact } from './contact.ts';
import type { HomeForm } from './home-form.ts';
import type { HoldKeeper } from './hold-keeper.ts';
import { amountOf } from './session-picker.ts';
import type { Step } from './steps.ts';

interface Rows {
  widget: PortalController<BookerTexts>;
  choice: Choice;
  contact: Contact;
  home: HomeForm | undefined;
  /** The steps that one can go back to. */
  open: readonly Step[];
  change(step: Step): void;
}

/** What is about to be booked, each line with the way back to where it was said. */
export function checkRows({ widget: { text }, choice, contact, home, open, change }: Rows) {
  const { place, service, units, when } = choice;
  const phone = readPhone(contact.phone);
  const number = phone.kind === 'phone' ? maskPhone(phone.e164) : contact.phone.trim();
  const row = (name: string, words: string, step: Step) =>
    words
      ? html`<dt>${name}</dt>
          <dd class="number">
            ${words}
            ${
              open.includes(step)
                ? html`<button
                    type="button"
                    class="link"
                    aria-label="${text.change}: ${name}"
                    @click=${() => change(step)}
                  >
                    ${text.change}
                  </button>`
                : nothing
            }
          </dd>`
      : nothing;
  return html`<dl>
    ${row(text.what, service?.name ?? '', 'service')}
    ${
      choice.way === 'home'
        ? row(text.atHome, home ? `${home.sentence}, ${service?.home?.area}` : '', 'home')
        : row(text.where, `${place?.name ?? ''}, ${place?.address ?? ''}`, open.includes('place') ? 'place' : 'time')
    }
    ${row(text.when, when, 'time')} ${row(text.howMuch, amountOf(units, text), 'time')}
    ${row(choice.way === 'home' ? text.carer : text.who, [contact.name.trim(), number].filter(Boolean).join(', '), 'contact')}
  </dl>`;
}

interface Countdown {
  text: BookerTexts;
  hold: HoldKeeper;
  again(): void;
  otherDay(): void;
  extend(): void;
}

/** How long the place is still held, and what to do when it no longer is. */
export function countdown({ text, hold, again, otherDay, extend }: Countdown) {
  if (!hold.hold) return nothing;
  if (hold.hold.firm === false) return html`<p class="box">${text.notHeld}</p>`;
  if (hold.expired)
    return html`<div class="box yours" part="expired">
      <p class="title"><span>${text.expired}</span></p>
      <button type="button" class="primary" @click=${again}>${text.holdAgain}</button>
      <button type="button" @click=${otherDay}>${text.otherDay}</button>
    </div>`;
  return html`<div class="box">
    <p class="number" role="timer" id="timer" tabindex="-1">${text.held(hold.clock)}</p>
    ${hold.ending ? html`<button type="button" @click=${extend}>${text.longer}</button>` : nothing}
  </div>`;
}
