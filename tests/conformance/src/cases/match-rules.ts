import { both, type CaseDefinition, differ, fail } from '../case-definition.ts';
import { oneStep } from '../one-step.ts';
import { OBSERVED, RULES } from '../origins.ts';
import { A, about, ALLOWED, DISALLOWED, MISSED, only } from '../rule-case.ts';
import { bob } from '../signers.ts';
import { artifacts, linkFile, rule, step } from '../supply-chain.ts';

const FROM_SOURCE = 'WITH PRODUCTS FROM source';
const NO_PATH = fail('step-rules', 'ERR_RULE_PATH');

/** A step that looks at the one after it. */
const LATER = oneStep({
  layout: {
    steps: [
      step('build', { by: [bob], products: [rule('MATCH a WITH MATERIALS FROM later'), rule('DISALLOW *')] }),
      step('later', { by: [bob] }),
    ],
    functionaries: [bob],
  },
  links: {
    ...linkFile('build', bob, { products: artifacts({ a: 'a' }) }),
    ...linkFile('later', bob, { materials: artifacts({ a: 'a' }) }),
  },
});

export const MATCH_RULES: readonly CaseDefinition[] = [
  about(
    'match',
    'MATCH consumes what is the same in the other step.',
    { materials: A, source: A, expectMaterials: only(`MATCH a ${FROM_SOURCE}`) },
    ALLOWED,
  ),
  about(
    'match-digest-differs',
    'MATCH leaves what has another digest there.',
    { materials: A, source: { a: 'other' }, expectMaterials: only(`MATCH a ${FROM_SOURCE}`) },
    DISALLOWED,
  ),
  about(
    'match-not-there',
    'MATCH leaves what is not there.',
    { materials: A, source: {}, expectMaterials: only(`MATCH a ${FROM_SOURCE}`) },
    DISALLOWED,
  ),
  about(
    'match-algorithms-differ',
    'MATCH leaves what has digests by more algorithms there.',
    {
      materials: { a: { sha256: 'ab' } },
      source: { a: { sha256: 'ab', sha512: 'cd' } },
      expectMaterials: only(`MATCH a ${FROM_SOURCE}`),
    },
    DISALLOWED,
    OBSERVED,
  ),
  about(
    'match-other-algorithm',
    'MATCH leaves what has a digest by another algorithm there.',
    {
      materials: { a: { sha256: 'ab' } },
      source: { a: { sha512: 'ab' } },
      expectMaterials: only(`MATCH a ${FROM_SOURCE}`),
    },
    DISALLOWED,
    OBSERVED,
  ),
  about(
    'match-case-differs',
    'MATCH leaves what has the same digest in capitals there.',
    {
      materials: { a: { sha256: 'ab' } },
      source: { a: { sha256: 'AB' } },
      expectMaterials: only(`MATCH a ${FROM_SOURCE}`),
    },
    DISALLOWED,
    OBSERVED,
  ),
  about(
    'match-empty-digest-sets',
    'Two empty digest sets are the same.',
    { materials: { a: {} }, source: { a: {} }, expectMaterials: only(`MATCH a ${FROM_SOURCE}`) },
    ALLOWED,
    OBSERVED,
  ),
  about(
    'match-with-materials',
    'MATCH may look at materials, of the step itself too.',
    { materials: A, products: A, expectProducts: only('MATCH a WITH MATERIALS FROM build') },
    ALLOWED,
  ),
  about(
    'match-with-products-of-materials',
    'MATCH looks at the list that it names.',
    { materials: A, expectMaterials: only('MATCH a WITH PRODUCTS FROM build') },
    DISALLOWED,
  ),
  about(
    'match-unknown-step',
    'MATCH from a step that there is not consumes nothing, and is no error.',
    { products: A, expectProducts: ['MATCH * WITH PRODUCTS FROM nowhere'] },
    ALLOWED,
  ),
  about(
    'match-unknown-step-strictly',
    'MATCH from a step that there is not leaves everything to the next rule.',
    { products: A, expectProducts: only('MATCH * WITH PRODUCTS FROM nowhere') },
    DISALLOWED,
  ),
  about(
    'match-pattern',
    'MATCH compares every artifact by its own name.',
    { materials: { a: 'a', b: 'b' }, source: { a: 'a', b: 'b' }, expectMaterials: only(`MATCH * ${FROM_SOURCE}`) },
    ALLOWED,
  ),
  about(
    'match-partly',
    'MATCH consumes what is the same and leaves the rest.',
    {
      materials: { a: 'a', b: 'b' },
      source: { a: 'a', b: 'x' },
      expectMaterials: [`MATCH * ${FROM_SOURCE}`, 'ALLOW b', 'DISALLOW *'],
    },
    ALLOWED,
  ),
  about(
    'match-source-prefix',
    'IN before WITH names the folder on this side.',
    { materials: { 'dir/a': 'a' }, source: A, expectMaterials: only(`MATCH a IN dir ${FROM_SOURCE}`) },
    ALLOWED,
  ),
  about(
    'match-destination-prefix',
    'IN after WITH names the folder on the other side.',
    { materials: A, source: { 'dir/a': 'a' }, expectMaterials: only('MATCH a WITH PRODUCTS IN dir FROM source') },
    ALLOWED,
  ),
  about(
    'match-both-prefixes',
    'Both sides have a folder.',
    {
      materials: { 'dir/a': 'a' },
      source: { 'other/dir/a': 'a' },
      expectMaterials: only('MATCH * IN dir WITH PRODUCTS IN other/dir FROM source'),
    },
    ALLOWED,
  ),
  about(
    'match-prefix-slash',
    'A folder may end with a slash.',
    {
      materials: { 'dir/a': 'a' },
      source: { 'other/a': 'a' },
      expectMaterials: only('MATCH * IN dir/ WITH PRODUCTS IN other/ FROM source'),
    },
    ALLOWED,
  ),
  about(
    'match-prefix-empty',
    'An empty folder is none.',
    {
      materials: A,
      source: A,
      expectMaterials: only(['MATCH', '*', 'IN', '', 'WITH', 'PRODUCTS', 'IN', '', 'FROM', 'source']),
    },
    ALLOWED,
    OBSERVED,
  ),
  about(
    'match-prefix-boundary',
    'A folder ends at a slash.',
    { materials: { dira: 'a' }, source: A, expectMaterials: only(`MATCH a IN dir ${FROM_SOURCE}`) },
    DISALLOWED,
  ),
  about(
    'match-prefix-missing',
    'MATCH with a folder leaves what lies outside.',
    { materials: A, source: A, expectMaterials: only(`MATCH a IN dir ${FROM_SOURCE}`) },
    DISALLOWED,
  ),
  about(
    'match-prefix-pattern',
    'A folder is no pattern.',
    { materials: { 'dir/a': 'a' }, source: A, expectMaterials: only(`MATCH a IN d* ${FROM_SOURCE}`) },
    DISALLOWED,
  ),
  about(
    'match-prefix-then-pattern',
    'The pattern is for the name without the folder.',
    {
      materials: { 'dir/a': 'a' },
      source: { 'dir/a': 'a' },
      expectMaterials: only('MATCH dir/* IN dir WITH PRODUCTS IN dir FROM source'),
    },
    DISALLOWED,
  ),
  about(
    'match-prefix-dot',
    'The current folder is no folder in this sense.',
    { materials: A, source: A, expectMaterials: only(`MATCH a IN . ${FROM_SOURCE}`) },
    DISALLOWED,
    OBSERVED,
  ),
  about(
    'match-prefix-backslash',
    'A backslash in a folder is a slash.',
    { materials: { 'dir/sub/a': 'a' }, source: A, expectMaterials: only(`MATCH a IN dir\\sub ${FROM_SOURCE}`) },
    ALLOWED,
    OBSERVED,
  ),
  about(
    'match-prefix-keyword',
    'A folder may be called IN.',
    { materials: { 'IN/a': 'a' }, source: A, expectMaterials: only(`MATCH a IN IN ${FROM_SOURCE}`) },
    ALLOWED,
    OBSERVED,
  ),
  about(
    'match-double-slash',
    'A name that cannot be put together again is an error.',
    { materials: { 'dir//a': 'a' }, source: A, expectMaterials: only(`MATCH * IN dir ${FROM_SOURCE}`) },
    differ(NO_PATH, fail('threshold', 'ERR_LINK_ARTIFACT_NAME')),
    OBSERVED,
  ),
  about(
    'match-backslash',
    'A name with a backslash cannot be put together again.',
    { materials: { 'dir/a\\b': 'a' }, source: A, expectMaterials: only(`MATCH * IN dir ${FROM_SOURCE}`) },
    both(NO_PATH),
    OBSERVED,
  ),
  about(
    'match-twice',
    'What one rule consumed another does not see.',
    { materials: A, source: A, expectMaterials: [`MATCH a ${FROM_SOURCE}`, 'REQUIRE a'] },
    MISSED,
  ),
  {
    name: 'rule-match-later-step',
    description: 'MATCH may look at a step that comes later.',
    origin: RULES,
    ...LATER,
    ...ALLOWED,
  },
];
