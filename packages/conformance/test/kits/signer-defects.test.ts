import { signerConformance } from '@intoto/conformance/kits';
import { createSigner, generatePrivateKey, type PrivateKey, type Signer } from '@intoto/crypto';
import { decodeEcdsaSignature } from '@intoto/crypto/key-parts';
import { createJsonObject } from '@intoto/encoding';
import { describe, expect, it } from 'vitest';

import { failuresOf } from './failures-of.ts';
import { good as backend } from './good-backend.ts';

const ed25519 = await generatePrivateKey({ type: 'ed25519', backend });
const other = await generatePrivateKey({ type: 'ed25519', backend });
const p256 = await generatePrivateKey({ type: 'ecdsa', backend });
const rsa = await generatePrivateKey({ type: 'rsa', backend });
const legacy = await generatePrivateKey({ type: 'ed25519', backend, keyId: 'legacy' });

const MAX_DATA_BYTES = 100_000;

const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5);
  });

/** A signer that does something else with what the right one would sign. */
const around =
  (
    sign: (right: (data: Uint8Array) => Promise<Uint8Array>, data: Uint8Array) => unknown,
  ): ((signer: Signer) => Signer) =>
  (signer) => ({ ...signer, sign: (data) => sign((bytes) => signer.sign(bytes), data) as Promise<Uint8Array> });

interface Defect {
  readonly name: string;
  readonly key: PrivateKey;
  readonly plant: (signer: Signer) => Signer;
  readonly noticed: RegExp;
}

const sha256 = (data: Uint8Array): Promise<Uint8Array> => backend.digest('sha256', data);
let busy = false;
const shared = new Uint8Array(64);

const DEFECTS: readonly Defect[] = [
  {
    name: 'signs with another key',
    key: ed25519,
    plant: (signer) => ({ ...signer, publicKey: other.publicKey }),
    noticed: /what it signs verifies/u,
  },
  {
    name: 'signs a digest',
    key: ed25519,
    plant: around(async (right, data) => right(await sha256(data))),
    noticed: /what it signs verifies/u,
  },
  {
    name: 'signs ECDSA without DER',
    key: p256,
    plant: around(async (right, data) => decodeEcdsaSignature(await right(data), 'P-256')),
    noticed: /encoding/u,
  },
  {
    name: 'signs with another salt',
    key: rsa,
    plant: (signer) => ({
      ...signer,
      sign: async (data) => {
        const algorithm = { name: 'RSA-PSS', hash: 'SHA-256' };
        const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(rsa.pkcs8), algorithm, false, ['sign']);
        return new Uint8Array(await crypto.subtle.sign({ name: 'RSA-PSS', saltLength: 20 }, key, new Uint8Array(data)));
      },
    }),
    noticed: /encoding/u,
  },
  {
    name: 'drops a zero in front',
    key: rsa,
    plant: around(async (right, data) => (await right(data)).subarray(1)),
    noticed: /encoding/u,
  },
  {
    name: 'gives text',
    key: ed25519,
    plant: around(async (right, data) => String(await right(data))),
    noticed: /what it signs verifies/u,
  },
  {
    name: 'cannot sign nothing',
    key: ed25519,
    plant: around((right, data) => (data.length === 0 ? Promise.reject(new Error('empty')) : right(data))),
    noticed: /nothing, and much/u,
  },
  {
    name: 'signs the first 64 KiB',
    key: ed25519,
    plant: around((right, data) => right(data.subarray(0, 65_536))),
    noticed: /nothing, and much/u,
  },
  {
    name: 'wipes the data',
    key: ed25519,
    plant: around(async (right, data) => {
      const signature = await right(data);
      data.fill(0);
      return signature;
    }),
    noticed: /as it is/u,
  },
  {
    name: 'takes the buffer for the bytes',
    key: ed25519,
    plant: around((right, data) => right(new Uint8Array(data.buffer))),
    noticed: /views/u,
  },
  {
    name: 'reads the data later',
    key: ed25519,
    plant: around(async (right, data) => {
      await pause();
      return right(data);
    }),
    noticed: /when it was asked/u,
  },
  {
    name: 'copies with slice, which for a Buffer is no copy',
    key: ed25519,
    plant: around(async (right, data) => {
      const copy = data.slice();
      await pause();
      return right(copy);
    }),
    noticed: /when it was asked/u,
  },
  {
    name: 'gives the same bytes each time',
    key: ed25519,
    plant: around(async (right, data) => {
      shared.set(await right(data));
      return shared;
    }),
    noticed: /bytes of their own/u,
  },
  {
    name: 'cannot sign two things at once',
    key: ed25519,
    plant: around(async (right, data) => {
      if (busy) throw new Error('busy');
      busy = true;
      const copy = new Uint8Array(data);
      await pause();
      busy = false;
      return right(copy);
    }),
    noticed: /at once/u,
  },
  {
    name: 'has an id of its own making',
    key: ed25519,
    plant: (signer) => ({ ...signer, publicKey: withMember(signer.publicKey, 'keyid', 'alice') }),
    noticed: /id that in-toto computes/u,
  },
  {
    name: 'says one thing in its key and another in the JSON of it',
    key: ed25519,
    plant: (signer) => ({ ...signer, publicKey: { ...signer.publicKey, json: other.publicKey.json } }),
    noticed: /a key of in-toto/u,
  },
  {
    name: 'names a scheme that nobody knows',
    key: ed25519,
    plant: (signer) => ({ ...signer, publicKey: { ...signer.publicKey, scheme: 'ed25519ph' } }),
    noticed: /a key of in-toto/u,
  },
  {
    name: 'has a public key in base64',
    key: ed25519,
    plant: (signer) => ({
      ...signer,
      publicKey: { ...signer.publicKey, keyVal: createJsonObject([['public', 'AAAA']]) },
    }),
    noticed: /a key of in-toto/u,
  },
];

function withMember(key: Signer['publicKey'], name: string, value: string): Signer['publicKey'] {
  const json = createJsonObject([...Object.entries(key.json).filter(([each]) => each !== name), [name, value]]);
  return { ...key, keyId: value, json };
}

describe('the kit for signers', () => {
  it.each([ed25519, p256, rsa, legacy])('is content with signers in memory', async (key) => {
    const closed: Signer[] = [];
    const cases = signerConformance({
      createSigner: () => createSigner(key, { backend }),
      closeSigner: async (signer) => void closed.push(signer),
      backend,
      maxDataBytes: MAX_DATA_BYTES,
    });
    expect(await failuresOf(cases)).toEqual([]);
    expect(closed.length).toBe(cases.length + 1);
  });

  it.each(DEFECTS)('notices one that $name', async ({ key, plant, noticed }) => {
    const cases = signerConformance({
      createSigner: async () => plant(await createSigner(key, { backend })),
      backend,
      maxDataBytes: MAX_DATA_BYTES,
    });
    expect((await failuresOf(cases)).filter((name) => noticed.test(name))).not.toEqual([]);
  });

  it('notices one that has another key each time', async () => {
    const keys = [ed25519, other];
    let count = 0;
    const createNext = () => createSigner(keys[count++ % 2] ?? ed25519, { backend });
    const failed = await failuresOf(signerConformance({ createSigner: createNext, backend, maxDataBytes: 1000 }));
    expect(failed).toEqual(['its public key stays the same']);
  });

  it('asks for no more than the signer can sign', async () => {
    const sizes: number[] = [];
    const plant = around((right, data) => {
      sizes.push(data.length);
      return right(data);
    });
    const createSmall = async () => plant(await createSigner(ed25519, { backend }));
    await failuresOf(signerConformance({ createSigner: createSmall, backend, maxDataBytes: 500 }));
    expect(Math.max(...sizes)).toBe(500);
  });
});
