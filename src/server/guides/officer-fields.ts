import { html } from 'hono/html';
import type { Db } from '../platform/database.ts';
import type { Html } from '../ui/page.ts';
import type { CommonTexts } from '../ui/texts.ts';
import type { guideTexts } from './officer-pages.texts.ts';

/** The fields of a guide's film and data. The film is required for a new guide only. */
export async function guideFields(
  db: Db,
  texts: typeof guideTexts.vi & Pick<CommonTexts, 'procedure'>,
  fields: Record<string, string>,
  isNew: boolean,
): Promise<Html> {
  const procedures = await db.selectFrom('procedure').select(['code', 'short_name']).orderBy('short_name').execute();
  const text = (name: string, label: string, more: Html | string = '') =>
    html`<label for="${name}">${label}</label
      ><input id="${name}" name="${name}" value="${fields[name] ?? ''}" ${more} />`;
  const file = (name: string, label: string, accept: string, required = false) =>
    html`<label for="${name}">${label}</label
      ><input id="${name}" name="${name}" type="file" accept="${accept}" ${required && isNew ? 'required' : ''} />`;
  return html`${text('title', texts.guideTitle, html`required maxlength="200"`)}
    ${text('titleEn', texts.guideTitleEn, html`maxlength="200"`)}
    <label for="procedure">${texts.procedure}</label>
    <select id="procedure" name="procedure">
      <option value="">–</option>
      ${procedures.map(({ code, short_name }) => html`<option value="${code}" ${code === fields['procedure'] ? 'selected' : ''}>${short_name} (${code})</option>`)}
    </select>
    ${isNew ? '' : html`<p>${texts.filesStay}</p>`} ${file('mp4', texts.filmMp4, 'video/mp4', true)}
    ${file('webm', texts.filmWebm, 'video/webm')} ${file('poster', texts.poster, 'image/jpeg,image/png,image/webp')}
    <p>${texts.captionsLater}</p>
    ${file('captionsVi', texts.captionsVi, '.vtt,text/vtt')} ${file('captionsEn', texts.captionsEn, '.vtt,text/vtt')}
    <p>
      <label for="validTo">${texts.validTo}</label>
      <input id="validTo" name="validTo" type="date" value="${fields['validTo'] ?? ''}" />
    </p>`;
}
