import { resolveScheme } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

const CURVES = { 256: 'sha256', 384: 'sha384', 521: 'sha512' } as const;

describe('resolveScheme', () => {
  for (const hash of ['sha224', 'sha256', 'sha384', 'sha512'])
    it(`knows both RSA paddings with ${hash}`, () => {
      expect(resolveScheme('rsa', `rsassa-pss-${hash}`)).toEqual({ type: 'rsa', padding: 'pss', hash });
      expect(resolveScheme('rsa', `rsa-pkcs1v15-${hash}`)).toEqual({ type: 'rsa', padding: 'pkcs1', hash });
    });

  for (const [bits, hash] of Object.entries(CURVES))
    it(`knows P-${bits} under the key types "ecdsa" and, as old keys have it, the scheme's name`, () => {
      const scheme = `ecdsa-sha2-nistp${bits}`;
      const expected = { type: 'ecdsa', curve: `P-${bits}`, hash };
      expect(resolveScheme('ecdsa', scheme)).toEqual(expected);
      expect(resolveScheme(scheme, scheme)).toEqual(expected);
    });

  it('knows Ed25519', () => {
    expect(resolveScheme('ed25519', 'ed25519')).toEqual({ type: 'ed25519' });
  });

  it.each([
    ['rsa', 'ed25519'],
    ['ed25519', 'rsassa-pss-sha256'],
    ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384'],
    ['rsa', 'rsassa-pss-sha1'],
    ['rsa', 'RSASSA-PSS-SHA256'],
    ['rsa', 'pgp+rsa-pkcsv1.5'],
    ['ml-dsa', 'ml-dsa-44/1'],
    ['__proto__', 'constructor'],
    ['', ''],
  ])('knows no pair of %s and %s', (keyType, scheme) => {
    expect(resolveScheme(keyType, scheme)).toBe(undefined);
  });
});
