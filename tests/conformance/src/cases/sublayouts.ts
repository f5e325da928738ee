import { both, type CaseDefinition, fail, type Outcome, PASS, warned } from '../case-definition.ts';
import { envelope, metablock } from '../containers.ts';
import type { JsonMembers } from '../json-text.ts';
import { oneStep } from '../one-step.ts';
import { OBSERVED, SUBLAYOUTS } from '../origins.ts';
import { bob, carl, mallory, type Signer } from '../signers.ts';
import {
  artifacts,
  type Files,
  inFolder,
  inspection,
  layout,
  type LayoutSpec,
  link,
  linkFile,
  linkName,
  rules,
  step,
  sublayoutFolder,
} from '../supply-chain.ts';

/** A failure in a sublayout. */
function inside(...nestedCodes: readonly string[]): Outcome {
  return both({ ...fail('sublayout', 'ERR_SUBLAYOUT'), nestedCodes });
}

const MADE = artifacts({ app: 'app' });
const SOURCES = artifacts({ source: 'source' });

/** Two steps: carl fetches, then bob compiles. */
const INNER = layout({
  steps: [
    step('fetch', { by: [carl] }),
    step('compile', { by: [bob], materials: rules('MATCH * WITH PRODUCTS FROM fetch', 'DISALLOW *') }),
  ],
  functionaries: [bob, carl],
});
const INNER_LINKS: Files = {
  ...linkFile('fetch', carl, { materials: SOURCES, products: SOURCES, command: ['fetch'] }),
  ...linkFile('compile', bob, {
    materials: SOURCES,
    products: MADE,
    command: ['compile'],
    byproducts: { stdout: 'x' },
  }),
};

/** A sublayout in the place of a link, with its links in their folder. */
function sublayout(
  signer: Signer,
  tree: JsonMembers,
  links: Files,
  container: typeof metablock | typeof envelope = metablock,
): Files {
  return {
    [linkName('build', signer)]: container(tree, [signer]),
    ...inFolder(sublayoutFolder('build', signer), links),
  };
}

function about(
  name: string,
  description: string,
  links: Files,
  outcome: Outcome,
  layoutSpec: LayoutSpec = {},
): CaseDefinition {
  return {
    name: `sublayout-${name}`,
    description,
    origin: SUBLAYOUTS,
    ...oneStep({ links, layout: layoutSpec }),
    ...outcome,
  };
}

/** Sublayouts of bob's within sublayouts; the innermost has no steps. */
function nested(depth: number): Files {
  const isInnermost = depth === 1;
  const tree = isInnermost ? layout() : layout({ steps: [step('build', { by: [bob] })], functionaries: [bob] });
  return sublayout(bob, tree, isInnermost ? {} : nested(depth - 1));
}

const TWO = { steps: [step('build', { by: [bob, carl], threshold: 2 })], functionaries: [bob, carl] };

export const SUBLAYOUT_CASES: readonly CaseDefinition[] = [
  about(
    'two-steps',
    'A functionary signs a layout instead of a link; a summary of it stands for the step.',
    sublayout(bob, INNER, INNER_LINKS),
    both({
      verdict: 'pass',
      summary: {
        _type: 'link',
        name: '',
        materials: SOURCES,
        products: MADE,
        command: ['compile'],
        byproducts: { stdout: 'x' },
        environment: {},
      },
    }),
  ),
  about('dsse', 'A sublayout in an envelope.', sublayout(bob, INNER, INNER_LINKS, envelope), both(PASS)),
  about(
    'rules-on-summary',
    'Rules see the materials of the first and the products of the last step of a sublayout.',
    sublayout(bob, INNER, INNER_LINKS),
    both(PASS),
    {
      steps: [
        step('build', { by: [bob], materials: rules('REQUIRE source'), products: rules('CREATE app', 'DISALLOW *') }),
      ],
    },
  ),
  about(
    'rules-on-summary-fail',
    'What a sublayout did in between does not help.',
    sublayout(bob, INNER, INNER_LINKS),
    both(fail('step-rules', 'ERR_RULE_REQUIRE')),
    {
      steps: [step('build', { by: [bob], products: rules('REQUIRE source') })],
    },
  ),
  about(
    'match-on-summary',
    'Another step may be compared with a sublayout.',
    { ...sublayout(bob, INNER, INNER_LINKS), ...linkFile('ship', bob, { materials: MADE }) },
    both(PASS),
    {
      steps: [
        step('build', { by: [bob] }),
        step('ship', { by: [bob], materials: rules('MATCH * WITH PRODUCTS FROM build', 'DISALLOW *') }),
      ],
    },
  ),
  about('empty', 'A sublayout without steps makes nothing.', sublayout(bob, layout(), {}), both(PASS)),
  about('nested', 'Sublayouts may have sublayouts.', nested(3), both(PASS)),
  about(
    'nested-deeply',
    'Sublayouts may be nested as deep as the reference can go; this is where others may stop.',
    nested(9),
    {
      reference: PASS,
      strict: { ...fail('sublayout', 'ERR_SUBLAYOUT'), nestedCodes: ['ERR_SUBLAYOUT', 'ERR_SUBLAYOUT_DEPTH'] },
    },
  ),
  about(
    'link-missing',
    'A link of a sublayout is missing.',
    sublayout(bob, INNER, linkFile('fetch', carl, { products: SOURCES })),
    inside('ERR_LINK_NOT_FOUND'),
  ),
  about(
    'links-elsewhere',
    'The links of a sublayout lie beside it instead of in its folder.',
    { ...sublayout(bob, INNER, {}), ...INNER_LINKS },
    inside('ERR_LINK_NOT_FOUND'),
  ),
  about(
    'rule-fails',
    'A rule of a sublayout fails.',
    sublayout(bob, INNER, {
      ...INNER_LINKS,
      ...linkFile('compile', bob, { materials: artifacts({ source: 'other' }), products: MADE }),
    }),
    inside('ERR_RULE_DISALLOW'),
  ),
  about(
    'expired',
    'A sublayout has expired.',
    sublayout(bob, { ...INNER, expires: '2020-01-01T00:00:00Z' }, INNER_LINKS),
    inside('ERR_LAYOUT_EXPIRED'),
  ),
  about(
    'signed-by-stranger',
    'A sublayout is signed by somebody else.',
    { [linkName('build', bob)]: metablock(INNER, [mallory]), ...inFolder(sublayoutFolder('build', bob), INNER_LINKS) },
    both(warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED')),
  ),
  about(
    'extra-signature',
    'A sublayout may have signatures by others.',
    { ...sublayout(bob, INNER, INNER_LINKS), [linkName('build', bob)]: metablock(INNER, [mallory, bob]) },
    both(PASS),
  ),
  about(
    'and-link-agree',
    'Of two links one is a sublayout, and both made the same.',
    { ...sublayout(bob, INNER, INNER_LINKS), ...linkFile('build', carl, { materials: SOURCES, products: MADE }) },
    both(PASS),
    TWO,
  ),
  about(
    'and-link-disagree',
    'Of two links one is a sublayout, and they did not make the same.',
    { ...sublayout(bob, INNER, INNER_LINKS), ...linkFile('build', carl, { materials: SOURCES }) },
    both(fail('agreement', 'ERR_LINKS_DISAGREE')),
    TWO,
  ),
  {
    ...about(
      'inspection',
      'The inspections of a sublayout are run too.',
      sublayout(bob, layout({ inspect: [inspection('look', { run: ['false'] })] }), {}),
      inside('ERR_INSPECTION_EXIT_STATUS'),
    ),
    requires: ['posix'],
  },
  about(
    'strict-inside',
    'The profile holds within sublayouts: a link there was made for another step.',
    sublayout(bob, INNER, {
      ...INNER_LINKS,
      [linkName('fetch', carl)]: metablock(link('get', { products: SOURCES }), [carl]),
    }),
    {
      reference: PASS,
      strict: { ...fail('sublayout', 'ERR_SUBLAYOUT'), nestedCodes: ['ERR_LINK_NAME'] },
    },
  ),
  {
    ...about(
      'keys-not-inherited',
      'A sublayout lists its own keys; those of the layout do not count in it.',
      sublayout(bob, layout({ steps: [step('fetch', { by: [carl] })], functionaries: [bob] }), linkFile('fetch', carl)),
      both({ ...fail('sublayout', 'ERR_SUBLAYOUT'), nestedCodes: ['ERR_LINK_THRESHOLD'] }),
      { functionaries: [bob, carl] },
    ),
    origin: OBSERVED,
  },
];
