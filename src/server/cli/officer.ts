import { parseArgs } from 'node:util';
import { isDay } from '../../domain/calendar.ts';
import { matters } from '../officer/index.ts';
import { readConfig } from '../platform/config.ts';
import { roles } from '../platform/officers.ts';
import { runAdminCommand } from './admin-commands.ts';
import { texts } from './texts.ts';

const usage =
  'officer ID NAME AGENCY reader|officer|lead|admin [--until DAY] [--in MATTER=ROLE …], or officer --off ID';

/** Adds or changes an officer and issues a token; `--off ID` deactivates one. */
export async function officer(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { off: { type: 'string' }, until: { type: 'string' }, in: { type: 'string', multiple: true } },
  });
  if (values.off) {
    await runAdminCommand(readConfig(), 'officer-off', values.off);
    console.log(texts.off(values.off));
    return;
  }
  const [id, name, agency, role] = positionals;
  const byMatter = (values.in ?? []).map(pair => pair.split('='));
  const isRight =
    id &&
    name &&
    agency &&
    roles.includes(role as 'officer') &&
    (!values.until || isDay(values.until)) &&
    byMatter.every(
      ([matter = '', own]) => matters.includes(matter) && (own === 'none' || roles.includes(own as 'officer')),
    );
  if (!isRight) throw new Error(texts.usage(`${usage}; MATTER is one of ${matters.join(', ')}`));
  const account = { id, name, agency, role, endsOn: values.until, roles: Object.fromEntries(byMatter) as object };
  console.log(texts.token(id, await runAdminCommand(readConfig(), 'officer', JSON.stringify(account))));
}
