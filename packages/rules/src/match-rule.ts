import { compareCodePoints } from '@intoto/encoding';
import type { ArtifactMap, Link, MatchRule } from '@intoto/models';

import type { ArtifactQueue } from './artifact-queue.ts';
import { areDigestSetsEqual } from './digest-sets.ts';
import { NEAR_MISS_LIMIT, type NearMiss, type NearMissBook } from './near-miss.ts';

/** What a MATCH rule does to the queue. */
export interface MatchEffect {
  readonly consumed: readonly string[];
  readonly nearMisses: readonly NearMiss[];
  readonly nearMissCount: number;
  /** Selected artifacts whose path, with the prefix cut off and put back, is no artifact of the item. */
  readonly lost: readonly string[];
}

/**
 * Applies a MATCH rule as the reference does: the source prefix is cut off literally, the pattern is applied to the
 * rest, and the rest under the destination prefix is looked up in the other step (in-toto specification 4.3.3).
 *
 * @param artifacts - The item's materials or products, whichever the queue was made from.
 * @param link - The link of the step that the rule names; without it the rule consumes nothing.
 */
export function applyMatchRule(
  rule: MatchRule,
  queue: ArtifactQueue,
  artifacts: ArtifactMap,
  link: Link | undefined,
  book: NearMissBook,
): MatchEffect {
  const destination = rule.destination === 'MATERIALS' ? link?.materials : link?.products;
  const prefix = toCutPrefix(rule.sourcePrefix);
  const consumed: string[] = [];
  const lost: string[] = [];
  const nearMisses: NearMiss[] = [];
  let nearMissCount = 0;
  let rerouted = false;

  for (const artifact of queue.select(rule.pattern, prefix)) {
    const rest = artifact.slice(prefix.length);
    const source = destination === undefined ? artifact : joinPath(rule.sourcePrefix, rest);
    const found = artifacts.get(source);
    if (found === undefined) {
      lost.push(artifact);
      continue;
    }
    const sought = joinPath(rule.destinationPrefix, rest);
    const expected = destination?.get(sought);
    if (expected !== undefined && areDigestSetsEqual(found, expected)) {
      consumed.push(source);
      rerouted ||= source !== artifact;
      continue;
    }
    nearMissCount += 1;
    if (nearMissCount <= NEAR_MISS_LIMIT) {
      const reason =
        destination === undefined ? 'step-absent' : expected === undefined ? 'path-absent' : 'digest-differs';
      const miss = { artifact, sought, step: rule.step, reason, found } as const;
      nearMisses.push(expected === undefined ? miss : { ...miss, expected });
    }
  }

  if (lost.length > 0) return { consumed: [], nearMisses: [], nearMissCount: 0, lost };
  return {
    consumed: rerouted ? [...new Set(consumed)].filter((name) => queue.has(name)).sort(compareCodePoints) : consumed,
    nearMisses: book.keep(nearMisses, destination),
    nearMissCount,
    lost,
  };
}

/** What the reference cuts off: Python's `os.path.join(prefix, '')` on POSIX, then backslashes made slashes. */
export function toCutPrefix(prefix: string): string {
  return prefix === '' ? '' : joinPath(prefix, '');
}

/**
 * Python's `os.path.join` on POSIX, then backslashes made slashes; a name under no prefix stays as it is. A name that
 * starts with a slash replaces the prefix, so what was cut off need not come back.
 */
function joinPath(prefix: string, name: string): string {
  if (prefix === '') return name;
  const path = name.startsWith('/') ? name : prefix + (prefix.endsWith('/') ? '' : '/') + name;
  return path.replaceAll('\\', '/');
}
