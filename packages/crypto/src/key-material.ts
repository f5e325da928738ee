import { encodeHex, isJsonObject, type JsonValue } from '@intoto/encoding';
import type { PublicKey, SslibPublicKey } from '@intoto/models';

import { CryptoError } from './crypto-error.ts';
import type { SignatureScheme } from './interfaces.ts';
import { fromPem, type KeySource } from './key-source.ts';
import { parsePublicKeySource } from './load-public-key.ts';
import { findPemBlock } from './pem.ts';
import { fitsScheme, type KeyMaterial, parseEd25519Point } from './public-key-info.ts';
import { isOpenPgpScheme, requireScheme } from './schemes.ts';
import { decodeSpacedHex } from './spaced-hex.ts';

/** What a key consists of; or, where its text is PEM of something else than a public key, what that is. */
export type KeyReading =
  | { readonly material: KeyMaterial; readonly scheme: SignatureScheme }
  | { readonly unexpected: KeySource };

/**
 * Parses the material of a key in metadata and makes sure that it is of the key's scheme.
 * @throws {@link CryptoError} `ERR_CRYPTO_UNSUPPORTED` for an unknown key type or scheme,
 * `ERR_KEY_UNUSABLE` for everything else that is wrong with the material.
 */
export function openKeyMaterial(key: SslibPublicKey): KeyReading {
  const scheme = requireScheme(key.keyType, key.scheme);
  const reading = parseMaterial(key.keyVal['public'], scheme.type);
  if ('unexpected' in reading) return reading;
  const { material } = reading;
  if (fitsScheme(material, scheme)) return { material, scheme };
  throw new CryptoError(`The key is not one for its scheme "${key.scheme}"`, {
    code: 'ERR_KEY_UNUSABLE',
    details: { keyType: key.keyType, scheme: key.scheme },
  });
}

/**
 * A text that is equal for keys with the same material, whatever their ids, schemes and encodings: for counting the
 * persons behind keys. It tells nothing about whether the key is usable; an unusable key is equal to none but itself.
 */
export function keyMaterialId(key: PublicKey): string {
  if (key.form === 'gpg') return openPgpMaterialId(key.json['type'], key);
  if (isOpenPgpScheme(key)) return openPgpMaterialId(key.keyType, key);
  try {
    const reading = openKeyMaterial(key);
    if ('material' in reading) return materialId(reading.material);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
  }
  return `unusable:${key.keyId}`;
}

type MaterialReading = { readonly material: KeyMaterial } | { readonly unexpected: KeySource };

function parseMaterial(publicText: JsonValue | undefined, type: SignatureScheme['type']): MaterialReading {
  if (typeof publicText !== 'string') throw unusable('is not text');
  try {
    return type === 'ed25519' ? { material: parseHex(publicText) } : parsePem(publicText);
  } catch (cause) {
    if (!(cause instanceof CryptoError)) throw cause;
    throw unusable(`cannot be used: ${cause.message}`, cause);
  }
}

function parseHex(text: string): KeyMaterial {
  const bytes = decodeSpacedHex(text);
  if (bytes === undefined) throw unusable('is not hex');
  return parseEd25519Point(bytes);
}

function parsePem(text: string): MaterialReading {
  const block = findPemBlock(text);
  if (block === undefined) throw unusable('is not PEM');
  const source = fromPem(block);
  const material = parsePublicKeySource(source);
  return material === undefined ? { unexpected: source } : { material };
}

function materialId(material: KeyMaterial): string {
  switch (material.type) {
    case 'rsa':
      // Who can sign for one exponent can sign for every exponent.
      return `rsa:${stripZeros(encodeHex(material.modulus))}`;
    case 'ecdsa':
      return `${material.curve}:${encodeHex(material.point)}`;
    case 'ed25519':
      return `ed25519:${encodeHex(material.point)}`;
    default:
      return material satisfies never;
  }
}

/** The same key may stand in a layout in its OpenPGP form and as PEM. */
function openPgpMaterialId(type: JsonValue | undefined, { json, keyId }: PublicKey): string {
  const keyVal = json['keyval'];
  const publicPart = isJsonObject(keyVal) ? keyVal['public'] : undefined;
  const { n, q, p, g, y } = isJsonObject(publicPart) ? publicPart : {};
  if (type === 'rsa' && typeof n === 'string') return `rsa:${stripZeros(n)}`;
  if (type === 'eddsa' && typeof q === 'string') return `ed25519:${q.toLowerCase()}`;
  const dsa = [p, q, g, y].filter((number) => typeof number === 'string');
  return dsa.length === 4 ? `dsa:${dsa.map(stripZeros).join(':')}` : `unusable:${keyId}`;
}

function stripZeros(hex: string): string {
  return hex.toLowerCase().replace(/^0+/u, '');
}

function unusable(reason: string, cause?: unknown): CryptoError {
  return new CryptoError(`The public part of the key ${reason}`, { code: 'ERR_KEY_UNUSABLE', cause });
}
