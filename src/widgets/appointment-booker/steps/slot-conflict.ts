import type { Place } from '../../../contract/agency.ts';
import type { Slot } from '../../../contract/slot.ts';
import { callButton, html, icons, nothing, type PortalController } from '../../../core/index.ts';
import type { SlotConflict } from '../state/booker-state.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

interface SlotConflictView {
  widget: PortalController<BookerTexts>;
  conflict: SlotConflict;
  places: readonly Place[];
  take(slot: Slot): void;
  otherDay(): void;
  /** Joins the waitlist of the lost session, where there is one. */
  wait: (() => void) | undefined;
}

/** Explains the conflict and offers alternatives beside what was typed. */
export function slotConflictBox({ widget, conflict, places, take, otherDay, wait }: SlotConflictView) {
  const { text, portal } = widget;
  const slots = conflict.alternatives.filter(
    ({ id, start }) => typeof id === 'string' && !Number.isNaN(Date.parse(start)),
  );
  const placeOf = (slot: Slot) => (places.length > 1 ? places.find(({ id }) => id === slot.place)?.name : undefined);
  return html`<div class="box yours actions" part="lost" role="group" aria-labelledby="lost">
    <h3 class="title" id="lost" tabindex="-1">
      ${icons.yours}<span>${conflict.slug === 'slot-taken' ? text.justTaken : text.justClosed}</span>
    </h3>
    ${slots.map(
      slot =>
        html`<button type="button" class="row" @click=${() => take(slot)}>
          <span class="number">${portal.format.moment(slot.start)}</span>
          ${placeOf(slot) ? html`<span class="sub">${placeOf(slot)}</span>` : nothing}
        </button>`,
    )}
    ${slots.length ? nothing : html`<p>${text.noneNear}</p>`}
    ${wait ? html`<button type="button" @click=${wait}>${text.join}</button>` : nothing}
    <button type="button" class="link" @click=${otherDay}>${text.otherDay}</button>
    ${slots.length ? nothing : callButton(widget)}
  </div>`;
}
