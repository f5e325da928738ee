import type { KeyMaterial } from '@intoto/crypto/key-parts';

import { malformed, unusable, wrongPassword } from './failures.ts';
import { completeRsaParts, encodePrivateParts } from './private-parts.ts';
import type { PrivateSource } from './private-source.ts';
import { decryptSshKey } from './ssh-encryption.ts';
import { assertSshKeyType, encodeSshKeyBlob, parseSshKeyBlob, readSshCurve } from './ssh-key-blob.ts';
import { createSshReader, type SshReader } from './ssh-wire.ts';

const WHAT = 'OpenSSH private key';
const MAGIC = 'openssh-key-v1\0';

interface Container {
  readonly cipher: string;
  readonly kdf: string;
  readonly kdfOptions: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly data: Uint8Array;
  /** What follows the data: an authentication tag, or nothing. */
  readonly rest: Uint8Array;
}

/** Whether the bytes of an `OPENSSH PRIVATE KEY` block ask for a password. Damaged ones do not. */
export function isEncryptedSshKey(bytes: Uint8Array): boolean {
  try {
    return openContainer(bytes).cipher !== 'none';
  } catch {
    return false;
  }
}

/**
 * Reads what `ssh-keygen` writes (OpenSSH's PROTOCOL.key).
 * @param bytes - the content of an `OPENSSH PRIVATE KEY` block
 * @throws CryptoError `ERR_KEY_FORMAT`, `ERR_KEY_PASSWORD`, `ERR_KEY_ENCRYPTION`, `ERR_KEY_UNUSABLE`,
 * `ERR_CRYPTO_UNSUPPORTED`.
 */
export async function parseSshPrivateKey(bytes: Uint8Array, password: Uint8Array | undefined): Promise<PrivateSource> {
  const { cipher, kdf, kdfOptions, publicKey, data, rest } = openContainer(bytes);
  const isPlain = cipher === 'none' && kdf === 'none';
  if (isPlain !== (password === undefined)) throw malformed(WHAT, 'its cipher and its key derivation do not fit');
  if (rest.length > 0 && isPlain) throw malformed(WHAT, 'there are bytes after its end');
  // Before any time is spent on the password.
  const material = parseSshKeyBlob(publicKey, WHAT);
  const plain = password === undefined ? data : await decryptSshKey({ cipher, kdf, kdfOptions, data, password });
  const reader = createSshReader(plain, WHAT);
  const isDecrypted = plain.length >= 8 && reader.uint32() === reader.uint32();
  if (!isDecrypted) throw password === undefined ? malformed(WHAT, 'its two check numbers differ') : wrongPassword();
  const pkcs8 = readPrivatePart(reader, material);
  reader.bytes();
  const padding = reader.raw(reader.left);
  if (!padding.every((byte, index) => byte === index + 1)) throw malformed(WHAT, 'its padding is wrong');
  return { pkcs8, claimed: material };
}

function openContainer(bytes: Uint8Array): Container {
  const reader = createSshReader(bytes, WHAT);
  const magic = String.fromCharCode(...reader.raw(MAGIC.length));
  if (magic !== MAGIC) throw malformed(WHAT, 'it is of an unknown version');
  const [cipher, kdf, kdfOptions] = [reader.name(), reader.name(), reader.bytes()];
  if (reader.uint32() !== 1) throw malformed(WHAT, 'it does not hold exactly one key');
  const [publicKey, data] = [reader.bytes(), reader.bytes()];
  return { cipher, kdf, kdfOptions, publicKey, data, rest: reader.raw(reader.left) };
}

/** The private part repeats the public one, which must be the same. */
function readPrivatePart(reader: SshReader, material: KeyMaterial): Uint8Array {
  const type = reader.name();
  assertSshKeyType(type);
  if (type !== encodeSshKeyBlob(material).type) throw differs();
  if (type === 'ssh-ed25519') {
    const point = reader.bytes();
    const pair = reader.bytes();
    if (pair.length !== 64 || !isSame(pair.subarray(32), point)) throw malformed(WHAT, 'an Ed25519 pair has 64 bytes');
    return encodePrivateParts({ type: 'ed25519', seed: pair.subarray(0, 32) });
  }
  if (type === 'ssh-rsa') {
    const [n, e, d] = [reader.number(), reader.number(), reader.number()];
    const [qi, p, q] = [reader.number(), reader.number(), reader.number()];
    return encodePrivateParts(completeRsaParts({ type: 'rsa', n, e, d, qi, p, q }));
  }
  const curve = readSshCurve(reader, type, WHAT);
  reader.bytes();
  return encodePrivateParts({ type: 'ecdsa', curve, secret: reader.number() });
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function differs(): Error {
  return unusable('The OpenSSH private key and the public key beside it are of different types');
}
