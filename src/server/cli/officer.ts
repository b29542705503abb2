import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { roles } from '../platform/officers.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

/** Adds an officer or issues a new token; `--off ID` deactivates one. */
export async function officer(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { off: { type: 'string' } } });
  if (values.off) {
    await runAdminCommand(readConfig(), 'officer-off', values.off);
    console.log(texts.off(values.off));
    return;
  }
  const [id, name, agency, role] = positionals;
  if (!id || !name || !agency || !roles.includes(role as 'officer')) {
    throw new Error(texts.usage('officer ID NAME AGENCY officer|lead|admin, or officer --off ID'));
  }
  const token = await runAdminCommand(readConfig(), 'officer', JSON.stringify({ id, name, agency, role }));
  console.log(texts.token(id, token));
}
