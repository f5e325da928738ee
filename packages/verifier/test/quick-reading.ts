import { signedBytes } from '@intoto/crypto';
import { encodeUtf8, formatJson, InTotoError, type JsonObject, type JsonValue } from '@intoto/encoding';
import { createLink, encodeLink, type Link, parseMetadata, parsePayload } from '@intoto/models';
import { expect } from 'vitest';

import { readLargeMetadata } from '../src/large-metadata.ts';

export const OPTIONS = { maxBytes: 1_000_000, maxDepth: 200, maxSignatures: 100 };
export const DIALECTS = ['strict', 'python'] as const;

export const SIGNATURES = [{ keyid: 'ab', sig: 'cd' }];
export const DIGESTS = { sha256: 'aB09', sha512: '00' };

export function link(changes: Readonly<Record<string, JsonValue>> = {}): JsonObject {
  const artifacts = new Map<string, Record<string, string>>([
    ['a', DIGESTS],
    ['b/c d', { sha256: 'ff' }],
  ]);
  return { ...encodeLink(createLink({ name: 'build', materials: artifacts, products: artifacts })), ...changes };
}

export const print = (signed: JsonValue): string => formatJson({ signatures: SIGNATURES, signed }, 'indented');

/** What reading leads to: what was read, or what is wrong with it. */
export function attempt<T>(read: () => T): T | { readonly code: string; readonly message: string } {
  try {
    return read();
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return { code: error.code, message: error.message };
  }
}

/**
 * Reads it in both ways, which must come to the same.
 * @param verification - where other links were read before.
 * @returns whether it was read the quick way.
 */
export function agree(source: string | Uint8Array, verification: object = {}): boolean {
  const bytes = typeof source === 'string' ? encodeUtf8(source) : source;
  const before = bytes.slice();
  let reads = 0;
  for (const dialect of DIALECTS) {
    const options = { ...OPTIONS, dialect };
    const quick = attempt(() => readLargeMetadata(bytes, options, {}, verification));
    const metadata = attempt(() => parseMetadata(before, options));
    expect(bytes).toEqual(before);
    if ('code' in quick || 'code' in metadata) {
      expect(quick).toEqual(metadata);
      continue;
    }
    expect(quick.metadata).toEqual(metadata);
    if (quick.opened === undefined) continue;
    reads += 1;
    if (metadata.container !== 'metablock') throw new Error('An envelope was read as a Metablock');
    expect(quick.opened.payload).toEqual(parsePayload(metadata.signed));
    for (const form of ['received', 'reference'] as const) {
      expect(quick.opened.bytes).toEqual(signedBytes(metadata, form));
    }
  }
  return reads === DIALECTS.length;
}

/** @returns the link, if it was read the quick way. */
export function readQuickly(
  text: string,
  verification: object = {},
  limits: Partial<typeof OPTIONS> = {},
): Link | undefined {
  const { opened } = readLargeMetadata(encodeUtf8(text), { ...OPTIONS, ...limits }, {}, verification);
  return opened?.payload.type === 'link' ? opened.payload : undefined;
}
