import type { HomeOffer, HomeVisit } from '../../contract/home.ts';
import { html, nothing, pick, type PortalController } from '../../core/index.ts';
import { errorLine, field, problemAt, valueOf, type FormProblem } from '../form/parts.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import { isBirthYear } from './contact.ts';

/** What is typed of a visit at home: for whom, where, and who asks for it. */
export type Home = Record<
  'elder' | 'elderYear' | 'group' | 'hamlet' | 'line' | 'returns' | 'relation' | 'note',
  string
>;

export const noHome: Home = {
  elder: '',
  elderYear: '',
  group: '',
  hamlet: '',
  line: '',
  returns: '',
  relation: '',
  note: '',
};

/** @param year this year, by the backend's clock */
export function homeProblems(home: Home, { minAge, groups }: HomeOffer, text: BookerTexts, year: number) {
  const problems: FormProblem[] = [];
  const young = Number(home.elderYear) > year - minAge && !groups.some(({ id }) => id === home.group);
  for (const name of ['elder', 'elderYear', 'hamlet', 'line', 'returns'] as const) {
    const wrong = name === 'elderYear' ? !isBirthYear(home.elderYear) || young : !home[name].trim();
    if (wrong) problems.push({ field: name, words: text.missingHome[name === 'elderYear' && young ? 'age' : name]! });
  }
  return problems;
}

/** As the contract has it. */
export const visitOf = ({ elder, elderYear, group, line, relation, note, hamlet, returns }: Home): HomeVisit => ({
  elder: { name: elder.trim(), birthYear: Number(elderYear) },
  ...(group && { group }),
  hamlet,
  line: line.trim(),
  relation: relation.trim(),
  ...(note.trim() && { note: note.trim() }),
  returns,
});

interface Form {
  widget: PortalController<BookerTexts>;
  home: Home;
  problems: readonly FormProblem[];
  change(part: Partial<Home>): void;
}

/** For whom, where, and how the result comes back. */
export function homeFields({ offer, ...form }: Form & { offer: HomeOffer }) {
  const { text, lang } = form.widget;
  return html`
    ${typed(form, 'elder')} ${typed(form, 'elderYear', 'tel')}
    ${chosen(form, 'group', [
      ['', text.fromAge(offer.minAge)],
      ...offer.groups.map(({ id, label }): [string, string] => [id, pick(label, lang)]),
    ])}
    ${chosen(form, 'hamlet', [
      ['', text.choose],
      ...offer.hamlets.map(({ name, was }): [string, string] => [name, was ? text.formerly(name, was) : name]),
    ])}
    ${typed(form, 'line')}
    <p class="sub">${offer.area}</p>
    ${chosen(form, 'returns', [
      ['', text.choose],
      ...offer.returns.map(({ id, label }): [string, string] => [id, pick(label, lang)]),
    ])}
  `;
}

/** Who asks for the visit. */
export const carerFields = (form: Form) => html`${typed(form, 'relation')} ${typed(form, 'note')}`;

const typed = ({ widget: { text }, home, problems, change }: Form, id: keyof Home, type?: 'tel') =>
  field({
    id,
    label: text.home[id]!,
    hint: text.homeHints[id]!,
    value: home[id],
    problem: problemAt(problems, id),
    ...(type && { type }),
    change: value => change({ [id]: value }),
  });

function chosen({ widget: { text }, home, problems, change }: Form, id: keyof Home, options: [string, string][]) {
  const problem = problemAt(problems, id);
  return html`<div class="field">
    <label for=${id}>${text.home[id]}</label>
    ${errorLine(id, problem)}
    <select
      id=${id}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${problem ? `${id}-error` : nothing}
      @change=${(event: Event) => change({ [id]: valueOf(event) })}
    >
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === home[id]}>${words}</option>`)}
    </select>
  </div>`;
}
