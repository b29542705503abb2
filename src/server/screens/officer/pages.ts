import { type Context, Hono } from 'hono';
import { addDays, dayOf } from '../../../domain/calendar.ts';
import { RateLimit } from '../../http/rate-limit.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { FieldErrors } from '../../platform/problem.ts';
import type { OfficerTx } from '../../platform/tx-context.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import type { Html } from '../../ui/page.ts';
import { showMessage, withdrawMessage } from '../message.ts';
import { pairScreen, replaceDevice, saveScreen, type ScreenSettings, unpairScreen } from '../pairing.ts';
import { messageFor, screenLive } from '../screen-live.ts';
import { playlistSegments, screenState } from '../screen-state.ts';
import { serverAddress } from '../../http/server-address.ts';
import type { ScreenOptions } from '../screen-options.ts';
import { TvFiles } from '../tv-files.ts';
import { screenListPage } from './list-view.ts';
import { machinePages } from './machine-pages.ts';
import { playlistPages } from './playlist-pages.ts';
import {
  callKeys,
  guideOptions,
  type ListedScreen,
  listPlaylists,
  listScreens,
  placeOptions,
  playsOf,
  readScreen,
  usablePlaylists,
} from './queries.ts';
import { pairPage, type ScreenChoices, screenPage } from './screen-view.ts';
import { timeline } from './timeline.ts';

const playDays = 14;
/** Codes that an officer types: a million are possible. */
const pairTries = { max: 60, seconds: 600 };
const maxNameLength = 80;
/** The address stands in a QR code that is read from afar. */
const maxPageLength = 300;

type InTransaction = <T>(action: (context: OfficerTx) => Promise<T>) => Promise<T>;

/** Screens of the officer's agencies: pair, settings, how each is, emergency message, playlists, queue machines. */
export function screenPages(app: AppContext, { dist, publicUrl }: ScreenOptions): Hono {
  const { db, clock } = app;
  const files = new TvFiles(dist);
  const tries = new RateLimit(pairTries);
  const addressOf = (c: Context) => serverAddress(c, app, publicUrl);
  const pages = new Hono();

  pages.get('/', async c => c.html(await list(c)));

  pages.post('/message', c =>
    change(
      c,
      async ({ text = '', minutes }, run) => {
        await run(context => showMessage(context, text, Number(minutes)));
        return '';
      },
      state => list(c, state),
    ),
  );
  pages.post('/message/end', c =>
    change(
      c,
      async (_, run) => {
        await run(withdrawMessage);
        return '';
      },
      state => list(c, state),
    ),
  );

  pages.get('/pair', async c => c.html(pairPage(c, await choices(c), `${addressOf(c)}/tv`)));
  pages.post('/pair', c =>
    change(
      c,
      async (fields, run) => {
        const settings = await readSettings(c, fields);
        const agency = await agencyOf(c, settings);
        tries.consume(c.get('officer').id, clock());
        return run(context => pairScreen(context, fields['code'] ?? '', settings, agency));
      },
      async state => pairPage(c, await choices(c), `${addressOf(c)}/tv`, state),
    ),
  );

  pages.route('/playlists', playlistPages(app));
  pages.route('/machines', machinePages(app, list));

  pages.get('/:id', async c => c.html(await one(c, await own(c))));
  pages.post('/:id', async c => {
    const row = await own(c);
    return change(
      c,
      async (fields, run) => {
        const seen = { ...row, version: Number(fields['version']) || 0 };
        const settings = await readSettings(c, fields, row);
        // A screen without a place stays with its agency.
        const isMoved = settings.place !== null && settings.place !== row.place;
        const agency = isMoved ? await agencyOf(c, settings) : row.agency;
        await run(context => saveScreen(context, seen, { ...settings, agency }));
        return row.id;
      },
      async state => {
        const isOld = state.problem?.slug === 'changed-meanwhile';
        return one(c, await own(c), isOld ? { problem: state.problem } : state);
      },
    );
  });

  pages.post('/:id/device', async c => {
    const row = await own(c);
    return change(
      c,
      async (fields, run) => {
        tries.consume(c.get('officer').id, clock());
        await run(context => replaceDevice(context, fields['code'] ?? '', row));
        return row.id;
      },
      state => one(c, row, state),
    );
  });

  // What the screen shows now, in the officer's own browser.
  pages.get('/:id/preview', async c => files.preview(c, `/desk/screens/${(await own(c)).id}/preview/`));
  pages.get('/:id/preview/state', async c => {
    const row = await own(c);
    return c.json(await screenState(db, row, { base: addressOf(c), build: await files.build(), now: clock() }));
  });
  pages.get('/:id/preview/live', async c => c.json(await screenLive(db, await own(c), clock())));

  pages.post('/:id/unpair', async c => {
    const row = await own(c);
    return change(
      c,
      async (_, run) => {
        await run(context => unpairScreen(context, row));
        return '';
      },
      state => one(c, row, state),
    );
  });
  return pages;

  /**
   * Carries out what a form asks for, and leads to the page of a screen, or of all; a form that is refused is shown
   * again as it was typed. The embedded database has one connection: what is read stands before the transaction.
   * @param work returns the identifier of the screen, or nothing
   */
  async function change(
    c: Context,
    work: (fields: Record<string, string>, run: InTransaction) => Promise<string>,
    again: (state: FormState) => Promise<Html>,
  ): Promise<Response> {
    const fields = await readFormFields(c);
    try {
      const id = await work(fields, action =>
        withAudit(db, tx => action({ tx, officer: c.get('officer'), now: clock() })),
      );
      return c.redirect(`/desk/screens${id && `/${id}`}?done`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      return c.html(await again({ typed: fields, problem }), problem.slug === 'changed-meanwhile' ? 409 : 422);
    }
  }

  function own(c: Context): Promise<ListedScreen> {
    return readScreen(db, c.get('officer'), c.req.param('id') ?? '');
  }

  /** What may be chosen; what a screen has already stays among it. */
  async function choices(c: Context, row?: ListedScreen): Promise<ScreenChoices> {
    const officer = c.get('officer');
    return { places: await placeOptions(db, officer), playlists: await usablePlaylists(db, officer.scope, row) };
  }

  async function readSettings(c: Context, fields: Record<string, string>, row?: ListedScreen): Promise<ScreenSettings> {
    const errors = new FieldErrors();
    const { name = '', place = '', playlist = '', page = '' } = fields;
    const { places, playlists } = await choices(c, row);
    if (!name) errors.reject('/name', 'required');
    else if (name.length > maxNameLength) errors.reject('/name', 'max_length');
    if (place && place !== row?.place && !places.some(({ id }) => id === place)) errors.reject('/place', 'unknown');
    if (playlist && !playlists.some(({ id }) => id === playlist)) errors.reject('/playlist', 'unknown');
    if (page && !(page.length <= maxPageLength && /^https?:\/\//.test(page) && URL.canParse(page)))
      errors.reject('/page', 'url');
    errors.throwIfAny();
    return { name, place: place || null, playlist: playlist || null, page: page || null };
  }

  /** The agency of the place whose numbers are called, else the officer's own. */
  async function agencyOf(c: Context, { place }: ScreenSettings): Promise<string> {
    const officer = c.get('officer');
    return (await placeOptions(db, officer)).find(({ id }) => id === place)?.agency ?? officer.agency;
  }

  async function list(c: Context, state: FormState & { newKey?: { name: string; key: string } } = {}): Promise<Html> {
    const officer = c.get('officer');
    const now = clock();
    const shown = {
      screens: await listScreens(db, officer),
      playlists: await listPlaylists(db, officer),
      machines: await callKeys(db, officer),
      places: await placeOptions(db, officer),
      message: await messageFor(db, officer.agency, now),
      now,
      newKey: state.newKey,
    };
    return screenListPage(c, shown, state);
  }

  async function one(c: Context, row: ListedScreen, state: FormState = {}): Promise<Html> {
    const now = clock();
    const day = requestedDay(c.req.query('date'), now);
    const segments = await playlistSegments(db, row, day, now);
    const details = {
      row,
      now,
      plays: await playsOf(db, row.id, addDays(dayOf(now), -playDays)),
      timeline: timeline(c, day, segments, await guideOptions(db, row.agency, now)),
      choices: await choices(c, row),
    };
    return screenPage(c, details, state);
  }
}
