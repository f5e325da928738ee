import { describe, expect, it } from 'vitest';

import { printBlocks } from '../src/block.ts';
import { createDigestPrinter, describeDigestDifference } from '../src/digest-text.ts';
import { displayWidth } from '../src/display-width.ts';
import { escapeText, guardText, printName, restoreBlanks } from '../src/escape.ts';
import { createHexShortener } from '../src/tell-apart.ts';

describe('printName', () => {
  it.each([
    ['src/foo.py', 'src/foo.py'],
    [String.raw`dir\foo`, String.raw`dir\foo`],
    ['naïve/字.txt', 'naïve/字.txt'],
    ['', '""'],
    ['two words', '"two words"'],
    ['a"b', String.raw`"a\"b"`],
    ['a\nb', String.raw`"a\nb"`],
    ['a\\x1b\u001B', String.raw`"a\\x1b\x1b"`],
    ['\u202Egpj.exe', String.raw`"\u202egpj.exe"`],
    ['a\u00A0b', String.raw`"a\xa0b"`],
    ['\u0301a', String.raw`"\u0301a"`],
    ['e\u0301', 'e\u0301'],
    ['\uD800', String.raw`"\ud800"`],
    ['\u{E0041}', String.raw`"\u{e0041}"`],
    ['\0', String.raw`"\x00"`],
  ])('prints %j as %s', (name, printed) => {
    expect(restoreBlanks(printName(name))).toBe(printed);
  });

  it('never gives two names the same form', () => {
    const names = ['a\nb', String.raw`a\nb`, '"a\nb"', String.raw`"a\nb"`, 'a b', '"a b"', ''];
    expect(new Set(names.map(printName)).size).toBe(names.length);
  });
});

describe('escapeText', () => {
  it('leaves readable text alone and shows the rest', () => {
    expect(escapeText('Step "a b": 100 % – 字 \\n')).toBe('Step "a b": 100 % – 字 \\n');
    expect(escapeText('a\tb\r\n\u001B[0m')).toBe(String.raw`a\tb\r\n\x1b[0m`);
  });

  it('cuts between characters, not within one', () => {
    expect(escapeText(`${'x'.repeat(4095)}🦄 and more`)).toBe(`${'x'.repeat(4095)} [cut: 11 more characters]`);
  });
});

describe('guardText', () => {
  it('escapes what was forgotten and nothing twice', () => {
    expect(guardText('\u001B[2J')).toBe(String.raw`\x1b[2J`);
    const name = printName('a b\u001B');
    expect(guardText(name)).toBe(name);
  });
});

describe('displayWidth', () => {
  it.each([
    ['plain', 5],
    ['字', 2],
    ['ひらカナ한', 10],
    ['🦄', 2],
    ['e\u0301', 1],
    ['ümlaut', 6],
  ])('counts the columns of %s', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe('createHexShortener', () => {
  it('shows as many digits as are needed to tell values apart', () => {
    const [a, b] = [`${'0'.repeat(20)}aaaaaa`, `${'0'.repeat(20)}bbbbbb`];
    expect([a, b].map(createHexShortener([a, b], 8))).toEqual([`${a.slice(0, 21)}...`, `${b.slice(0, 21)}...`]);
    expect(createHexShortener([a], 8)(a)).toBe('00000000...');
  });

  it('tells a value from a longer one that begins with it', () => {
    const [a, b] = ['ab'.repeat(10), 'ab'.repeat(20)];
    expect([a, b].map(createHexShortener([a, b], 8))).toEqual([a, `${b.slice(0, 21)}...`]);
  });

  it('leaves alone what is short or not hex', () => {
    expect(createHexShortener([], 8)('abcdef0123')).toBe('abcdef0123');
    expect(createHexShortener([], 8)('someone@example.org')).toBe('someone@example.org');
  });
});

describe('digests', () => {
  it('are printed with their algorithms, sorted', () => {
    const print = createDigestPrinter([]);
    expect(print({ sha512: 'b'.repeat(128), sha256: 'a'.repeat(64) })).toBe(
      'sha256:aaaaaaaaaaaa..., sha512:bbbbbbbbbbbb...',
    );
    expect(print({})).toBe('no digest');
  });

  it.each([
    [{ sha256: 'aa' }, { sha256: 'bb' }, 'another digest'],
    [{ sha256: 'aa' }, { sha256: 'AA' }, 'the same digest, but one is in capital letters'],
    [
      { sha256: 'aa' },
      { sha256: 'aa', sha512: 'bb' },
      'the same digest, but one of the two has more digest algorithms',
    ],
    [{ sha256: 'aa' }, { sha512: 'bb' }, 'digests of different algorithms, so they cannot be compared'],
  ])('%j and %j: %s', (found, expected, words) => {
    expect(describeDigestDifference(found, expected)).toBe(words);
  });
});

function printLabelled(text: string, width: number): string {
  return printBlocks([{ level: 1, label: 'label', labelWidth: 9, text }], { width, color: false });
}

describe('printBlocks', () => {
  it('hangs further lines under the text', () => {
    expect(printLabelled('one two three four', 22)).toBe('   label    one two\n            three four\n');
  });

  it('moves a word to the left that would not fit behind the label', () => {
    expect(printLabelled('abcdefghijklmnop', 20)).toBe('   label\n    abcdefghijklmnop\n');
  });

  it('lets a word stick out that is longer than the width', () => {
    expect(printLabelled('abcdefghijklmnopqrstuvwxyz', 20)).toBe('   label\n            abcdefghijklmnopqrstuvwxyz\n');
  });

  it('marks and breaks quoted text', () => {
    const block = { level: 0, text: 'abcdefgh ij', quoted: true };
    expect(printBlocks([block], { width: 8, color: false })).toBe('| abcdef\n| gh ij\n');
  });

  it('does not break within a quoted name', () => {
    expect(printLabelled(`${printName('two words')} x`, 22)).toBe('   label\n           "two words"\n            x\n');
  });
});
