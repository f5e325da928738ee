import { both, type CaseDefinition, type Expectation, fail, PASS } from '../case-definition.ts';
import { metablock } from '../containers.ts';
import type { Json, JsonMembers } from '../json-text.ts';
import { INSPECTIONS, OBSERVED } from '../origins.ts';
import { bob, owner } from '../signers.ts';
import { artifacts, type Files, inspection, layout, linkFile, rules, step } from '../supply-chain.ts';

interface InspectionCase {
  readonly inspect: readonly JsonMembers[];
  readonly steps?: readonly JsonMembers[];
  readonly links?: Files;
  readonly product?: Files;
}

function about(
  name: string,
  description: string,
  { inspect, steps = [], links = {}, product = {} }: InspectionCase,
  expectation: Expectation,
): CaseDefinition {
  const tree = layout({ steps, inspect, functionaries: [bob] });
  return {
    name: `inspection-${name}`,
    description,
    origin: INSPECTIONS,
    layout: metablock(tree, [owner]),
    links,
    product,
    requires: ['posix'],
    ...both(expectation),
  };
}

/** A case of one inspection with this command. */
function running(
  name: string,
  description: string,
  run: Json,
  expectation: Expectation,
  product: Files = {},
): CaseDefinition {
  return about(name, description, { inspect: [inspection('look', { run })], product }, expectation);
}

const BUILD = step('build', { by: [bob] });
const FAILED = fail('inspection', 'ERR_INSPECTION_FAILED');
const STATUS = fail('inspection', 'ERR_INSPECTION_EXIT_STATUS');
const DISALLOWED = fail('inspection-rules', 'ERR_RULE_DISALLOW');
const LATER = inspection('later', { run: ['true'] });

export const INSPECTION_CASES: readonly CaseDefinition[] = [
  running('status-zero', 'A command exits with 0.', ['true'], PASS),
  running('status-one', 'A command exits with 1.', ['false'], STATUS),
  running('signal', 'A command is ended by a signal.', ['sh', '-c', 'kill -KILL $$'], STATUS),
  running('missing-command', 'There is no such command.', ['in-toto-conformance-no-such-command'], FAILED),
  running('empty-run', 'There is no command.', [], STATUS),
  running('word-not-text', 'A word of the command is a number.', ['echo', 1], FAILED),
  running('no-shell', 'Commands are not given to a shell.', ['true', '&&', 'false'], PASS),
  running('arguments', 'Words reach the command as they are, blanks and all.', ['test', '-e', 'a b'], PASS, {
    'a b': '',
  }),
  running('directory', 'Commands run in the folder of the product.', ['test', '-e', 'app'], PASS, { app: 'app' }),
  about(
    'product-allowed',
    'What is in the folder is what rules see.',
    { inspect: [inspection('look', { products: rules('ALLOW app', 'DISALLOW *') })], product: { app: 'app' } },
    PASS,
  ),
  about(
    'product-disallowed',
    'A file too many is in the folder.',
    {
      inspect: [inspection('look', { products: rules('ALLOW app', 'DISALLOW *') })],
      product: { app: 'app', extra: '' },
    },
    DISALLOWED,
  ),
  about(
    'product-missing',
    'A file is not in the folder.',
    { inspect: [inspection('look', { materials: rules('REQUIRE app') })] },
    fail('inspection-rules', 'ERR_RULE_REQUIRE'),
  ),
  about(
    'match-step',
    'A file in the folder is what a step made.',
    {
      inspect: [inspection('look', { materials: rules('MATCH app WITH PRODUCTS FROM build', 'DISALLOW *') })],
      steps: [BUILD],
      links: linkFile('build', bob, { products: artifacts({ app: 'app' }) }),
      product: { app: 'app' },
    },
    PASS,
  ),
  about(
    'match-step-differs',
    'A file in the folder is not what a step made.',
    {
      inspect: [inspection('look', { materials: rules('MATCH app WITH PRODUCTS FROM build', 'DISALLOW *') })],
      steps: [BUILD],
      links: linkFile('build', bob, { products: artifacts({ app: 'app' }) }),
      product: { app: 'changed' },
    },
    DISALLOWED,
  ),
  about(
    'creates',
    'What a command makes is a product of its inspection.',
    {
      inspect: [
        inspection('look', {
          run: ['touch', 'made'],
          materials: rules('DISALLOW *'),
          products: rules('CREATE made', 'DISALLOW *'),
        }),
      ],
    },
    PASS,
  ),
  about(
    'creates-newline',
    'A command makes a file with a line break in its name.',
    { inspect: [inspection('look', { run: ['touch', 'a\nb'], products: rules('DISALLOW *') })] },
    DISALLOWED,
  ),
  about(
    'excludes',
    'Links and what version control keeps are not recorded.',
    {
      inspect: [
        inspection('look', {
          run: ['sh', '-c', 'touch a.link b.pyc c~; mkdir .git; touch .git/config'],
          products: rules('DISALLOW *'),
        }),
      ],
    },
    PASS,
  ),
  about(
    'subfolder',
    'Names of files in folders have slashes.',
    { inspect: [inspection('look', { materials: rules('REQUIRE dir/sub/app') })], product: { 'dir/sub/app': 'app' } },
    PASS,
  ),
  about(
    'match-other-inspection',
    'An inspection is compared with another one.',
    {
      inspect: [
        inspection('first', { run: ['touch', 'made'] }),
        inspection('second', { materials: rules('MATCH made WITH PRODUCTS FROM first', 'DISALLOW *') }),
      ],
    },
    PASS,
  ),
  about(
    'match-later-inspection',
    'All inspections are run before the rules of any are looked at.',
    {
      inspect: [
        inspection('look', {
          run: ['touch', 'made'],
          products: rules('MATCH made WITH MATERIALS FROM later', 'DISALLOW *'),
        }),
        LATER,
      ],
    },
    PASS,
  ),
  about(
    'not-for-steps',
    'Rules of steps do not see inspections.',
    {
      inspect: [inspection('look')],
      steps: [step('build', { by: [bob], products: rules('MATCH app WITH PRODUCTS FROM look', 'DISALLOW *') })],
      links: linkFile('build', bob, { products: artifacts({ app: 'app' }) }),
      product: { app: 'app' },
    },
    fail('step-rules', 'ERR_RULE_DISALLOW'),
  ),
  about(
    'second-fails',
    'The second of three inspections fails.',
    { inspect: [inspection('first'), inspection('second', { run: ['false'] }), inspection('third')] },
    STATUS,
  ),
  {
    ...about(
      'refused',
      'Nothing may be run here, and the layout has an inspection.',
      { inspect: [inspection('look')] },
      fail('inspection', 'ERR_INSPECTION_RUNNER_MISSING'),
    ),
    inspections: 'none',
    requires: ['no-inspections'],
    reference: fail('inspection', 'ERR_INSPECTION_RUNNER_MISSING'),
  },
  {
    ...about('none-refused', 'Nothing may be run here, and the layout has no inspection.', { inspect: [] }, PASS),
    inspections: 'none',
    requires: ['no-inspections'],
    origin: OBSERVED,
  },
];
