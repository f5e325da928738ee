import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { nodeBackend as backend } from '@intoto/crypto-node';
import { describeKeyIds, exportPrivateKey, exportPublicKey, type KeyIdName, loadAnyPrivateKey } from '@intoto/keys';
import { beforeAll, describe, expect, it } from 'vitest';

import { KEY_KINDS, type KeyPair, makeKeyPair, pythonProgram, withScratchFolder } from '../src/index.ts';
import { withPeers } from '../src/with-peers.ts';

let pairs: readonly KeyPair[];

beforeAll(async () => {
  pairs = await Promise.all(KEY_KINDS.map(makeKeyPair));
});

async function idsOf({ privateKey }: KeyPair): Promise<ReadonlyMap<KeyIdName, string>> {
  const described = await describeKeyIds(privateKey.publicKey, { backend });
  return new Map(described.flatMap(({ id, names }) => names.map((name) => [name, id] as const)));
}

function has(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).error === undefined;
}

withPeers(['python', 'python-2.3', 'go', 'rust'], 'the ids that are described', (peers) => {
  it('are those that the programs compute', async () => {
    for (const pair of pairs) {
      const ids = await idsOf(pair);
      const key = { text: pair.publicPem };
      expect(ids.get('in-toto')).toBe((await peers.python.ask('load_key', { key })).keyid);
      expect(ids.get('in-toto-2.3')).toBe((await peers['python-2.3'].ask('load_key', { key })).keyid);
      expect(ids.get('golang')).toBe((await peers.go.ask('load_key', { key })).keyid);
      if (!['rsa', 'ed25519', 'ecdsa P-256'].includes(pair.kind)) continue;
      const { keyid } = await peers.rust.ask('load_key', { key });
      expect(ids.get(pair.kind === 'ecdsa P-256' ? 'rust-ecdsa' : 'legacy')).toBe(keyid);
    }
  });
});

const READ_OLD = `
import json, sys
from securesystemslib import keys
key = keys.decrypt_key(sys.stdin.read(), sys.argv[1])
print(json.dumps({"keytype": key["keytype"], "scheme": key["scheme"], "public": key["keyval"]["public"]}))
`;

withPeers(['python-2.3'], 'the key files that we write for in-toto 2', () => {
  it.each(['ed25519', 'ecdsa P-256'])('are decrypted there: %s', async (kind) => {
    const pair = pairs.find((each) => each.kind === kind);
    if (pair === undefined) throw new Error('no key');
    const input = await exportPrivateKey(pair.privateKey, { format: 'sslib', backend, password: 'pw' });
    const printed = execFileSync(pythonProgram('python-2.3', 'python'), ['-c', READ_OLD, 'pw'], { input });
    const { keyType, scheme } = pair.privateKey.publicKey;
    expect(JSON.parse(printed.toString())).toEqual({ keytype: keyType, scheme, public: pair.publicText.trimEnd() });
  });
});

describe.skipIf(!has('ssh-keygen', '-?'))('ssh-keygen', () => {
  it('reads the public keys that we write, and gives them the same fingerprint', async () => {
    for (const pair of pairs) {
      const input = exportPublicKey(pair.privateKey.publicKey, { format: 'openssh' });
      const [, fingerprint] = execFileSync('ssh-keygen', ['-l', '-f', '-'], { input }).toString().split(' ');
      expect(fingerprint).toBe((await idsOf(pair)).get('openssh'));
    }
  });

  it.each(['rsa', 'ecdsa', 'ed25519'])('writes private keys that we read: %s', async (type) => {
    await withScratchFolder(async (folder) => {
      for (const [name, password] of [
        ['plain', ''],
        ['locked', 'pw'],
      ] as const) {
        const path = join(folder, name);
        execFileSync('ssh-keygen', ['-q', '-t', type, '-N', password, '-C', 'me', '-f', path]);
        const options = password === '' ? { backend } : { backend, password };
        const { publicKey } = await loadAnyPrivateKey(readFileSync(path), options);
        const [, blob] = readFileSync(`${path}.pub`, 'utf8').split(' ');
        expect(exportPublicKey(publicKey, { format: 'openssh' })).toContain(blob);
      }
    });
  });
});

describe.skipIf(!has('openssl', 'version'))('OpenSSL', () => {
  it('reads the encrypted private keys that we write', async () => {
    await withScratchFolder(async (folder) => {
      for (const { privateKey, publicPem } of pairs) {
        const path = join(folder, 'key.pem');
        writeFileSync(path, await exportPrivateKey(privateKey, { format: 'pem', backend, password: 'pw' }));
        const args = ['pkey', '-in', path, '-passin', 'pass:pw', '-pubout'];
        expect(execFileSync('openssl', args).toString()).toBe(publicPem);
      }
    });
  });

  it.each(['-aes128', '-aes192', '-aes256'])('encrypts in the traditional way, and we read it: %s', async (cipher) => {
    await withScratchFolder(async (folder) => {
      const [rsa] = pairs;
      if (rsa === undefined) throw new Error('no key');
      const path = join(folder, 'key.pem');
      writeFileSync(path, rsa.privatePem);
      const args = ['rsa', '-traditional', '-in', path, cipher, '-passout', 'pass:pw'];
      const pem = execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
      expect(pem).toContain('DEK-Info');
      expect((await loadAnyPrivateKey(pem, { backend, password: 'pw' })).pkcs8).toEqual(rsa.privateKey.pkcs8);
    });
  });
});
