import { createJsonObject, type JsonValue } from '@intoto/encoding';
import * as fc from 'fast-check';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('__proto__', 'toJSON', 'constructor', '0', '10', '\u{1f600}', '\ue000', '"', '\\', '\n'),
);

const unsafeInteger = fc.oneof(
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 300n }),
  fc.bigInt({ min: -(2n ** 300n), max: -(2n ** 53n) }),
);

/** Values as the strict reader gives them. */
export const jsonValues: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), fc.maxSafeInteger(), unsafeInteger, text),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 5 }).map((entries) => createJsonObject(entries)),
  ),
})).value;

/** Texts that are nearly JSON, and sometimes are. */
export const nearlyJson: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '\\u', '\\n', ' ', '\n', '\u0000', '\ufeff', '\u00a0'),
      fc.constantFrom('0', '-', '-0', '1', '12', '.', '.5', 'e', 'E+', 'true', 'false', 'null', 'NaN', '-Infinity'),
      fc.constantFrom(
        '"a"',
        '"a":',
        '"\\ud83d\\ude00"',
        '"\\ud83d"',
        '"\\ude00"',
        '"é"',
        '\ud83d',
        '\ude00',
        '[]',
        '{}',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
