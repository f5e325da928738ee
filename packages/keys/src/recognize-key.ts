import { type DerStructure, readDerSequence, recognizeDer } from '@intoto/crypto/key-parts';

import { type KeyFile, MAX_KEY_FILE_BYTES } from './key-file.ts';
import type { KeyKind } from './key-kind.ts';
import { recognizeMinisign } from './minisign.ts';
import { recognizeJson } from './recognize-json.ts';
import { recognizePem, recognizePemText } from './recognize-pem.ts';
import { hasSshPublicKey } from './ssh-public-key.ts';

const DER_SEQUENCE = 0x30;
const INTEGER_SEQUENCE = [0x02, 0x30];

const TEXT_STARTS: readonly (readonly [RegExp, KeyKind])[] = [
  [/^---- BEGIN SSH2 PUBLIC KEY/u, 'rfc4716-public'],
  [/^PuTTY-User-Key-File/u, 'putty-private'],
  [/^age1|^AGE-SECRET-KEY-|^# created: .*\n# public key: age1/u, 'age'],
  [/^[0-9a-f]{2,200}@@@@/iu, 'sslib-encrypted'],
  [/^[0-9a-f]{64}$|^[0-9a-f]{128}$/iu, 'hex'],
  [/^eyJ[\w-]*\.[\w-]*\.[\w-]*\.[\w-]*\.[\w-]*$/u, 'jwk-encrypted'],
];

/** First bytes of binary OpenPGP: a packet's tag in its old or its new form (RFC 9580, 4.2). */
const OPENPGP_TAGS: ReadonlyMap<number, KeyKind> = new Map<number, KeyKind>([
  [0x98, 'openpgp-public'],
  [0x99, 'openpgp-public'],
  [0xc6, 'openpgp-public'],
  [0x94, 'openpgp-private'],
  [0x95, 'openpgp-private'],
  [0xc5, 'openpgp-private'],
]);

/** Tells what a file is, by its form alone: no values are looked at, nothing is decrypted, nothing is thrown. */
export function recognizeKey(file: KeyFile): KeyKind {
  const { source, text, pem, json } = file;
  if (source.length > MAX_KEY_FILE_BYTES) return 'too-large';
  if (pem === 'damaged') return recognizePemText(text);
  if (pem !== undefined) return recognizePem(pem) ?? 'pem-damaged';
  const binary = typeof source === 'string' ? undefined : recognizeBinary(source);
  if (binary !== undefined) return binary;
  if (json !== undefined) return recognizeJson(json);
  return recognizeText(text);
}

function recognizeBinary(source: Uint8Array): KeyKind | undefined {
  const [first, second] = source;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf-16';
  if (first === DER_SEQUENCE) {
    const structure: DerStructure = recognizeDer(source);
    // A text may begin with the character that begins DER: "0".
    return structure === 'unknown' ? recognizeOtherDer(source) : structure;
  }
  return OPENPGP_TAGS.get(first ?? 0);
}

function recognizeOtherDer(der: Uint8Array): KeyKind | undefined {
  try {
    const tags = readDerSequence(der).map(({ tag }) => tag);
    return INTEGER_SEQUENCE.every((tag, index) => tags[index] === tag) ? 'pkcs12' : 'der';
  } catch {
    return undefined;
  }
}

function recognizeText(text: string): KeyKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  const start = TEXT_STARTS.find(([pattern]) => pattern.test(trimmed));
  if (start !== undefined) return start[1];
  const minisign = recognizeMinisign(trimmed);
  if (minisign !== undefined) return minisign;
  return hasSshPublicKey(trimmed) ? 'openssh-public' : 'unknown';
}
