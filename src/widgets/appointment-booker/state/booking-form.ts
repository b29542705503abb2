import type { LitElement } from 'lit';
import type { InferOutput } from '../../../contract/schema.ts';
import type { BookingOffer } from '../../../contract/capabilities.ts';
import { focusOn, html, nothing, type PortalController } from '../../../core/index.ts';
import { errorSummary, type FormProblem } from '../../shared/fields.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { JoinRequest } from '../ticket/ticket-callbacks.ts';
import type { Selection } from './selection.ts';
import { blamed, contactFields, contactProblems, noContact, type Contact } from '../steps/contact.ts';
import { HomeForm } from '../steps/home-form.ts';

/** Form model of a booking: contact, home visit, and their errors. */
export class BookingForm {
  contact: Contact = noContact;
  /** The home visit, where there is one. */
  readonly home: HomeForm;
  problems: readonly FormProblem[] = [];
  /** The booking settings of the agency. */
  readonly capabilities: () => InferOutput<typeof BookingOffer> | null | undefined;

  readonly #host: LitElement;
  readonly #widget: PortalController<BookerTexts>;
  readonly #selection: Selection;
  readonly #changed: () => void;

  constructor(
    host: LitElement,
    widget: PortalController<BookerTexts>,
    selection: Selection,
    offer: () => InferOutput<typeof BookingOffer> | null | undefined,
    changed: () => void,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#selection = selection;
    this.capabilities = offer;
    this.#changed = changed;
    this.home = new HomeForm(widget, step => this.#typed(step));
  }

  /** False where the contact is the person of the visit, whose name was given with it. */
  get asksName(): boolean {
    return !(this.#selection.way === 'home' && this.home.home.self);
  }

  /** Name of the contact. */
  get name(): string {
    return this.asksName ? this.contact.name : this.home.home.elder;
  }

  /** Whether nothing is missing in a step. */
  isComplete(step: 'home' | 'contact'): boolean {
    return !this.#problemAt(step).length;
  }

  /** Validates a step; false when something is missing. */
  check(step: 'home' | 'contact'): boolean {
    this.problems = this.#problemAt(step);
    this.#host.requestUpdate();
    if (this.problems.length) focusOn(this.#host, 'summary');
    return !this.problems.length;
  }

  /**
   * Adds errors of the backend.
   * @returns the step with the first one
   */
  addProblem(errors: readonly { pointer: string }[] | undefined): 'home' | 'contact' {
    // Of a visit for oneself, the name is asked for in the home step alone.
    const asked = (errors ?? []).filter(({ pointer }) => this.asksName || pointer !== '/contact/name');
    const found = asked.map(
      ({ pointer }) =>
        this.home.problemAt(pointer) ?? {
          ...blamed(pointer, this.#widget.text, this.#selection.way === 'home'),
          step: undefined,
        },
    );
    this.problems = found;
    return found.some(({ step }) => step === 'home') ? 'home' : 'contact';
  }

  summary() {
    const { problems } = this;
    const { text } = this.#widget;
    const { name, phone, email, birthYear, consent } = text;
    const names = { name: this.#selection.way === 'home' ? text.carer : name, phone, email, birthYear, consent };
    const all = { ...names, ...this.home.labels };
    return errorSummary(text.problems(problems.length), problems, all, id => focusOn(this.#host, id));
  }

  renderHome() {
    const { home: offer } = this.#selection.service ?? {};
    return offer ? this.home.renderElder(offer, this.problems) : nothing;
  }

  renderContact() {
    const offer = this.capabilities();
    const { waits, needsPhone, way } = this.#selection;
    if (!offer) return nothing;
    return html`${contactFields({
      widget: this.#widget,
      contact: this.contact,
      problems: this.problems,
      offer: waits ? { ...offer, email: false } : offer,
      needsPhone,
      asksName: this.asksName,
      extra: way === 'home' ? this.home.renderCarer(this.problems) : nothing,
      change: part => {
        this.contact = { ...this.contact, ...part };
        this.#typed('contact');
      },
    })}`;
  }

  /** The contact as the contract takes it. */
  get input() {
    const { phone, email, birthYear, consents, confirmed } = this.contact;
    const { purposes = [] } = this.capabilities() ?? {};
    return {
      contact: {
        name: this.name.trim(),
        ...(phone.trim() ? { phone: phone.trim() } : { birthYear: Number(birthYear) }),
        ...(email.trim() && { email: email.trim() }),
        ...(confirmed && { confirmed }),
      },
      consents: purposes.filter(({ id }) => consents.includes(id)).map(({ id, version }) => ({ purpose: id, version })),
      ...(this.#selection.way === 'home' && { home: this.home.visit }),
    };
  }

  /** The input of joining the waitlist of the selected session. */
  get joinInput(): JoinRequest {
    const { service, slot, units } = this.#selection;
    const { contact, consents } = this.input;
    const { name, confirmed } = contact;
    return {
      service: service!.id,
      slot: slot!.id,
      units: units!.count,
      contact: { name, phone: this.contact.phone.trim(), ...(confirmed && { confirmed }) },
      consents,
    };
  }

  /** Clears everything for the next citizen. */
  clear(): void {
    this.contact = noContact;
    this.home.clear();
    this.problems = [];
  }

  #typed(step: 'home' | 'contact'): void {
    if (this.problems.length) this.problems = this.#problemAt(step);
    this.#changed();
    this.#host.requestUpdate();
  }

  #problemAt(step: 'home' | 'contact'): FormProblem[] {
    const { text } = this.#widget;
    const { service, sessions, needsPhone, way } = this.#selection;
    const wrong = (way === 'home' && service?.home && this.home.problems(step, service.home, sessions.year)) || [];
    if (step === 'home') return wrong;
    const offer = this.capabilities();
    return [
      ...(offer ? contactProblems({ ...this.contact, name: this.name }, offer, text, needsPhone, way === 'home') : []),
      ...wrong,
    ];
  }
}
