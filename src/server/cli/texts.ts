import type { ChainReport } from '../platform/audit.ts';
import { importReportTexts } from '../ui/import-report.texts.ts';

/** What the command prints. */
export const texts = {
  help: `motcua <verb>

  serve                          run the backend (widgets under /dist, API under /api, officers under /desk)
  demo                           run the backend with sample data, and a sample portal beside it
  sample                         put the sample data into an empty database
  init [COMMUNE]                 make the office of a ward or commune and its first admin; asks for what flags leave out:
                                 --address, --phone, --desk, --hours, --saturday, --admin, --admin-name
  apply FILE                     make the agencies of an office file as it says, in one step; --dry-run only tells what
                                 would change; bookings are lost only with --confirm COUNT --reason TEXT
  export [AGENCY]                print the office file of an agency and all below it, or of all
  import procedures FILE         import the catalogue of procedures: JSON lines or a JSON list as the national portal
                                 publishes it, or CSV; what is wrong is told with its line, the rest is imported
  import dossiers FILE           import dossiers of another system: JSON lines or CSV; --agency ID is whose they are,
                                 --map FILE.yaml names its columns, states and dates
  export procedures              print the imported procedures as JSON lines
  officer ID NAME AGENCY ROLE    add an officer, or change one, who gets a token for one sign-in; ROLE is reader,
                                 officer, lead or admin; --until DAY ends the account, --in MATTER=ROLE sets another
                                 role for a matter, as dossiers=lead or outbox=none
  officer --off ID               let an officer in no more
  guide make SCRIPT.txt          draw a guide from a text file: film, captions and poster beside it; --agency ID stores it
                                 as a draft, --voice NAME takes another voice of espeak-ng; needs espeak-ng and ffmpeg
  backup FILE                    write everything into one gzip file, while the server runs
  restore FILE                   read a backup into a new database
  move DATABASE_URL              move everything from the embedded database into a PostgreSQL database
  retain                         remove personal data that is past its time, now
  doctor FILE [operation …]      try a map: its mistakes, each operation raw and mapped; --origin URL for use in that
                                 page, --writes to try those that write on the real system
  verify-log                     tell whether the officers' log is whole, and the last hash of each agency's
  health                         tell whether the server answers and what its database holds

Settings come from the environment: PORT, MOTCUA_HOST, MOTCUA_DATA, DATABASE_URL, MOTCUA_ORIGINS, MOTCUA_MAPS,
MOTCUA_SMS_URL, MOTCUA_KANNEL, MOTCUA_TRUSTED_PROXIES, MOTCUA_PRIVATE_HTTP, MOTCUA_URL, MOTCUA_OIDC_…, MOTCUA_LANG. docs/operate.md explains them.`,
  importedProcedures: (added: number, changed: number, unchanged: number) =>
    `${added} procedures added, ${changed} changed, ${unchanged} as before`,
  importedDossiers: (added: number, changed: number, unchanged: number) =>
    `${added} dossiers added, ${changed} changed, ${unchanged} as before`,
  importMistake: ({ line, path, code, detail }: { line: number; path: string; code: string; detail?: string }) =>
    `line ${line}: ${[path, importReportTexts.en.codes[code] ?? code, detail].filter(Boolean).join(': ')}`,
  badDates: 'the pattern lacks a year (yyyy), a month (MM) or a day (dd), or has one twice',
  importMore: (count: number) => `and ${count} more that are not told`,
  usage: (line: string) => `usage: motcua ${line}`,
  serving: (url: string) => `Một Cửa listens at ${url}`,
  portal: (url: string) => `Sample portal: ${url}`,
  desk: (url: string, officer: string, password: string) =>
    `Officers' site: ${url} (user name ${officer}, password ${password})`,
  sampleCode: (code: string, factor: string) => `Try the dossier code ${code} with the last four digits ${factor}`,
  off: (id: string) => `officer ${id} is let in no more`,
  token: (id: string, token: string) =>
    `officer ${id}, token ${token} (shown once; for one sign-in within seven days, then a password is set)`,
  chain: ({ agency, entries, head, broken }: ChainReport) =>
    `${agency}: ${entries} entries, ${broken === undefined ? `whole, ${head}` : broken === 'head' ? 'BROKEN: the last entries are missing' : `BROKEN at entry ${broken}`}`,
  rows: (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${String(count).padStart(8)}  ${name}`)
      .join('\n'),
  drawn: (base: string, seconds: number) => `${base}.mp4, .webm, .jpg, .vi.vtt and .en.vtt: ${seconds} s`,
  guideStored: (id: string) => `stored as the draft ${id}: look at it and publish it at /desk/guides/${id}`,
  programMissing: (program: string) => `${program} is missing: apt install espeak-ng ffmpeg`,
  scriptMistakes: {
    line: 'not understood: a line begins with "# ", "## ", "- ", "draw " or "procedure "',
    drawing: 'there is no such drawing: papers, phone, desk, certificate, money, search, calendar',
    title: 'the title is missing: "# title | English"',
    empty: 'a chapter without sentences: "## chapter | English", "draw desk", "- sentence | English"',
  },
  notUtf8: (file: string) => `${file} is not UTF-8: save it as UTF-8`,
  noOffice:
    'there is no office in this database: motcua init makes one (is MOTCUA_DATA or DATABASE_URL the right one?)',
  noTrigrams:
    'the database has no pg_trgm: searches are slower and find fewer typing mistakes; its administrator can run "create extension pg_trgm"',
  noBuild: 'dist/ is missing: run npm run build first',
  notRunning: (where: string) => `no server answers (${where})`,
  stopFirst: 'the server is running: stop it first, so that nothing is written meanwhile',
  noOffer: 'the map does not answer capabilities.read: in a page without data-api, widgets will offer nothing',
  alreadyFilled: 'the database already holds agencies: sample data goes only into an empty one',
};
