import { readConfig } from '../config.ts';
import { errand } from '../errands.ts';
import { roles } from '../officer.ts';
import { texts } from './texts.ts';

export async function officer([id, name, agency, role]: string[]): Promise<void> {
  if (!id || !name || !agency || !roles.includes(role as 'officer')) {
    throw new Error(texts.usage('officer ID NAME AGENCY officer|lead|admin'));
  }
  const token = await errand(readConfig(), 'officer', JSON.stringify({ id, name, agency, role }));
  console.log(texts.token(id, token));
}
