import { webcryptoBackend as backend } from '@intoto-tests/support';
import { signerConformance } from '@intoto/conformance/kits';
import { createSigner, generatePrivateKey } from '@intoto/crypto';
import { it } from 'vitest';

for (const type of ['rsa', 'ecdsa', 'ed25519'] as const) {
  const key = generatePrivateKey({ type, backend });
  for (const { name, run } of signerConformance({
    createSigner: async () => createSigner(await key, { backend }),
    backend,
  }))
    it(`${type}: ${name}`, run);
}
