import { isJsonObject, type JsonReadOptions, parseJson } from '@intoto/encoding';

import { readEnvelope } from './envelope-reader.ts';
import { readMetablock } from './metablock-reader.ts';
import type { Metadata } from './metadata.ts';
import { refuseMetadata } from './model-error.ts';

/** How {@link parseMetadata} reads. */
export interface MetadataReadOptions extends JsonReadOptions {
  /**
   * Most signatures in one document.
   *
   * @defaultValue 1000
   */
  readonly maxSignatures?: number | undefined;
}

const DEFAULT_MAX_SIGNATURES = 1000;

/**
 * Reads a signed document in either container: a DSSE envelope if it has a member `payload`, else a Metablock.
 * Nothing in the result is authenticated, and its payload is not looked at: see `parsePayload`.
 *
 * @param source - text, or its UTF-8 bytes; may come from an attacker
 * @throws {@link MetadataError} with any code but `ERR_METADATA_PAYLOAD`
 * @throws JsonError, EncodingError from `@intoto/encoding` if the source is not JSON
 * @example
 * ```ts
 * import { parseMetadata, parsePayload, readPayload } from '@intoto/models';
 *
 * const metadata = parseMetadata('{"signed": {"_type": "link", "name": "build"}, "signatures": []}');
 * console.log(metadata.container, parsePayload(readPayload(metadata)).type); // metablock link
 * ```
 */
export function parseMetadata(source: string | Uint8Array, options: MetadataReadOptions = {}): Metadata {
  const { maxSignatures = DEFAULT_MAX_SIGNATURES } = options;
  if (!Number.isSafeInteger(maxSignatures) || maxSignatures < 0) {
    throw new TypeError('maxSignatures must be a non-negative integer');
  }
  const tree = parseJson(source, options);
  if (isJsonObject(tree)) {
    if (Object.hasOwn(tree, 'payload')) return readEnvelope(tree, maxSignatures);
    if (Object.hasOwn(tree, 'signed')) return readMetablock(tree, maxSignatures);
  }
  throw refuseMetadata('ERR_METADATA_FORMAT', '', 'must be an object with a member signed or payload');
}
