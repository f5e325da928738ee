import { type ArtifactRule, formatArtifactRule, type Link, type RuleWords } from '@intoto/models';
import { compilePattern } from '@intoto/rules';

import { type EarlierProducts, findOrigin } from './find-origin.ts';
import { generalizeNames } from './generalize-names.ts';
import { digestKey } from './rehearsal.ts';

/** What takes one artifact: a rule but for its pattern, and the name that the pattern has to match. */
interface Taking {
  /** Without its pattern. */
  readonly rule: ArtifactRule;
  readonly name: string;
  /** The whole name of the artifact. */
  readonly artifact: string;
}

/** How artifacts of one rehearsal are taken. */
export type Takings = readonly Taking[];

/** What goes in: products of earlier steps, and what comes from outside. */
export function takeMaterials({ materials }: Link, products: EarlierProducts): Takings {
  return [...materials].map(([artifact, digests]): Taking => {
    const origin = findOrigin(artifact, digests, products);
    if (origin === undefined) return { rule: { type: 'ALLOW', pattern: '' }, name: artifact, artifact };
    const { rest, ...place } = origin;
    return { rule: { type: 'MATCH', pattern: '', destination: 'PRODUCTS', ...place }, name: rest, artifact };
  });
}

/** What comes out: new, changed, or as it went in. */
export function takeProducts(step: string, { materials, products }: Link): Takings {
  return [...products].map(([artifact, digests]): Taking => {
    const before = materials.get(artifact);
    if (before === undefined) return { rule: { type: 'CREATE', pattern: '' }, name: artifact, artifact };
    if (digestKey(before) !== digestKey(digests)) {
      return { rule: { type: 'MODIFY', pattern: '' }, name: artifact, artifact };
    }
    const place = { destination: 'MATERIALS', sourcePrefix: '', destinationPrefix: '', step } as const;
    return { rule: { type: 'MATCH', pattern: '', ...place }, name: artifact, artifact };
  });
}

/** What is delivered: products of a step. */
export function takeDelivery(step: string, { products }: Link): Takings {
  const place = { destination: 'PRODUCTS', sourcePrefix: '', destinationPrefix: '', step } as const;
  return [...products.keys()].map((artifact) => ({
    rule: { type: 'MATCH', pattern: '', ...place },
    name: artifact,
    artifact,
  }));
}

/**
 * The strictest list that takes what every rehearsal has: first what is required because all have it, then what is compared,
 * then the rest, and nothing else.
 */
export function writeRules(rehearsals: readonly Takings[], require: boolean): readonly RuleWords[] {
  const takings = rehearsals.flat();
  const kinds = new Map(takings.map(({ rule }) => [JSON.stringify(rule), rule]));
  const ordered = [...kinds].sort(([, a], [, b]) => rank(a) - rank(b));
  const { stable } = generalizeNames(rehearsals.map((some) => new Set(some.map(({ artifact }) => artifact))));
  return [
    ...(require ? stable.map((name) => ['REQUIRE', name]) : []),
    ...ordered.flatMap(([kind, rule]) => {
      const names = rehearsals.map(
        (some) => new Set(some.filter((taking) => JSON.stringify(taking.rule) === kind).map(({ name }) => name)),
      );
      // What is compared must not be let through by a pattern of what is not.
      const others = takings.filter((taking) => JSON.stringify(taking.rule) !== kind).map(({ artifact }) => artifact);
      const mayUse = (pattern: string): boolean => rule.type === 'MATCH' || !others.some(compilePattern(pattern));
      return generalizeNames(names, mayUse).patterns.map((pattern) => formatArtifactRule(withPattern(rule, pattern)));
    }),
    ['DISALLOW', '*'],
  ];
}

/** MATCH before what takes an artifact whatever its content. */
function rank(rule: ArtifactRule): number {
  return rule.type === 'MATCH' ? 0 : 1;
}

function withPattern(rule: ArtifactRule, pattern: string): ArtifactRule {
  return rule.type === 'REQUIRE' ? rule : { ...rule, pattern };
}
