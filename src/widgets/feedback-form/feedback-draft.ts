import { feedbackCreate } from '../../contract/feedback.ts';
import type { Feedback } from '../../contract/requests/feedback.ts';
import type { PortalController } from '../../core/index.ts';
import { readDraft, wipeDraft, writeDraft } from '../shared/draft.ts';
import { fitsForm, isEmpty, type FormModel, type Kind } from './form-model.ts';

/** What survives a reload of the page: the draft, as far as page and citizen allow, and a write left unanswered. */
export class FeedbackDraft {
  readonly #widget: PortalController<object>;
  /** Empty where the citizen chooses the kind: then both kinds share a draft. */
  readonly #kind: () => string;

  constructor(widget: PortalController<object>, kind: () => string) {
    this.#widget = widget;
    this.#kind = kind;
  }

  get isKiosk(): boolean {
    return this.#widget.portal.settings.kiosk === 'true';
  }

  read(policy: string): { typed: Partial<FormModel>; onDevice: boolean } | undefined {
    if (policy === 'off' || this.isKiosk) return undefined;
    return readDraft<FormModel>(this.#widget.portal, this.#name, fitsForm);
  }

  /** An empty form leaves no draft. */
  save(typed: FormModel, policy: string, onDevice: boolean): void {
    if (isEmpty(typed)) this.wipe();
    else if (policy !== 'off' && !this.isKiosk) writeDraft(this.#widget.portal, this.#name, typed, onDevice);
  }

  wipe(): void {
    wipeDraft(this.#widget.portal, this.#name);
  }

  /** Feedback of this agency that was sent and not answered. */
  pending(kind: string): (Feedback & { kind: Kind }) | undefined {
    const { client, settings } = this.#widget.portal;
    const pending =
      client.pendingInput(feedbackCreate, kind || 'opinion') ?? client.pendingInput(feedbackCreate, kind || 'rating');
    return pending && pending.kind !== 'guide' && pending.agency === settings.agency ? pending : undefined;
  }

  get #name(): string {
    const kind = this.#kind();
    return `draft:feedback:${this.#widget.portal.settings.agency}${kind ? `:${kind}` : ''}`;
  }
}
