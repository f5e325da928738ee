import { cryptoBackendConformance, DIGEST_ALGORITHMS, HASH_ALGORITHMS } from '@intoto/conformance/kits';
import { nobleBackend } from '@intoto/crypto-noble';
import { it } from 'vitest';

const cases = cryptoBackendConformance({
  backend: nobleBackend,
  schemes: ['ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  digests: DIGEST_ALGORITHMS,
  hashers: HASH_ALGORITHMS,
  kdfs: [],
  ciphers: [],
});
for (const { name, run } of cases) it(name, run);
