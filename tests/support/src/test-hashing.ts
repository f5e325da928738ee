import type { CryptoBackend, DigestAlgorithm, HashAlgorithm } from '@intoto/crypto';
import { encodeHex, encodeUtf8 } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

/** FIPS 180-4 examples: the digests of "abc". */
const DIGESTS = {
  sha224: '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sha384: 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  sha512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
} as const;

/** FIPS 202 examples and RFC 7693, appendices A and B, for the same; SHA-512/t again from FIPS 180-4. */
const STREAMED = {
  ...DIGESTS,
  sha512_224: '4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa',
  sha512_256: '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23',
  sha3_224: 'e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf',
  sha3_256: '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532',
  sha3_384: 'ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25',
  sha3_512:
    'b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0',
  blake2b:
    'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
  blake2s: '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982',
} as const;

/**
 * Tests of a backend's hashing.
 * @param digests - that it computes of bytes that are all there.
 * @param streams - whether it hashes streams.
 */
export function testHashing(
  backend: CryptoBackend,
  { digests, streams }: { readonly digests: readonly DigestAlgorithm[]; readonly streams: boolean },
): void {
  const unsupported = { code: 'ERR_CRYPTO_UNSUPPORTED' };
  describe('hashing', () => {
    for (const [name, expected] of Object.entries(DIGESTS)) {
      const algorithm = name as DigestAlgorithm;
      const can = digests.includes(algorithm);
      it(`${can ? 'gives' : 'refuses'} the ${name} of bytes`, async () => {
        const digest = backend.digest(algorithm, encodeUtf8('abc'));
        if (can) expect(encodeHex(await digest)).toBe(expected);
        else await expect(digest).rejects.toMatchObject(unsupported);
      });
    }
    for (const [name, expected] of Object.entries(STREAMED)) {
      const algorithm = name as HashAlgorithm;
      it(`${streams ? 'gives' : 'refuses'} the ${name} of a stream`, () => {
        if (!streams) {
          expect(() => backend.createHasher(algorithm)).toThrow(expect.objectContaining(unsupported));
          return;
        }
        const hasher = backend.createHasher(algorithm);
        for (const chunk of ['a', '', 'bc']) hasher.update(encodeUtf8(chunk));
        expect(encodeHex(hasher.digest())).toBe(expected);
      });
    }
  });
}
