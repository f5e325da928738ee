import { failureOf } from '@intoto-tests/support';
import { decodeHex, encodeHex, InTotoError } from '@intoto/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  encodeDer,
  encodeDerInteger,
  readBitString,
  readDerElements,
  readDerSequence,
  readPositiveInteger,
} from '../src/der.ts';
import { encodeOid, readOid } from '../src/object-identifiers.ts';
import { readSmallInteger } from '../src/small-integer.ts';

const bytes = (hex: string): Uint8Array => decodeHex(hex.replaceAll(' ', ''));

describe('DER', () => {
  it.each([
    ['an indefinite length', '30 80 00 00'],
    ['a long length where a short one does', '30 81 01 00'],
    ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
    ['a length of five bytes', '04 85 01 00 00 00 00'],
    ['a length that is cut off', '04 82 01'],
    ['a tag alone', '30'],
    ['an element longer than the data', '04 03 00 00'],
    ['a length beyond any memory', '04 84 ff ff ff ff 00'],
    ['a tag of several bytes', '1f 81 01 00'],
    ['bytes after the end', '30 00 00'],
    ['another type', '31 00'],
    ['nothing', ''],
  ])('refuses %s', async (_, hex) => {
    const error = await failureOf(() => readDerSequence(bytes(hex)));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });

  it('refuses more elements than any key has', async () => {
    const error = await failureOf(() => readDerElements(bytes('0500'.repeat(17))));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });

  it.each([
    ['nothing', '02 00'],
    ['a negative number', '02 01 80'],
    ['zero', '02 01 00'],
    ['a leading zero', '02 02 00 01'],
    ['another type', '04 01 01'],
  ])('refuses %s as a positive integer', async (_, hex) => {
    const [element] = readDerElements(bytes(hex));
    const error = await failureOf(() => readPositiveInteger(element));
    expect(error.code).toBe('ERR_KEY_FORMAT');
  });

  it('refuses numbers from 2^31 where small ones are wanted', async () => {
    const [largest, tooLarge, huge] = readDerElements(
      bytes('02 04 7f ff ff ff  02 05 00 80 00 00 00  02 09 01 00 00 00 00 00 00 00 00'),
    );
    expect(readSmallInteger(largest)).toBe(2 ** 31 - 1);
    expect((await failureOf(() => readSmallInteger(tooLarge))).code).toBe('ERR_KEY_FORMAT');
    expect((await failureOf(() => readSmallInteger(huge))).code).toBe('ERR_KEY_FORMAT');
  });

  it('refuses bit strings with unused bits', async () => {
    const [element] = readDerElements(bytes('03 02 01 80'));
    expect((await failureOf(() => readBitString(element))).code).toBe('ERR_KEY_FORMAT');
  });

  it.each([
    ['1.2.840.113549.1.1.1', '06092a864886f70d010101'],
    ['1.3.101.112', '06032b6570'],
    ['2.16.840.1.101.3.4.1.42', '060960864801650304012a'],
    ['2.999.3', '0603883703'],
  ])('reads and writes the object identifier %s', (dotted, hex) => {
    expect(readOid(readDerElements(bytes(hex))[0])).toBe(dotted);
    if (!dotted.startsWith('2.999')) expect(encodeHex(encodeOid(dotted))).toBe(hex);
  });

  it('reads what it writes, at every width of the length', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 127, 128, 255, 256, 65_535, 65_536), (length) => {
        const content = new Uint8Array(length).fill(7);
        const [element, ...rest] = readDerElements(encodeDer('octetString', content));
        expect(rest).toEqual([]);
        expect(element?.content).toEqual(content);
      }),
    );
  });

  it('reads the small numbers it writes', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(readSmallInteger(readDerElements(encodeDerInteger(value))[0])).toBe(value);
      }),
    );
  });

  it('throws nothing but its own error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (data) => {
        try {
          readDerElements(data).forEach(({ content }) => readDerElements(content));
        } catch (error) {
          // Its class may be another copy of the package's.
          expect(InTotoError.is(error)).toBe(true);
        }
      }),
    );
  });
});
