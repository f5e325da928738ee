import { cryptoBackendConformance, DIGEST_ALGORITHMS, HASH_ALGORITHMS, SCHEME_NAMES } from '@intoto/conformance/kits';
import { nodeBackend } from '@intoto/crypto-node';
import { it } from 'vitest';

const cases = cryptoBackendConformance({
  backend: nodeBackend,
  schemes: SCHEME_NAMES,
  digests: DIGEST_ALGORITHMS,
  hashers: HASH_ALGORITHMS,
  kdfs: ['pbkdf2', 'scrypt'],
  ciphers: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'],
});
for (const { name, run } of cases) it(name, run);
