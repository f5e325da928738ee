import type { VectorSet } from './vector-set.ts';

type Parameters = Readonly<Record<string, string>>;

const VALUES: Parameters = { name: 'app', a: '1', 'a-b': '2', _: '3', '0': '4', brace: '{name}', empty: '' };

const ACCEPTED: readonly (readonly [text: string, result: string])[] = [
  ['', ''],
  ['plain', 'plain'],
  ['{name}', 'app'],
  ['x{name}y', 'xappy'],
  ['{name}{a}', 'app1'],
  ['{a-b}', '2'],
  ['{_}', '3'],
  ['{empty}', ''],
  ['{brace}', '{name}'],
  ['{{}}', '{}'],
  ['{{name}}', '{name}'],
  ['{{{name}}}', '{app}'],
  ['}}{{', '}{'],
  ['{{{{', '{{'],
  ['$name %s \\{name}', '$name %s \\app'],
];

const REFUSED: readonly string[] = [
  '{missing}',
  '{Name}',
  '{ name }',
  '{name ',
  '{',
  '}',
  'a}b',
  '{name}}',
  '{{name}',
  '{}',
  '{0}',
  '{7}',
  '{name}{',
  '{constructor}',
  '{toString}',
];

export const PARAMETERS: VectorSet = {
  description: 'What parameters make of a word of a layout',
  origin: 'in-toto for Python 3.1.0, observed',
  members: {
    text: 'the word',
    parameters: 'the parameters',
    result: 'the new word; null where the layout cannot be verified with these parameters',
  },
  vectors: [
    ...ACCEPTED.map(([text, result]) => ({ text, parameters: VALUES, result })),
    ...REFUSED.map((text) => ({ text, parameters: VALUES, result: null })),
  ],
};
