import type { JsonMembers } from '../json-text.ts';
import { createSigner, type SignerOptions } from '../signers.ts';
import type { VectorSet } from './vector-set.ts';

function vector(name: string, options: SignerOptions = {}): JsonMembers {
  const [current, legacy] = [createSigner(name, options), createSigner(name, { ...options, legacy: true })];
  const publicOf = ({ json }: typeof current): string => (json['keyval'] as { readonly public: string }).public;
  return {
    pem: current.pem,
    keytype: current.keyType,
    scheme: current.scheme,
    public: publicOf(current),
    keyid: current.keyId,
    legacyPublic: publicOf(legacy),
    legacyKeyid: legacy.keyId,
  };
}

export const KEY_IDS: VectorSet = {
  description: 'The ids of public keys',
  origin: 'securesystemslib 1.6.0 (keyid) and 0.31.0 (legacyKeyid), observed',
  members: {
    pem: 'the key as SubjectPublicKeyInfo',
    keytype: 'its type in metadata',
    scheme: 'its scheme in metadata',
    public: 'its keyval.public in metadata',
    keyid: 'SHA-256 over the canonical JSON of keytype, scheme and keyval.public: what in-toto 3 gives to the key',
    legacyPublic: 'its keyval.public in metadata of in-toto up to 2.1, without the last line break of PEM',
    legacyKeyid:
      'SHA-256 over the same with legacyPublic and keyid_hash_algorithms: what in-toto up to 2.1 gave to the key',
  },
  vectors: [
    vector('rsa'),
    vector('rsa-owner'),
    vector('rsa', { scheme: 'rsa-pkcs1v15-sha256' }),
    vector('rsa', { scheme: 'rsassa-pss-sha512' }),
    vector('ecdsa-p256'),
    vector('ecdsa-p384'),
    vector('ecdsa-p521'),
    vector('bob'),
    vector('carl'),
  ],
};
