import { findLoneSurrogate } from './code-points.ts';
import { EncodingError } from './encoding-error.ts';
import { locateOffset } from './source-position.ts';

/**
 * Encodes text as UTF-8.
 *
 * @throws {@link EncodingError} `ERR_UTF8` if the text has a lone surrogate (`TextEncoder` would replace it silently).
 */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const offset = findLoneSurrogate(text);
  if (offset !== -1) {
    throw new EncodingError(`The text has half a surrogate pair at offset ${offset}, which has no UTF-8 form.`, {
      code: 'ERR_UTF8',
      details: { offset },
    });
  }
  return new TextEncoder().encode(text);
}

/**
 * Decodes UTF-8. A byte order mark is a character like any other and stays in the text.
 *
 * @throws {@link EncodingError} `ERR_UTF8` if the bytes are not UTF-8 (RFC 3629): overlong forms, surrogates and
 * truncated characters included. `details` has `offset`, `line` and `column` of the first byte that is wrong.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const offset = findInvalidUtf8(bytes);
    // Something else went wrong: a buffer that may not be shared, a text too long for a string.
    if (offset === -1) throw cause;
    const before = decoder.decode(bytes.subarray(0, offset));
    const { line, column } = locateOffset(before, before.length);
    throw new EncodingError(`Line ${line}, column ${column} (byte ${offset}) is not UTF-8.`, {
      code: 'ERR_UTF8',
      details: { offset, line, column },
      cause,
    });
  }
}

/** Where the first character that is not UTF-8 begins, or -1: where a lenient decoder begins to write another text. */
function findInvalidUtf8(bytes: Uint8Array): number {
  const lenient = new TextEncoder().encode(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  let offset = lenient.findIndex((byte, index) => byte !== bytes[index]);
  // The mark of a replaced character may begin as what it replaces does.
  while (isContinuation(lenient[offset] ?? 0)) offset--;
  return offset;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
