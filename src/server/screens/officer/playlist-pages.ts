import { type Context, Hono } from 'hono';
import { workingCalendar, agencyChain } from '../../agencies/index.ts';
import { segmentsOf } from '../../../domain/playlist.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import type { PlaylistRow } from '../../platform/schema.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import type { Html } from '../../ui/page.ts';
import { createPlaylist, deletePlaylist, parsePlaylist, playlistFields, savePlaylist } from '../playlist.ts';
import { shownBlocks } from '../screen-state.ts';
import { playlistPage } from './playlist-view.ts';
import { guideOptions, readPlaylist } from './queries.ts';
import { timeline } from './timeline.ts';

/** Playlists: what is shown on which days and hours. */
export function playlistPages({ db, clock }: AppContext): Hono {
  const pages = new Hono();

  pages.get('/new', async c => c.html(await page(c, undefined)));
  pages.post('/new', async c => {
    const fields = await readFormFields(c);
    try {
      const content = parsePlaylist(fields, await knownGuides(c, undefined));
      const id = await withAudit(db, tx => createPlaylist({ tx, officer: c.get('officer'), now: clock() }, content));
      return c.redirect(`/desk/screens/playlists/${id}?done`, 303);
    } catch (error) {
      return c.html(await page(c, undefined, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  });

  pages.get('/:id', async c => c.html(await page(c, await own(c))));
  pages.post('/:id', async c => {
    const row = await own(c);
    const fields = await readFormFields(c);
    try {
      const content = parsePlaylist(fields, await knownGuides(c, row));
      const seen = { ...row, version: Number(fields['version']) || 0 };
      await withAudit(db, tx => savePlaylist({ tx, officer: c.get('officer'), now: clock() }, seen, content));
      return c.redirect(`/desk/screens/playlists/${row.id}?done`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      const isOld = problem.slug === 'changed-meanwhile';
      return c.html(await page(c, await own(c), { typed: isOld ? undefined : fields, problem }), isOld ? 409 : 422);
    }
  });
  pages.post('/:id/delete', async c => {
    const row = await own(c);
    await withAudit(db, tx => deletePlaylist({ tx, officer: c.get('officer'), now: clock() }, row));
    return c.redirect('/desk/screens?done', 303);
  });
  return pages;

  function own(c: Context): Promise<PlaylistRow> {
    return readPlaylist(db, c.get('officer'), c.req.param('id') ?? '');
  }

  /** The guides that are offered, and those that are in the playlist already: they may be shown again one day. */
  async function knownGuides(c: Context, row: PlaylistRow | undefined): Promise<Set<string>> {
    const offered = await guideOptions(db, row?.agency ?? c.get('officer').agency, clock());
    return new Set([...offered.map(({ id }) => id), ...(row?.blocks ?? []).flatMap(({ guides }) => guides)]);
  }

  async function page(c: Context, row: PlaylistRow | undefined, state: FormState = {}): Promise<Html> {
    const now = clock();
    const agency = row?.agency ?? c.get('officer').agency;
    const guides = await guideOptions(db, agency, now);
    const form = {
      id: row?.id,
      // A form that was refused keeps the version that it was made from.
      version: Number(state.typed?.['version'] ?? row?.version ?? 0),
      fields: state.typed ?? (row ? playlistFields(row) : {}),
      guides,
      timeline: row ? await dayOfPlaylist(c, row, guides, now) : ('' as const),
    };
    return playlistPage(c, form, state);
  }

  async function dayOfPlaylist(
    c: Context,
    row: PlaylistRow,
    guides: Awaited<ReturnType<typeof guideOptions>>,
    now: Date,
  ) {
    const day = requestedDay(c.req.query('date'), now);
    const chain = await agencyChain(db, row.agency);
    const agencies = chain.map(({ id }) => id);
    const { shown } = await shownBlocks(db, row.blocks, agencies, now);
    return timeline(c, day, segmentsOf(shown, await workingCalendar(db, chain), day, 1), guides);
  }
}
