import { cryptoBackendConformance } from '@intoto/conformance/kits';
import { nobleBackend } from '@intoto/crypto-noble';
import { it } from 'vitest';

const digests = ['sha224', 'sha256', 'sha384', 'sha512'] as const;
const cases = cryptoBackendConformance({
  backend: nobleBackend,
  schemes: ['ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  digests,
  hashers: [...digests, 'sha512_224', 'sha512_256', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'],
  kdfs: [],
  ciphers: [],
});
for (const { name, run } of cases) it(name, run);
