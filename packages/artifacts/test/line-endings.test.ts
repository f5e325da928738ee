import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createLineEndingNormalizer } from '../src/line-endings.ts';

function normalize(chunks: readonly string[]): string {
  const normalizer = createLineEndingNormalizer();
  return chunks.map((chunk) => Buffer.from(normalizer(Buffer.from(chunk))).toString()).join('');
}

describe('line endings', () => {
  it.each([
    ['a\r\nb', 'a\nb'],
    ['a\rb', 'a\nb'],
    ['a\nb', 'a\nb'],
    ['\r\r\n\r', '\n\n\n'],
    ['\n\r', '\n\n'],
    ['\r\n\n', '\n\n'],
    ['', ''],
  ])('of %j become those of %j', (text, expected) => {
    expect(normalize([text])).toBe(expected);
  });

  it('are the same however the content is cut into chunks', () => {
    const chunks = fc.array(fc.string({ unit: fc.constantFrom('\r', '\n', 'a', 'b') }));
    fc.assert(
      fc.property(chunks, (cut) => {
        expect(normalize(cut)).toBe(cut.join('').replace(/\r\n?/g, '\n'));
      }),
    );
  });
});
