import {
  createToken,
  PIN as pin,
  SOFTHSM,
  SOFTHSM_MODULE,
  TOKEN_KEY_NAMES,
  withPrograms,
} from '@intoto-tests/programs';
import { signerConformance } from '@intoto/conformance/kits';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { createPkcs11Signer } from '@intoto/signer-pkcs11';
import { it } from 'vitest';

withPrograms(SOFTHSM, 'a key on a token', () => {
  const options = { backend, modulePath: SOFTHSM_MODULE, token: createToken({ keys: TOKEN_KEY_NAMES }), pin };
  for (const label of TOKEN_KEY_NAMES) {
    const createSigner = () => createPkcs11Signer({ ...options, key: { label } });
    const cases = signerConformance({ createSigner, closeSigner: (signer) => signer.close(), backend });
    for (const { name, run } of cases) it(`${label}: ${name}`, run);
  }
});
