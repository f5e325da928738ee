/** The pairs of `keytype` and `scheme` that the Python reference takes in metadata (securesystemslib 1.6). */
const SCHEMES: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'rsa',
    [
      'rsassa-pss-sha256',
      'rsassa-pss-sha384',
      'rsassa-pss-sha512',
      'rsa-pkcs1v15-sha256',
      'rsa-pkcs1v15-sha384',
      'rsa-pkcs1v15-sha512',
      'pgp+rsa-pkcsv1.5',
    ],
  ],
  ['ecdsa', ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ed25519', ['ed25519']],
  ['ml-dsa', ['ml-dsa-44/1', 'ml-dsa-65/1', 'ml-dsa-87/1']],
  ['dsa', ['pgp+dsa-fips-180-2']],
  ['eddsa', ['pgp+eddsa-ed25519']],
]);

/** Whether a key of this type and scheme may stand in metadata. Whether a backend can verify with it is another matter. */
export function isKnownScheme(keyType: string, scheme: string): boolean {
  return SCHEMES.get(keyType)?.includes(scheme) ?? false;
}

/** Whether `keyval` is OpenPGP's and has no `public` of its own. */
export function isOpenPgpScheme(scheme: string): boolean {
  return scheme.startsWith('pgp+');
}
