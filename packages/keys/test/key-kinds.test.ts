import { THOROUGH, webcryptoBackend as backend } from '@intoto-tests/support';
import { checkSignature, createSigner, loadPrivateKey, type PrivateKey, signMetadata } from '@intoto/crypto';
import { createLink, createMetablock, encodeLink, type SslibPublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { identifyKey, loadAnyPrivateKey, loadAnyPublicKey } from '../src/index.ts';
import { bytesOf, KEYS, type KeyFileVector, type KeyVector, sourceOf } from './vectors.ts';

const LINK = createMetablock(encodeLink(createLink({ name: 'build' })));

// Titles of the tests in this file become `docs/keys.md`: `tools/key-table.ts` reads what passed.

function pick({ password }: KeyFileVector): { readonly password?: string } {
  return password === undefined ? {} : { password };
}

/** The backend of these tests is a small one on WebCrypto, without scrypt. */
function isPossible({ needs, slow }: KeyFileVector): boolean {
  return needs === undefined && (THOROUGH || slow !== true);
}

async function plainKeyOf({ private: files }: KeyVector): Promise<PrivateKey> {
  const plain = files.find(({ password }) => password === undefined);
  if (plain === undefined) throw new Error('no plain key');
  const source = sourceOf(plain);
  return plain.kind === 'pkcs8' ? loadPrivateKey(source, { backend }) : loadAnyPrivateKey(source, { backend });
}

async function checkSigned(privateKey: PrivateKey, publicKey: SslibPublicKey): Promise<void> {
  const signed = await signMetadata(LINK, await createSigner(privateKey, { backend }));
  expect(await checkSignature(signed, publicKey, { backend })).toEqual({ ok: true });
}

for (const key of KEYS) {
  const { name, keytype, scheme, keyid } = key;
  for (const file of key.public)
    describe(`${file.kind}: ${name} from ${file.name}`, () => {
      it('is told from others', () => {
        for (const source of [sourceOf(file), bytesOf(file)])
          expect(identifyKey(source)).toMatchObject({
            kind: file.kind,
            holds: 'public',
            encrypted: false,
            loads: true,
          });
      });

      it('load', async () => {
        const loaded = await loadAnyPublicKey(sourceOf(file), { backend });
        expect({ keytype: loaded.keyType, scheme: loaded.scheme, keyid: loaded.keyId }).toEqual({
          keytype,
          scheme,
          keyid,
        });
        expect(await loadAnyPublicKey(bytesOf(file), { backend })).toEqual(loaded);
      });

      it('verify', async () => {
        const privateKey = await plainKeyOf(key);
        const publicKey = await loadAnyPublicKey(sourceOf(file), { backend });
        await checkSigned({ ...privateKey, publicKey }, publicKey);
      });
    });

  for (const file of key.private)
    describe.runIf(isPossible(file))(`${file.kind}: ${name} from ${file.name}`, () => {
      const encrypted = file.password !== undefined;
      // Once for both tests: some of these passwords take seconds, as their tools want it.
      let loading: Promise<PrivateKey> | undefined;
      const load = (): Promise<PrivateKey> =>
        (loading ??= loadAnyPrivateKey(bytesOf(file), { backend, ...pick(file) }));

      it('is told from others', () => {
        for (const source of [sourceOf(file), bytesOf(file)])
          expect(identifyKey(source)).toMatchObject({ kind: file.kind, holds: 'private', encrypted, loads: true });
      });

      it('load', { timeout: 120_000 }, async () => {
        const loaded = await load();
        const { keyType, scheme: given, keyId } = loaded.publicKey;
        expect({ keytype: keyType, scheme: given, keyid: keyId }).toEqual({ keytype, scheme, keyid });
        expect(loaded.pkcs8).toEqual((await plainKeyOf(key)).pkcs8);
      });

      it('sign', { timeout: 120_000 }, async () => {
        const loaded = await load();
        const publicFile = key.public[0];
        if (publicFile === undefined) throw new Error('no public key');
        await checkSigned(loaded, await loadAnyPublicKey(sourceOf(publicFile), { backend }));
      });
    });
}
