import { Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { cataloguePages } from './catalogue-pages.ts';
import { editPages } from './edit-pages.ts';
import { officePages } from './office-pages.ts';
import { overviewPages } from './overview-pages.ts';

/** The pages on which administrators set up their office. */
export function officeAdminPages(app: AppContext): Hono {
  const pages = new Hono();
  pages.route('/file', officePages(app));
  pages.route('/catalogue', cataloguePages(app));
  pages.route('/', overviewPages(app));
  pages.route('/of', editPages(app));
  return pages;
}
