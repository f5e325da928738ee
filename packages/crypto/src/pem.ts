import { decodeBase64, encodeBase64 } from '@intoto/encoding';

import { CryptoError } from './crypto-error.ts';

/** One textual encoding (RFC 7468). */
export interface PemBlock {
  readonly label: string;
  /** RFC 1421 headers, as OpenSSL's traditional encryption has them; empty otherwise. */
  readonly headers: string;
  readonly bytes: Uint8Array;
  /** The block as it stands in the text, from its first dash to its last. */
  readonly text: string;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
const MAX_LABEL_LENGTH = 64;
const LINE_LENGTH = 64;
const EMPTY_LINE = /\n\n|\r\n\r\n/u;
const BLANKS = /[\t\n\v\f\r ]+/gu;

/**
 * The first PEM block in a text. What stands around it is ignored, as OpenSSL does; inside, line ends and line lengths
 * are free. Any other deviation from RFC 7468 is refused.
 * @returns `undefined` where no block begins.
 * @throws {@link CryptoError} `ERR_KEY_FORMAT` for a block that begins and is malformed.
 */
export function findPemBlock(text: string): PemBlock | undefined {
  const begin = text.indexOf(BEGIN);
  if (begin === -1) return undefined;
  const labelStart = begin + BEGIN.length;
  const labelEnd = text.indexOf(DASHES, labelStart);
  const label = text.slice(labelStart, labelEnd);
  if (text[begin - 1] === '-') throw malformed('its BEGIN line has too many dashes');
  if (labelEnd === -1 || label.length > MAX_LABEL_LENGTH || !/^[\x20-\x7e]*$/u.test(label))
    throw malformed('its BEGIN line is not complete');
  const bodyStart = labelEnd + DASHES.length;
  const bodyEnd = text.indexOf(DASHES, bodyStart);
  const endLine = `-----END ${label}-----`;
  if (bodyEnd === -1 || !text.startsWith(endLine, bodyEnd)) throw malformed(`no END line follows "BEGIN ${label}"`);
  const { headers, base64 } = splitBody(text.slice(bodyStart, bodyEnd));
  return { label, headers, bytes: decodeBody(base64), text: text.slice(begin, bodyEnd + endLine.length) };
}

/** A PEM block with lines of 64 characters, each ended by a line feed, the last one too. */
export function encodePem(label: string, bytes: Uint8Array): string {
  const base64 = encodeBase64(bytes);
  const lines = [`-----BEGIN ${label}-----`];
  for (let start = 0; start < base64.length; start += LINE_LENGTH) lines.push(base64.slice(start, start + LINE_LENGTH));
  return `${[...lines, `-----END ${label}-----`].join('\n')}\n`;
}

function splitBody(body: string): { headers: string; base64: string } {
  const text = body.trimStart();
  const blankLine = EMPTY_LINE.exec(text);
  if (blankLine === null) return { headers: '', base64: text };
  const headers = text.slice(0, blankLine.index);
  if (!headers.split('\n').every((line) => line.includes(':'))) throw malformed('there is an empty line in it');
  return { headers, base64: text.slice(blankLine.index) };
}

function decodeBody(body: string): Uint8Array {
  const base64 = body.replaceAll(BLANKS, '');
  const bytes = tryDecodeBase64(base64);
  // Writing it again shows bits that belong to no byte, which other PEM readers refuse.
  if (bytes === undefined || encodeBase64(bytes) !== base64) throw malformed('its content is not base64');
  return bytes;
}

function tryDecodeBase64(text: string): Uint8Array | undefined {
  try {
    return decodeBase64(text);
  } catch {
    return undefined;
  }
}

function malformed(reason: string): CryptoError {
  return new CryptoError(`The PEM block cannot be read: ${reason}`, { code: 'ERR_KEY_FORMAT', details: { reason } });
}
