import { both, type CaseDefinition, fail, PASS, warned } from '../case-definition.ts';
import { envelope, metablock } from '../containers.ts';
import { oneStep } from '../one-step.ts';
import { COMMANDS, INSPECTIONS, LINKS, spec } from '../origins.ts';
import { bob, carl, owner } from '../signers.ts';
import {
  artifacts,
  type Files,
  inspection,
  layout,
  link,
  linkFile,
  linkName,
  type LinkSpec,
  rules,
  step,
} from '../supply-chain.ts';

const SOURCE = 'print("hello")\n';
const PACKAGE = 'pretend that this is an archive\n';

const WRITE: LinkSpec = { products: artifacts({ 'foo.py': SOURCE }), command: ['vi', 'foo.py'] };
const PACKAGING: LinkSpec = {
  materials: artifacts({ 'foo.py': SOURCE }),
  products: artifacts({ 'foo.py': SOURCE, 'foo.tar': PACKAGE }),
  command: ['tar', 'cf', 'foo.tar', 'foo.py'],
};

const DEMO = layout({
  functionaries: [bob, carl],
  steps: [
    step('write-code', { by: [bob], command: ['vi', 'foo.py'], products: rules('CREATE foo.py', 'DISALLOW *') }),
    step('package', {
      by: [carl],
      command: ['tar', 'cf', 'foo.tar', 'foo.py'],
      materials: rules('MATCH foo.py WITH PRODUCTS FROM write-code', 'DISALLOW *'),
      products: rules('CREATE foo.tar', 'ALLOW foo.py', 'DISALLOW *'),
    }),
  ],
  inspect: [
    inspection('unpack', {
      run: ['cp', 'foo.tar', 'copy.tar'],
      materials: rules('MATCH foo.tar WITH PRODUCTS FROM package', 'DISALLOW *'),
      products: rules('MATCH foo.tar WITH PRODUCTS FROM package', 'CREATE copy.tar', 'DISALLOW *'),
    }),
  ],
});

const DEMO_LINKS: Files = { ...linkFile('write-code', bob, WRITE), ...linkFile('package', carl, PACKAGING) };
const DEMO_ENVELOPES: Files = {
  [linkName('write-code', bob)]: envelope(link('write-code', WRITE), [bob]),
  [linkName('package', carl)]: envelope(link('package', PACKAGING), [carl]),
};

const SUMMARY = {
  _type: 'link',
  name: '',
  materials: {},
  products: artifacts({ 'foo.py': SOURCE, 'foo.tar': PACKAGE }),
  command: ['tar', 'cf', 'foo.tar', 'foo.py'],
  byproducts: {},
  environment: {},
};

const PRODUCT: Files = { 'foo.tar': PACKAGE };

export const WHOLE_CHAINS: readonly CaseDefinition[] = [
  {
    name: 'chain-empty',
    description: 'A layout without steps and inspections asks for nothing.',
    origin: spec('5.2'),
    layout: metablock(layout(), [owner]),
    ...both(PASS),
  },
  {
    name: 'chain-one-step',
    description: 'One step, one functionary, one link, no rules.',
    origin: LINKS,
    ...oneStep(),
    ...both(PASS),
  },
  {
    name: 'chain-metablock',
    description: 'Two steps and an inspection, everything in Metablocks.',
    origin: spec('5.2'),
    layout: metablock(DEMO, [owner]),
    links: DEMO_LINKS,
    product: PRODUCT,
    requires: ['posix'],
    ...both({ verdict: 'pass', summary: SUMMARY }),
  },
  {
    name: 'chain-dsse',
    description: 'Two steps and an inspection, everything in DSSE envelopes.',
    origin: 'ITE-5',
    layout: envelope(DEMO, [owner]),
    links: DEMO_ENVELOPES,
    product: PRODUCT,
    requires: ['posix'],
    ...both({ verdict: 'pass', summary: SUMMARY }),
  },
  {
    name: 'chain-metablock-layout-dsse-links',
    description: 'The layout is a Metablock and its links are envelopes.',
    origin: 'ITE-5',
    layout: metablock(DEMO, [owner]),
    links: DEMO_ENVELOPES,
    product: PRODUCT,
    requires: ['posix'],
    ...both(PASS),
  },
  {
    name: 'chain-dsse-layout-mixed-links',
    description: 'The layout is an envelope; of its links one is a Metablock and one an envelope.',
    origin: 'ITE-5',
    layout: envelope(DEMO, [owner]),
    links: { ...DEMO_LINKS, ...linkFile('write-code', bob, WRITE) },
    product: PRODUCT,
    requires: ['posix'],
    ...both(PASS),
  },
  {
    name: 'chain-product-differs',
    description: 'The product is not what the last step reported.',
    origin: INSPECTIONS,
    layout: metablock(DEMO, [owner]),
    links: DEMO_LINKS,
    product: { 'foo.tar': 'something else\n' },
    requires: ['posix'],
    ...both(fail('inspection-rules', 'ERR_RULE_DISALLOW')),
  },
  {
    name: 'chain-material-differs',
    description: 'The second step worked on another file than the first one made.',
    origin: spec('5.2 step 9'),
    layout: metablock(DEMO, [owner]),
    links: {
      ...DEMO_LINKS,
      ...linkFile('package', carl, { ...PACKAGING, materials: artifacts({ 'foo.py': 'evil\n' }) }),
    },
    product: PRODUCT,
    requires: ['posix'],
    ...both(fail('step-rules', 'ERR_RULE_DISALLOW')),
  },
  {
    name: 'chain-command-differs',
    description: 'A link reports another command than the layout expects: worth a warning and no more.',
    origin: COMMANDS,
    layout: metablock(DEMO, [owner]),
    links: { ...DEMO_LINKS, ...linkFile('write-code', bob, { ...WRITE, command: ['emacs', 'foo.py'] }) },
    product: PRODUCT,
    requires: ['posix'],
    ...both(warned(PASS, 'WARN_COMMAND_DIFFERS')),
  },
  {
    name: 'chain-command-element-not-a-string',
    description: 'The command of a link may hold anything.',
    origin: COMMANDS,
    ...oneStep({ link: { command: ['make', 1, null, ['x']] }, step: { command: ['make', '1'] } }),
    ...both(warned(PASS, 'WARN_COMMAND_DIFFERS')),
  },
  {
    name: 'chain-two-failures',
    description:
      'The layout has expired and a link is missing: the first stage that fails is named, the codes are all there.',
    origin: spec('5.2'),
    layout: metablock({ ...DEMO, expires: '2020-01-01T00:00:00Z' }, [owner]),
    links: linkFile('write-code', bob, WRITE),
    product: PRODUCT,
    requires: ['posix'],
    ...both(fail('expiry', 'ERR_LAYOUT_EXPIRED', 'ERR_LINK_NOT_FOUND')),
  },
];
