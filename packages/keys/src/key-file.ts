import { CryptoError } from '@intoto/crypto';
import { findPemBlock, type PemBlock } from '@intoto/crypto/key-parts';
import { decodeUtf8, type JsonValue, parseJson } from '@intoto/encoding';

/** Far more than the longest key; a longer file is something else. */
export const MAX_KEY_FILE_BYTES: number = 1024 * 1024;

const MAX_JSON_NESTING = 20;
const BYTE_ORDER_MARK = '\u{feff}';

/** A file that may hold a key, opened as far as one can without knowing what it is. */
export interface KeyFile {
  /** As it was given. */
  readonly source: Uint8Array | string;
  /** Text as it was given; of bytes, one character for each. */
  readonly text: string;
  /** The first PEM block that is more than elliptic curve parameters; `damaged` where one begins and cannot be read. */
  readonly pem: PemBlock | 'damaged' | undefined;
  /** The value of a JSON text; `undefined` for everything else. */
  readonly json: JsonValue | undefined;
}

/** Opens a file. Whatever is in it, nothing is thrown. */
export function openKeyFile(source: Uint8Array | string): KeyFile {
  if (source.length > MAX_KEY_FILE_BYTES) return { source, text: '', pem: undefined, json: undefined };
  const text = typeof source === 'string' ? source : decodeLatin1(source);
  const json = readJson(source);
  // PEM may stand inside of JSON.
  return { source, text, json, pem: json === undefined ? findKeyBlock(text) : undefined };
}

/** `openssl ecparam -genkey` writes the curve before the key. */
function findKeyBlock(text: string): PemBlock | 'damaged' | undefined {
  try {
    const block = findPemBlock(text);
    if (block?.label !== 'EC PARAMETERS') return block;
    return findPemBlock(text.slice(text.indexOf(block.text) + block.text.length)) ?? block;
  } catch (error) {
    if (error instanceof CryptoError) return 'damaged';
    throw error;
  }
}

function readJson(source: Uint8Array | string): JsonValue | undefined {
  try {
    const text = typeof source === 'string' ? source : decodeUtf8(source);
    const start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    return parseJson(text.slice(start), { maxBytes: MAX_KEY_FILE_BYTES, maxDepth: MAX_JSON_NESTING });
  } catch {
    // Whatever it is, it is not JSON that anyone should take a key from.
    return undefined;
  }
}

/** One character for each byte, so that no text encoding can be wrong. */
function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x2000)
    text += String.fromCharCode(...bytes.subarray(start, start + 0x2000));
  return text;
}
