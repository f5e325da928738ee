import { createToken, PIN, SOFTHSM, SOFTHSM_MODULE as modulePath, TOKEN_KEY_NAMES, withPrograms } from '@intoto-tests/programs';
import { signerConformance } from '@intoto/conformance/kits';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { createPkcs11Signer, type Pkcs11Signer } from '@intoto/signer-pkcs11';
import { it } from 'vitest';

withPrograms(SOFTHSM, 'a key on a token', () => {
  const token = createToken();
  for (const label of TOKEN_KEY_NAMES) {
    token.importKey(label);
    const createSigner = () => createPkcs11Signer({ backend, modulePath, token, key: { label }, pin: PIN });
    const closeSigner = (signer: unknown) => (signer as Pkcs11Signer).close();
    for (const { name, run } of signerConformance({ createSigner, closeSigner, backend })) it(`${label}: ${name}`, run);
  }
});
