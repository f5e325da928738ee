import { cryptoBackendConformance, SCHEME_NAMES } from '@intoto/conformance/kits';
import { nodeBackend } from '@intoto/crypto-node';
import { it } from 'vitest';

const digests = ['sha224', 'sha256', 'sha384', 'sha512'] as const;
const cases = cryptoBackendConformance({
  backend: nodeBackend,
  schemes: SCHEME_NAMES,
  digests,
  hashers: [...digests, 'sha512_224', 'sha512_256', 'sha3_224', 'sha3_256', 'sha3_384', 'sha3_512', 'blake2b', 'blake2s'],
  kdfs: ['pbkdf2', 'scrypt'],
  ciphers: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'],
});
for (const { name, run } of cases) it(name, run);
