import { encodeCanonicalJson, encodeUtf8, type JsonObject, type JsonReadOptions } from '@intoto/encoding';
import {
  encodeLayout,
  encodeLink,
  type Envelope,
  isLayout,
  isWholeLink,
  type Metadata,
  parsePayload,
  readPayload,
} from '@intoto/models';

/**
 * What the signatures of a Metablock cover. `received`: the canonical form of `signed` as it was received, unknown
 * members included (in-toto specification 4.2). `reference`: the canonical form of what the Python reference makes of
 * it, without unknown members and with defaults filled in. For DSSE envelopes both are the payload's bytes.
 */
export type SignedForm = 'received' | 'reference';

/** What the signatures cover, together with the tree that these very bytes stand for. */
export interface SignedContent {
  readonly bytes: Uint8Array;
  readonly readTree: (read: JsonReadOptions | undefined) => JsonObject;
}

/**
 * What the signatures of some metadata cover, and what it says, worked out before. Whoever makes one vouches that both come from
 * the same document as the metadata that it is given with, and that nothing has changed since: nothing checks it.
 */
export interface OpenedContent<T> {
  /** As {@link signedBytes} would give them, in the form that is asked for. */
  readonly bytes: Uint8Array;
  /** As `parse` would read it. */
  readonly payload: T;
}

/**
 * The bytes that the signatures of `metadata` cover: the pre-authentication encoding of a DSSE envelope (DSSE v1), the
 * canonical JSON of a Metablock's payload.
 *
 * @throws JsonError from `@intoto/encoding` for a Metablock's payload that has no canonical form, e.g. one with floats.
 * @throws ModelError from `@intoto/models` in the form `reference`, for a payload that is neither layout nor link.
 */
export function signedBytes(metadata: Metadata, form: SignedForm = 'received'): Uint8Array {
  return openSignedContent(metadata, form).bytes;
}

/** As {@link signedBytes}, with a way to the payload that cannot disagree with them. */
export function openSignedContent(metadata: Metadata, form: SignedForm): SignedContent {
  if (metadata.container === 'dsse') return openEnvelope(metadata);
  const tree = form === 'reference' ? rebuild(metadata.signed) : metadata.signed;
  return { bytes: encodeCanonicalJson(tree), readTree: () => tree };
}

function openEnvelope(envelope: Envelope): SignedContent {
  const { payloadType, payload } = envelope;
  const header = encodeUtf8(`DSSEv1 ${encodeUtf8(payloadType).length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(header.length + payload.length);
  bytes.set(header);
  bytes.set(payload, header.length);
  return { bytes, readTree: (read) => readPayload({ ...envelope, payload: bytes.subarray(header.length) }, read) };
}

function rebuild(signed: JsonObject): JsonObject {
  if (isWholeLink(signed)) return signed;
  const payload = parsePayload(signed);
  return isLayout(payload)
    ? encodeLayout(payload, { unknownMembers: 'omit' })
    : encodeLink(payload, { unknownMembers: 'omit' });
}
