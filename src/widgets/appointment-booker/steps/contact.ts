import type { BookingOffer } from '../../../contract/capabilities.ts';
import { html, nothing, pick, type PortalController } from '../../../core/index.ts';
import { parsePhoneNumber } from '../../../domain/phone.ts';
import { errorLine, field, problemAt, checkbox, toggled, type FormProblem } from '../../shared/fields.ts';
import type { InferOutput } from '../../../contract/schema.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

type Offer = InferOutput<typeof BookingOffer>;

/** Contact of the citizen. */
export interface Contact {
  name: string;
  phone: string;
  email: string;
  /** Only for citizens without a phone. */
  birthYear?: string;
  consents: string[];
  /** Value of `phone.confirm` for the phone. */
  confirmed?: string | undefined;
}

export const noContact: Contact = { name: '', phone: '', email: '', birthYear: '', consents: [] };

/**
 * @param needsPhone whether a phone is required
 * @param isCarer whether it is the contact person of a home visit
 */
export function contactProblems(
  { name, phone, email, birthYear = '', consents }: Contact,
  offer: Offer,
  text: BookerTexts,
  needsPhone = true,
  isCarer = false,
) {
  const problems: FormProblem[] = [];
  const add = (field: string, text: string) => problems.push({ field, message: text });
  const { kind } = parsePhoneNumber(phone);
  if (!name.trim()) add('name', isCarer ? text.missingCarer : text.missingName);
  if (!phone.trim() && !needsPhone) {
    if (!isBirthYear(birthYear)) add('birthYear', text.missingBirthYear);
  } else if (!phone.trim()) add('phone', text.missingPhone);
  else if (kind === 'old') add('phone', text.oldPhone);
  else if (kind !== 'phone') add('phone', text.wrongPhone);
  if (offer.email && email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) add('email', text.wrongEmail);
  const [first] = offer.purposes;
  if (first && !consents.length) add(`consent-${first.id}`, text.missingConsent);
  return problems;
}

/** A plausible year of birth; independent of the device's clock. */
export const isBirthYear = (typed: string): boolean =>
  /^\d{4}$/.test(typed.trim()) && Number(typed) >= 1900 && Number(typed) < 2100;

/** An error of the backend at the field it names. */
export function blamed(pointer: string, text: BookerTexts, isCarer: boolean): FormProblem {
  const fields: Record<string, [string, string]> = {
    '/phone': ['phone', text.wrongPhone],
    '/contact/phone': ['phone', text.wrongPhone],
    '/contact/name': ['name', isCarer ? text.missingCarer : text.missingName],
    '/contact/birthYear': ['birthYear', text.missingBirthYear],
    '/contact/email': ['email', text.wrongEmail],
  };
  const [field, message] = fields[pointer] ?? ['title', text.otherProblem(pointer)];
  return { field, message };
}

interface Form {
  widget: PortalController<BookerTexts>;
  contact: Contact;
  problems: readonly FormProblem[];
  offer: Offer;
  needsPhone: boolean;
  /** False where the name was given in an earlier step. */
  asksName: boolean;
  /** Additional fields before the consents. */
  extra: unknown;
  change(part: Partial<Contact>): void;
}

export function contactFields({ widget, contact, problems, offer, needsPhone, asksName, extra, change }: Form) {
  const { text, lang } = widget;
  return html`
    ${
      asksName
        ? field({
            id: 'name',
            label: extra === nothing ? text.name : text.carer,
            value: contact.name,
            problem: problemAt(problems, 'name'),
            autocomplete: 'name',
            change: name => change({ name }),
          })
        : nothing
    }
    ${field({
      id: 'phone',
      label: text.phone,
      hint: needsPhone ? text.phoneHint : text.noPhoneHint,
      value: contact.phone,
      problem: problemAt(problems, 'phone'),
      type: 'tel',
      autocomplete: 'tel',
      change: phone => change({ phone, confirmed: undefined }),
    })}
    ${
      needsPhone || contact.phone.trim()
        ? nothing
        : field({
            id: 'birthYear',
            label: text.birthYear,
            value: contact.birthYear ?? '',
            problem: problemAt(problems, 'birthYear'),
            type: 'tel',
            autocomplete: 'bday-year',
            change: birthYear => change({ birthYear }),
          })
    }
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
    ${extra}
    ${offer.purposes.map(({ id, text: purpose }) => {
      const text = problemAt(problems, `consent-${id}`);
      return html`${errorLine(`consent-${id}`, text)}
      ${checkbox(`consent-${id}`, pick(purpose, lang), contact.consents.includes(id), () => change({ consents: toggled(contact.consents, id) }), text)}`;
    })}
  `;
}
