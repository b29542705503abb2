/** Long or statistical tests: `npm run prove -- <name>`. Each prints its figure and fails when its bar is missed. */
const proofs: Record<string, () => Promise<{ default: () => Promise<string> }>> = {
  build: () => import('./build.ts'),
  contention: () => import('./contention.ts'),
  durable: () => import('./durable.ts'),
  fuzz: () => import('./fuzz.ts'),
  grid: () => import('./grid.ts'),
  histories: () => import('./histories.ts'),
  import: () => import('./import.ts'),
  kannel: () => import('./kannel.ts'),
  hosts: () => import('./hosts.ts'),
  load: () => import('./load.ts'),
  kill: () => import('./kill.ts'),
  looks: () => import('./looks.ts'),
  'lookup-privacy': () => import('./lookup-privacy.ts'),
  month: () => import('./month.ts'),
  notices: () => import('./notices.ts'),
  ready: () => import('./ready.ts'),
  restart: () => import('./restart.ts'),
  search: () => import('./search.ts'),
  stories: () => import('./stories.ts'),
  tv: () => import('./tv.ts'),
  visual: () => import('./visual.ts'),
  walk: () => import('./walk.ts'),
};

export const [wanted = ''] = process.argv.slice(2);
const proof = Object.hasOwn(proofs, wanted) ? proofs[wanted] : undefined;
if (!proof) {
  console.error(`npm run prove -- <${Object.keys(proofs).join(' | ')}>`);
  process.exit(2);
}
try {
  console.log(await (await proof()).default());
  console.log('1 passed, 0 failed');
  process.exit(0);
} catch (error) {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
