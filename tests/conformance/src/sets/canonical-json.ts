import type { VectorSet } from './vector-set.ts';

/** JSON text, and its canonical form. */
const ACCEPTED: readonly (readonly [description: string, json: string, canonical: string])[] = [
  ['an empty object', ' { } ', '{}'],
  ['an empty array', '[\n]', '[]'],
  ['blanks mean nothing', '{ "b" : [ 1 , 2 ] ,\r\n\t"a" : null }', '{"a":null,"b":[1,2]}'],
  ['the three names', '[true, false, null]', '[true,false,null]'],
  ['zero', '[0, -0]', '[0,0]'],
  ['negative integers', '[-1, -9007199254740993]', '[-1,-9007199254740993]'],
  [
    'integers beyond a double',
    '[9007199254740993, 123456789012345678901234567890]',
    '[9007199254740993,123456789012345678901234567890]',
  ],
  ['members in the order of names', '{"b": 1, "a": 2, "B": 3, "_": 4, "1": 5}', '{"1":5,"B":3,"_":4,"a":2,"b":1}'],
  [
    'members in the order of code points, not of UTF-16 units',
    '{"\\ud83d\\ude00": 1, "\\ue000": 2, "\\uffff": 3, "z": 4}',
    '{"z":4,"\uE000":2,"\uFFFF":3,"\u{1F600}":1}',
  ],
  ['a name that begins like another comes later', '{"ab": 1, "a": 2, "": 3}', '{"":3,"a":2,"ab":1}'],
  ['names that look like numbers are text', '{"10": 1, "9": 2, "1": 3}', '{"1":3,"10":1,"9":2}'],
  ['arrays keep their order', '[3, 1, 2, [2, 1]]', '[3,1,2,[2,1]]'],
  ['quotes and backslashes are escaped', '["\\"", "\\\\", "\\/"]', '["\\"","\\\\","/"]'],
  [
    'control characters stand for themselves',
    '["\\n\\t\\r\\b\\f\\u0000\\u001f\\u007f"]',
    '["\n\t\r\b\f\u0000\u001F\u007F"]',
  ],
  ['other characters stand for themselves', '["\\u00e9\\u2028\\ud83d\\ude00"]', '["\u00E9\u2028\u{1F600}"]'],
  ['nothing is normalized', '["e\\u0301", "\\u00e9"]', '["e\u0301","\u00E9"]'],
  ['names are escaped as text is', '{"a\\"b\\\\c\\nd": 1}', '{"a\\"b\\\\c\nd":1}'],
  ['the last of two members counts for readers that take both', '{"a": 1, "b": 2, "a": 3}', '{"a":3,"b":2}'],
  [
    'names of inherited members are names',
    '{"__proto__": 1, "constructor": 2, "toJSON": 3}',
    '{"__proto__":1,"constructor":2,"toJSON":3}',
  ],
  ['text alone', '"x"', '"x"'],
  ['a number alone', '7', '7'],
  ['nested deeply', `${'['.repeat(50)}${']'.repeat(50)}`, `${'['.repeat(50)}${']'.repeat(50)}`],
];

const REFUSED: readonly (readonly [description: string, json: string])[] = [
  ['a fraction', '[0.5]'],
  ['a fraction of zero is one', '[1.0]'],
  ['an exponent makes a fraction', '[1e3]'],
  ['a negative exponent', '[10E-1]'],
  ['not a number', '[NaN]'],
  ['infinity', '[-Infinity]'],
  ['a lone high surrogate', '["\\ud800"]'],
  ['a lone low surrogate', '["\\udc00x"]'],
  ['surrogates the wrong way round', '["\\ude00\\ud83d"]'],
  ['a lone surrogate in a name', '{"\\ud800": 1}'],
  ['a fraction deep inside', '{"a": [{"b": [1, 2.0]}]}'],
];

export const CANONICAL_JSON: VectorSet = {
  description: 'The bytes that signatures in a Metablock cover',
  origin: 'securesystemslib 1.6.0, encode_canonical of what json.loads reads, observed',
  members: {
    json: 'JSON text',
    canonical:
      'its canonical form, to be encoded as UTF-8; null where there is none, and nothing that has it can be signed',
  },
  vectors: [
    ...ACCEPTED.map(([description, json, canonical]) => ({ description, json, canonical })),
    ...REFUSED.map(([description, json]) => ({ description, json, canonical: null })),
  ],
};
