import { loadPublicKey, type PublicKeyOptions } from '@intoto/crypto';
import { createSslibPublicKey, type PemBlock } from '@intoto/crypto/key-parts';
import type { JsonObject } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import { parseCertificateKey } from './certificate.ts';
import { describeKeyFile } from './identify-key.ts';
import { parsePublicJwk } from './jwk.ts';
import { type KeyFile, openKeyFile } from './key-file.ts';
import type { KeyKind } from './key-kind.ts';
import { parseMinisignPublicKey } from './minisign.ts';
import { findJsonKeys } from './recognize-json.ts';
import { refuseSeveral } from './several-keys.ts';
import { parseOpenSshPublicKey, parseRfc4716 } from './ssh-public-key.ts';
import { parseSslibPublicKey } from './sslib-key.ts';
import { refuseKind } from './wrong-half.ts';

type Reader = (file: KeyFile, options: PublicKeyOptions) => Promise<SslibPublicKey>;

const readPlain: Reader = async ({ source }, options) => loadPublicKey(source, options);

const READERS: Partial<Readonly<Record<KeyKind, Reader>>> = {
  spki: readPlain,
  'pkcs1-public': readPlain,
  // For the error, which says what is wrong with it.
  'pem-damaged': readPlain,
  'openssh-public': async ({ text }, options) => createSslibPublicKey(parseOpenSshPublicKey(text), options),
  'rfc4716-public': async ({ text }, options) => createSslibPublicKey(parseRfc4716(text), options),
  'minisign-public': async ({ text }, options) => createSslibPublicKey(parseMinisignPublicKey(text).material, options),
  certificate: async (file, options) => createSslibPublicKey(parseCertificateKey(derOf(file)), options),
  'jwk-public': async (file, options) => {
    const { material, scheme } = parsePublicJwk(onlyKey(file, 'JSON Web Key'));
    return createSslibPublicKey(material, { ...options, scheme: options.scheme ?? scheme });
  },
  'sslib-public': async (file, options) => {
    const { key, material, scheme, publicText, keyId } = parseSslibPublicKey(onlyKey(file, 'in-toto key object'));
    const isAsItStands = options.keyId === undefined && (options.scheme ?? scheme) === scheme;
    if (key !== undefined && isAsItStands) return key;
    const named = { ...options, scheme: options.scheme ?? scheme, keyId: options.keyId ?? keyId };
    return createSslibPublicKey(material, named, publicText);
  },
};

/**
 * Reads a public key of any kind that `identifyKey` tells, and puts it into the form that layouts and verifiers use.
 *
 * A JSON Web Key's `alg` decides the scheme unless `options` do. A key object of in-toto keeps the key id that it names; one
 * without an id gets the id that the programs which write such files compute, and `options.keyId` overrides both. Of a
 * certificate only the public key is used: neither its dates nor its issuer are checked.
 *
 * @param source - the file's bytes or its text; at most 1 MiB
 * @throws KeyError `ERR_KEY_PRIVATE` for a private key, `ERR_KEY_SEVERAL` for a file with several keys
 * @throws CryptoError `ERR_KEY_FORMAT` for anything else, saying what it looks like; `ERR_KEY_UNUSABLE` for a malformed key
 * or one that does not fit its scheme; `ERR_CRYPTO_UNSUPPORTED` for an algorithm, curve or scheme that in-toto does not have
 * @example
 * ```ts
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 * import { loadAnyPublicKey } from '@intoto/keys';
 *
 * const jwk = '{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}';
 * const key = await loadAnyPublicKey(jwk, { backend });
 * console.log(key.keyType, key.keyId);
 * ```
 */
export async function loadAnyPublicKey(
  source: Uint8Array | string,
  options: PublicKeyOptions,
): Promise<SslibPublicKey> {
  const file = openKeyFile(source);
  const found = describeKeyFile(file);
  const read = READERS[found.kind];
  return read === undefined ? refuseKind(found, 'public') : read(file, options);
}

/** The key of a JSON file that holds one. */
export function onlyKey({ json }: KeyFile, what: string): JsonObject {
  const { keys } = (json === undefined ? undefined : findJsonKeys(json)) ?? { keys: [] };
  refuseSeveral(what, keys.length);
  const [key] = keys;
  if (key === undefined) throw new TypeError('the file was recognized as something that it is not');
  return key;
}

/** The PEM block of a file that was recognized by it. */
export function blockOf({ pem }: KeyFile): PemBlock {
  if (typeof pem !== 'object') throw new TypeError('the file was recognized as something that it is not');
  return pem;
}

function derOf(file: KeyFile): Uint8Array {
  return typeof file.pem === 'object' || typeof file.source === 'string' ? blockOf(file).bytes : file.source;
}
