import { cryptoBackendConformance, SCHEME_NAMES } from '@intoto/conformance/kits';
import { webBackend } from '@intoto/crypto-web';
import { it } from 'vitest';

const cases = cryptoBackendConformance({
  backend: webBackend,
  schemes: SCHEME_NAMES.filter((name) => !name.endsWith('sha224')),
  digests: ['sha256', 'sha384', 'sha512'],
  hashers: [],
  kdfs: ['pbkdf2'],
  kdfHashes: ['sha1', 'sha256', 'sha384', 'sha512'],
  ciphers: ['aes-128-cbc', 'aes-256-cbc', ...('process' in globalThis ? (['aes-192-cbc'] as const) : [])], // Chromium has no 192
});
for (const { name, run } of cases) it(name, run);
