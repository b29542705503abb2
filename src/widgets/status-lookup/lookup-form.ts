import type { LitElement } from 'lit';
import type { Factor } from '../../contract/capabilities.ts';
import { focusOn, type PortalController } from '../../core/index.ts';
import { isUsualDossierCode, parseDossierCode, shapeOf } from '../../domain/dossier-code.ts';
import type { Question } from './dossier-request.ts';
import {
  codeField,
  exampleOf,
  factorField,
  factorValue,
  type Lookup,
  type LookupProblem,
  lookupProblems,
  messageAt,
  otherFactors,
  problemLines,
} from './lookup-fields.ts';
import { CodeScan } from './scan/code-scan.ts';
import type { StatusTexts } from './status-lookup.texts.ts';

const nothingTyped = { code: '', factor: '' };

/** What the citizen types to look a dossier up: the code, typed or scanned, and the second factor. */
export class LookupForm {
  readonly #host: LitElement;
  readonly #widget: PortalController<StatusTexts>;
  readonly #lookup: () => Lookup;
  readonly #say: (text: string) => void;
  readonly #several: (text: string) => void;
  readonly #scan: CodeScan;
  #typed = nothingTyped;
  #problems: readonly LookupProblem[] = [];
  /** The factor that the citizen prefers. */
  #preferred: Factor | undefined;

  /**
   * @param lookup how dossiers are looked up at the agency
   * @param several opens the lookup of several codes, with what was pasted
   */
  constructor(
    host: LitElement,
    widget: PortalController<StatusTexts>,
    lookup: () => Lookup,
    say: (text: string) => void,
    several: (text: string) => void,
  ) {
    this.#host = host;
    this.#widget = widget;
    this.#lookup = lookup;
    this.#say = say;
    this.#several = several;
    this.#scan = new CodeScan(host, widget, {
      example: () => this.example,
      read: code => void this.scanned(code),
      say,
    });
  }

  get requiresFactor(): boolean {
    return this.#lookup().privacy === 'factor';
  }

  get example(): string {
    return exampleOf(this.#lookup());
  }

  /** Clears everything but the preferred factor, and fills in a code. */
  clear(code = ''): void {
    this.#problems = [];
    this.#change({ ...nothingTyped, code });
  }

  /**
   * Reads what was typed; says what is wrong, and moves the focus there.
   * @param shown the code of the dossier on screen, of which the factor shows more
   * @returns undefined when something is missing or wrong
   */
  read(shown: string | undefined): Question | undefined {
    const { text } = this.#widget;
    const code = parseDossierCode(shown ?? this.#typed.code);
    const kind = this.#kind;
    const factor = this.requiresFactor || shown ? { kind, value: factorValue(kind, this.#typed.factor) } : undefined;
    this.#scan.drop();
    this.#problems = lookupProblems(text, code, factor);
    const [first] = this.#problems;
    this.#say(first ? this.#problems.map(({ message }) => message).join(' ') : text.finding);
    this.#host.requestUpdate();
    if (!first) return factor ? { code, factor } : { code };
    focusOn(this.#host, first.field);
    return undefined;
  }

  /** One line for each wrong field. */
  problems() {
    return problemLines(this.#problems, field => focusOn(this.#host, field));
  }

  code() {
    return codeField({
      text: this.#widget.text,
      code: this.#typed.code,
      example: this.example,
      problem: messageAt(this.#problems, 'code') || this.#scan.problem,
      scan: this.#scan.render(),
      type: this.#type,
      paste: this.#paste,
    });
  }

  factor() {
    return factorField({
      text: this.#widget.text,
      kind: this.#kind,
      value: this.#typed.factor,
      problem: messageAt(this.#problems, 'factor'),
      type: this.#type,
    });
  }

  /** The other factors. */
  others() {
    const others = this.#lookup().factors.filter(other => other !== this.#kind);
    return otherFactors(this.#widget.text, others, this.#choose);
  }

  /** The kind of second factor that is asked for. */
  get kind(): Factor | undefined {
    return this.requiresFactor ? this.#kind : undefined;
  }

  get #kind(): Factor {
    const { factors } = this.#lookup();
    return factors.find(kind => kind === this.#preferred) ?? factors[0] ?? 'phoneLast4';
  }

  #change(typed: Partial<typeof nothingTyped>): void {
    this.#typed = { ...this.#typed, ...typed };
    this.#scan.drop();
    this.#host.requestUpdate();
  }

  /** A field of one line joins the lines of a list, which is taken elsewhere; of a page with one code that is taken. */
  #paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text').trim() ?? '';
    if (!/[\r\n]/.test(text)) return;
    const shape = shapeOf(this.example);
    const codes = text
      .split(/[\s;,|]+/)
      .map(parseDossierCode)
      .filter(code => isUsualDossierCode(code) || shapeOf(code) === shape);
    if (!codes.length) return;
    event.preventDefault();
    if (codes.length > 1) this.#several(text);
    else this.#change({ code: codes[0]! });
  };

  #type = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.#change({ [name]: value });
  };

  /** Fills in a code that was scanned. */
  scanned(code: string): this {
    this.#problems = [];
    this.#change({ code });
    focusOn(this.#host, this.requiresFactor ? 'factor' : 'code');
    return this;
  }

  #choose = (kind: Factor): void => {
    this.#preferred = kind;
    this.#problems = [];
    this.#change({ factor: '' });
    focusOn(this.#host, 'factor');
  };
}
