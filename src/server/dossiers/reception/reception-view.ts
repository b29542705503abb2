import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, dayOf } from '../../../domain/calendar.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import type { FormState } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ReceivedProcedure } from './read-reception.ts';
import type { ReceivedAppointment } from './reception-queries.ts';
import { receptionTexts } from './reception.texts.ts';

const path = '/desk/dossiers/receive';

interface Choice {
  /** What was searched for. */
  q: string;
  found: readonly { code: string; name: string }[];
  common: readonly { code: string; name: string }[];
  appointment: ReceivedAppointment | undefined;
}

const addressOf = (procedure: string, appointment: ReceivedAppointment | undefined): string =>
  `${path}?${new URLSearchParams({ procedure, ...(appointment && { appointment: appointment.id }) }).toString()}`;

/** The search for a procedure, and those that are often received: each by one key. */
export function choicePage(c: Context, { q, found, common, appointment }: Choice): Html {
  const texts = textsOf(c, receptionTexts);
  const list = (rows: Choice['found'], isKeyed: boolean) =>
    html`<ul class="procedure-list">
      ${rows.map(
        ({ code, name }, nth) =>
          html`<li>
            <a
              href="${addressOf(code, appointment)}"
              ${isKeyed && nth < 9 ? html`data-key="${nth + 1}"` : ''}
              ${!isKeyed && nth === 0 ? 'autofocus' : ''}
              >${isKeyed ? html`<kbd>${nth + 1}</kbd>` : ''}<span>${name}<small class="number">${code}</small></span></a
            >
          </li>`,
      )}
    </ul>`;
  return renderPage(
    c,
    texts.label,
    html`<form method="get" action="${path}" class="card">
        ${appointment ? html`<input type="hidden" name="appointment" value="${appointment.id}" />` : ''}
        <label for="q">${texts.search}</label>
        <p class="hint" id="q-hint">${texts.searchHint}</p>
        <p class="row">
          <input
            id="q"
            name="q"
            value="${q}"
            maxlength="100"
            autocomplete="off"
            aria-describedby="q-hint"
            data-type-ahead
            ${q && !found.length ? 'autofocus' : ''}
          />
          <button class="first">${icon('search')}${texts.find}</button>
        </p>
      </form>
      ${
        q
          ? html`<section aria-labelledby="found">
              <h2 id="found">
                <span role="status">${found.length ? texts.found(found.length) : texts.notFound}</span>
              </h2>
              ${list(found, false)}
            </section>`
          : ''
      }
      ${
        common.length
          ? html`<section aria-labelledby="common">
              <h2 id="common">${texts.common}</h2>
              ${list(common, true)}
            </section>`
          : ''
      }`,
  );
}

interface Form extends FormState {
  id: string;
  procedure: ReceivedProcedure;
  ticked: readonly string[];
  due: Date | null;
  appointment: ReceivedAppointment | undefined;
  /** Whether the agency takes digits of the identity number for look-ups. */
  asksIdentity: boolean;
  now: Date;
}

/** The form of a reception: papers, person, due date, and what is printed. */
export function receptionPage(c: Context, form: Form): Html {
  const texts = textsOf(c, receptionTexts);
  const { id, procedure, appointment, problem } = form;
  return renderPage(
    c,
    procedure.name,
    html`<p class="crumb">
        <a href="${path}${appointment ? `?appointment=${appointment.id}&other=1` : ''}"
          >${icon('left')}${texts.other}</a
        >
        ${appointment ? html`<span class="tag going">${texts.fromAppointment(appointment.number ?? '')}</span>` : ''}
      </p>
      ${
        appointment?.dossier
          ? html`<p class="note yours">
              ${icon('alert')}<span
                >${texts.alreadyReceived} <a href="/desk/dossiers/${appointment.dossier}/slip">${texts.toSlip}</a></span
              >
            </p>`
          : ''
      }
      ${problemBox(texts, problem)}
      <form method="post" action="${path}" class="plain reception">
        ${formToken(c)}<input type="hidden" name="id" value="${id}" /><input
          type="hidden"
          name="procedure"
          value="${procedure.code}"
        />
        ${appointment ? html`<input type="hidden" name="appointment" value="${appointment.id}" />` : ''}
        <div class="split even">
          <div>${papersBox(c, form)}</div>
          <div>${personBox(c, form)} ${dueBox(c, form)}</div>
        </div>
        ${otherEnds(c, form)}
      </form>`,
    { hasErrors: Boolean(problem) },
  );
}

function papersBox(c: Context, { procedure: { components }, ticked, typed = {} }: Form): Html {
  const texts = textsOf(c, receptionTexts);
  return html`<section class="card">
    <h2>${texts.papers}</h2>
    ${components.length ? '' : html`<p class="hint">${texts.noPapers}</p>`}
    ${
      components.length > 1
        ? html`<p hidden data-tick-all="paper">
            <button type="button" data-key="a">${icon('ok')}${texts.allPapers} <kbd>A</kbd></button>
          </p>`
        : ''
    }
    <ul class="papers">
      ${components.map(
        ({ name, originals, copies, condition }, nth) =>
          html`<li>
            <label class="check"
              ><input
                type="checkbox"
                name="paper"
                value="${nth}"
                ${ticked.includes(String(nth)) ? 'checked' : ''}
                ${nth === 0 ? 'autofocus' : ''}
              /><span
                >${name}<small
                  >${[texts.paper(originals, copies), condition ?? ''].filter(Boolean).join('. ')}</small
                ></span
              ></label
            >
          </li>`,
      )}
    </ul>
    <label for="otherPapers">${texts.otherPapers}</label>
    <textarea id="otherPapers" name="otherPapers" rows="2" maxlength="8000">${typed['otherPapers'] ?? ''}</textarea>
  </section>`;
}

function personBox(c: Context, { typed = {}, appointment, asksIdentity, problem }: Form): Html {
  const texts = textsOf(c, receptionTexts);
  const phone = appointment?.contact_phone ? nationalPhone(appointment.contact_phone) : '';
  const value = (name: string, usual = '') => typed[name] ?? usual;
  const wrong = (name: string) =>
    problem?.fields.some(({ pointer }) => pointer === `/${name}`) ? html`aria-invalid="true"` : '';
  const optional = html` <small>${texts.optional}</small>`;
  return html`<section class="card">
    <h2>${texts.person}</h2>
    <label for="name">${texts.name}</label>
    <input
      id="name"
      name="name"
      maxlength="200"
      autocomplete="off"
      required
      value="${value('name', appointment?.contact_name ?? '')}"
      ${wrong('name')}
    />
    <label for="phone">${texts.phone}${optional}</label>
    <input
      id="phone"
      name="phone"
      type="tel"
      inputmode="tel"
      maxlength="40"
      autocomplete="off"
      value="${value('phone', phone)}"
      aria-describedby="phone-hint"
      ${wrong('phone')}
    />
    <p class="hint" id="phone-hint">${texts.phoneHint}</p>
    <label class="check"
      ><input type="checkbox" name="notify" value="1" ${value('notify') === '1' ? 'checked' : ''} /><span
        >${texts.notify}</span
      ></label
    >
    ${
      asksIdentity
        ? html`<label for="idLast4">${texts.idLast4}${optional}</label>
            <input
              id="idLast4"
              name="idLast4"
              inputmode="numeric"
              maxlength="4"
              autocomplete="off"
              class="short"
              value="${value('idLast4')}"
              ${wrong('idLast4')}
            />`
        : ''
    }
    <label for="address">${texts.address}${optional}</label>
    <input id="address" name="address" maxlength="300" autocomplete="off" value="${value('address')}" />
    <label for="content">${texts.content}${optional}</label>
    <input id="content" name="content" maxlength="1000" autocomplete="off" value="${value('content')}" />
  </section>`;
}

function dueBox(c: Context, { due, procedure: { term }, typed = {}, now }: Form): Html {
  const texts = textsOf(c, receptionTexts);
  return html`<section class="card">
    <h2>${texts.due}</h2>
    <p class="due">
      <b class="number">${due ? formatInstant(due) : '–'}</b>
      ${term ? html`<small>${texts.terms[term.unit](term.value)}</small>` : ''}
    </p>
    ${term ? '' : html`<p class="hint">${texts.guessed}</p>`}
    <details ${typed['otherDue'] ? 'open' : ''} data-focus-inside>
      <summary>${texts.otherDue}</summary>
      <input
        name="otherDue"
        type="date"
        aria-label="${texts.otherDue}"
        min="${dayOf(now)}"
        value="${typed['otherDue'] ?? ''}"
      />
    </details>
    <p class="actions">
      <button class="first" name="decision" value="accepted">${icon('print')}${texts.receive}</button>
    </p>
  </section>`;
}

/** Papers are missing, or the dossier is refused. */
function otherEnds(c: Context, { typed = {}, now }: Form): Html {
  const texts = textsOf(c, receptionTexts);
  const { decision = '' } = typed;
  return html`<details class="card" ${decision && decision !== 'accepted' ? 'open' : ''}>
    <summary data-key="u">${texts.incomplete} <kbd>U</kbd></summary>
    <label for="reason">${texts.reason}</label>
    <textarea id="reason" name="reason" rows="2" maxlength="2000">${typed['reason'] ?? ''}</textarea>
    <label for="askedPapers">${texts.askedPapers}</label>
    <p class="hint" id="asked-hint">${texts.incompleteHint}</p>
    <textarea id="askedPapers" name="askedPapers" rows="2" maxlength="8000" aria-describedby="asked-hint">
${typed['askedPapers'] ?? ''}</textarea>
    <label for="before">${texts.before} <small>${texts.optional}</small></label>
    <input id="before" name="before" type="date" min="${addDays(dayOf(now), 1)}" value="${typed['before'] ?? ''}" />
    <p class="actions">
      <button name="decision" value="supplement">${icon('print')}${texts.supplement}</button>
      <button name="decision" value="rejected" class="bad">${icon('print')}${texts.refused}</button>
    </p>
  </details>`;
}
