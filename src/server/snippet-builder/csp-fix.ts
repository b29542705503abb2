import { diagnosePolicy, type SnippetNeeds, systemOf } from './diagnostics.ts';
import { type ParsedPage, policiesOf } from './parse-page.ts';

/** The policies of a page, each with the missing sources added and otherwise unchanged. */
export function fixPolicies(page: ParsedPage, needs: SnippetNeeds): string[] {
  const framed = systemOf(page)?.kind === 'frame';
  return policiesOf(page).map(policy => {
    const whole = { ...policy };
    for (const diagnostic of diagnosePolicy(policy, needs, framed)) {
      if (diagnostic.kind !== 'policy') continue;
      const sources = whole[diagnostic.directive] ?? policy['default-src'] ?? [];
      whole[diagnostic.directive] = [...sources.filter(source => source !== "'none'"), diagnostic.source];
    }
    return Object.entries(whole)
      .map(([name, sources]) => [name, ...sources.map(replaceNonce)].join(' '))
      .join('; ');
  });
}

/** A copied nonce belongs to one page load. */
const replaceNonce = (source: string): string => source.replace(/^'nonce-.*'$/, "'nonce-NONCE'");
