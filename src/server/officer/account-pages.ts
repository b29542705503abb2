import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type Limit, RateLimit } from '../http/rate-limit.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { setPassword } from '../platform/officers.ts';
import { passwordLength, verifyPassword } from '../platform/passwords.ts';
import { invalidInput } from '../platform/problem.ts';
import { endSession, endSessionsOf, lockSession } from '../platform/sessions.ts';
import { type FormState, readFormFields, toFormProblem } from '../ui/form.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { accountTexts } from './account.texts.ts';
import { type SessionOptions } from './session-guard.ts';
import { cookieRules, removeCookie } from './session-cookie.ts';

/** Wrong current passwords of one officer, as for sign-ins. */
const wrongPasswords: Limit = { max: 20, seconds: 900 };

/** As large letters on the screen of the hall. */
const maxDeskLength = 4;

/** The officer's own account: password, counter, sessions; sign-out. */
export function accountPages(app: AppContext, options: SessionOptions): Hono {
  const { db, clock } = app;
  const site = new Hono();
  const wrong = new RateLimit(wrongPasswords);
  const session = (c: Context) => Buffer.from(c.get('session'), 'hex');
  const record = (c: Context, action: string) => {
    const { id } = c.get('officer');
    return withAudit(db, tx => recordAudit(tx, { officer: id, action, subject: id, now: clock() }));
  };
  const leave = (c: Context) => {
    removeCookie(c, cookieRules(c, app, options.allowPrivateHttp)!);
    // Nothing of the session stays in the browser, not even for its back button.
    c.header('Clear-Site-Data', '"cache", "storage"');
    return c.redirect('/desk/sign-in?signed-out', 303);
  };

  site.post('/sign-out', async c => {
    await endSession(db, session(c));
    await record(c, 'sign-out');
    return leave(c);
  });

  site.post('/account/everywhere', async c => {
    await endSessionsOf(db, c.get('officer').id);
    await record(c, 'sign-out.everywhere');
    return leave(c);
  });

  site.post('/account/lock', async c => {
    await lockSession(db, session(c), clock());
    return c.redirect('/desk', 303);
  });

  site.get('/account', async c => c.html(await page(c)));

  site.post('/account/counter', async c =>
    submit(c, async ({ counter = '', desk = '' }) => {
      const own = await countersOf(c);
      if (counter && !own.some(({ id }) => id === counter)) throw invalidInput('/counter', 'unknown');
      if (desk.length > maxDeskLength) throw invalidInput('/desk', 'max_length');
      await db
        .updateTable('officer')
        .set({ counter: counter || null, desk: desk || null })
        .where('id', '=', c.get('officer').id)
        .execute();
    }),
  );

  site.post('/account/password', async c =>
    submit(c, async ({ current = '', fresh = '', again = '' }) => {
      const { id, hasPassword } = c.get('officer');
      // Counted first, so that concurrent tries cannot pass the limit; given back for a right one.
      wrong.consume(id, clock());
      const { password_hash } = await db
        .selectFrom('officer')
        .select('password_hash')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (hasPassword && !(await verifyPassword(current, password_hash))) throw invalidInput('/current', 'wrong');
      wrong.refund(id, clock());
      const { min, max } = passwordLength;
      if (fresh.length < min || fresh.length > max || fresh.toLowerCase().includes(id.toLowerCase()))
        throw invalidInput('/fresh', 'length');
      if (fresh !== again) throw invalidInput('/again', 'differs');
      await setPassword(db, id, fresh);
      await endSessionsOf(db, id, session(c));
      await record(c, 'password.change');
    }),
  );

  return site;

  async function submit(c: Context, action: (fields: Record<string, string>) => Promise<void>) {
    try {
      await action(await readFormFields(c));
      return c.redirect('/desk/account?done', 303);
    } catch (error) {
      return c.html(await page(c, { problem: toFormProblem(error) }), 422);
    }
  }

  function countersOf(c: Context) {
    return db
      .selectFrom('counter')
      .innerJoin('place', 'place.id', 'counter.place')
      .select(['counter.id', 'counter.name', 'place.name as place'])
      .where('place.agency', 'in', c.get('officer').scope)
      .where('counter.active', '=', true)
      .orderBy('place.position')
      .orderBy('counter.id')
      .execute();
  }

  async function page(c: Context, { problem }: FormState = {}): Promise<Html> {
    const texts = textsOf(c, accountTexts);
    const officer = c.get('officer');
    const sessions = await db
      .selectFrom('officer_session')
      .select(['id', 'created_at', 'used_at'])
      .where('officer', '=', officer.id)
      .orderBy('used_at', 'desc')
      .limit(50)
      .execute();
    const counters = officer.hasPassword ? await countersOf(c) : [];
    const isHere = (id: Uint8Array) => Buffer.from(id).toString('hex') === c.get('session');
    return renderPage(
      c,
      officer.hasPassword ? texts.account : texts.setPassword,
      html`${problemBox(texts, problem)}
      ${officer.hasPassword ? facts() : html`<p class="note yours">${texts.setPasswordHint}</p>`} ${passwordForm()}
      ${officer.hasPassword ? list() : ''}`,
    );

    function facts() {
      return html`<section>
        <dl>
          <dt>${texts.agency}</dt>
          <dd>${officer.agencyName}</dd>
          <dt>${texts.role}</dt>
          <dd>${texts.roles[officer.role]}</dd>
        </dl>
        <form method="post" action="/desk/account/counter">
          ${formToken(c)}
          <label for="counter">${texts.counter}</label>
          <select id="counter" name="counter">
            <option value="">${texts.noCounter}</option>
            ${counters.map(({ id, name, place }) => html`<option value="${id}" ${id === officer.counter ? 'selected' : ''}>${name} – ${place}</option>`)}
          </select>
          <label for="desk">${texts.desk}</label>
          <input
            id="desk"
            name="desk"
            class="short"
            maxlength="${maxDeskLength}"
            autocomplete="off"
            value="${officer.desk ?? ''}"
          />
          <p class="actions"><button>${texts.save}</button></p>
        </form>
      </section>`;
    }

    function passwordForm() {
      return html`<form method="post" action="/desk/account/password">
        <h2>${officer.hasPassword ? texts.changePassword : texts.setPassword}</h2>
        ${formToken(c)}
        <input type="text" name="username" value="${officer.id}" autocomplete="username" hidden />
        ${
          officer.hasPassword
            ? html`<label for="current">${texts.current}</label>
                <input id="current" name="current" type="password" autocomplete="current-password" required />`
            : ''
        }
        <label for="fresh">${texts.fresh}</label>
        <p class="hint" id="fresh-hint">${texts.freshHint}</p>
        <input
          id="fresh"
          name="fresh"
          type="password"
          autocomplete="new-password"
          required
          minlength="10"
          maxlength="200"
          aria-describedby="fresh-hint"
        />
        <label for="again">${texts.again}</label>
        <input id="again" name="again" type="password" autocomplete="new-password" required />
        <p class="actions"><button class="${officer.hasPassword ? '' : 'first'}">${texts.save}</button></p>
      </form>`;
    }

    function list() {
      return html`<section>
        <h2>${texts.sessions}</h2>
        <ul>
          ${sessions.map(
            ({ id, created_at, used_at }) =>
              html`<li>
                ${texts.since(formatInstant(created_at), formatInstant(used_at))}${isHere(id) ? html` <b>(${texts.thisSession})</b>` : ''}
              </li>`,
          )}
        </ul>
        <p class="hint">${texts.everywhereHint}</p>
        <form method="post" action="/desk/account/everywhere" class="inline">
          ${formToken(c)}<button class="bad">${texts.everywhere}</button>
        </form>
        <form method="post" action="/desk/account/lock" class="inline">
          ${formToken(c)}<button>${texts.lock}</button>
        </form>
      </section>`;
    }
  }
}
