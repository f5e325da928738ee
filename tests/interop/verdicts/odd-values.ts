import { atom, type Tree } from './tree.ts';

/** Values that are rarely in their place. */
export const ODD_VALUES: readonly Tree[] = [
  ...['null', 'true', 'false', '0', '-0', '1', '-1', '2', '1.0', '0.0', '1e2', '1E400', 'NaN', '-Infinity'].map(atom),
  ...[
    '9007199254740993',
    `1${'0'.repeat(400)}`,
    '""',
    '"x"',
    '"00"',
    '"A0"',
    '" "',
    '"\\ud800"',
    '"\\udc00\\ud800"',
  ].map(atom),
  ...['[]', '{}', '[[]]', '[null]', '[""]', '{"a": {}}', '{"__proto__": null}', '"\\ud83e\\udd80"', '"\\u0000"'].map(
    atom,
  ),
];
