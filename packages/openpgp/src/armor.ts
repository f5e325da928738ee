import { decodeBase64, encodeBase64 } from '@intoto/encoding';

import { joinBytes } from './join-bytes.ts';
import { OpenPgpError } from './openpgp-error.ts';

/** The labels of armored texts that are read here. */
export type ArmorLabel = 'PGP PUBLIC KEY BLOCK' | 'PGP SIGNATURE';

const BEGIN = /^-----BEGIN ([\w ,/.]{1,64})-----[\t ]*$/u;

/**
 * The bytes of the armored blocks in a text (RFC 4880, 6.2), one after the other. What stands around the blocks is passed over; a
 * checksum is checked where there is one.
 * @throws {@link OpenPgpError} `ERR_OPENPGP_FORMAT` for a text without a block, with a damaged one, or with one of another label.
 */
export function readArmor(text: string, label: ArmorLabel): Uint8Array<ArrayBuffer> {
  const lines = text.split(/\r\n|\n|\r/u);
  const blocks: Uint8Array[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const found = BEGIN.exec(lines[index] ?? '')?.[1];
    if (found === undefined) continue;
    if (found !== label) throw damaged(`it is a "${found}", where a "${label}" is expected`);
    const end = lines.indexOf(`-----END ${label}-----`, index);
    if (end === -1) throw damaged('its last line is missing');
    blocks.push(readBlock(lines.slice(index + 1, end)));
    index = end;
  }
  if (blocks.length === 0) throw damaged(`no "${label}" begins in it`);
  return joinBytes(...blocks);
}

function readBlock(lines: readonly string[]): Uint8Array {
  const trimmed = lines.map((line) => line.trim());
  const blank = trimmed.indexOf('');
  if (blank === -1 || !trimmed.slice(0, blank).every((line) => line.includes(': ') || line.endsWith(':')))
    throw damaged('there is no empty line after its headers');
  const content = trimmed.slice(blank + 1).filter((line) => line !== '');
  const checksum = content.at(-1)?.startsWith('=') === true ? content.pop()?.slice(1) : undefined;
  const bytes = decode(content.join(''));
  if (checksum !== undefined && checksum !== encodeBase64(checksumOf(bytes))) throw damaged('its checksum is wrong');
  return bytes;
}

function decode(base64: string): Uint8Array {
  try {
    return decodeBase64(base64);
  } catch (cause) {
    throw damaged('its content is not base64', cause);
  }
}

/** CRC-24 (RFC 4880, 6.1). */
function checksumOf(bytes: Uint8Array): Uint8Array {
  let crc = 0xb7_04ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc << 1) ^ ((crc & 0x80_0000) === 0 ? 0 : 0x186_4cfb);
  }
  return Uint8Array.of(crc >> 16, crc >> 8, crc);
}

function damaged(reason: string, cause?: unknown): OpenPgpError {
  return new OpenPgpError(`The text is not an armored OpenPGP block: ${reason}`, {
    code: 'ERR_OPENPGP_FORMAT',
    details: { reason },
    cause,
  });
}
