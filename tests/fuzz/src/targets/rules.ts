import { deriveAuthenticated } from '@intoto/crypto';
import { type ArtifactMap, type Authenticated, createLink, type DigestSet, type Link } from '@intoto/models';
import { evaluateRules, queueBefore, type RuleEvaluation, type RuleList } from '@intoto/rules';

import { compareByCodePoint } from '../canonical-text.ts';
import { HOSTILE_NAMES } from '../hostile-values.ts';
import type { Random } from '../random.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { demand } from '../violation.ts';

const KEYWORDS = ['ALLOW', 'CREATE', 'DELETE', 'MODIFY', 'DISALLOW', 'REQUIRE', 'allow', 'Match', 'AL\u0130OW'];
const NAMES = ['a', 'b', 'src/a', 'src//a', 'src\\a', 'dst/a', '/a', ...HOSTILE_NAMES];
const PREFIXES = ['src', 'src/', 'dst', '/', '.', '', 'src\\', ...HOSTILE_NAMES.slice(0, 8)];
const DIGESTS: readonly DigestSet[] = [
  { sha256: 'aa' },
  { sha256: 'AA' },
  { sha256: 'aa', md5: 'b' },
  {},
  { toJSON: 'aa' },
];

type Artifacts = [name: string, digests: DigestSet][];

interface Subject {
  readonly list: RuleList;
  readonly rules: readonly (readonly string[])[];
  readonly links: readonly { readonly name: string; readonly materials: Artifacts; readonly products: Artifacts }[];
}

/** The rule engine, on rules and artifacts that do not fit each other. The first link is the one under evaluation. */
export const rulesTarget: Target = {
  name: 'rules',
  weight: 1,
  shortCount: 2000,
  generate: (random) => {
    const names = Array.from({ length: 1 + random.size(12) }, () => random.pick(NAMES));
    const subject: Subject = {
      list: random.pick(['expected_materials', 'expected_products']),
      rules: Array.from({ length: random.size(12) }, () => writeRule(random, names)),
      links: ['a', 'b', 'constructor'].map((name) => ({
        name,
        materials: pickArtifacts(random, names),
        products: pickArtifacts(random, names),
      })),
    };
    return caseOf(Buffer.from(JSON.stringify(subject)));
  },
  check: (subject) => {
    const { list, rules, links } = JSON.parse(Buffer.from(inputOf(subject)).toString('utf8')) as Subject;
    const known = new Map(links.map((link) => [link.name, toLink(link)] as const));
    const item = known.get(links[0]?.name ?? '') ?? toLink({ name: '', materials: [], products: [] });
    const result = evaluateRules({ item, rules, list, links: known });
    checkBooks(result, [...(list === 'expected_materials' ? item.materials : item.products).keys()]);
    demand(result.decisions.length <= rules.length, 'there are more decisions than rules');
    const last = result.decisions.at(-1);
    demand(result.ok === (last?.outcome !== 'failed'), 'the outcome is not that of the last rule');
    return last?.code ?? 'accepted';
  },
};

/** Artifacts neither appear nor vanish: what a rule consumed was there, and is gone. */
function checkBooks(result: RuleEvaluation, names: readonly string[]): void {
  demand(isSame(result.queue, names.toSorted(compareByCodePoint)), 'the queue is not the artifacts in order');
  let left = result.queue;
  for (const { number, consumed, refused, nearMisses } of result.decisions) {
    demand(isSame(queueBefore(result, number), left), 'queueBefore has another queue');
    demand(
      consumed.every((name) => left.includes(name)),
      'a rule consumed what was not there',
    );
    demand(new Set(consumed).size === consumed.length, 'a rule consumed something twice');
    demand(isSame(consumed, consumed.toSorted(compareByCodePoint)), 'what was consumed is not in order');
    demand(isSame(refused, refused.toSorted(compareByCodePoint)), 'what was refused is not in order');
    demand(
      nearMisses.every(({ artifact }) => left.includes(artifact)),
      'a near miss was not there',
    );
    left = left.filter((name) => !consumed.includes(name));
  }
  demand(isSame(result.remaining, left), 'what remains is not what no rule consumed');
  demand(JSON.stringify(result).length > 0, 'the evaluation is no JSON');
}

function writeRule(random: Random, names: readonly string[]): string[] {
  const pattern = (): string => random.pick(random.chance(0.5) ? names : ['*', '?', 'src/*', '[a-b]', '[', '', '*a*']);
  if (random.chance(0.5)) return [random.pick(KEYWORDS), pattern()];
  const prefix = (): string[] => (random.chance(0.5) ? ['IN', random.pick(PREFIXES)] : []);
  const from = random.pick(['a', 'b', 'constructor', '__proto__', 'none']);
  const words = [
    'MATCH',
    pattern(),
    ...prefix(),
    'WITH',
    random.pick(['PRODUCTS', 'materials']),
    ...prefix(),
    'FROM',
    from,
  ];
  return random.chance(0.1) ? words.slice(0, random.below(words.length)) : words;
}

function pickArtifacts(random: Random, names: readonly string[]): Artifacts {
  return names.filter(() => random.chance(0.6)).map((name) => [name, random.pick(DIGESTS)]);
}

function toLink({ name, materials, products }: Subject['links'][number]): Authenticated<Link> {
  const link = createLink({ name });
  // Nobody signed it: the engine is tried on what it could be given, not on what it will be.
  return deriveAuthenticated(link as Authenticated<Link>, {
    ...link,
    materials: toMap(materials),
    products: toMap(products),
  });
}

function toMap(artifacts: Artifacts): ArtifactMap {
  return new Map(artifacts.map(([name, digests]) => [name, { ...digests, __proto__: null } as unknown as DigestSet]));
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}
