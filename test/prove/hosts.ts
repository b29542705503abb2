import { checkMarked, markdownTable } from '../../build/marked.ts';
import { chromium, type Driver, firefox, webkit } from '../hosts/drivers.ts';
import { oldChromium } from '../hosts/old-chromium.ts';
import { retention, type Retention } from '../hosts/retention.ts';
import { type Row, runHosts } from '../hosts/run.ts';
import { site, type Site } from '../support/site.ts';

const mostGrowth = 0.05;

interface Column {
  engine: string;
  rows: Row[];
  kept: Retention | undefined;
}

/**
 * Each widget on 52 kinds of host pages: `npm run prove -- hosts [chromium80 chromium firefox …] [H1 …]`, in all
 * engines by default; old ones come from npm, once. `--write` updates the table of docs/hosts.md.
 */
export default async function hosts(): Promise<string> {
  const asked = process.argv.slice(3);
  const only = asked.filter(word => /^H\d+$/.test(word));
  const wanted = (name: string) => !asked.some(word => /^[a-z]+\d*$/.test(word)) || asked.includes(name);
  const place = await site();
  const columns: Column[] = [];
  try {
    for (const [name, start] of Object.entries(engines(place))) {
      if (!wanted(name)) continue;
      const driver: Driver | undefined = await start();
      if (!driver) {
        console.log(`${name}: not here`);
        continue;
      }
      console.log(driver.engine);
      try {
        columns.push(await columnOf(place, driver, only));
      } finally {
        await driver.close();
      }
    }
  } finally {
    await place.close();
  }
  if (asked.includes('--write')) await write(columns);
  const broken = columns.flatMap(({ engine, rows, kept }) => [
    ...rows.filter(({ result }) => result === 'broken').map(({ id, why }) => `${engine} ${id}: ${why.join('; ')}`),
    ...(kept && (kept.retained || (kept.growth ?? 0) > mostGrowth)
      ? [`${engine}: ${kept.retained} retained, ${percent(kept.growth)}`]
      : []),
  ]);
  if (broken.length) throw new Error(`\n${broken.join('\n')}`);
  return columns
    .map(
      ({ engine, rows }) =>
        `${engine}: ${rows.filter(({ result }) => result === 'kept').length} of ${rows.length} kept, the rest proven elsewhere`,
    )
    .join('\n');
}

const engines = (place: Site): Record<string, () => Promise<Driver | undefined>> => ({
  chromium80: () => oldChromium(80),
  chromium109: () => oldChromium(109),
  chromium138: () => oldChromium(138),
  chromium: async () => chromium(place.browser),
  firefox,
  webkit,
});

async function columnOf(place: Site, driver: Driver, only: readonly string[]): Promise<Column> {
  const told = ({ id, result, why }: Row) => result !== 'kept' && console.log(`  ${id} ${result}: ${why.join('; ')}`);
  const rows = await runHosts(place, driver, { ...(only.length && { only }), told });
  const kept = only.length ? undefined : await retention(place, driver);
  if (kept) console.log(`  ${kept.mounts} mounts: ${kept.retained} elements retained, heap ${percent(kept.growth)}`);
  return { engine: driver.engine, rows, kept };
}

const percent = (part: number | undefined): string =>
  part === undefined ? 'not told' : `${part > 0 ? '+' : ''}${(part * 100).toFixed(1)} %`;

async function write(columns: readonly Column[]): Promise<void> {
  const sign = ({ result, why }: Row) => (result === 'kept' ? 'kept' : result === 'broken' ? 'BROKEN' : why.join('; '));
  const table = markdownTable(
    ['', 'The page', ...columns.map(({ engine }) => engine)],
    [
      ...columns[0]!.rows.map(({ id, does }, i) => [id, does, ...columns.map(({ rows }) => sign(rows[i]!))]),
      [
        '',
        '500 mounts: elements retained, heap',
        ...columns.map(({ kept }) => (kept ? `${kept.retained}, ${percent(kept.growth)}` : 'not told')),
      ],
    ],
  );
  await checkMarked('docs/hosts.md', 'hosts', table, true);
}
