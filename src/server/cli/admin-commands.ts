import {
  array,
  boolean,
  type InferOutput,
  nullable,
  number,
  object,
  optional,
  parse,
  picklist,
  record,
  string,
  unknown,
} from 'valibot';
import { applyRetention, rowCounts } from '../background/retention.ts';
import { intakeHere } from '../dossiers/index.ts';
import { addGuide, newGuideId } from '../guides/index.ts';
import { importHere, publishedAfter } from '../procedures/index.ts';
import {
  administrativeUnits,
  applyOffice,
  exportOffice,
  initOffice,
  OfficeMistakes,
  officeTexts,
  reportApply,
  reportMistakes,
} from '../office/index.ts';
import { type AdminCommands, callRunningServer } from '../platform/admin-rpc.ts';
import { recordAudit, verifyLog, withAudit } from '../platform/audit.ts';
import { backup } from '../platform/backup.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { addOfficer, deactivateOfficer, roles } from '../platform/officers.ts';
import { openDatabase } from '../platform/open-database.ts';
import { Secrets } from '../platform/secrets.ts';

const OfficerInput = object({
  id: string(),
  name: string(),
  agency: string(),
  role: picklist(roles),
  endsOn: optional(string()),
  roles: optional(record(string(), picklist([...roles, 'none']))),
});

const ApplyInput = object({
  text: string(),
  language: picklist(['vi', 'en']),
  dryRun: optional(boolean()),
  confirm: optional(number()),
  reason: optional(string()),
});

const Spans = array(object({ from: string(), to: string() }));
const InitInput = object({
  office: object({
    unit: string(),
    desk: optional(string()),
    address: string(),
    phone: string(),
    hours: Spans,
    saturday: optional(Spans),
  }),
  admin: object({ id: string(), name: string() }),
  language: picklist(['vi', 'en']),
});

const Words = object({ vi: string(), en: optional(string()) });
const Captions = array(object({ from: number(), to: number(), text: string() }));
const GuideInput = object({
  agency: string(),
  title: Words,
  procedure: nullable(string()),
  seconds: number(),
  captions: object({ vi: Captions, en: Captions }),
  chapters: array(object({ at: number(), title: Words })),
  paperTimes: record(string(), number()),
  /** In Base64. */
  files: array(string()),
});

/** Records of a file, which the import checks. */
const Records = array(object({ line: number(), value: unknown() }));

/** Who changed something by a command, in the log. */
const commandLine = 'motcua';

/** Admin commands on an open database. */
export const adminCommands = (database: Database): AdminCommands => ({
  backup: async file => JSON.stringify(await backup(database, file)),
  retain: async () => JSON.stringify(await applyRetention(database.db, new Date())),
  officer: async input => {
    const { endsOn, roles, ...officer } = parse(OfficerInput, JSON.parse(input));
    return addOfficer(database.db, officer, { endsOn, roles });
  },
  'verify-log': async () => JSON.stringify(await verifyLog(database.db)),
  'officer-off': async id => {
    await deactivateOfficer(database.db, id);
    return id;
  },
  'guide-add': async input => storeGuide(database, parse(GuideInput, JSON.parse(input))),
  init: async input => JSON.stringify(await init(database, parse(InitInput, JSON.parse(input)))),
  'office-apply': async input => JSON.stringify(await apply(database, parse(ApplyInput, JSON.parse(input)))),
  'office-export': agency => exportOffice(database.db, agency || undefined),
  'procedures-import': async input =>
    JSON.stringify(
      await importHere(
        database,
        commandLine,
        () => new Date(),
      )(parse(object({ records: Records }), JSON.parse(input)).records),
    ),
  'dossiers-import': async input => {
    const { agency, records } = parse(object({ agency: string(), records: Records }), JSON.parse(input));
    const around = {
      db: database.db,
      secrets: await Secrets.read(database.db),
      jobs: undefined,
      clock: () => new Date(),
    };
    return JSON.stringify(await (await intakeHere(around, { by: commandLine, agency }))(records));
  },
  'procedures-export': async after => {
    const { rows, last } = await publishedAfter(database.db, after);
    return JSON.stringify({ rows, last });
  },
  health: async () => JSON.stringify({ database: database.kind, ...(await rowCounts(database.db)) }),
});

/** Stores a guide as a draft. */
async function storeGuide({ db }: Database, { files, title, chapters, ...guide }: InferOutput<typeof GuideInput>) {
  const id = newGuideId(title.vi);
  const words = ({ vi, en }: InferOutput<typeof Words>) => ({ vi, ...(en && { en }) });
  await withAudit(db, async tx => {
    const finished = {
      ...{ ...guide, id, state: 'draft' as const, title: words(title) },
      chapters: chapters.map(({ at, title }) => ({ at, title: words(title) })),
      files: files.map(file => Buffer.from(file, 'base64')),
    };
    const now = new Date();
    if (!(await tx.selectFrom('agency').select('id').where('id', '=', guide.agency).executeTakeFirst()))
      throw new Error(`no agency ${guide.agency}`);
    const { procedure: code } = guide;
    if (code && !(await tx.selectFrom('procedure').select('code').where('code', '=', code).executeTakeFirst()))
      throw new Error(`no procedure ${code}`);
    await addGuide(tx, finished, now);
    await recordAudit(tx, { officer: commandLine, action: 'guide.create', subject: id, now });
  });
  return id;
}

/** @throws with the mistakes in words, as of an address that is too long */
async function init({ db }: Database, { office, admin, language }: InferOutput<typeof InitInput>) {
  const unit = administrativeUnits().find(({ code, province }) => province && code === office.unit);
  if (!unit) throw new Error(`no commune ${office.unit}`);
  try {
    return await initOffice(db, { ...office, unit }, admin, { officer: commandLine, now: new Date() });
  } catch (error) {
    if (!(error instanceof OfficeMistakes)) throw error;
    throw new Error(reportMistakes(officeTexts[language], error.mistakes), { cause: error });
  }
}

async function apply({ db }: Database, { text, language, ...options }: InferOutput<typeof ApplyInput>) {
  const texts = officeTexts[language];
  try {
    const result = await applyOffice(db, text, { ...options, officer: commandLine, now: new Date() });
    return { ok: result.state !== 'unconfirmed', report: reportApply(texts, result) };
  } catch (error) {
    if (!(error instanceof OfficeMistakes)) throw error;
    return { ok: false, report: reportMistakes(texts, error.mistakes) };
  }
}

/** Runs an admin command in the server that holds the embedded database, else here on a database opened for it. */
export const runAdminCommand = (config: Config, name: string, argument = ''): Promise<string> =>
  withAdminCommands(config, run => run(name, argument));

/** Runs several admin commands, on a database that is opened once. */
export async function withAdminCommands<T>(
  config: Config,
  work: (run: (name: string, argument?: string) => Promise<string>) => Promise<T>,
): Promise<T> {
  if (!config.databaseUrl && (await callRunningServer(config.data, 'holder')) !== undefined)
    return work(async (name, argument) => {
      const answer = await callRunningServer(config.data, name, argument);
      if (answer === undefined) throw new Error(`the server at ${config.data} has stopped`);
      return answer;
    });
  const database = await openDatabase(config);
  const commands = adminCommands(database);
  try {
    return await work(async (name, argument = '') => {
      const command = commands[name];
      if (!command) throw new Error(name);
      return command(argument);
    });
  } finally {
    await database.close();
  }
}
