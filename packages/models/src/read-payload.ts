import { isJsonObject, type JsonObject, type JsonReadOptions, parseJson } from '@intoto/encoding';

import type { Metadata } from './metadata.ts';
import { refuseMetadata } from './model-error.ts';

/**
 * The JSON tree inside a container, NOT authenticated: for display and for finding out what to check. What decides
 * anything must come from `authenticate` of `@intoto/crypto`.
 *
 * @param options - how to read the payload of an envelope
 * @throws {@link MetadataError} `ERR_METADATA_PAYLOAD`
 * @throws JsonError, EncodingError from `@intoto/encoding` if the payload is not JSON
 */
export function readPayload(metadata: Metadata, options: JsonReadOptions = {}): JsonObject {
  if (metadata.container === 'metablock') return metadata.signed;
  const tree = parseJson(metadata.payload, options);
  if (isJsonObject(tree)) return tree;
  throw refuseMetadata('ERR_METADATA_PAYLOAD', '/payload', 'must be a JSON object');
}
