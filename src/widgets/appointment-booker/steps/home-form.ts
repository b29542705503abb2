import type { HomeOffer } from '../../../contract/home.ts';
import type { HomeVisit } from '../../../contract/requests/home.ts';
import { html, nothing, pick, type PortalController } from '../../../core/index.ts';
import { checkbox, errorLine, field, problemAt, valueOf, type FormProblem } from '../../shared/fields.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import { isBirthYear } from './contact.ts';
import { homeTexts, type HomeTexts } from './home-form.texts.ts';

/** Fields of a home visit: for whom, where, by whom. */
export type Home = Record<
  'elder' | 'elderYear' | 'group' | 'hamlet' | 'line' | 'returns' | 'relation' | 'note',
  string
> & {
  /** Whether the citizen asks for themselves: name and relation are then not asked again. */
  self?: boolean;
};

const noHome: Home = {
  elder: '',
  elderYear: '',
  group: '',
  hamlet: '',
  line: '',
  returns: '',
  relation: '',
  note: '',
};

type TextField = Exclude<keyof Home, 'self'>;

const needed = ['elder', 'elderYear', 'hamlet', 'line', 'returns'] as const;
type Step = 'home' | 'contact';

/** The form of a home visit. */
export class HomeForm {
  home = noHome;
  /** Minimum age of the offer that was shown last. */
  #minAge = 0;

  readonly #widget: PortalController<BookerTexts>;
  readonly #typed: (step: Step) => void;

  /** @param typed called with the step in which something was typed */
  constructor(widget: PortalController<BookerTexts>, typed: (step: Step) => void) {
    this.#widget = widget;
    this.#typed = typed;
  }

  /** Clears everything for the next citizen. */
  clear(): void {
    this.home = noHome;
  }

  /** The visit as the contract takes it. */
  get visit(): HomeVisit {
    const { elder, elderYear, group, line, relation, note, hamlet, returns, self } = this.home;
    return {
      elder: { name: elder.trim(), birthYear: Number(elderYear) },
      ...(group && { group }),
      hamlet,
      line: line.trim(),
      // Read by officers, in Vietnamese.
      relation: self ? homeTexts.self : relation.trim(),
      ...(note.trim() && { note: note.trim() }),
      returns,
    };
  }

  /** Person and address in one line. */
  get sentence(): string {
    const { elder, elderYear, line, hamlet } = this.home;
    return `${elder.trim()} (${elderYear}), ${line.trim()}, ${hamlet}`;
  }

  /**
   * Errors of a step.
   * @param year the current year by the server's clock
   */
  problems(step: Step, { minAge, groups, hamlets, returns }: HomeOffer, year: number): FormProblem[] {
    const { home } = this;
    const { missing } = this.#text;
    if (step === 'contact')
      return home.self || home.relation.trim() ? [] : [{ field: 'relation', message: missing['relation']! }];
    const young = Number(home.elderYear) > year - minAge && !groups.some(({ id }) => id === home.group);
    const wrong: Partial<Record<TextField, boolean>> = {
      elderYear: !isBirthYear(home.elderYear) || young,
      // A hamlet chosen at another agency may be unknown here.
      hamlet: !hamlets.some(({ name }) => name === home.hamlet),
      returns: !returns.some(({ id }) => id === home.returns),
    };
    return needed
      .filter(name => wrong[name] ?? !home[name].trim())
      .map(name => ({
        field: name,
        message: name === 'elderYear' && young ? this.#text.tooYoung(minAge) : missing[name]!,
      }));
  }

  /** An error of the backend, if it belongs to this form. */
  problemAt(pointer: string): (FormProblem & { step: Step }) | undefined {
    const { missing } = this.#text;
    if (pointer === '/home/elder/birthYear')
      return { step: 'home', field: 'elderYear', message: this.#text.tooYoung(this.#minAge) };
    const [, field = ''] = /^\/home\/(\w+)/.exec(pointer) ?? [];
    const text = missing[field];
    return text ? { step: field === 'relation' ? 'contact' : 'home', field, message: text } : undefined;
  }

  /** Person, address, and how the result is returned. */
  renderElder(offer: HomeOffer, problems: readonly FormProblem[]) {
    this.#minAge = offer.minAge;
    const { lang } = this.#widget;
    const text = this.#text;
    const named = ({ id, label }: HomeOffer['groups'][number]): [string, string] => [id, pick(label, lang)];
    const { self } = this.home;
    return html`
      ${checkbox('self', text.forSelf, self === true, () => this.#change({ self: !self }))}
      ${this.#field('elder', problems, { autocomplete: self ? 'name' : 'off' })}
      ${this.#field('elderYear', problems, { type: 'tel', autocomplete: self ? 'bday-year' : 'off' })}
      ${this.#select('group', problems, [['', text.fromAge(offer.minAge)], ...offer.groups.map(named)])}
      ${this.#select('hamlet', problems, [
        ['', text.choose],
        ...offer.hamlets.map(({ name, was }): [string, string] => [name, was ? text.formerly(name, was) : name]),
      ])}
      ${this.#field('line', problems)}
      <p class="sub">${offer.area}</p>
      ${this.#select('returns', problems, [['', text.choose], ...offer.returns.map(named)])}
    `;
  }

  /** The person who books. */
  renderCarer(problems: readonly FormProblem[]) {
    return html`${this.home.self ? nothing : this.#field('relation', problems)} ${this.#field('note', problems)}`;
  }

  /** Labels by field. */
  get labels(): Readonly<Record<string, string>> {
    const { labels, ownName } = this.#text;
    return this.home.self ? { ...labels, elder: ownName } : labels;
  }

  get #text(): HomeTexts {
    const { portal, lang } = this.#widget;
    return portal.plugins.textsFor(lang, 'home-form', homeTexts);
  }

  #change(part: Partial<Home>): void {
    this.home = { ...this.home, ...part };
    this.#typed('relation' in part || 'note' in part ? 'contact' : 'home');
  }

  #field(id: TextField, problems: readonly FormProblem[], more: { type?: 'tel'; autocomplete?: string } = {}) {
    return field({
      id,
      label: this.labels[id]!,
      hint: this.#text.hints[id]!,
      value: this.home[id],
      problem: problemAt(problems, id),
      ...more,
      change: value => this.#change({ [id]: value }),
    });
  }

  #select(id: TextField, problems: readonly FormProblem[], options: [string, string][]) {
    const problem = problemAt(problems, id);
    return html`<div class="field">
      <label for=${id}>${this.#text.labels[id]}</label>
      ${errorLine(id, problem)}
      <select
        id=${id}
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? `${id}-error` : nothing}
        @change=${(event: Event) => this.#change({ [id]: valueOf(event) })}
      >
        ${options.map(
          ([value, text]) => html`<option value=${value} ?selected=${value === this.home[id]}>${text}</option>`,
        )}
      </select>
    </div>`;
  }
}
