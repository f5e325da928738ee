import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { escapeUnprintable, quoteText } from '../src/index.ts';

describe('text of unknown origin', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', String.raw`\u001b[2J`],
    ['a line break', 'a\nb', String.raw`a\u000ab`],
    ['a C1 control', '\u009b1m', String.raw`\u009b1m`],
    ['a bidirectional override', 'a\u202egnp.exe', String.raw`a\u202egnp.exe`],
    ['a zero-width blank', 'a\u200bb', String.raw`a\u200bb`],
    ['a line separator', '\u2028', String.raw`\u2028`],
    ['half a surrogate pair', '\ud800', String.raw`\ud800`],
    ['a tag character beyond the BMP', '\u{e0041}', String.raw`\u{e0041}`],
  ])('shows %s instead of obeying it', (_what, text, shown) => {
    expect(escapeUnprintable(text)).toBe(shown);
  });

  it.each(['plain', 'größer', '日本語', 'emoji 🎉', 'a b', String.raw`back\slash`, '"'])(
    'leaves %s as it is',
    (text) => {
      expect(escapeUnprintable(text)).toBe(text);
    },
  );

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeUnprintable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('quotes so that the end of a name can be seen', () => {
    expect(quoteText('a" and "b')).toBe(String.raw`"a\" and \"b"`);
    expect(quoteText('\\')).toBe(String.raw`"\\"`);
  });

  it('quotes no more than the beginning of a name out of all proportion', () => {
    const name = 'a'.repeat(1000);
    expect(quoteText(name)).toBe(`"${name}"`);
    expect(quoteText(`${name}" (1 characters)`)).toBe(`"${name}"... (1016 characters)`);
    expect(quoteText('\u001b'.repeat(1_000_000))).toHaveLength(6000 + '""... (1000000 characters)'.length);
    expect(quoteText(`${name.slice(1)}\u{1f600}`)).toBe(String.raw`"${name.slice(1)}\ud83d"... (1001 characters)`);
  });
});
