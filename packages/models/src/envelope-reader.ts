import { createJsonObject, decodeBase64, EncodingError, type JsonObject } from '@intoto/encoding';

import { isEmptyIterable } from './falsy.ts';
import { checkEnvelopeShape } from './generated/shape-checks.ts';
import { type Envelope, type EnvelopeSignature, IN_TOTO_PAYLOAD_TYPE } from './metadata.ts';
import { refuseMetadata, throwMetadataProblems } from './model-error.ts';
import { ProblemList } from './problem.ts';
import { listSignatures, textOf } from './signature-list.ts';

/**
 * Reads a DSSE envelope with an in-toto payload. The payload is decoded and not looked at.
 *
 * @throws {@link MetadataError} `ERR_METADATA_FORMAT`, `ERR_METADATA_PAYLOAD_TYPE`, `ERR_METADATA_BASE64`,
 * `ERR_METADATA_DUPLICATE_SIGNATURE`, `ERR_METADATA_SIGNATURE_LIMIT`
 */
export function readEnvelope(received: JsonObject, maxSignatures: number): Envelope {
  if (received['payloadType'] !== IN_TOTO_PAYLOAD_TYPE) {
    throw refuseMetadata('ERR_METADATA_PAYLOAD_TYPE', '/payloadType', `must be ${IN_TOTO_PAYLOAD_TYPE}`);
  }
  const tree = isEmptyIterable(received['signatures'])
    ? createJsonObject([...Object.entries(received), ['signatures', []]])
    : received;
  const list = listSignatures(tree['signatures'], maxSignatures);
  const problems = new ProblemList();
  checkEnvelopeShape(tree, '', problems);
  throwMetadataProblems('a DSSE envelope', 'ERR_METADATA_FORMAT', problems);
  const seen = new Set<string>();
  return {
    container: 'dsse',
    payloadType: IN_TOTO_PAYLOAD_TYPE,
    payload: decode(tree['payload'] as string, '/payload'),
    signatures: list.map((json, index) => readSignature(json as JsonObject, `/signatures/${index}`, seen)),
  };
}

function readSignature(json: JsonObject, path: string, seen: Set<string>): EnvelopeSignature {
  const { keyid } = json;
  if (keyid !== null && typeof keyid === 'object') {
    throw refuseMetadata('ERR_METADATA_FORMAT', `${path}/keyid`, 'must be of type string');
  }
  // The quote keeps "1" apart from 1; Python takes 1 and true for the same.
  const identity = typeof keyid === 'string' ? `"${keyid}` : String(typeof keyid === 'boolean' ? Number(keyid) : keyid);
  if (seen.has(identity)) {
    const message = 'must be another than that of a signature before';
    throw refuseMetadata('ERR_METADATA_DUPLICATE_SIGNATURE', `${path}/keyid`, message);
  }
  seen.add(identity);
  return { keyId: textOf(keyid), sig: decode(json['sig'] as string, `${path}/sig`), json };
}

/** As the reference decodes: both alphabets, even mixed; padding is mandatory. */
function decode(text: string, path: string): Uint8Array {
  try {
    return decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause;
    throw refuseMetadata('ERR_METADATA_BASE64', path, 'must be base64 with padding and without blanks', cause);
  }
}
