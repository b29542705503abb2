import { policyLacks, type Given } from './lacks.ts';
import { policiesOf, type TargetPage } from './target.ts';

/** From which directive each takes its sources where a policy does not name it itself (CSP 3, 6.8.3). */
const insteadOf: Record<string, readonly string[]> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'img-src': ['img-src', 'default-src'],
  'media-src': ['media-src', 'default-src'],
  'trusted-types': ['trusted-types'],
};

/** The page's policies as they should be: each with the sources that it lacks, and nothing else changed. */
export function mended(page: TargetPage, given: Given): string[] {
  return policiesOf(page).map(policy => {
    const whole = { ...policy };
    for (const lack of policyLacks(policy, given)) {
      if (lack.kind !== 'policy') continue;
      const from = insteadOf[lack.directive]?.find(name => policy[name]) ?? lack.directive;
      const into = from === 'default-src' ? lack.directive : from;
      const sources = whole[into] ?? policy[from] ?? [];
      whole[into] = [...sources.filter(source => source !== "'none'"), lack.source];
    }
    return Object.entries(whole)
      .map(([name, sources]) => [name, ...sources].join(' '))
      .join('; ');
  });
}
