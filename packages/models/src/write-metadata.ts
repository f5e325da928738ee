import { createJsonObject, encodeBase64, formatJson, type JsonObject } from '@intoto/encoding';

import type { Metadata } from './metadata.ts';

/**
 * Metadata as the reference writes it to a file, without a line feed at the end: a Metablock indented by one blank, an
 * envelope on one line. What a Metablock signs stays as it was received.
 *
 * @throws JsonError from `@intoto/encoding` for floats, which the `python` dialect leaves in signatures
 */
export function writeMetadata(metadata: Metadata): string {
  switch (metadata.container) {
    case 'metablock': {
      const { signed, signatures } = metadata;
      return formatJson({ signed, signatures: signatures.map(({ json }) => json) }, 'indented');
    }
    case 'dsse':
      return formatJson(
        {
          payload: encodeBase64(metadata.payload),
          payloadType: metadata.payloadType,
          signatures: metadata.signatures.map(({ json, sig }) => withSignature(json, sig)),
        },
        'line',
      );
    default:
      throw new TypeError(
        `Unknown container: ${String((metadata satisfies never as { container: unknown }).container)}`,
      );
  }
}

/** The reference writes signatures in the standard alphabet, whichever they were read in. */
function withSignature(json: JsonObject, sig: Uint8Array): JsonObject {
  return createJsonObject([...Object.entries(json), ['sig', encodeBase64(sig)]]);
}
