import { decodeUtf8, encodeHex, encodeUtf8 } from '@intoto/encoding';
import * as fc from 'fast-check';
import { zipSync, type ZipOptions } from 'fflate';
import { describe, expect, it } from 'vitest';

import { type Bundle, BundleError, createBundle, isBundle, readBundle } from '../src/index.ts';

const MARK = '{"_type":"in-toto-bundle","version":1}\n';

function bundleOf(parts: Partial<Bundle> = {}): Bundle {
  const none: ReadonlyMap<string, Uint8Array> = new Map();
  return { layout: encodeUtf8('{"layout": 1}'), links: none, keys: none, inspections: none, ...parts };
}

const files = (...names: readonly string[]): ReadonlyMap<string, Uint8Array> =>
  new Map(names.map((name) => [name, encodeUtf8(`{"name": "${name}"}`)]));

const SAMPLE = bundleOf({
  links: files(
    'build.c1ae1e51/compile.776a00e2.link',
    'package.2f89b927.link',
    'build.c1ae1e51.link',
    '__proto__',
    'ü.link',
  ),
  keys: files('owner.pub'),
  inspections: files('untar.link'),
});

/** An archive as other programs could make one. */
function zip(entries: Readonly<Record<string, string>>, options: ZipOptions = { level: 0 }): Uint8Array {
  const mtime = new Date(1980, 0, 1);
  return zipSync(
    Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, [encodeUtf8(text), options]])),
    { mtime },
  );
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof BundleError) return error.code;
    throw error;
  }
  return 'none';
}

const codeWhenRead = (bytes: Uint8Array, limits = {}): string => codeOf(() => readBundle(bytes, limits));

describe('a bundle', () => {
  it('is read as it was made', () => {
    const file = createBundle(SAMPLE);
    expect(isBundle(file)).toBe(true);
    expect(readBundle(file)).toEqual({
      ...SAMPLE,
      links: new Map([...SAMPLE.links].sort(([a], [b]) => (a < b ? -1 : 1))),
    });
  });

  it('is the same whatever the order of its files, now and in later releases', async () => {
    const file = createBundle(SAMPLE);
    const reversed = { ...SAMPLE, links: new Map([...SAMPLE.links].toReversed()) };
    expect(createBundle(reversed)).toEqual(file);
    const digest = await crypto.subtle.digest('SHA-256', file);
    expect(encodeHex(new Uint8Array(digest))).toBe('391b9191b42b0447b8936e1cde5b89697069c8ecbc92d2633ed5ccd62fe843b3');
  });

  it('round-trips whatever is in the files', () => {
    const segment = fc.stringMatching(/^[a-zA-Z0-9_ü-][a-zA-Z0-9_ü.-]{0,20}[a-z]$/u);
    const paths = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join('/'));
    const map = fc.dictionary(paths, fc.uint8Array({ maxLength: 50 })).map((record) => new Map(Object.entries(record)));
    fc.assert(
      fc.property(fc.uint8Array(), map, map, map, (layout, links, keys, inspections) => {
        const read = readBundle(createBundle({ layout, links, keys, inspections }));
        expect(read.layout).toEqual(layout);
        for (const [member, given] of Object.entries({ links, keys, inspections })) {
          expect(new Map(read[member as 'keys' | 'links'])).toEqual(new Map(given));
        }
      }),
    );
  });

  it('has its files as ordinary ZIP readers see them', () => {
    const text = decodeUtf8(createBundle(SAMPLE).subarray(30, 30 + 'bundle.json'.length + MARK.length));
    expect(text).toBe(`bundle.json${MARK}`);
  });
});

describe('what is refused', () => {
  const sample = createBundle(SAMPLE);

  it('a file cut off anywhere', () => {
    for (let length = 0; length < sample.length; length++) {
      expect(codeWhenRead(sample.subarray(0, length))).toMatch(/^ERR_BUNDLE_/u);
    }
  });

  it('a file with any byte changed', () => {
    for (let at = 0; at < sample.length; at++) {
      const changed = sample.with(at, (sample[at] ?? 0) ^ 0x01);
      expect(codeWhenRead(changed), `byte ${at}`).toMatch(/^ERR_BUNDLE_/u);
    }
  });

  it('bytes before and behind', () => {
    const one = Uint8Array.of(0);
    expect(codeWhenRead(Uint8Array.of(...one, ...sample))).toBe('ERR_BUNDLE_FORMAT');
    expect(codeWhenRead(Uint8Array.of(...sample, ...one))).toBe('ERR_BUNDLE_FORMAT');
    expect(codeWhenRead(Uint8Array.of(...sample, ...sample))).toBe('ERR_BUNDLE_FORMAT');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['JSON', encodeUtf8('{"signatures": []}')],
    ['an archive of something else', zip({ 'a.txt': 'a' })],
    ['one without a layout', zip({ 'bundle.json': MARK })],
    ['one with a file of its own', zip({ 'bundle.json': MARK, 'root.layout': '', 'zzz.txt': '' })],
    ['other order', zip({ 'root.layout': '', 'bundle.json': MARK })],
    ['compressed files', zip({ 'bundle.json': MARK, 'root.layout': 'a'.repeat(100_000) }, { level: 9 })],
    ['a folder as an entry', zip({ 'bundle.json': MARK, 'root.layout': '', 'links/': '' })],
    ['attributes', zip({ 'bundle.json': MARK, 'root.layout': '' }, { level: 0, attrs: 0o100755 << 16, os: 3 })],
    ['a comment', zip({ 'bundle.json': MARK, 'root.layout': '' }, { level: 0, comment: 'hi' })],
  ])('%s', (_what, bytes) => {
    expect(codeWhenRead(bytes)).toMatch(/^ERR_BUNDLE_(?:FORMAT|NAME)$/u);
  });

  it('another version', () => {
    const later = zip({ 'bundle.json': '{"_type":"in-toto-bundle","version":2}\n', 'root.layout': '' });
    expect(codeWhenRead(later)).toBe('ERR_BUNDLE_VERSION');
  });

  it.each([
    '../evil',
    'a/../../evil',
    '/etc/passwd',
    'a//b',
    './a',
    'a\\..\\b',
    'C:evil',
    'a\nb',
    'a\u0000',
    'a\u202Eb',
    'a.',
    'a ',
    '',
    'x'.repeat(256),
    'a/'.repeat(40) + 'a',
  ])('the name %j, when it is made and when it is read', (name) => {
    expect(codeOf(() => createBundle(bundleOf({ links: files(name) })))).toBe('ERR_BUNDLE_NAME');
    const hostile = zip({ 'bundle.json': MARK, 'root.layout': '', [`links/${name}`]: '' });
    expect(codeWhenRead(hostile)).toBe('ERR_BUNDLE_NAME');
  });

  it('two files of one name', () => {
    const twice = zip({ 'bundle.json': MARK, 'root.layout': '', 'links/a.link': 'A', 'links/b.link': 'B' });
    const text = encodeUtf8('links/a.link');
    for (let at = 0; at < twice.length; at++) {
      if (decodeUtf8(twice.subarray(at, at + 7).map((byte) => byte & 0x7f)) === 'links/b') twice.set(text, at);
    }
    expect(codeWhenRead(twice)).toBe('ERR_BUNDLE_FORMAT');
  });

  it('files that lie over each other', () => {
    // Fifty entries of the directory that all name the one file: fifty times what is there.
    const one = zip({ 'bundle.json': MARK, 'links/a': 'a'.repeat(5000) });
    const view = new DataView(one.buffer, one.byteOffset);
    const end = one.length - 22;
    const start = view.getUint32(end + 16, true);
    const records = Array.from({ length: 50 }, () => [...one.subarray(start, end)]).flat();
    const tail = one.slice(end);
    new DataView(tail.buffer).setUint16(8, 100, true);
    new DataView(tail.buffer).setUint16(10, 100, true);
    let number = 0;
    const bomb = Uint8Array.of(...one.subarray(0, start), ...records, ...tail);
    // Each under a name of its own, so that it is the bytes that are counted.
    for (let at = start; at < bomb.length - 7; at++) {
      const seen = String.fromCharCode(...bomb.subarray(at, at + 7));
      if (seen === 'links/a' || seen === 'bundle.') bomb[at + 6] = 0x30 + number++;
    }
    expect(codeWhenRead(bomb)).toBe('ERR_BUNDLE_FORMAT');
  });

  it('more bytes or files than allowed', () => {
    expect(codeWhenRead(sample, { maxBytes: sample.length - 1 })).toBe('ERR_BUNDLE_LIMIT');
    expect(codeWhenRead(sample, { maxEntries: 8 })).toBe('ERR_BUNDLE_LIMIT');
    expect(readBundle(sample, { maxBytes: sample.length, maxEntries: 9 }).links.size).toBe(5);
    expect(codeOf(() => createBundle(SAMPLE, { maxBytes: sample.length - 1 }))).toBe('ERR_BUNDLE_LIMIT');
    expect(codeOf(() => createBundle(SAMPLE, { maxEntries: 8 }))).toBe('ERR_BUNDLE_LIMIT');
    expect(codeOf(() => createBundle(SAMPLE, { maxBytes: 10 }))).toBe('ERR_BUNDLE_LIMIT');
  });
});
