import type { CryptoBackend } from '@intoto/crypto';
import { decodeHex } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

/** What the kit for backends leaves to them: it lets them refuse such keys as well. */
export function testEd25519(backend: CryptoBackend): void {
  describe('Ed25519', () => {
    it('resolves to false for keys that are no points', async () => {
      // No point has this y (found by trying), and y above the modulus is not a coordinate.
      for (const point of [`02${'00'.repeat(31)}`, 'ff'.repeat(32)]) {
        const spki = decodeHex(`302a300506032b6570032100${point}`);
        const verifier = await backend.createVerifier({ type: 'ed25519' }, spki);
        expect(await verifier.verify(new Uint8Array(), new Uint8Array(64))).toBe(false);
      }
    });
  });
}
