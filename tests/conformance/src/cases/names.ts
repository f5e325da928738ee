import { both, type CaseDefinition, differ, fail, type Outcome, PASS } from '../case-definition.ts';
import { metablock } from '../containers.ts';
import type { JsonMembers } from '../json-text.ts';
import { APP, oneStep } from '../one-step.ts';
import { ARTIFACT_NAMES, LAYOUT_FORMAT, OBSERVED, RULES, spec } from '../origins.ts';
import { bob, owner } from '../signers.ts';
import { artifacts, layout, link, linkFile, linkName, rules, step } from '../supply-chain.ts';

const REFUSED_NAME = fail('layout-format', 'ERR_LAYOUT_NAME');
const REFUSED_ARTIFACT = fail('threshold', 'ERR_LINK_ARTIFACT_NAME');
const DISALLOWED = both(fail('step-rules', 'ERR_RULE_DISALLOW'));

/** A step of this name, whose link's file is called accordingly. */
function stepName(name: string, description: string, value: string, outcome: Outcome): CaseDefinition {
  const tree = layout({
    steps: [
      step(value, {
        by: [bob],
        products: [
          ['MATCH', 'app', 'WITH', 'PRODUCTS', 'FROM', value],
          ['DISALLOW', '*'],
        ],
      }),
    ],
    functionaries: [bob],
  });
  return {
    name,
    description,
    origin: LAYOUT_FORMAT,
    layout: metablock(tree, [owner]),
    links: linkFile(value, bob, APP),
    ...outcome,
  };
}

/** A step that makes an artifact of this name. */
function artifact(
  name: string,
  description: string,
  value: string,
  texts: readonly string[],
  outcome: Outcome,
  origin = RULES,
): CaseDefinition {
  const products: JsonMembers = Object.fromEntries([[value, { sha256: 'ab' }]]);
  return {
    name,
    description,
    origin,
    ...oneStep({ step: { products: rules(...texts) }, link: { products } }),
    ...outcome,
  };
}

const MATCH_SELF = ['MATCH * WITH PRODUCTS FROM build', 'DISALLOW *'];

export const NAMES: readonly CaseDefinition[] = [
  stepName('name-step-proto', 'A step is called __proto__.', '__proto__', both(PASS)),
  stepName('name-step-constructor', 'A step is called constructor.', 'constructor', both(PASS)),
  stepName('name-step-blank', 'The name of a step has a blank.', 'build it', both(PASS)),
  stepName('name-step-not-ascii', 'The name of a step is not ASCII.', 'bauen-\u00FC-\u{1F600}', both(PASS)),
  stepName('name-step-glob', 'The name of a step is no pattern for files.', 'b*[a-z]?', both(PASS)),
  stepName('name-step-newline', 'The name of a step has a line break.', 'a\nb', both(PASS)),
  stepName('name-step-dots-inside', 'Dots within a name are harmless.', 'a..b', both(PASS)),
  stepName('name-step-slash', 'The name of a step leads into a folder.', 'folder/build', differ(PASS, REFUSED_NAME)),
  stepName(
    'name-step-parent',
    'The name of a step leads out of the folder of links.',
    '../others/build',
    differ(PASS, REFUSED_NAME),
  ),
  stepName(
    'name-step-backslash',
    'The name of a step has a backslash, which separates folders elsewhere.',
    'a\\b',
    differ(PASS, REFUSED_NAME),
  ),
  stepName('name-step-empty', 'The name of a step is empty.', '', differ(PASS, REFUSED_NAME)),
  {
    ...stepName(
      'name-step-nul',
      'The name of a step has a character that no file name can have.',
      'a\u0000b',
      differ(fail('links', 'ERR_LAYOUT_NAME'), REFUSED_NAME),
    ),
    links: {},
    origin: OBSERVED,
  },
  {
    name: 'name-inspection-parent',
    description: 'The name of an inspection leads out of the folder.',
    origin: LAYOUT_FORMAT,
    layout: metablock(
      layout({
        inspect: [
          { _type: 'inspection', name: '../look', expected_materials: [], expected_products: [], run: ['true'] },
        ],
      }),
      [owner],
    ),
    requires: ['posix'],
    ...differ(PASS, REFUSED_NAME),
  },
  {
    name: 'name-match-inherited-step',
    description: 'A MATCH rule from a step called toString, which there is not, consumes nothing.',
    origin: RULES,
    ...oneStep({ step: { products: rules('MATCH * WITH PRODUCTS FROM toString', 'DISALLOW *') } }),
    ...DISALLOWED,
  },
  artifact('name-artifact-proto', 'An artifact is called __proto__.', '__proto__', MATCH_SELF, both(PASS)),
  artifact(
    'name-artifact-proto-disallowed',
    'An artifact called __proto__ is not overlooked.',
    '__proto__',
    ['DISALLOW *'],
    DISALLOWED,
  ),
  artifact(
    'name-artifact-constructor',
    'An artifact that is not there is not required to be inherited.',
    'app',
    ['REQUIRE constructor'],
    both(fail('step-rules', 'ERR_RULE_REQUIRE')),
  ),
  artifact('name-artifact-to-json', 'An artifact is called toJSON.', 'toJSON', MATCH_SELF, both(PASS)),
  artifact(
    'name-artifact-newline',
    'A line break in a name does not hide it from a pattern.',
    'a\nb',
    ['DISALLOW *'],
    DISALLOWED,
  ),
  artifact(
    'name-artifact-newline-match',
    'A line break in a name does not keep a rule from it.',
    'a\nb',
    MATCH_SELF,
    both(PASS),
  ),
  artifact(
    'name-artifact-astral',
    'One question mark stands for one character beyond the basic plane.',
    '\u{1F600}',
    ['ALLOW ?', 'DISALLOW *'],
    both(PASS),
  ),
  artifact(
    'name-artifact-not-normalized',
    'Names are not normalized: a letter and a combining accent are two characters.',
    'e\u0301',
    ['ALLOW \u00E9', 'DISALLOW *'],
    DISALLOWED,
  ),
  artifact('name-artifact-leading-dot', 'Patterns see hidden files.', '.hidden', ['DISALLOW *'], DISALLOWED),
  artifact(
    'name-artifact-parent-inside',
    'A name goes down and up again, past a rule that names the artifact.',
    'dir/../app',
    ['DISALLOW app'],
    differ(PASS, REFUSED_ARTIFACT),
    ARTIFACT_NAMES,
  ),
  artifact(
    'name-artifact-current',
    'A name begins with the current folder, past a rule that names the artifact.',
    './app',
    ['DISALLOW app'],
    differ(PASS, REFUSED_ARTIFACT),
    ARTIFACT_NAMES,
  ),
  artifact(
    'name-artifact-double-slash',
    'A name has a slash too many, past a rule that names the artifact.',
    'dir//app',
    ['DISALLOW dir/app'],
    differ(PASS, REFUSED_ARTIFACT),
    ARTIFACT_NAMES,
  ),
  artifact(
    'name-artifact-trailing-slash',
    'A name ends with a slash.',
    'app/',
    ['DISALLOW app'],
    differ(PASS, REFUSED_ARTIFACT),
    ARTIFACT_NAMES,
  ),
  artifact('name-artifact-empty', 'A name is empty.', '', ['DISALLOW app'], differ(PASS, REFUSED_ARTIFACT), OBSERVED),
  artifact(
    'name-artifact-parent',
    'A name leads out of the folder; it is the shortest that there is.',
    '../app',
    ['ALLOW ../app', 'DISALLOW *'],
    both(PASS),
  ),
  artifact(
    'name-artifact-absolute',
    'A name is an absolute path.',
    '/usr/bin/app',
    ['ALLOW /usr/*', 'DISALLOW *'],
    both(PASS),
  ),
  artifact(
    'name-artifact-uri',
    'A name is a URI with an authority.',
    'https://example.com/app',
    ['ALLOW https://example.com/*', 'DISALLOW *'],
    both(PASS),
    'ITE-4',
  ),
  artifact(
    'name-artifact-backslash',
    'A backslash in a name is a character like others.',
    'a\\b',
    ['ALLOW a\\b', 'DISALLOW *'],
    both(PASS),
  ),
  artifact(
    'name-artifact-nul',
    'A name has a character that no file name can have.',
    'a\u0000b',
    MATCH_SELF,
    both(PASS),
  ),
  {
    name: 'name-algorithm-proto',
    description: 'A digest algorithm is called __proto__; digests that differ only in it differ.',
    origin: spec('4.3.3'),
    ...oneStep({
      step: { products: rules('MATCH * WITH MATERIALS FROM build', 'DISALLOW *') },
      links: {
        [linkName('build', bob)]: metablock(
          link('build', { materials: { app: ofProto('aa') }, products: { app: ofProto('bb') } }),
          [bob],
        ),
      },
    }),
    ...DISALLOWED,
  },
  {
    name: 'name-byproduct-proto',
    description: 'A byproduct is called __proto__, and is signed as others are.',
    origin: OBSERVED,
    ...oneStep({
      link: { byproducts: Object.fromEntries([['__proto__', { admin: true }]]), materials: artifacts({ a: 'a' }) },
    }),
    ...both(PASS),
  },
];

function ofProto(digest: string): JsonMembers {
  return Object.fromEntries([['__proto__', digest]]);
}
