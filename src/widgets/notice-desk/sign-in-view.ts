import { errorMessage, failureBox, html, nothing, type PortalController } from '../../core/index.ts';
import { field } from '../shared/fields.ts';
import type { DeskState } from './desk-state.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';

interface SignIn {
  widget: PortalController<NoticeTexts>;
  desk: DeskState;
  code: string;
  type(code: string): void;
  submit(event: Event): void;
}

/** Asks for the code of the officers' site. */
export function signInView({ widget, desk, code, type, submit }: SignIn) {
  const { text, core } = widget;
  const { pending, failure, slow } = desk.signingIn;
  const slug = failure?.kind === 'refused' ? failure.slug : '';
  const words = slug === 'ticket-not-valid' ? text.wrongCode : slug === 'not-allowed' ? text.notAllowed : undefined;
  return html`<p class="near">${text.signInIntro}</p>
    ${desk.message ? html`<p class="line rest">${desk.message}</p>` : nothing}
    <form class="stack" novalidate @submit=${submit}>
      ${failure ? failureBox(widget, failure, undefined, words ?? errorMessage(failure, core)) : nothing}
      ${field({ id: 'code', label: text.code, value: code, problem: desk.problem, type: 'tel', change: type })}
      <button class="primary" aria-disabled=${pending ? 'true' : nothing}>
        ${pending ? text.signingIn : text.signIn}
      </button>
      ${slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    </form>
    <slot></slot>`;
}
