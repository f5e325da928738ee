import { failureOf, webcryptoBackend as backend } from '@intoto-tests/support';
import { encodePublicKeyPem, generatePrivateKey, readSubjectPublicKey } from '@intoto/crypto';
import { findPemBlock } from '@intoto/crypto/key-parts';
import { describe, expect, it } from 'vitest';

async function spkiOf(request: Parameters<typeof generatePrivateKey>[0]): Promise<Uint8Array> {
  const { publicKey } = await generatePrivateKey(request);
  return findPemBlock(encodePublicKeyPem(publicKey))?.bytes ?? new Uint8Array();
}

describe('readSubjectPublicKey', () => {
  it('tells the kind of a key, and gives it in the form that backends take', async () => {
    const rsa = await spkiOf({ type: 'rsa', backend });
    expect(readSubjectPublicKey(rsa)).toEqual({ type: 'rsa', bits: 3072, spki: rsa });
    const ecdsa = await spkiOf({ type: 'ecdsa', curve: 'P-384', backend });
    expect(readSubjectPublicKey(ecdsa)).toEqual({ type: 'ecdsa', curve: 'P-384', spki: ecdsa });
    const ed25519 = await spkiOf({ type: 'ed25519', backend });
    expect(readSubjectPublicKey(ed25519)).toEqual({ type: 'ed25519', spki: ed25519 });
  });

  it('counts the bits of a modulus, not its bytes', () => {
    const modulus = [0x02, 0x41, 0x00, ...Array.from({ length: 64 }, () => 0xff)];
    const shorter = [0x02, 0x40, 0x01, ...Array.from({ length: 63 }, () => 0xff)];
    for (const [integer, bits] of [
      [modulus, 512],
      [shorter, 505],
    ] as const) {
      const key = [0x30, integer.length + 5, ...integer, 0x02, 0x03, 1, 0, 1];
      const algorithm = [0x30, 0x0d, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
      const bitString = [0x03, key.length + 1, 0, ...key];
      const spki = Uint8Array.from([0x30, algorithm.length + bitString.length, ...algorithm, ...bitString]);
      expect(readSubjectPublicKey(spki)).toMatchObject({ type: 'rsa', bits });
    }
  });

  it('refuses what is no public key', async () => {
    expect((await failureOf(() => readSubjectPublicKey(Uint8Array.of(0x30, 0)))).code).toBe('ERR_KEY_FORMAT');
  });
});
