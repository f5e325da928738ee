import { both, type CaseDefinition, fail, type Outcome, PASS } from '../case-definition.ts';
import { metablock } from '../containers.ts';
import { APP, oneStep } from '../one-step.ts';
import { OBSERVED, PARAMETERS } from '../origins.ts';
import { bob, owner } from '../signers.ts';
import {
  artifacts,
  type Files,
  inFolder,
  inspection,
  layout,
  linkFile,
  linkName,
  rules,
  step,
  sublayoutFolder,
} from '../supply-chain.ts';

const FAILED = both(fail('parameters', 'ERR_PARAMETER'));
const DISALLOWED = both(fail('step-rules', 'ERR_RULE_DISALLOW'));

type Parameters = Readonly<Record<string, string>>;

/** A case whose one step makes `products` and has these rules for them. */
function productRules(
  name: string,
  description: string,
  texts: readonly string[],
  parameters: Parameters | undefined,
  outcome: Outcome,
  products: Readonly<Record<string, string>> = { app: 'app' },
): CaseDefinition {
  const spec = { step: { products: rules(...texts) }, link: { products: artifacts(products) } };
  return {
    name,
    description,
    origin: PARAMETERS,
    ...oneStep(spec),
    ...(parameters === undefined ? {} : { parameters }),
    ...outcome,
  };
}

/** A sublayout of bob's with a rule in it. */
function sublayoutWith(ruleText: string, products: Readonly<Record<string, string>>): Files {
  const sublayout = layout({
    steps: [step('inner', { by: [bob], products: rules(ruleText, 'DISALLOW *') })],
    functionaries: [bob],
  });
  return {
    [linkName('build', bob)]: metablock(sublayout, [bob]),
    ...inFolder(sublayoutFolder('build', bob), linkFile('inner', bob, { products: artifacts(products) })),
  };
}

export const PARAMETER_CASES: readonly CaseDefinition[] = [
  productRules(
    'parameter-in-pattern',
    'A parameter stands for part of a pattern.',
    ['ALLOW {name}', 'DISALLOW *'],
    { name: 'app' },
    both(PASS),
  ),
  productRules(
    'parameter-is-pattern',
    'The value of a parameter may be a pattern.',
    ['ALLOW {name}', 'DISALLOW *'],
    { name: 'a*' },
    both(PASS),
  ),
  productRules(
    'parameter-twice',
    'A parameter may stand in a word twice, beside others.',
    ['ALLOW {a}{b}{b}', 'DISALLOW *'],
    { a: 'a', b: 'p' },
    both(PASS),
  ),
  productRules(
    'parameter-in-step-name',
    'A parameter stands for the step of a MATCH rule.',
    ['MATCH * WITH PRODUCTS FROM {step}', 'DISALLOW *'],
    { step: 'build' },
    both(PASS),
  ),
  productRules(
    'parameter-value-with-braces',
    'Values are not looked into again.',
    ['ALLOW {name}', 'DISALLOW *'],
    { name: '{name}' },
    both(PASS),
    { '{name}': 'x' },
  ),
  productRules('parameter-missing', 'A parameter has no value.', ['ALLOW {name}'], { other: 'app' }, FAILED),
  productRules(
    'parameter-none-given',
    'Without parameters, braces stand for themselves.',
    ['ALLOW {name}', 'DISALLOW *'],
    undefined,
    both(PASS),
    { '{name}': 'x' },
  ),
  productRules(
    'parameter-empty-map',
    'Parameters are given, none at all: braces have a meaning.',
    ['ALLOW {name}', 'DISALLOW *'],
    {},
    FAILED,
    { '{name}': 'x' },
  ),
  productRules(
    'parameter-double-braces',
    'Doubled braces stand for braces.',
    ['ALLOW {{name}}', 'DISALLOW *'],
    { name: 'app' },
    both(PASS),
    { '{name}': 'x' },
  ),
  productRules('parameter-single-brace', 'A brace without its counterpart.', ['ALLOW {name'], { name: 'app' }, FAILED),
  productRules(
    'parameter-single-closing-brace',
    'A closing brace without its counterpart.',
    ['ALLOW name}'],
    { name: 'app' },
    FAILED,
  ),
  productRules(
    'parameter-position',
    'Parameters have names; a pair of braces without one stands for a position.',
    ['ALLOW {}'],
    { name: 'app' },
    FAILED,
  ),
  productRules(
    'parameter-number',
    'A number stands for a position, even if there is a parameter of that name.',
    ['ALLOW {0}'],
    { '0': 'app' },
    FAILED,
  ),
  productRules(
    'parameter-with-hyphen',
    'Names may have hyphens and underscores.',
    ['ALLOW {a-b_c}', 'DISALLOW *'],
    { 'a-b_c': 'app' },
    both(PASS),
  ),
  {
    ...productRules('parameter-with-blanks', 'Blanks in braces are part of the name.', [], { name: 'app' }, FAILED),
    ...oneStep({ step: { products: [['ALLOW', '{ name }']] } }),
  },
  productRules(
    'parameter-bad-name',
    'A name has characters that names may not have, although nothing asks for it.',
    ['ALLOW *'],
    { 'a b': 'x' },
    FAILED,
  ),
  productRules(
    'parameter-named-proto',
    'A parameter may be called __proto__.',
    ['ALLOW {__proto__}', 'DISALLOW *'],
    Object.fromEntries([['__proto__', 'app']]),
    both(PASS),
  ),
  productRules(
    'parameter-named-constructor',
    'A parameter called constructor has no value unless one is given.',
    ['ALLOW {constructor}', 'DISALLOW *'],
    { name: 'app' },
    FAILED,
  ),
  {
    ...productRules(
      'parameter-conversion',
      'The reference evaluates conversions; nobody else should.',
      ['ALLOW {name!s}', 'DISALLOW *'],
      { name: 'app' },
      FAILED,
    ),
    origin: OBSERVED,
    reference: PASS,
  },
  {
    ...productRules(
      'parameter-attribute',
      'The reference evaluates attributes; nobody else should.',
      ['ALLOW {name.__class__.__name__}', 'DISALLOW *'],
      { name: 'app' },
      FAILED,
      { str: 'x' },
    ),
    origin: OBSERVED,
    reference: PASS,
  },
  {
    name: 'parameter-in-keyword',
    description: 'A parameter cannot stand for the first word of a rule, which must be one before.',
    origin: PARAMETERS,
    parameters: { allow: 'ALLOW' },
    ...oneStep({ step: { products: rules('{allow} *') } }),
    ...both(fail('layout-format', 'ERR_LAYOUT_FORMAT')),
  },
  {
    name: 'parameter-in-expected-command',
    description: 'A parameter stands in the expected command, which then is the reported one.',
    origin: PARAMETERS,
    parameters: { name: 'app' },
    ...oneStep({ step: { command: ['make', '{name}'] }, link: { command: ['make', 'app'] } }),
    ...both(PASS),
  },
  {
    name: 'parameter-in-run',
    description: 'A parameter stands in the command of an inspection.',
    origin: PARAMETERS,
    parameters: { status: '3' },
    layout: metablock(layout({ inspect: [inspection('look', { run: ['sh', '-c', 'exit {status}'] })] }), [owner]),
    requires: ['posix'],
    ...both(fail('inspection', 'ERR_INSPECTION_EXIT_STATUS')),
  },
  {
    name: 'parameter-not-in-names',
    description: 'Names of steps have no parameters.',
    origin: PARAMETERS,
    parameters: { name: 'build' },
    layout: metablock(layout({ steps: [step('{name}', { by: [bob] })], functionaries: [bob] }), [owner]),
    links: linkFile('{name}', bob, APP),
    ...both(PASS),
  },
  {
    name: 'parameter-not-in-sublayouts',
    description: 'Parameters do not reach sublayouts: braces in them stand for themselves.',
    origin: OBSERVED,
    parameters: { name: 'app' },
    ...oneStep({ links: sublayoutWith('ALLOW {name}', { '{name}': 'x' }) }),
    ...both(PASS),
  },
  {
    name: 'parameter-wanted-by-sublayout',
    description: 'A sublayout that counts on parameters does not get them.',
    origin: OBSERVED,
    parameters: { name: 'app' },
    ...oneStep({ links: sublayoutWith('ALLOW {name}', { app: 'x' }) }),
    ...both({ ...fail('sublayout', 'ERR_SUBLAYOUT'), nestedCodes: ['ERR_RULE_DISALLOW'] }),
  },
  productRules('parameter-case', 'Names of parameters are case-sensitive.', ['ALLOW {NAME}'], { name: 'app' }, FAILED),
  productRules(
    'parameter-pattern-differs',
    'The value of a parameter decides.',
    ['ALLOW {name}', 'DISALLOW *'],
    { name: 'other' },
    DISALLOWED,
  ),
];
