/** Runs the kit for backends over the built packages, in whatever runtime this is: `run-kits.ts BACKEND`. One line of JSON. */
import {
  type BackendCapabilities,
  cryptoBackendConformance,
  DIGEST_ALGORITHMS,
  HASH_ALGORITHMS,
  SCHEME_NAMES,
} from '@intoto/conformance/kits';
import type { CryptoBackend } from '@intoto/crypto';

interface Subject extends BackendCapabilities {
  readonly load: () => Promise<CryptoBackend>;
}

const SUBJECTS: Readonly<Record<string, Subject>> = {
  node: {
    load: async () => (await import('@intoto/crypto-node')).nodeBackend,
    schemes: SCHEME_NAMES,
    digests: DIGEST_ALGORITHMS,
    hashers: HASH_ALGORITHMS,
    kdfs: ['pbkdf2', 'scrypt'],
    // Deno has no AES-192-CBC beneath node:crypto.
    ciphers: ['aes-128-cbc', ...('Deno' in globalThis ? [] : (['aes-192-cbc'] as const)), 'aes-256-cbc'],
  },
  web: {
    load: async () => (await import('@intoto/crypto-web')).webBackend,
    schemes: SCHEME_NAMES.filter((name) => !name.endsWith('sha224')),
    digests: ['sha256', 'sha384', 'sha512'],
    hashers: [],
    kdfs: ['pbkdf2'],
    kdfHashes: ['sha1', 'sha256', 'sha384', 'sha512'],
    ciphers: ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'],
  },
  noble: {
    load: async () => (await import('@intoto/crypto-noble')).nobleBackend,
    schemes: SCHEME_NAMES.filter((name) => !name.startsWith('rsa')),
    digests: DIGEST_ALGORITHMS,
    hashers: HASH_ALGORITHMS,
    kdfs: [],
    ciphers: [],
  },
};

const name = process.argv[2] ?? '';
const subject = SUBJECTS[name];
if (subject === undefined) throw new TypeError(`no backend: ${name}`);
const { load, ...capabilities } = subject;
const failures: string[] = [];
const cases = cryptoBackendConformance({ backend: await load(), ...capabilities });
for (const { name: title, run } of cases) {
  try {
    await run();
  } catch (error) {
    failures.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(JSON.stringify({ cases: cases.length, failures }));
