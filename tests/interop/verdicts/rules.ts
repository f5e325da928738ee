import { type ArtifactMap, type Authenticated, createLink, type Link } from '@intoto/models';
import { evaluateRules } from '@intoto/rules';

import type { Artifacts } from './artifacts.ts';
import { pickPattern, pickPrefix } from './names.ts';
import type { Random } from './random.ts';

/** The artifacts of a step or of what is like one. */
export interface Work {
  readonly materials: Artifacts;
  readonly products: Artifacts;
}

export type Rule = readonly string[];

/** What rules are made for. */
export interface RuleSetting {
  readonly work: Work;
  readonly list: 'expected_materials' | 'expected_products';
  readonly links: ReadonlyMap<string, Work>;
}

const ACTIONS = ['CREATE', 'DELETE', 'MODIFY', 'ALLOW', 'DISALLOW', 'REQUIRE', 'MATCH', 'MATCH', 'MATCH'] as const;

/** A list of rules, of which few fail. */
export function makeRules(random: Random, setting: RuleSetting): readonly Rule[] {
  const { work, list } = setting;
  const names = [...(list === 'expected_materials' ? work.materials : work.products).keys()];
  const rules: Rule[] = [];
  for (let count = random.below(5); count > 0; count--) rules.push(makeRule(random, names, setting));
  if (random.chance(0.4)) rules.push(['ALLOW', '*']);
  if (random.chance(0.6)) rules.push(['DISALLOW', '*']);
  return withoutFailing(random, rules, setting);
}

function makeRule(random: Random, names: readonly string[], { links }: RuleSetting): Rule {
  const action = random.pick(ACTIONS);
  const pattern = action === 'REQUIRE' && names.length > 0 ? random.pick(names) : pickPattern(random, names);
  if (action !== 'MATCH') return [spell(random, action), pattern];
  const from = random.chance(0.93) && links.size > 0 ? random.pick([...links.keys()]) : 'nowhere';
  const other = links.get(from);
  const theirs = [...(other?.products.keys() ?? []), ...(other?.materials.keys() ?? [])];
  const source = random.chance(0.3) ? [spell(random, 'IN'), pickPrefix(random, names)] : [];
  const prefix = source[1] ?? '';
  const inner = names
    .filter((name) => prefix !== '' && name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  const target = random.chance(0.3) ? [spell(random, 'IN'), pickPrefix(random, theirs)] : [];
  const chosen =
    source.length > 0 && random.chance(0.7) ? pickPattern(random, inner.length > 0 ? inner : ['*']) : pattern;
  const kind = random.chance(0.8) ? 'PRODUCTS' : 'MATERIALS';
  return [
    spell(random, 'MATCH'),
    random.chance(0.4) ? '*' : chosen,
    ...source,
    spell(random, 'WITH'),
    spell(random, kind),
    ...target,
    spell(random, 'FROM'),
    from,
  ];
}

function spell(random: Random, keyword: string): string {
  if (random.chance(0.93)) return keyword;
  return random.pick([keyword.toLowerCase(), `${keyword.slice(0, 1)}${keyword.slice(1).toLowerCase()}`]);
}

/** Takes away most of the rules that fail, or else hardly any chain would pass. */
function withoutFailing(random: Random, rules: readonly Rule[], { work, list, links }: RuleSetting): readonly Rule[] {
  const item = asLink(work);
  const all = new Map([...links].map(([name, other]) => [name, asLink(other)]));
  let kept = rules;
  for (;;) {
    const { ok, decisions } = evaluateRules({ item, rules: kept, list, links: all });
    if (ok || random.chance(0.04)) return kept;
    kept = kept.toSpliced(decisions.length - 1, 1);
  }
}

function asLink({ materials, products }: Work): Authenticated<Link> {
  // Nothing is decided here: the reference and the verifier read all of it again from files.
  return createLink({
    name: '',
    materials: asArtifactMap(materials),
    products: asArtifactMap(products),
  }) as Authenticated<Link>;
}

function asArtifactMap(artifacts: Artifacts): ArtifactMap {
  return new Map(
    [...artifacts].map(([name, digests]) => [name, Object.assign(Object.create(null), Object.fromEntries(digests))]),
  );
}

const BAD_RULES: readonly (readonly unknown[])[] = [
  [],
  ['ALLOW'],
  ['ALLOW', 'a', 'b'],
  ['PERMIT', '*'],
  ['', '*'],
  ['ALLOW', 1],
  ['ALLOW', null],
  [['ALLOW'], '*'],
  ['MATCH', '*'],
  ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM'],
  ['MATCH', '*', 'WITH', 'PRODUCT', 'FROM', 'build'],
  ['MATCH', '*', 'FROM', 'build', 'WITH', 'PRODUCTS'],
  ['MATCH', '*', 'IN', 'src', 'FROM', 'build', 'WITH', 'PRODUCTS'],
  ['MATCH', '*', 'WITH', 'PRODUCTS', 'AS', 'src', 'FROM', 'build'],
  ['MATCH', '*', 'IN', 'a', 'WITH', 'PRODUCTS', 'IN', 'b', 'FROM'],
  ['MATCH', '*', 'IN', 'IN', 'WITH', 'PRODUCTS', 'IN', 'FROM', 'FROM', 'WITH'],
  ['MATCH', '', 'WITH', 'PRODUCTS', 'FROM', ''],
  ['MATCH', '*', 'WITH', 'PRODUCTS', 'FROM', 'build', 'x', 'y'],
  [' ALLOW', '*'],
  ['ALLOW ', '*'],
  ['MATCH', '*', '\u0131n', 'a', 'WITH', 'PRODUCTS', 'FROM', 'build'],
  ['D\u0130SALLOW', '*'],
  ['DI\u017FALLOW', '*'],
];

/** A rule that may not be one. */
export function pickBadRule(random: Random): readonly unknown[] {
  return random.pick(BAD_RULES);
}
