import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { icon } from '../ui/icons.ts';
import { formToken, hiddenText, type Html, renderDocument } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { signInTexts } from './sign-in.texts.ts';

/** What a sign-in page shows. */
export interface SignInView {
  /** What was typed, or whose session is locked. */
  officer?: string;
  /** Name of the officer whose session is locked: only the password is asked for. */
  lockedFor?: string | undefined;
  /** What went wrong, said at the fields. */
  error?: string | undefined;
  /** What happened before, said above the fields. */
  notice?: string | undefined;
  /** Path within the site to go to afterwards. */
  next: string;
  /** Signed input of a form that was sent while the session was locked. */
  replay?: string | undefined;
  shared?: boolean;
  /** Name of the identity provider, where there is one. */
  provider?: string | undefined;
}

/** The sign-in page, or that of a locked session. */
export function signInPage(c: Context, view: SignInView): Html {
  const texts = textsOf(c, signInTexts);
  const { officer = '', lockedFor, error, notice, next, replay, shared, provider } = view;
  const title = lockedFor ? texts.locked : texts.signIn;
  return gate(
    c,
    title,
    html`<h1>${title}</h1>
      ${notice ? html`<p class="note rest" role="status">${icon('lock')}${notice}</p>` : ''}
      ${
        provider && !replay
          ? html`<a class="button wide" href="/desk/oidc?${new URLSearchParams({ next })}"
                >${icon('lock')}${provider}</a
              >
              <p class="hint">${texts.or}</p>`
          : ''
      }
      <form method="post" action="/desk/sign-in">
        <input type="hidden" name="next" value="${next}" />
        ${replay ? html`<input type="hidden" name="replay" value="${replay}" />` : ''}
        ${
          lockedFor
            ? html`<p>${texts.lockedHint(lockedFor)}</p>
                <input type="hidden" name="officer" value="${officer}" autocomplete="username" />`
            : html`<label for="officer">${texts.officerId}</label>
                <input
                  id="officer"
                  name="officer"
                  value="${officer}"
                  autocomplete="username"
                  autocapitalize="off"
                  spellcheck="false"
                  required
                  ${officer ? '' : 'autofocus'}
                />`
        }
        <label for="secret">${lockedFor ? texts.password : texts.secret}</label>
        ${error ? html`<p class="error" id="secret-error" role="alert">${icon('stop')}<span>${error}</span></p>` : ''}
        <input
          id="secret"
          name="secret"
          type="password"
          autocomplete="current-password"
          required
          maxlength="200"
          ${error ? html`aria-invalid="true" aria-describedby="secret-error"` : ''}
          ${officer ? 'autofocus' : ''}
        />
        ${
          lockedFor
            ? ''
            : html`<label class="check"
                ><input type="checkbox" name="shared" value="1" ${shared ? 'checked' : ''} />${texts.shared}</label
              >`
        }
        <button class="first wide">${lockedFor ? texts.unlock : texts.signIn}</button>
      </form>
      ${
        lockedFor
          ? html`<p><a href="/desk/sign-in?other">${texts.other}</a></p>`
          : html`<p class="hint">${texts.forgot}</p>`
      }`,
  );
}

/** The page of a locked session whose officer has no password: the identity provider unlocks it. */
export function lockedAtProviderPage(
  c: Context,
  {
    name,
    provider,
    next,
    kept,
  }: { name: string; provider: string; next: string; kept: { path: string; fields: Fields } | undefined },
): Html {
  const texts = textsOf(c, signInTexts);
  const url = `/desk/oidc?${new URLSearchParams({ next })}`;
  return gate(
    c,
    texts.locked,
    html`<h1>${texts.locked}</h1>
      <p>${name}</p>
      ${
        // What was sent stays on this page while the session is unlocked in another tab.
        kept
          ? html`<p class="note rest">${icon('lock')}${texts.kept}</p>
              <a class="button wide" href="${url}" target="_blank" rel="noopener"
                >${icon('lock')}${provider} (${texts.newTab})</a
              >
              ${replayForm(c, kept.path, kept.fields)}`
          : html`<a class="button first wide" href="${url}">${icon('lock')}${provider}</a>`
      }
      <p><a href="/desk/sign-in?other">${texts.other}</a></p>`,
  );
}

/** Fields of a form, in their order; a name may stand several times. */
export type Fields = readonly (readonly [string, string])[];

/** Offers to send a form again that came while the session was locked. */
export function replayPage(c: Context, path: string, fields: Fields): Html {
  const texts = textsOf(c, signInTexts);
  return gate(
    c,
    texts.replayTitle,
    html`<h1>${texts.replayTitle}</h1>
      <p>${texts.replayHint}</p>
      ${replayForm(c, path, fields)}
      <p><a href="/desk">${texts.discard}</a></p>`,
  );
}

const replayForm = (c: Context, path: string, fields: Fields): Html =>
  html`<form method="post" action="${path}">
    ${formToken(c)} ${fields.map(([name, value]) => hiddenText(name, value))}
    <button class="first wide" autofocus>${textsOf(c, signInTexts).replay}</button>
  </form>`;

/** Says that nobody can sign in over plain http here. */
export function needsHttpsPage(c: Context): Html {
  const texts = textsOf(c, signInTexts);
  return gate(
    c,
    texts.needsHttps,
    html`<h1>${texts.needsHttps}</h1>
      <p>${texts.needsHttpsHint}</p>`,
  );
}

/** A page for who is not signed in. */
export function gate(c: Context, title: string, body: Html): Html {
  const texts = textsOf(c, signInTexts);
  return renderDocument(
    c,
    title,
    html`<div class="gate">
      <aside>
        <span class="mark">${icon('door')}</span><strong>Một Cửa</strong>
        <p>${texts.desk}</p>
        ${door}
      </aside>
      <main>${body}</main>
    </div>`,
  );
}

/** An open door with somebody behind it. */
const door = raw(
  '<svg class="art" viewBox="0 0 500 400" preserveAspectRatio="xMinYMax slice" aria-hidden="true" focusable="false"><path d="M0 372h500v28H0z" fill="#0f3274"/><path d="M196 372 290 84h106v288l84 28H124z" fill="#2c5bb5"/><path d="M196 372V102a22 22 0 0 1 22-22h160a22 22 0 0 1 22 22v270z" fill="#eaf0fb"/><path d="M196 372V90l92 34v276z" fill="#b7c9ec"/><circle cx="270" cy="256" r="7" fill="#17479e"/><path d="M328 372v-88a20 20 0 0 1 40 0v88z" fill="#17479e"/><circle cx="348" cy="240" r="19" fill="#17479e"/></svg>',
);
