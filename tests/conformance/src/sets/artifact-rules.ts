import type { Json } from '../json-text.ts';
import { rule } from '../supply-chain.ts';
import type { VectorSet } from './vector-set.ts';

function generic(text: string, type: string, pattern: string): { words: Json; rule: Json } {
  return { words: rule(text), rule: { rule_type: type, pattern } };
}

interface Match {
  readonly pattern?: string;
  readonly from?: string;
  readonly to?: string;
  readonly type?: string;
  readonly step?: string;
}

function match(
  words: string | readonly string[],
  { pattern = 'a', from = '', to = '', type = 'products', step = 's' }: Match = {},
): { words: Json; rule: Json } {
  return {
    words: typeof words === 'string' ? rule(words) : words,
    rule: { rule_type: 'match', pattern, source_prefix: from, dest_prefix: to, dest_type: type, dest_name: step },
  };
}

const REFUSED: readonly (Json | string)[] = [
  [],
  [''],
  ['ALLOW'],
  ['allow', '*', '*'],
  ['PERMIT', '*'],
  ['', '*'],
  [' ALLOW', '*'],
  ['ALLOW ', '*'],
  ['ALLOW', 1],
  ['ALLOW', null],
  [['ALLOW'], '*'],
  'ALLOW *',
  null,
  { '0': 'ALLOW', '1': '*' },
  rule('MATCH a'),
  rule('MATCH a WITH PRODUCTS'),
  rule('MATCH a WITH PRODUCTS FROM'),
  rule('MATCH a WITH PRODUCTS FROM s t'),
  rule('MATCH a WITH PRODUCT FROM s'),
  rule('MATCH a WITH MATERIAL FROM s'),
  rule('MATCH a WITH BYPRODUCTS FROM s'),
  rule('MATCH a FROM s WITH PRODUCTS'),
  rule('MATCH a IN d WITH PRODUCTS'),
  rule('MATCH a IN WITH PRODUCTS FROM s'),
  rule('MATCH a WITH PRODUCTS IN FROM s'),
  rule('MATCH a WITH PRODUCTS FROM s IN d'),
  rule('MATCH a IN d WITH PRODUCTS FROM s IN e'),
  rule('MATCH a IN d IN e WITH PRODUCTS FROM s'),
  rule('MATCH PRODUCT a AS b FROM s'),
  rule('MATCH a OF PRODUCTS FROM s'),
];

export const ARTIFACT_RULES: VectorSet = {
  description: 'What the words of an artifact rule mean',
  origin: 'in-toto for Python 3.1.0, rulelib.unpack_rule, observed',
  members: {
    words: 'the rule as it stands in a layout',
    rule: 'what it means; null where it is no rule. A prefix that is not given is empty',
    code: 'the code of a verifier that comes upon words that are no rule',
  },
  vectors: [
    ...['create', 'delete', 'modify', 'allow', 'disallow', 'require'].flatMap((type) => [
      generic(`${type.toUpperCase()} a/*`, type, 'a/*'),
      generic(`${type} *`, type, '*'),
    ]),
    generic('aLLoW A', 'allow', 'A'),
    { words: ['ALLOW', ''], rule: { rule_type: 'allow', pattern: '' } },
    { words: ['DISALLOW', ' a b\n'], rule: { rule_type: 'disallow', pattern: ' a b\n' } },
    match('MATCH a WITH PRODUCTS FROM s'),
    match('match a with materials from s', { type: 'materials' }),
    match('MATCH a IN d WITH PRODUCTS FROM s', { from: 'd' }),
    match('MATCH a WITH PRODUCTS IN e FROM s', { to: 'e' }),
    match('MATCH a IN d/ WITH MATERIALS IN e/f FROM s', { from: 'd/', to: 'e/f', type: 'materials' }),
    match('mAtCh a iN D wItH PrOdUcTs In E fRoM S', { from: 'D', to: 'E', step: 'S' }),
    match('MATCH IN IN IN WITH PRODUCTS IN IN FROM IN', { pattern: 'IN', from: 'IN', to: 'IN', step: 'IN' }),
    match('MATCH WITH WITH PRODUCTS FROM FROM', { pattern: 'WITH', step: 'FROM' }),
    match(['MATCH', '', 'IN', '', 'WITH', 'PRODUCTS', 'IN', '', 'FROM', ''], { pattern: '', step: '' }),
    ...REFUSED.map((words) => ({ words, rule: null, code: 'ERR_RULE_FORMAT' })),
  ],
};
