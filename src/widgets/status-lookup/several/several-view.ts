import type { LitElement } from 'lit';
import type { Factor } from '../../../contract/capabilities.ts';
import { type Dossier, dossierRead } from '../../../contract/dossier.ts';
import {
  errorMessage,
  failureBox,
  focusOn,
  html,
  icon,
  icons,
  nothing,
  type PortalController,
  printSheet,
  RequestController,
  tag,
} from '../../../core/index.ts';
import type { Failure, Outcome } from '../../../core/outcome.ts';
import { type CodeLine, parseCodeLines } from '../../../domain/code-lines.ts';
import { errorLine, valueOf } from '../../shared/fields.ts';
import { printIcon, searchIcon } from '../../shared/icons.ts';
import { dossierTexts } from '../dossier.texts.ts';
import { factorValue } from '../lookup-fields.ts';
import { headlineOf, toneOf } from '../next-action.ts';
import { sheet } from './print-sheet.ts';
import { severalTexts, type SeveralTexts } from './several.texts.ts';

/** Codes that are looked up at a time. */
const maxCodes = 30;

interface Callbacks {
  /** Announces a text. */
  say(text: string): void;
  /** Back to the lookup of one code. */
  close(): void;
  /** The kind of second factor; undefined where the code alone is enough. */
  factor(): Factor | undefined;
}

interface Row extends CodeLine {
  /** Undefined before it was asked. */
  outcome?: Outcome<Dossier>;
  /** The kind of its factor; undefined where the code alone is enough. */
  kind: Factor | undefined;
  /** The list has no factor for it. */
  isIncomplete: boolean;
}

/** Looks several codes up, one after the other, for support teams: a table in words and colours, and one sheet of paper. */
export class SeveralView {
  readonly #host: LitElement;
  readonly #widget: PortalController<object>;
  readonly #callbacks: Callbacks;
  readonly #request: RequestController<Dossier>;
  #typed = '';
  #problem = '';
  #rows: Row[] = [];
  #isRunning = false;

  constructor(host: LitElement, widget: PortalController<object>, callbacks: Callbacks) {
    this.#host = host;
    this.#widget = widget;
    this.#callbacks = callbacks;
    this.#request = new RequestController(host);
  }

  /** Forgets the list. */
  reset(): void {
    this.#stop();
    this.#typed = this.#problem = '';
    this.#rows = [];
  }

  /** Opens it with what was pasted; without, with what was there. */
  open(text: string): void {
    if (text) this.reset();
    this.#typed ||= text;
    this.#host.requestUpdate();
    focusOn(this.#host, 'codes');
  }

  /** Adds a code that was scanned. */
  add(code: string): void {
    this.open(`${this.#typed.trimEnd()}\n${code}`.trimStart() + (this.#callbacks.factor() ? ' ' : '\n'));
  }

  /** What is asked now is not waited for; the rest can be asked later. */
  #stop(): void {
    this.#isRunning = false;
    this.#request.clear();
  }

  get #text(): SeveralTexts {
    const { portal, lang } = this.#widget;
    return portal.plugins.textsFor(lang, 'several', severalTexts);
  }

  render() {
    const text = this.#text;
    const kind = this.#callbacks.factor();
    const failure = this.#failure;
    const done = this.#rows.filter(row => !isUnfinished(row)).length;
    const isOpen = !this.#isRunning && done < this.#rows.length;
    return html`<h2 class="face-title" id="several" tabindex="-1">${text.title}</h2>
      <p class="near">${text.intro(kind ? text.factors[kind] : '')}</p>
      <form class="stack" novalidate @submit=${this.#submit}>
        <div class="field">
          <label for="codes">${text.codes}</label>
          ${errorLine('codes', this.#problem)}
          <textarea
            id="codes"
            rows="6"
            autocomplete="off"
            spellcheck="false"
            .value=${this.#typed}
            aria-invalid=${this.#problem ? 'true' : nothing}
            aria-describedby=${this.#problem ? 'codes-error' : nothing}
            @input=${(event: Event) => (this.#typed = valueOf(event))}
          ></textarea>
        </div>
        <button class="primary" aria-disabled=${this.#isRunning ? 'true' : nothing}>
          ${this.#isRunning ? text.finding(done, this.#rows.length) : text.find}
        </button>
      </form>
      ${this.#rows.length ? this.#list() : nothing} ${failure ? failureBox(this.#widget, failure) : nothing}
      ${isOpen ? html`<button type="button" @click=${this.#goOn}>${text.goOn}</button>` : nothing}
      <div class="tools">
        ${done ? html`<button type="button" @click=${this.#print}>${icon(printIcon)}${text.print}</button>` : nothing}
        <button type="button" @click=${this.#close}>${icon(searchIcon)}${text.one}</button>
      </div>`;
  }

  /** On screen, where a table would squeeze the codes. */
  #list() {
    return html`<ul class="rows several" id="found" tabindex="-1" aria-label=${this.#text.sheetTitle}>
      ${this.#rows.map(row => {
        const { code, tone, state, due } = this.#shown(row);
        return html`<li class=${tone}>
          <b class="number" translate="no">${code}</b>
          ${state}${due ? html`<p class="sub number">${this.#text.columns.due}: ${due}</p>` : nothing}
        </li>`;
      })}
    </ul>`;
  }

  /** On paper. */
  #table() {
    const { code, state, due } = this.#text.columns;
    return html`<table>
      <thead>
        <tr>
          <th>${code}</th>
          <th>${state}</th>
          <th>${due}</th>
        </tr>
      </thead>
      <tbody>
        ${this.#rows.map(row => {
          const shown = this.#shown(row);
          return html`<tr class=${shown.tone}>
            <th>${shown.code}</th>
            <td>${shown.state}</td>
            <td>${shown.due}</td>
          </tr>`;
        })}
      </tbody>
    </table>`;
  }

  #shown({ code, outcome, isIncomplete, kind }: Row): { code: string; tone: string; state: unknown; due: string } {
    const text = this.#text;
    const { portal, lang } = this.#widget;
    if (outcome?.kind === 'answered') {
      const dossier = outcome.value;
      const tone = toneOf(dossier);
      const own = portal.plugins.textsFor(lang, 'mc-status-lookup', dossierTexts);
      return {
        code: dossier.code,
        tone,
        state: html`${tag(icons[tone], text.tones[tone])}
          <p>${headlineOf({ widget: this.#widget, text: own, dossier })}</p>`,
        due: dossier.dueAt && !dossier.finishedAt ? portal.format.day(dossier.dueAt) : '',
      };
    }
    const slug = outcome?.kind === 'refused' ? outcome.slug : '';
    const words = isIncomplete
      ? text.needsFactor(kind ? text.factors[kind] : '')
      : outcome
        ? (text.refused[slug] ?? text.failed)
        : text.waiting;
    return { code, tone: 'rest', state: html`<p>${words}</p>`, due: '' };
  }

  /** Why the last run was interrupted. */
  get #failure(): Failure | undefined {
    if (this.#isRunning) return undefined;
    const outcome = this.#rows.find(row => row.outcome && isUnfinished(row))?.outcome;
    return outcome?.kind === 'answered' ? undefined : outcome;
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#isRunning) return;
    const kind = this.#callbacks.factor();
    const { lines, unread } = parseCodeLines(this.#typed, maxCodes + 1, kind);
    const text = this.#text;
    const problems = [
      lines.length ? '' : text.noCodes,
      lines.length > maxCodes ? text.most(maxCodes) : '',
      lines.length && unread.length ? text.unread(unread.join(', ')) : '',
    ];
    this.#problem = problems.filter(Boolean).join(' ');
    if (this.#problem) this.#callbacks.say(this.#problem);
    this.#rows = lines.slice(0, maxCodes).map(line => ({
      ...line,
      ...{ kind, factor: kind ? factorValue(kind, line.factor) : '' },
      isIncomplete: kind !== undefined && !line.factor,
    }));
    this.#host.requestUpdate();
    if (this.#rows.length) void this.#run();
    else focusOn(this.#host, 'codes');
  };

  #goOn = (): void => {
    void this.#run();
    // The button goes.
    focusOn(this.#host, 'found');
  };

  #close = (): void => {
    this.#stop();
    this.#callbacks.close();
  };

  /** One after the other: a list must not use up what a whole commune may ask. */
  async #run(): Promise<void> {
    const rows = this.#rows;
    const text = this.#text;
    this.#isRunning = true;
    this.#host.requestUpdate();
    for (const row of rows) {
      if (!isUnfinished(row)) continue;
      const { code, factor, kind } = row;
      const outcome = await this.#request.run(signal =>
        this.#widget.call(dossierRead, { code, ...(kind && { factor: { kind, value: factor } }) }, signal),
      );
      if (outcome.kind === 'cancelled') return;
      row.outcome = outcome;
      this.#host.requestUpdate();
      // The next would fail as well.
      if (isUnfinished(row)) break;
    }
    this.#isRunning = false;
    this.#request.clear();
    const failure = this.#failure;
    const found = rows.filter(({ outcome }) => outcome?.kind === 'answered').length;
    const done = rows.filter(row => !row.isIncomplete && !isUnfinished(row));
    const incomplete = rows.filter(({ isIncomplete }) => isIncomplete);
    const [first] = incomplete;
    const missing = first?.kind ? text.incomplete(incomplete.length, text.factors[first.kind]) : '';
    const spoken = failure
      ? [text.interrupted(done.length, rows.length), errorMessage(failure, this.#widget.core)]
      : [text.done(found, done.length), missing, this.#problem];
    this.#callbacks.say(spoken.join(' ').trim());
  }

  #print = (): void =>
    printSheet(
      html`<h2>${this.#text.sheetTitle}</h2>
        ${this.#table()}`,
      sheet,
      this.#widget.lang,
    );
}

/** Not asked yet, or without an answer. */
const isUnfinished = ({ outcome, isIncomplete }: Row): boolean =>
  !isIncomplete &&
  outcome?.kind !== 'answered' &&
  !(outcome?.kind === 'refused' && outcome.slug in severalTexts.refused);
