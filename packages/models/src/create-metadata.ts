import { encodeUtf8, formatJson, type JsonObject } from '@intoto/encoding';

import { type Envelope, IN_TOTO_PAYLOAD_TYPE, type Metablock } from './metadata.ts';

/** A Metablock without signatures. `payload` is what `encodeLayout` or `encodeLink` gives. */
export function createMetablock(payload: JsonObject): Metablock {
  return { container: 'metablock', signed: payload, signatures: [] };
}

/**
 * A DSSE envelope without signatures. `payload` is what `encodeLayout` or `encodeLink` gives; its bytes are the ones
 * that the reference would write.
 *
 * @throws JsonError from `@intoto/encoding` for a payload that has floats
 */
export function createEnvelope(payload: JsonObject): Envelope {
  return {
    container: 'dsse',
    payloadType: IN_TOTO_PAYLOAD_TYPE,
    payload: encodeUtf8(formatJson(payload, 'line')),
    signatures: [],
  };
}
