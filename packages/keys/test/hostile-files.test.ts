import { failureOf, someOf, THOROUGH, webcryptoBackend as backend } from '@intoto-tests/support';
import { CRYPTO_ERROR_CODES, encodePrivateKeyPem, generatePrivateKey } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { identifyKey, KEY_ERROR_CODES, loadAnyPrivateKey, loadAnyPublicKey } from '../src/index.ts';
import { bytesOf, fileOf, KEYS, type KeyFileVector, REFUSED } from './vectors.ts';

const TIMES = THOROUGH ? 4 : 1;

const CODES = new Set([...Object.keys(CRYPTO_ERROR_CODES), ...Object.keys(KEY_ERROR_CODES)]);

const FILES = [...KEYS.flatMap((key) => key.public), ...KEYS.flatMap((key) => key.private), ...REFUSED];

/** Deterministic, so that a failure can be seen again. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Loads as both halves: a key or an error with a code, nothing else. A password would make some files slow. */
async function survive(bytes: Uint8Array, password?: string): Promise<void> {
  expect(typeof identifyKey(bytes).kind).toBe('string');
  for (const load of [loadAnyPublicKey, loadAnyPrivateKey]) {
    try {
      await load(bytes, { backend, ...(password === undefined ? {} : { password }) });
    } catch (error) {
      if (!InTotoError.is(error) || !CODES.has(error.code)) throw error;
    }
  }
}

function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  switch (random(4)) {
    case 0:
      return bytes.subarray(0, random(bytes.length));
    case 1: {
      const at = random(bytes.length);
      return bytes.with(at, (bytes[at] ?? 0) ^ (1 << random(8)));
    }
    case 2: {
      const [from, to] = [random(bytes.length), random(bytes.length)];
      return Uint8Array.of(...bytes.subarray(0, from), ...bytes.subarray(to));
    }
    default:
      return bytes.with(random(bytes.length), random(256));
  }
}

function isCheap({ slow, kind, needs }: KeyFileVector): boolean {
  return slow !== true && needs === undefined && kind !== 'cosign-encrypted' && kind !== 'sslib-encrypted';
}

describe('damaged files give an error with a code, and nothing else:', () => {
  it.each(someOf(FILES))('$kind $name, cut off and changed', { timeout: 60_000 }, async (file) => {
    const bytes = bytesOf(file);
    const random = createRandom(bytes.length);
    for (let cut = 0; cut < bytes.length; cut += Math.max(1, Math.floor(bytes.length / (10 * TIMES))))
      await survive(bytes.subarray(0, cut));
    for (let round = 0; round < 15 * TIMES; round++) await survive(mutate(bytes, random));
  });

  it.each(someOf(FILES.filter((file) => file.password !== undefined && isCheap(file))))(
    '$kind $name, with its password',
    { timeout: 60_000 },
    async (file) => {
      const bytes = bytesOf(file);
      const random = createRandom(bytes.length + 1);
      for (let round = 0; round < 4 * TIMES; round++) await survive(mutate(bytes, random), file.password);
    },
  );

  it('OpenSSH containers, below their base64', { timeout: 60_000 }, async () => {
    for (const name of ['rsa', 'p256', 'ed25519']) {
      const text = fileOf(name, 'private', 'OpenSSH').text ?? '';
      const body = text.split('\n').slice(1, -2).join('');
      const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
      const random = createRandom(bytes.length);
      for (let round = 0; round < 100 * TIMES; round++) {
        const base64 = btoa(String.fromCharCode(...mutate(bytes, random)));
        const file = `-----BEGIN OPENSSH PRIVATE KEY-----\n${base64}\n-----END OPENSSH PRIVATE KEY-----\n`;
        await survive(new TextEncoder().encode(file));
      }
    }
  });
});

describe('what would take too long is refused:', () => {
  const sslib = fileOf('ed25519 of securesystemslib 0.31', 'private', 'encrypted JSON').text ?? '';
  const cosign = fileOf('p256', 'private', 'Encrypted Sigstore Private Key').text ?? '';
  const minisign = fileOf('minisign', 'private', 'minisign').text ?? '';

  function withScrypt(change: Readonly<Record<string, unknown>>): string {
    const body = cosign.split('\n').slice(1, -2).join('');
    const json = JSON.parse(atob(body)) as { kdf: { params: object } };
    const changed = { ...json, kdf: { ...json.kdf, params: { ...json.kdf.params, ...change } } };
    const label = 'ENCRYPTED SIGSTORE PRIVATE KEY';
    return `-----BEGIN ${label}-----\n${btoa(JSON.stringify(changed))}\n-----END ${label}-----\n`;
  }

  function withLimits(operations: bigint, memory: bigint): string {
    const [comment = '', line = ''] = minisign.split('\n');
    const bytes = Uint8Array.from(atob(line), (character) => character.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    view.setBigUint64(38, operations, true);
    view.setBigUint64(46, memory, true);
    return `${comment}\n${btoa(String.fromCharCode(...bytes))}\n`;
  }

  it.each([
    ['iterations of PBKDF2', sslib.replace('@@@@100000@@@@', '@@@@2000001@@@@')],
    ['N of scrypt', withScrypt({ N: 2 ** 24 })],
    ['N that is no power of two', withScrypt({ N: 1000 })],
    ['N of 1', withScrypt({ N: 1 })],
    ['r of scrypt', withScrypt({ r: 2 ** 16 })],
    ['p of scrypt', withScrypt({ p: 2 ** 16 })],
    ['memory of minisign', withLimits(2n ** 40n, 2n ** 40n)],
    ['operations of minisign', withLimits(2n ** 63n, 2n ** 20n)],
    ['everything of minisign', withLimits(2n ** 64n - 1n, 2n ** 64n - 1n)],
  ])('%s', async (_what, text) => {
    const start = performance.now();
    const error = await failureOf(() => loadAnyPrivateKey(text, { backend, password: 'pw' }));
    expect(error.code).toBe('ERR_KEY_ENCRYPTION');
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it.each([
    ['no memory of minisign', withLimits(0n, 0n)],
    ['little memory of minisign', withLimits(1n, 1n)],
  ])('%s is a wrong password at most', async (_what, text) => {
    const error = await failureOf(() => loadAnyPrivateKey(text, { backend, password: 'pw' }));
    expect(['ERR_KEY_PASSWORD', 'ERR_KEY_ENCRYPTION']).toContain(error.code);
  });

  it.each([
    ['a text of separators', '00@@@@'.repeat(170_000)],
    ['a text of blanks', ' '.repeat(1_000_000)],
    ['lines that look like keys', 'ssh-rsa AAAA\n'.repeat(75_000)],
    ['quotes that never end', '"\\"'.repeat(340_000)],
    ['deep JSON', '['.repeat(1_000_000)],
    ['many keys', `{"keys":[${'{"kty":"OKP"},'.repeat(70_000)}{"kty":"OKP"}]}`],
    ['a long line of hex', '0f'.repeat(500_000)],
    ['dots', `eyJ${'.'.repeat(1_000_000)}`],
    ['a modulus of half a megabyte', `{"kty":"RSA","e":"AQAB","n":"${'B'.repeat(600_000)}"}`],
  ])('%s is read in time', async (_what, text) => {
    const start = performance.now();
    await survive(new TextEncoder().encode(text));
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('errors tell nothing of a key', () => {
  it('whose file is damaged', async () => {
    const key = await generatePrivateKey({ type: 'ed25519', backend });
    const pem = await encodePrivateKeyPem(key, { backend });
    const secret = pem.split('\n')[1] ?? '';
    const error = await failureOf(() => loadAnyPrivateKey(pem.replace('-----END', '----END'), { backend }));
    expect(`${error.message}${JSON.stringify(error.details)}${String(error.cause)}`).not.toContain(
      secret.slice(20, 30),
    );
  });

  it('whose JSON is damaged', async () => {
    for (const name of ['p256', 'ed25519']) {
      const json = JSON.parse(fileOf(name, 'private', 'JWK').text ?? '') as Record<string, string>;
      const secret = json['d'] ?? '';
      for (const d of [`${secret}A`, `${secret}=`, `!${secret}`, secret.slice(3)]) {
        const { message, details, cause } = await failureOf(() =>
          loadAnyPrivateKey(JSON.stringify({ ...json, d }), { backend }),
        );
        expect(`${message}${JSON.stringify(details)}${String(cause)}`).not.toContain(secret.slice(5, 15));
      }
    }
  });
});
