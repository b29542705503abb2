import type { Context } from 'hono';
import { html } from 'hono/html';
import type { NamedDay } from '../../agencies/index.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, type Html, renderPage } from '../../ui/page.ts';
import { localize, textsOf } from '../../ui/texts.ts';
import type { OfficeAgency, OfficeCounter, OfficeFile, OfficePlace } from '../office-file.ts';
import { catalogueTexts } from './catalogue-pages.texts.ts';
import { editTexts } from './edit.texts.ts';
import { fieldTexts } from './field.texts.ts';
import { officePageTexts } from './office-pages.texts.ts';
import { overviewTexts } from './overview.texts.ts';
import { textOf } from './render-fields.ts';

/** Whether a setting is set, and by which agency above. */
export interface SettingState {
  name: string;
  isSet: boolean;
  /** Name of the agency that it comes from; undefined for the agency's own. */
  from: string | undefined;
}

interface Overview {
  agency: OfficeAgency;
  above: { id: string; name: string } | undefined;
  below: readonly { id: string; name: string }[];
  procedures: NonNullable<OfficeFile['procedures']>;
  /** Special days from today on. */
  days: readonly (NamedDay & { date: string; isOwn: boolean })[];
  settings: readonly SettingState[];
  /** Whether the officer imports the catalogue: the agency is theirs and has none above. */
  hasCatalogue: boolean;
  /** Services that its counters can have. */
  offered: readonly { id: string; name: string }[];
}

/** An office at a glance; each part leads to its form. */
export function overviewPage(c: Context, overview: Overview): Html {
  const texts = textsOf(c, overviewTexts);
  const { agency, above, below, procedures, settings, offered } = overview;
  const { phone, places = [], services = [] } = agency;
  const link = linksOf(agency.id);
  const add = textsOf(c, editTexts).added;
  const { labels } = textsOf(c, fieldTexts);
  return renderPage(
    c,
    agency.name,
    html`${above ? html`<p class="crumb"><a href="${linksOf(above.id)()}">${icon('left')}${above.name}</a></p>` : ''}
      <section>
        <div class="head">
          <h2>${texts.names['agency']}</h2>
          <a class="button end" href="${link('agency', agency.id)}">${texts.edit}</a>
        </div>
        <dl>
          <dt>${texts.code}</dt>
          <dd>${agency.id}</dd>
          <dt>${texts.phone}</dt>
          <dd>${phone ?? '–'}</dd>
        </dl>
      </section>
      ${places.map(place => placeSection(c, place, link, offered))}
      <p class="crumb"><a class="button" href="${link('place')}">${icon('plus')}${add['place']}</a></p>
      ${daysSection(c, overview, link)}
      ${list({
        title: texts.services,
        items: services.map(({ id, name, field }) => [link('service', id), name, field]),
        hint: offered.length > services.length ? texts.servicesFromAbove(offered.length - services.length) : '',
        ...{ url: link('service'), add: add['service']! },
      })}
      ${list({
        title: texts.procedures,
        items: procedures.map(({ code, shortName }) => [link('procedure', code), shortName, code]),
        ...{ url: link('procedure'), add: add['procedure']! },
      })}
      <section>
        <h2>${texts.settings}</h2>
        <table>
          <tbody>
            ${settings.map(
              ({ name, isSet, from }) =>
                html`<tr>
                  <td><a href="${link('setting', name)}">${textOf(labels, `setting.${name}`)}</a></td>
                  <td>${!isSet ? texts.notSet : from ? texts.from(from) : texts.own}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>
      ${list({
        title: texts.below,
        items: below.map(({ id, name }) => [linksOf(id)(), name, id]),
        ...{ url: link('below'), add: add['below']! },
      })}`,
    {
      actions: html`${
          overview.hasCatalogue
            ? html`<a class="button" href="/desk/office/catalogue"
                >${icon('list')}${textsOf(c, catalogueTexts).label}</a
              >`
            : ''
        }<a class="button" href="/desk/office/file?${new URLSearchParams({ agency: agency.id })}"
          >${icon('file')}${textsOf(c, officePageTexts).file}</a
        >`,
    },
  );
}

type Links = (kind?: string, id?: string) => string;

/** Addresses of the pages of an agency. */
const linksOf =
  (agency: string): Links =>
  (kind, id) =>
    ['/desk/office/of', ...[agency, kind, id].flatMap(part => (part ? encodeURIComponent(part) : []))].join('/');

function placeSection(
  c: Context,
  place: OfficePlace,
  link: Links,
  services: readonly { id: string; name: string }[],
): Html {
  const texts = textsOf(c, overviewTexts);
  const { counters = [], hours = [] } = place;
  return html`<section>
    <div class="head">
      <h2>${place.name}</h2>
      <a class="button end" href="${link('place', place.id)}" aria-label="${texts.edit}: ${place.name}"
        >${texts.edit}</a
      >
    </div>
    <dl>
      <dt>${texts.address}</dt>
      <dd>${place.address}</dd>
      <dt>${texts.hours}</dt>
      <dd>${hours.length ? hours.map(span => html`${spanWords(c, span)}<br />`) : '–'}</dd>
    </dl>
    ${
      counters.length
        ? html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>${texts.counter}</th>
                  <th>${texts.services}</th>
                  <th>${texts.times}</th>
                </tr>
              </thead>
              <tbody>
                ${counters.map(counter => counterRow(c, counter, link, services))}
              </tbody>
            </table>
          </div>`
        : ''
    }
    <p class="actions">
      <a
        class="button"
        href="${link('counter')}?${new URLSearchParams({ place: place.id })}"
        aria-label="${textsOf(c, editTexts).added['counter']}: ${place.name}"
        >${icon('plus')}${textsOf(c, editTexts).added['counter']}</a
      >
    </p>
  </section>`;
}

function counterRow(
  c: Context,
  counter: OfficeCounter,
  link: Links,
  services: readonly { id: string; name: string }[],
): Html {
  const texts = textsOf(c, overviewTexts);
  const nameOf = (id: string) => services.find(service => service.id === id)?.name ?? id;
  const { way = 'time', times = [], sessions = [] } = counter;
  return html`<tr data-row>
    <td><a href="${link('counter', counter.id)}">${counter.name}</a><small>${counter.letter}</small></td>
    <td>${(counter.services ?? []).map(nameOf).join(', ') || '–'}</td>
    <td>
      ${times.map(each => html`${spanWords(c, each)}, ${texts.every(each.every, each.capacity)}<br />`)}
      ${
        way === 'time'
          ? ''
          : html`<a href="/desk/sessions?${new URLSearchParams({ counter: counter.id })}"
              >${texts.sessions(sessions.length)}</a
            >`
      }
    </td>
  </tr>`;
}

/** `T2, T3: 07:30–11:30`. */
function spanWords(c: Context, { days, from, to }: { days: readonly number[]; from: string; to: string }): string {
  const { shortWeekdays } = textsOf(c, overviewTexts);
  return `${days.map(day => shortWeekdays[day - 1]).join(', ')}: ${from}–${to}`;
}

/** Special days: the agency's own at once, those from above when they are asked for. */
function daysSection(c: Context, { days }: Overview, link: Links): Html {
  const texts = textsOf(c, overviewTexts);
  const { options } = textsOf(c, fieldTexts);
  const table = (shown: Overview['days']) =>
    shown.length
      ? html`<table>
          <tbody>
            ${shown.map(({ date, type, name, hours, isOwn }) => {
              const words = formatDay(date);
              return html`<tr>
                <td class="number">
                  <a href="${isOwn ? link('day', date) : `${link('day')}?${new URLSearchParams({ date })}`}"
                    >${words}</a
                  >
                </td>
                <td>
                  ${localize(c, name)}${hours?.length ? html`<small>${hours.map(({ from, to }) => `${from}–${to}`).join(', ')}</small>` : ''}
                </td>
                <td>${options[type] ?? type}</td>
              </tr>`;
            })}
          </tbody>
        </table>`
      : '';
  const inherited = days.filter(({ isOwn }) => !isOwn);
  return html`<section>
    <h2>${texts.days}</h2>
    ${table(days.filter(({ isOwn }) => isOwn))}
    ${
      inherited.length
        ? html`<details>
            <summary>${texts.daysFromAbove(inherited.length)}</summary>
            ${table(inherited)}
          </details>`
        : ''
    }
    <p class="actions">
      <a class="button" href="${link('day')}">${icon('plus')}${textsOf(c, editTexts).added['day']}</a>
    </p>
  </section>`;
}

interface List {
  title: string;
  items: readonly (readonly [url: string, name: string, more: string])[];
  /** What is there besides. */
  hint?: string;
  /** Where one is added. */
  url: string;
  add: string;
}

/** Items by name, each with a link to its form, and a link to add one. */
function list({ title, items, hint, url: addUrl, add }: List): Html {
  return html`<section>
    <h2>${title}</h2>
    ${
      items.length
        ? html`<table>
            <tbody>
              ${items.map(
                ([url, name, more]) =>
                  html`<tr>
                    <td><a href="${url}">${name}</a></td>
                    <td>${more}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : ''
    }
    ${hint ? html`<p class="hint">${hint}</p>` : ''}
    <p class="actions"><a class="button" href="${addUrl}">${icon('plus')}${add}</a></p>
  </section>`;
}
