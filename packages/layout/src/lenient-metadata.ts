import {
  decodeBase64,
  decodeHex,
  encodeBase64,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '@intoto/encoding';

/** Bytes that a text may stand for, and whether it is written as it should be. */
export interface Reading {
  readonly bytes: Uint8Array;
  /** Absent where it is written as it should be. */
  readonly deviation?: 'base64' | 'encoding' | undefined;
}

/** A signature as it stands, unread. */
export interface RawSignature {
  readonly keyId: string;
  readonly text: string;
  /** Whether it is in the form of GPG, which is not looked into. */
  readonly isGpg: boolean;
}

/** Metadata read as leniently as can be: to find out what is wrong with it. */
export interface LenientMetadata {
  readonly signatures: readonly RawSignature[];
  readonly content:
    | { readonly container: 'metablock'; readonly signed: JsonObject }
    | {
        readonly container: 'dsse';
        readonly payloadType: string;
        readonly payloadText: string;
        readonly payload: Reading;
      };
}

/** More signatures are not looked at. */
const MAX_SIGNATURES = 16;

/** @throws JsonError, EncodingError of `@intoto/encoding` for what is not JSON. @returns `undefined` for what is no container. */
export function readLeniently(source: string | Uint8Array): LenientMetadata | undefined {
  const tree = parseJson(source, { dialect: 'python' });
  if (!isJsonObject(tree)) return undefined;
  const { payload, payloadType, signed } = tree;
  const signatures = readSignatures(tree['signatures']);
  if (typeof payload === 'string') {
    const reading = readBase64(payload);
    if (reading === undefined) return undefined;
    const type = typeof payloadType === 'string' ? payloadType : '';
    return { signatures, content: { container: 'dsse', payloadType: type, payloadText: payload, payload: reading } };
  }
  return isJsonObject(signed) ? { signatures, content: { container: 'metablock', signed } } : undefined;
}

function readSignatures(list: JsonValue | undefined): readonly RawSignature[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly JsonValue[]).slice(0, MAX_SIGNATURES).flatMap((signature): readonly RawSignature[] => {
    if (!isJsonObject(signature)) return [];
    const { keyid, sig } = signature;
    const isGpg = signature['other_headers'] !== undefined;
    return [{ keyId: typeof keyid === 'string' ? keyid : '', text: typeof sig === 'string' ? sig : '', isGpg }];
  });
}

/** What a signature's text may stand for, the right reading for its container first. */
export function readSignature(text: string, container: 'metablock' | 'dsse'): readonly Reading[] {
  const bare = text.replaceAll(/\s/gu, '');
  const hex = tryDecode(() => decodeHex(bare));
  const base64 = readBase64(text);
  if (container === 'dsse') {
    return [
      ...(base64 === undefined ? [] : [base64]),
      ...(hex === undefined ? [] : [{ bytes: hex, deviation: 'encoding' as const }]),
    ];
  }
  const asHex: Reading | undefined =
    hex === undefined ? undefined : { bytes: hex, ...(bare === text ? {} : { deviation: 'encoding' }) };
  return [
    ...(asHex === undefined ? [] : [asHex]),
    ...(base64 === undefined ? [] : [{ bytes: base64.bytes, deviation: 'encoding' as const }]),
  ];
}

function readBase64(text: string): Reading | undefined {
  const digits = text
    .replaceAll(/\s|=+$/gu, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  const padded = digits.padEnd(Math.ceil(digits.length / 4) * 4, '=');
  const bytes = tryDecode(() => decodeBase64(padded));
  if (bytes === undefined) return undefined;
  return { bytes, ...(encodeBase64(bytes) === text ? {} : { deviation: 'base64' }) };
}

function tryDecode(decode: () => Uint8Array): Uint8Array | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
