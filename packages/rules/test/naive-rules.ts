import type { ArtifactMap, ArtifactRule, DigestSet, Link, MatchRule } from '@intoto/models';

import type { RuleList } from '../src/index.ts';
import { naiveMatch } from './naive-fnmatch.ts';

/** Which names of the queue a rule consumes, and whether it fails: the specification's words, one name at a time. */
export interface NaiveOutcome {
  readonly consumed: readonly string[];
  readonly failed: boolean;
}

/** A second reading of the rules, for names without backslashes and doubled slashes. */
export function applyNaively(
  rule: ArtifactRule,
  queue: readonly string[],
  item: Link,
  list: RuleList,
  links: ReadonlyMap<string, Link>,
): NaiveOutcome {
  if (rule.type === 'REQUIRE') return { consumed: [], failed: !queue.includes(rule.name) };
  if (rule.type === 'DISALLOW') return { consumed: [], failed: queue.some((name) => naiveMatch(rule.pattern, name)) };
  const { materials, products } = item;
  const isConsumed = (name: string): boolean => {
    if (rule.type === 'MATCH') {
      return isMatched(rule, name, list === 'expected_materials' ? materials : products, links.get(rule.step));
    }
    if (!naiveMatch(rule.pattern, name)) return false;
    if (rule.type === 'CREATE') return !materials.has(name) && products.has(name);
    if (rule.type === 'DELETE') return materials.has(name) && !products.has(name);
    if (rule.type === 'MODIFY')
      return materials.has(name) && products.has(name) && !isSame(name, materials, name, products);
    return true;
  };
  return { consumed: queue.filter(isConsumed), failed: false };
}

function isMatched(rule: MatchRule, name: string, artifacts: ArtifactMap, link: Link | undefined): boolean {
  const prefix = withSlash(rule.sourcePrefix);
  const rest = name.slice(prefix.length);
  if (link === undefined || prefix + rest !== name || !naiveMatch(rule.pattern, rest)) return false;
  const destination = rule.destination === 'MATERIALS' ? link.materials : link.products;
  return isSame(name, artifacts, withSlash(rule.destinationPrefix) + rest, destination);
}

function withSlash(prefix: string): string {
  return prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
}

function isSame(name: string, artifacts: ArtifactMap, otherName: string, others: ArtifactMap): boolean {
  return others.has(otherName) && write(artifacts.get(name)) === write(others.get(otherName));
}

function write(digests: DigestSet | undefined): string {
  return Object.entries(digests ?? {})
    .map((entry) => entry.join(':'))
    .toSorted()
    .join();
}
