import type { Capabilities } from '../../../contract/capabilities.ts';
import type { Subscription } from '../../../contract/subscription.ts';
import { html, nothing, pick, type PortalController } from '../../../core/index.ts';
import { isLandline, parsePhoneNumber } from '../../../domain/phone.ts';
import {
  checkbox,
  errorLine,
  errorSummary,
  field,
  focusRing,
  type FormProblem,
  problemAt,
  tickMark,
  toggled,
} from '../../shared/fields.ts';
import type { SubscribeTexts } from './subscribe.texts.ts';

/** What the backend offers for subscriptions. */
export type NoticeOffer = NonNullable<Capabilities['notices']>;

/** What is typed and chosen. */
export interface Wish {
  phone: string;
  channel: Subscription['channel'];
  events: Subscription['events'];
  consents: string[];
}

/** What most want to be told. */
export const usualWish = ({ channels }: NoticeOffer): Wish => ({
  ...{ phone: '', channel: channels[0] ?? 'sms' },
  ...{ events: ['task', 'result'], consents: [] },
});

/** What is missing or wrong in a wish. */
export function wishProblems(
  { phone, channel, events, consents }: Wish,
  { purposes }: NoticeOffer,
  text: SubscribeTexts,
): FormProblem[] {
  const problems: FormProblem[] = [];
  const add = (field: string, message: string) => problems.push({ field, message });
  const parsed = parsePhoneNumber(phone);
  if (!events.length) add('events', text.missingEvents);
  if (!phone.trim()) add('phone', text.missingPhone);
  else if (parsed.kind === 'old') add('phone', text.oldPhone);
  else if (parsed.kind !== 'phone') add('phone', text.wrongPhone);
  else if (channel !== 'call' && isLandline(parsed.e164)) add('phone', text.landline);
  for (const { id } of purposes) if (!consents.includes(id)) add(`consent-${id}`, text.missingConsent);
  return problems;
}

interface Form {
  widget: PortalController<object>;
  text: SubscribeTexts;
  offer: NoticeOffer;
  wish: Wish;
  problems: readonly FormProblem[];
  change(part: Partial<Wish>): void;
  focus(id: string): void;
}

/** The fields of a wish, below the summary of what is wrong. */
export function wishFields({ widget, text, offer, wish, problems, change, focus }: Form) {
  const kinds = Object.keys(text.events) as Subscription['events'];
  const wrongEvents = problemAt(problems, 'events');
  return html`${errorSummary(text.problems, problems, text.names, focus)}
    <fieldset aria-describedby=${wrongEvents ? 'events-error' : nothing}>
      <legend>${text.when}</legend>
      ${errorLine('events', wrongEvents)}
      ${kinds.map((kind, i) =>
        checkbox(i ? kind : 'events', text.events[kind], wish.events.includes(kind), () =>
          change({ events: toggled(wish.events, kind) as Wish['events'] }),
        ),
      )}
    </fieldset>
    ${
      offer.channels.length > 1
        ? html`<fieldset>
            <legend>${text.how}</legend>
            ${offer.channels.map(channel => radio(text.channels[channel], wish.channel === channel, () => change({ channel })))}
          </fieldset>`
        : nothing
    }
    ${field({
      ...{ id: 'phone', label: text.phone, hint: text.phoneHint, value: wish.phone },
      ...{ problem: problemAt(problems, 'phone'), type: 'tel', autocomplete: 'tel' },
      change: phone => change({ phone }),
    })}
    ${offer.purposes.map(({ id, text: purpose }) => {
      const problem = problemAt(problems, `consent-${id}`);
      return html`${errorLine(`consent-${id}`, problem)}
      ${checkbox(`consent-${id}`, pick(purpose, widget.lang), wish.consents.includes(id), () => change({ consents: toggled(wish.consents, id) }), problem)}`;
    })}`;
}

const radio = (label: string, chosen: boolean, change: () => void) =>
  html`<label class="tick round ${chosen ? 'chosen' : ''}">
    <input
      type="radio"
      name="channel"
      .checked=${chosen}
      @focus=${focusRing.on}
      @blur=${focusRing.off}
      @change=${change}
    />
    <span class="mark">${tickMark}</span><span>${label}</span>
  </label>`;
