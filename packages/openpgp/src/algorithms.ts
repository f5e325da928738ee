/** Kinds of keys, as their key objects call them. */
export type KeyType = 'rsa' | 'dsa' | 'eddsa';

/** Hashes of self-signatures. Metadata is signed with SHA-256 whatever the signature says. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** OpenPGP's numbers of algorithms that in-toto knows (RFC 4880, 9.1). */
const KEY_TYPES: ReadonlyMap<number, KeyType> = new Map([
  [1, 'rsa'],
  [17, 'dsa'],
  [22, 'eddsa'],
]);

const HASHES: ReadonlyMap<number, HashName> = new Map([
  [2, 'sha1'],
  [8, 'sha256'],
  [9, 'sha384'],
  [10, 'sha512'],
]);

const METHODS: Readonly<Record<KeyType, string>> = {
  rsa: 'pgp+rsa-pkcsv1.5',
  dsa: 'pgp+dsa-fips-180-2',
  eddsa: 'pgp+eddsa-ed25519',
};

export function keyTypeOf(algorithm: number): KeyType | undefined {
  return KEY_TYPES.get(algorithm);
}

export function isKeyType(text: unknown): text is KeyType {
  return typeof text === 'string' && Object.hasOwn(METHODS, text);
}

export function hashOf(algorithm: number): HashName | undefined {
  return HASHES.get(algorithm);
}

/** `method` of key objects in GPG form, `scheme` in the form of securesystemslib. */
export function methodOf(type: KeyType): string {
  return METHODS[type];
}
