import type { CryptoBackend, SignatureScheme } from '@intoto/crypto';
import { describe, expect, it } from 'vitest';

import { ACCEPTED, DATA, type KeyName, REFUSED, type SignatureVector, spkiOf } from './signature-vectors.ts';

/**
 * Tests of a backend's verification: signatures of the reference and of OpenSSL, and what becomes of them when anything
 * is changed.
 * @param can - the schemes that the backend has.
 */
export function testVerification(backend: CryptoBackend, can: (scheme: SignatureScheme) => boolean): void {
  const accepted = ACCEPTED.filter(({ scheme }) => can(scheme));
  const refused = REFUSED.filter(({ scheme }) => can(scheme));

  async function verify(
    { scheme, keyName, signature }: SignatureVector,
    { data = DATA, sig = signature }: { data?: Uint8Array; sig?: Uint8Array } = {},
  ): Promise<boolean> {
    const verifier = await backend.createVerifier(scheme, spkiOf(keyName));
    return verifier.verify(data, sig);
  }

  describe('verify', () => {
    for (const vector of accepted) {
      const { signature } = vector;

      it(`accepts ${vector.name}`, async () => {
        expect(await verify(vector)).toBe(true);
      });

      it(`resolves to false for changes of ${vector.name}`, async () => {
        expect(await verify(vector, { data: DATA.subarray(1) })).toBe(false);
        expect(await verify(vector, { data: new Uint8Array() })).toBe(false);
        for (const index of [0, 1, 3, Math.floor(signature.length / 2), signature.length - 1])
          expect(await verify(vector, { sig: flip(signature, index) })).toBe(false);
      });

      it(`resolves to false for every other length of ${vector.name}`, async () => {
        for (let length = 0; length < signature.length; length += length < 8 ? 1 : 29)
          expect(await verify(vector, { sig: signature.subarray(0, length) })).toBe(false);
        const zeros = [Uint8Array.of(...signature, 0), Uint8Array.of(0, ...signature), new Uint8Array(10_000)];
        for (const sig of zeros) expect(await verify(vector, { sig })).toBe(false);
        for (const size of [signature.length, 64, 256])
          expect(await verify(vector, { sig: new Uint8Array(size).fill(0xff) })).toBe(false);
      });
    }

    for (const vector of refused)
      it(`resolves to false for ${vector.name}`, async () => {
        expect(await verify(vector)).toBe(false);
      });

    it('resolves to false for the right signature under another scheme of the same key', async () => {
      const rsa = accepted.filter(({ scheme }) => scheme.type === 'rsa');
      for (const vector of rsa)
        for (const { scheme } of rsa) {
          const same = JSON.stringify(scheme) === JSON.stringify(vector.scheme);
          expect(await verify({ ...vector, scheme })).toBe(same);
        }
    });

    it('leaves data and signature as they are, and takes views into larger buffers', async () => {
      for (const vector of accepted) {
        const buffer = new Uint8Array(DATA.length + vector.signature.length + 7).fill(9);
        buffer.set(DATA, 3);
        buffer.set(vector.signature, 3 + DATA.length);
        const before = buffer.slice();
        const data = buffer.subarray(3, 3 + DATA.length);
        const sig = buffer.subarray(3 + DATA.length, -4);
        expect(await verify(vector, { data, sig })).toBe(true);
        expect(buffer).toEqual(before);
      }
    });

    it('does not keep the key bytes that it was given', async () => {
      const [vector] = accepted;
      if (vector === undefined) throw new Error('vectors missing');
      const spki = spkiOf(vector.keyName);
      const verifier = await backend.createVerifier(vector.scheme, spki);
      spki.fill(0);
      expect(await verifier.verify(DATA, vector.signature)).toBe(true);
    });

    it('keeps its answers apart when asked many things at once', async () => {
      const answers = accepted.flatMap((vector) => [verify(vector), verify(vector, { data: DATA.subarray(2) })]);
      expect(await Promise.all(answers)).toEqual(accepted.flatMap(() => [true, false]));
    });

    it('resolves to false for another key of the same type', async () => {
      const other: Readonly<Partial<Record<KeyName, Uint8Array>>> = {
        p256: await backend.derivePublicKey(
          await backend.generateKey({ type: 'ecdsa', curve: 'P-256', hash: 'sha256' }),
        ),
        ed25519: await backend.derivePublicKey(await backend.generateKey({ type: 'ed25519' })),
      };
      for (const { keyName, scheme, signature } of accepted) {
        const spki = other[keyName];
        if (spki === undefined) continue;
        expect(await (await backend.createVerifier(scheme, spki)).verify(DATA, signature)).toBe(false);
      }
    });
  });
}

/** The same bytes with one bit of one byte flipped. */
function flip(bytes: Uint8Array, index: number): Uint8Array {
  return bytes.with(index, (bytes[index] ?? 0) ^ 1);
}
