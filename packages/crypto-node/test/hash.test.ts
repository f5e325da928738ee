import { nodeBackend } from '@intoto/crypto-node';
import { encodeHex, encodeUtf8 } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

/** FIPS 180-4 examples: the digests of "abc". */
const ABC = {
  sha224: '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7',
  sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  sha384: 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  sha512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
};

describe('hashing', () => {
  for (const [name, expected] of Object.entries(ABC)) {
    const algorithm = name as keyof typeof ABC;

    it(`gives the ${name} of bytes`, async () => {
      expect(encodeHex(await nodeBackend.digest(algorithm, encodeUtf8('abc')))).toBe(expected);
    });

    it(`gives the ${name} of a stream`, () => {
      const hasher = nodeBackend.createHasher(algorithm);
      for (const chunk of ['a', '', 'bc']) hasher.update(encodeUtf8(chunk));
      expect(encodeHex(hasher.digest())).toBe(expected);
    });
  }
});

describe('nodeBackend', () => {
  it('cannot be changed', () => {
    expect(Object.isFrozen(nodeBackend)).toBe(true);
  });

  it('gives random bytes of the length asked for, each time others', () => {
    expect(nodeBackend.randomBytes(0)).toHaveLength(0);
    const [one, two] = [nodeBackend.randomBytes(32), nodeBackend.randomBytes(32)];
    expect(one).toHaveLength(32);
    expect(one).not.toEqual(two);
    expect(one.buffer.byteLength).toBe(32);
  });
});
