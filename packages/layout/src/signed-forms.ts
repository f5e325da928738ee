import { signedBytes } from '@intoto/crypto';
import {
  createJsonObject,
  encodeUtf8,
  formatJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';
import {
  createMetablock,
  encodeLayout,
  encodeLink,
  IN_TOTO_PAYLOAD_TYPE,
  isLayout,
  parsePayload,
} from '@intoto/models';

import type { LenientMetadata } from './lenient-metadata.ts';

/** Bytes that a signature may have been made over. */
export interface SignedFormGuess {
  readonly bytes: Uint8Array;
  /** What they are, to go on after "it covers"; absent for what it should cover. */
  readonly deviation?: { readonly kind: 'content' | 'payload-type'; readonly text: string } | undefined;
}

const OTHER_TYPES = [
  IN_TOTO_PAYLOAD_TYPE,
  'application/vnd.in-toto.layout+json',
  'application/vnd.in-toto.link+json',
  'application/json',
  'text/plain',
  'in-toto',
  '',
];

/** Everything that signers are known to have signed instead, the right one first. What cannot be made is left out. */
export function* guessSignedForms({ content }: LenientMetadata): Generator<SignedFormGuess> {
  if (content.container === 'metablock') {
    for (const [text, make] of formsOf(content.signed)) yield* attempt(text, make);
    yield* attempt('a DSSE envelope of it', () => envelopeBytes(IN_TOTO_PAYLOAD_TYPE, canonical(content.signed)));
    return;
  }
  const { payloadType, payload, payloadText } = content;
  yield { bytes: envelopeBytes(payloadType, payload.bytes) };
  for (const type of new Set([...OTHER_TYPES, payloadType.toLowerCase()])) {
    if (type === payloadType) continue;
    const deviation = {
      kind: 'payload-type',
      text: type === '' ? 'no payload type' : `the payload type ${type}`,
    } as const;
    yield { bytes: envelopeBytes(type, payload.bytes), deviation };
  }
  yield {
    bytes: payload.bytes,
    deviation: { kind: 'content', text: 'the payload alone, without the pre-authentication encoding' },
  };
  yield {
    bytes: envelopeBytes(payloadType, encodeUtf8(payloadText)),
    deviation: { kind: 'content', text: 'the payload as base64' },
  };
  let tree: JsonValue;
  try {
    tree = parseJson(payload.bytes, { dialect: 'python' });
  } catch {
    return;
  }
  if (!isJsonObject(tree)) return;
  for (const [text, make] of formsOf(tree)) {
    yield* attempt(text ?? 'the canonical JSON of the payload, as in a Metablock', make);
    yield* attempt(`an envelope with ${text ?? 'the canonical JSON of the payload'}`, () =>
      envelopeBytes(payloadType, make()),
    );
  }
}

type Form = readonly [text: string | undefined, make: () => Uint8Array];

/** Forms of a tree as JSON; the first has no text and is canonical JSON. */
function formsOf(tree: JsonObject): readonly Form[] {
  return [
    [undefined, () => canonical(tree)],
    ['the content as the Python reference completes it', () => canonical(rebuild(tree, 'omit'))],
    ['the content with members filled in that are absent', () => canonical(rebuild(tree, 'keep'))],
    ['the content without empty members', () => canonical(prune(tree))],
    ['keys without "private"', () => canonical(mapKeyValues(tree, false))],
    ['keys with an empty "private"', () => canonical(mapKeyValues(tree, true))],
    ['JSON without blanks that is not canonical', () => encodeUtf8(JSON.stringify(toPlain(tree)))],
    ['JSON without blanks, sorted, that is not canonical', () => encodeUtf8(JSON.stringify(sort(toPlain(tree))))],
    ['indented JSON', () => encodeUtf8(JSON.stringify(toPlain(tree), null, 2))],
    ['indented JSON, sorted', () => encodeUtf8(JSON.stringify(sort(toPlain(tree)), null, 2))],
    ['JSON as Python writes it', () => encodeUtf8(formatJson(tree, 'line'))],
    ['JSON as Python writes it, indented', () => encodeUtf8(formatJson(tree, 'indented'))],
    ['canonical JSON and a line feed', () => appendLineFeed(canonical(tree))],
  ];
}

function appendLineFeed(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + 1).fill(0x0a);
  longer.set(bytes);
  return longer;
}

function* attempt(text: string | undefined, make: () => Uint8Array): Generator<SignedFormGuess> {
  try {
    yield { bytes: make(), ...(text === undefined ? {} : { deviation: { kind: 'content', text } }) };
  } catch {
    // What has no such form was not signed in it.
  }
}

function canonical(tree: JsonObject): Uint8Array {
  return signedBytes(createMetablock(tree));
}

function envelopeBytes(payloadType: string, payload: Uint8Array): Uint8Array {
  return signedBytes({ container: 'dsse', payloadType, payload, signatures: [] });
}

function rebuild(tree: JsonObject, unknownMembers: 'keep' | 'omit'): JsonObject {
  const payload = parsePayload(tree);
  return isLayout(payload) ? encodeLayout(payload, { unknownMembers }) : encodeLink(payload, { unknownMembers });
}

/** As encoders write it that leave empty members out. */
function prune(tree: JsonObject): JsonObject {
  return createJsonObject(Object.entries(tree).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

function mapKeyValues(tree: JsonObject, isPrivate: boolean): JsonObject {
  const { keys } = tree;
  if (!isJsonObject(keys)) throw new TypeError('no keys');
  const changed = Object.entries(keys).map(([keyId, key]) => {
    if (!isJsonObject(key) || !isJsonObject(key['keyval'])) return [keyId, key] as const;
    const members = Object.entries(key['keyval']).filter(([name]) => name !== 'private');
    const keyval = createJsonObject(isPrivate ? [...members, ['private', '']] : members);
    return [keyId, createJsonObject([...Object.entries(key), ['keyval', keyval]])] as const;
  });
  return createJsonObject([...Object.entries(tree), ['keys', createJsonObject(changed)]]);
}

/** For `JSON.stringify`, which has no large integers. */
function toPlain(value: JsonValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(toPlain);
  return isJsonObject(value)
    ? createJsonObject(Object.entries(value).map(([name, inner]) => [name, toPlain(inner) as JsonValue]))
    : value;
}

function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sort);
  if (typeof value !== 'object' || value === null) return value;
  return createJsonObject(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sort(inner) as JsonValue]),
  );
}
