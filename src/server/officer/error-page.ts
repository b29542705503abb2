import type { Context } from 'hono';
import { html } from 'hono/html';
import { problems } from '../../contract/index.ts';
import { toProblem } from '../platform/problem.ts';
import { sendProblem } from '../http/send-problem.ts';
import { icon } from '../ui/icons.ts';
import { renderPage } from '../ui/page.ts';
import { commonTexts } from '../ui/texts.ts';
import { gate } from './sign-in-views.ts';

const errorDocs = '/docs/errors';

/** Answers an error with a page in the look of the site, or with problem details for scripts. */
export function answerError(c: Context, error: Error): Response | Promise<Response> {
  const problem = toProblem(error);
  const { slug, extensions } = problem;
  if (c.req.header('Accept')?.includes('application/json')) return sendProblem(c, problem, errorDocs);
  const texts = commonTexts(c);
  const isMissing = problems[slug] === 404;
  const title = isMissing ? texts.missing : texts.failed;
  const body = html`<div class="empty">
    ${icon(isMissing ? 'search' : 'alert')}
    <h2>${isMissing ? texts.missingHint : (texts.errors[slug] ?? texts.errors['internal'])}</h2>
    <p class="sub">${texts.requestId(c.get('requestId'))}</p>
    <p class="actions"><a class="button" href="/desk">${texts.toStart}</a></p>
  </div>`;
  c.header('Cache-Control', 'no-store');
  if (extensions.retryAfter) c.header('Retry-After', String(extensions.retryAfter));
  return c.html(c.get('sections') ? renderPage(c, title, body) : gate(c, title, body), problems[slug]);
}
