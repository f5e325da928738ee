import type { KeyMaterial } from '@intoto/crypto/key-parts';
import { decodeBase64, encodeBase64, InTotoError } from '@intoto/encoding';

import { malformed } from './failures.ts';
import { refuseSeveral } from './several-keys.ts';
import { encodeSshKeyBlob, parseSshKeyBlob } from './ssh-key-blob.ts';
import { createSshReader } from './ssh-wire.ts';

const OPENSSH = 'OpenSSH public key';
const RFC4716 = 'SSH public key (RFC 4716)';
const RFC4716_BEGIN = '---- BEGIN SSH2 PUBLIC KEY ----';
const RFC4716_END = '---- END SSH2 PUBLIC KEY ----';

/** Any type of key, those included that cannot be used: what it is tells the one who reads it. */
const KEY_TYPE = /^(?:ssh-|ecdsa-sha2-|sk-)[\w@.-]{1,64}$/u;

interface Line {
  readonly type: string;
  readonly base64: string;
}

/** Whether a text has a line as in `authorized_keys` or `id_*.pub`. */
export function hasSshPublicKey(text: string): boolean {
  return findLines(text).length > 0;
}

/**
 * Reads `id_*.pub`, or an `authorized_keys` file with one key; options and comments are not looked at.
 * @throws KeyError `ERR_KEY_SEVERAL`; CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_UNUSABLE`, `ERR_CRYPTO_UNSUPPORTED`.
 */
export function parseOpenSshPublicKey(text: string): KeyMaterial {
  const lines = findLines(text);
  const [line] = lines;
  if (line === undefined) throw malformed(OPENSSH, 'it has no line with a key');
  refuseSeveral(OPENSSH, lines.length);
  const blob = decode(line.base64, OPENSSH);
  if (createSshReader(blob, OPENSSH).name() !== line.type) throw malformed(OPENSSH, 'it names two types of key');
  return parseSshKeyBlob(blob, OPENSSH);
}

/** Reads the format of RFC 4716, which `ssh-keygen -e` writes. */
export function parseRfc4716(text: string): KeyMaterial {
  const lines = text.trim().split(/\r\n|\n|\r/u);
  if (lines.at(0)?.trim() !== RFC4716_BEGIN || lines.at(-1)?.trim() !== RFC4716_END)
    throw malformed(RFC4716, 'its first or last line is not as it should be');
  const body = lines.slice(1, -1);
  let start = 0;
  for (let continued = false; start < body.length; start++) {
    const line = body[start] ?? '';
    if (!continued && !line.includes(':')) break;
    continued = line.endsWith('\\');
  }
  return parseSshKeyBlob(decode(body.slice(start).join('').replaceAll(/\s+/gu, ''), RFC4716), RFC4716);
}

/** A key as a line for `authorized_keys`, without a comment. */
export function encodeOpenSshPublicKey(material: KeyMaterial): string {
  const { type, blob } = encodeSshKeyBlob(material);
  return `${type} ${encodeBase64(blob)}\n`;
}

function findLines(text: string): readonly Line[] {
  return text
    .split(/[\r\n]+/u)
    .map(readLine)
    .filter((line) => line !== undefined);
}

function readLine(line: string): Line | undefined {
  const text = line.trim();
  if (text.startsWith('#')) return undefined;
  return readFields(text) ?? readFields(text.slice(skipOptions(text)).trimStart());
}

function readFields(text: string): Line | undefined {
  const [type = '', base64 = ''] = text.split(/[ \t]+/u, 2);
  return KEY_TYPE.test(type) && base64.startsWith('AAAA') ? { type, base64 } : undefined;
}

/** Options of `authorized_keys` end at the first blank outside quotes (sshd(8)). */
function skipOptions(text: string): number {
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\\' && text[index + 1] === '"') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === ' ' || character === '\t')) return index;
  }
  return text.length;
}

function decode(base64: string, what: string): Uint8Array {
  try {
    const bytes = decodeBase64(base64);
    if (encodeBase64(bytes) === base64) return bytes;
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
  }
  throw malformed(what, 'its content is not base64');
}
