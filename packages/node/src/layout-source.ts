import { dirname, resolve } from 'node:path';

import { decodeUtf8 } from '@intoto/encoding';
import type { Layout } from '@intoto/models';

import { readPublicKey } from './key-files.ts';
import { named } from './named-file.ts';
import { readBytes } from './read-file.ts';

const MAX_SOURCE_BYTES = 4_000_000;

/**
 * Compiles the source of a layout, YAML as `@intoto/layout/source` reads it, in a file. Paths of keys are relative to it.
 *
 * Durations in `expires` count from `now`.
 *
 * @throws FileError where it or a key cannot be read; InTotoError with a code of LayoutError or EncodingError, and the path in
 * the message and in `details.path`, for what is not a source; as `readPublicKey` does
 */
export async function compileLayoutFile(path: string, { now }: { readonly now: Date }): Promise<Layout> {
  const [bytes, { compileLayoutSource }] = await Promise.all([
    readBytes(path, MAX_SOURCE_BYTES),
    import('@intoto/layout/source'),
  ]);
  const text = await named(path, () => decodeUtf8(bytes));
  const readKey = (file: string) => readPublicKey(resolve(dirname(path), file));
  return named(path, () => compileLayoutSource(text, { now, readKey }));
}
