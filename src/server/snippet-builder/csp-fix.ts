import { policyLacks, systemOf, type Given } from './diagnostics.ts';
import { policiesOf, type TargetPage } from './parse-page.ts';

/** The page's policies as they should be: each with the sources that it lacks, and nothing else changed. */
export function mended(page: TargetPage, given: Given): string[] {
  const framed = systemOf(page)?.kind === 'frame';
  return policiesOf(page).map(policy => {
    const whole = { ...policy };
    for (const lack of policyLacks(policy, given, framed)) {
      if (lack.kind !== 'policy') continue;
      const sources = whole[lack.directive] ?? policy['default-src'] ?? [];
      whole[lack.directive] = [...sources.filter(source => source !== "'none'"), lack.source];
    }
    return Object.entries(whole)
      .map(([name, sources]) => [name, ...sources.map(anyNonce)].join(' '))
      .join('; ');
  });
}

/** The nonce that was copied is that of one load. */
const anyNonce = (source: string): string => source.replace(/^'nonce-.*'$/, "'nonce-NONCE'");
