import type { BookingOffer } from '../../contract/capabilities.ts';
import { html, nothing, pick, type PortalController } from '../../core/index.ts';
import { readPhone } from '../../domain/phone.ts';
import { errorLine, field, problemAt, tick, toggled, type FormProblem } from '../form/parts.ts';
import type { InferOutput } from 'valibot';
import type { BookerTexts } from './appointment-booker.texts.ts';

type Offer = InferOutput<typeof BookingOffer>;

/** Who comes, and how to reach them. */
export interface Contact {
  name: string;
  phone: string;
  email: string;
  consents: string[];
}

export const noContact: Contact = { name: '', phone: '', email: '', consents: [] };

export function contactProblems({ name, phone, email, consents }: Contact, offer: Offer, text: BookerTexts) {
  const problems: FormProblem[] = [];
  const add = (field: string, words: string) => problems.push({ field, words });
  const { kind } = readPhone(phone);
  if (!name.trim()) add('name', text.missingName);
  if (!phone.trim()) add('phone', text.missingPhone);
  else if (kind === 'old') add('phone', text.oldPhone);
  else if (kind !== 'phone') add('phone', text.wrongPhone);
  if (offer.email && email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) add('email', text.wrongEmail);
  const [first] = offer.purposes;
  if (first && !consents.length) add(`consent-${first.id}`, text.missingConsent);
  return problems;
}

/** What the backend says is wrong, at the fields that it names. */
export function problemsOf(errors: readonly { pointer: string }[] | undefined, text: BookerTexts): FormProblem[] {
  const fields: Record<string, [string, string]> = {
    '/phone': ['phone', text.wrongPhone],
    '/contact/phone': ['phone', text.wrongPhone],
    '/contact/name': ['name', text.missingName],
    '/contact/email': ['email', text.wrongEmail],
  };
  return (errors ?? []).map(({ pointer }) => {
    const [field, words] = fields[pointer] ?? ['title', text.otherProblem(pointer)];
    return { field, words };
  });
}

interface Form {
  widget: PortalController<BookerTexts>;
  contact: Contact;
  problems: readonly FormProblem[];
  offer: Offer;
  change(part: Partial<Contact>): void;
}

export function contactFields({ widget, contact, problems, offer, change }: Form) {
  const { text, lang } = widget;
  return html`
    ${field({
      id: 'name',
      label: text.name,
      value: contact.name,
      problem: problemAt(problems, 'name'),
      autocomplete: 'name',
      change: name => change({ name }),
    })}
    ${field({
      id: 'phone',
      label: text.phone,
      hint: text.phoneHint,
      value: contact.phone,
      problem: problemAt(problems, 'phone'),
      type: 'tel',
      autocomplete: 'tel',
      change: phone => change({ phone }),
    })}
    ${
      offer.email
        ? field({
            id: 'email',
            label: text.email,
            value: contact.email,
            problem: problemAt(problems, 'email'),
            type: 'email',
            autocomplete: 'email',
            change: email => change({ email }),
          })
        : nothing
    }
    ${offer.purposes.map(({ id, text: purpose }) => {
      const words = problemAt(problems, `consent-${id}`);
      return html`${errorLine(`consent-${id}`, words)}
      ${tick(`consent-${id}`, pick(purpose, lang), contact.consents.includes(id), () => change({ consents: toggled(contact.consents, id) }), words)}`;
    })}
  `;
}
