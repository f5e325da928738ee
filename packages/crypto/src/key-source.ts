import { type DerStructure, recognizeDer } from './der-structure.ts';
import { findPemBlock, type PemBlock } from './pem.ts';
import { unexpectedBytes } from './unexpected-bytes.ts';

/** Bytes that a caller passed as a key, unwrapped as far as one can without knowing which kind is wanted. */
export interface KeySource {
  readonly structure: DerStructure;
  readonly der: Uint8Array;
  /** The block that the bytes came from; `undefined` where they were given as DER. */
  readonly pem: PemBlock | undefined;
}

/** What a caller wants of bytes. */
export interface WantedSource {
  /** For messages. */
  readonly description: string;
  /** What DER may be. */
  readonly structures: readonly DerStructure[];
}

/** Far more than the longest key; a longer file is something else. */
const MAX_SOURCE_LENGTH = 1024 * 1024;

const DER_SEQUENCE = 0x30;
const EC_PARAMETERS_END = '-----END EC PARAMETERS-----';

/** What a PEM label promises; the content must be that. */
export const LABEL_STRUCTURES: ReadonlyMap<string, readonly DerStructure[]> = new Map<string, readonly DerStructure[]>([
  ['PUBLIC KEY', ['spki']],
  // OpenSSL and pyca/cryptography take an RSA SubjectPublicKeyInfo under this label too.
  ['RSA PUBLIC KEY', ['pkcs1-public', 'spki']],
  ['PRIVATE KEY', ['pkcs8']],
  ['ENCRYPTED PRIVATE KEY', ['pkcs8-encrypted']],
  ['RSA PRIVATE KEY', ['pkcs1-private']],
  ['EC PRIVATE KEY', ['sec1']],
]);

/**
 * Unwraps PEM, or takes DER as it is.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT` for anything that is neither, and for DER that the caller does not want.
 */
export async function readKeySource(source: Uint8Array | string, wanted: WantedSource): Promise<KeySource> {
  const { description: expected, structures } = wanted;
  if (source.length > MAX_SOURCE_LENGTH) throw unexpectedBytes(`something else: ${source.length} bytes`, expected);
  const text = typeof source === 'string' ? source : decodeLatin1(source);
  const block = findPemBlock(skipEcParameters(text));
  if (block !== undefined) return fromPem(block);
  const structure = typeof source === 'string' || source[0] !== DER_SEQUENCE ? 'unknown' : recognizeDer(source);
  if (typeof source !== 'string' && structures.includes(structure)) {
    // A copy: whoever waits for this may change the bytes meanwhile.
    return { structure, der: new Uint8Array(source), pem: undefined };
  }
  const { unexpectedDer, unexpectedText } = await import('./unexpected-source.ts');
  // A text may begin with the character that begins DER: "0".
  throw structure === 'unknown' ? unexpectedText(text, expected) : unexpectedDer(structure, expected);
}

/** The key that a PEM block holds, `unknown` where label and content disagree. */
export function fromPem(block: PemBlock): KeySource {
  const { label, bytes: der } = block;
  const structure = recognizeDer(der);
  const promised = LABEL_STRUCTURES.get(label)?.includes(structure) === true;
  return { structure: promised ? structure : 'unknown', der, pem: block };
}

/** `openssl ecparam -genkey` writes the curve before the key. */
function skipEcParameters(text: string): string {
  const end = text.indexOf(EC_PARAMETERS_END);
  const begin = text.indexOf('-----BEGIN ');
  const leads = end !== -1 && text.startsWith('-----BEGIN EC PARAMETERS-----', begin);
  return leads ? text.slice(end + EC_PARAMETERS_END.length) : text;
}

/** One character for each byte, so that no text encoding can be wrong. */
function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x2000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x2000));
  return text;
}
