import { type SchemeName, verifierConformance } from '@intoto/conformance/kits';
import { type CryptoBackend, CryptoError, type SignatureScheme, type Verifier } from '@intoto/crypto';
import { decodeEcdsaSignature, encodeEcdsaSignature } from '@intoto/crypto/key-parts';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';

import { failuresOf } from './failures-of.ts';
import { good, GOOD_SCHEMES, restrict } from './good-backend.ts';

type Verify = (...args: Parameters<Verifier['verify']>) => Promise<boolean>;
type Prepare = (...args: Parameters<CryptoBackend['createVerifier']>) => Promise<Verifier>;

/** A verifier that does something else with what the right one would verify. */
const around =
  (verify: (right: Verify, ...args: Parameters<Verify>) => unknown): ((prepare: Prepare) => Prepare) =>
  (prepare) =>
  async (scheme, spki) => {
    const right = await prepare(scheme, spki);
    const verifyRight: Verify = (data, signature) => right.verify(data, signature);
    return { verify: (data, signature) => verify(verifyRight, data, signature) as Promise<boolean> };
  };

const wholeBuffer = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer);
const later = async <T>(work: () => Promise<T>): Promise<T> => {
  await Promise.resolve();
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  return work();
};

interface Defect {
  readonly name: string;
  readonly scheme: SchemeName;
  readonly plant: (prepare: Prepare) => Prepare;
  /** A case that must notice; others may notice, too. */
  readonly noticed: RegExp;
}

const ed = 'ed25519';
const p256 = 'ecdsa-sha2-nistp256';
const pss = 'rsassa-pss-sha256';
const pkcs1 = 'rsa-pkcs1v15-sha256';
const anyRsa =
  (schemes: readonly SignatureScheme[]): ((prepare: Prepare) => Prepare) =>
  (prepare) =>
  async (scheme, spki) => {
    const verifiers = await Promise.all([scheme, ...schemes].map((each) => prepare(each, spki)));
    return {
      verify: async (data, signature) =>
        (await Promise.all(verifiers.map((each) => each.verify(data, signature)))).includes(true),
    };
  };

const DEFECTS: readonly Defect[] = [
  { name: 'accepts everything', scheme: ed, plant: around(async () => true), noticed: /changed bit/u },
  { name: 'accepts nothing', scheme: ed, plant: around(async () => false), noticed: /OpenSSL signed/u },
  {
    name: 'throws for a wrong length',
    scheme: ed,
    plant: around((right, data, signature) => {
      if (signature.length !== 64) throw new RangeError('64 bytes expected');
      return right(data, signature);
    }),
    noticed: /other length/u,
  },
  {
    name: 'rejects where it should resolve to false',
    scheme: p256,
    plant: around(async (right, data, signature) => {
      if (await right(data, signature)) return true;
      throw new Error('bad signature');
    }),
    noticed: /no signature/u,
  },
  {
    name: 'resolves to a number',
    scheme: ed,
    plant: around(async (right, data, signature) => Number(await right(data, signature))),
    noticed: /OpenSSL signed/u,
  },
  {
    name: 'pads what is too short',
    scheme: pkcs1,
    plant: around((right, data, signature) => {
      const padded = new Uint8Array(256);
      padded.set(signature.subarray(-256), Math.max(0, 256 - signature.length));
      return right(data, padded);
    }),
    noticed: /other length/u,
  },
  {
    name: 'looks at the beginning of a signature only',
    scheme: ed,
    plant: around((right, data, signature) => right(data, signature.subarray(0, 64))),
    noticed: /other length/u,
  },
  {
    name: 'looks at the beginning of the data only',
    scheme: ed,
    plant: around((right, data, signature) => right(data.subarray(0, 53), signature)),
    noticed: /other data/u,
  },
  {
    name: 'verifies Ed25519 by ZIP 215',
    scheme: ed,
    plant: () => async (_scheme, spki) => {
      const point = new Uint8Array(spki.subarray(12));
      return { verify: async (data, signature) => signature.length === 64 && ed25519.verify(signature, data, point) };
    },
    noticed: /lenient/u,
  },
  {
    name: 'verifies Ed25519 with the cofactor',
    scheme: ed,
    plant: () => async (_scheme, spki) => {
      const point = new Uint8Array(spki.subarray(12));
      return {
        verify: async (data, signature) =>
          signature.length === 64 && ed25519.verify(signature, data, point, { zip215: false }),
      };
    },
    noticed: /lenient/u,
  },
  {
    name: 'takes the neutral point for a key of Ed25519',
    scheme: ed,
    plant: (prepare) => async (scheme, spki) => {
      const verifier = await prepare(scheme, spki);
      const isNeutral = ed25519.Point.ZERO.toBytes().every((byte, index) => byte === spki[12 + index]);
      return { verify: async (data, signature) => isNeutral || verifier.verify(data, signature) };
    },
    noticed: /points of small order/u,
  },
  {
    name: 'refuses Ed25519 keys with a part of small order',
    scheme: ed,
    plant: (prepare) => async (scheme, spki) => {
      const verifier = await prepare(scheme, spki);
      const point = new Uint8Array(spki.subarray(12));
      return {
        verify: async (data, signature) =>
          (await verifier.verify(data, signature)) && ed25519.Point.fromBytes(point).isTorsionFree(),
      };
    },
    noticed: /cancel out/u,
  },
  {
    name: 'takes ECDSA without DER',
    scheme: p256,
    plant: around((right, data, signature) =>
      right(data, signature.length === 64 ? encodeEcdsaSignature(signature) : signature),
    ),
    noticed: /DER and nothing else/u,
  },
  {
    name: 'wants ECDSA without DER',
    scheme: p256,
    plant: around((right, data, signature) =>
      right(data, signature.length === 64 ? encodeEcdsaSignature(signature) : new Uint8Array()),
    ),
    noticed: /OpenSSL signed/u,
  },
  {
    name: 'refuses the larger value of s',
    scheme: p256,
    plant: around(async (right, data, signature) => {
      const raw = decodeEcdsaSignature(signature, 'P-256');
      return raw !== undefined && (raw[32] ?? 0) < 0x80 && right(data, signature);
    }),
    noticed: /two values of s|OpenSSL signed/u,
  },
  {
    name: 'reads numbers with zeros in front',
    scheme: p256,
    plant: around((right, data, signature) => right(data, withoutSuperfluousZeros(signature))),
    noticed: /DER and nothing else/u,
  },
  {
    name: 'ignores bytes behind the sequence',
    scheme: p256,
    plant: around((right, data, signature) => right(data, signature.subarray(0, 2 + (signature[1] ?? 0)))),
    noticed: /DER and nothing else|other length/u,
  },
  {
    name: 'takes PKCS#1 v1.5 for PSS',
    scheme: pss,
    plant: anyRsa([{ type: 'rsa', padding: 'pkcs1', hash: 'sha256' }]),
    noticed: /other schemes/u,
  },
  {
    name: 'takes any hash',
    scheme: pss,
    plant: anyRsa([{ type: 'rsa', padding: 'pss', hash: 'sha512' }]),
    noticed: /other schemes/u,
  },
  {
    name: 'knows salts of one length only',
    scheme: pss,
    plant: (prepare) => async (scheme, spki) => {
      const usual = await crypto.subtle.importKey(
        'spki',
        new Uint8Array(spki),
        { name: 'RSA-PSS', hash: 'SHA-256' },
        false,
        ['verify'],
      );
      await prepare(scheme, spki);
      return {
        verify: (data, signature) =>
          crypto.subtle.verify(
            { name: 'RSA-PSS', saltLength: 32 },
            usual,
            new Uint8Array(signature),
            new Uint8Array(data),
          ),
      };
    },
    noticed: /salt of 20 bytes/u,
  },
  {
    name: 'changes the signature',
    scheme: ed,
    plant: around(async (right, data, signature) => {
      const verdict = await right(data, signature);
      signature.reverse();
      return verdict;
    }),
    noticed: /as they are/u,
  },
  {
    name: 'takes the buffer for the bytes',
    scheme: ed,
    plant: around((right, data, signature) => right(wholeBuffer(data), signature)),
    noticed: /views/u,
  },
  {
    name: 'reads its arguments later',
    scheme: ed,
    plant: around((right, data, signature) => later(() => right(data, signature))),
    noticed: /caller may change/u,
  },
  {
    name: 'reads the key later',
    scheme: ed,
    plant: (prepare) => (scheme, spki) => later(() => prepare(scheme, spki)),
    noticed: /caller may change/u,
  },
  {
    name: 'copies with slice, which for a Buffer is no copy',
    scheme: ed,
    plant: around((right, data, signature) => {
      const copy = data.slice();
      return later(() => right(copy, signature));
    }),
    noticed: /caller may change/u,
  },
  {
    name: 'works once',
    scheme: ed,
    plant: (prepare) => async (scheme, spki) => {
      const right = await prepare(scheme, spki);
      let used = false;
      return {
        verify: async (data, signature) => {
          if (used) throw new Error('used');
          used = true;
          return right.verify(data, signature);
        },
      };
    },
    noticed: /caller may change|at once/u,
  },
  {
    name: 'mixes answers up',
    scheme: ed,
    plant: (prepare) => async (scheme, spki) => {
      const right = await prepare(scheme, spki);
      let last = data0;
      return {
        verify: async (data, signature) => {
          last = new Uint8Array(data);
          await Promise.resolve();
          return right.verify(last, new Uint8Array(signature));
        },
      };
    },
    noticed: /at once/u,
  },
  {
    name: 'does not look whose key it is',
    scheme: ed,
    plant: (prepare) => {
      let first: Promise<Verifier> | undefined;
      return (scheme, spki) => (first ??= prepare(scheme, new Uint8Array(spki)));
    },
    noticed: /other keys/u,
  },
  {
    name: 'rejects malformed keys without a code',
    scheme: p256,
    plant: (prepare) => (scheme, spki) =>
      prepare(scheme, spki).catch(() => {
        throw new TypeError('bad key');
      }),
    noticed: /malformed/u,
  },
  {
    name: 'takes malformed keys, and verifies nothing with them',
    scheme: p256,
    plant: (prepare) => (scheme, spki) => prepare(scheme, spki).catch(() => ({ verify: async () => false })),
    noticed: /malformed/u,
  },
];

const data0 = new Uint8Array();

/** As lenient parsers of DER do. */
function withoutSuperfluousZeros(signature: Uint8Array): Uint8Array {
  const numbers: Uint8Array[] = [];
  for (let at = 2; at < signature.length && signature[at] === 2;) {
    const end = at + 2 + (signature[at + 1] ?? 0);
    const digits = signature.subarray(at + 2, end);
    const first = digits.findIndex((byte) => byte !== 0);
    numbers.push(digits.subarray(first === -1 ? digits.length : first));
    at = end;
  }
  if (signature[0] !== 0x30 || numbers.length !== 2 || numbers.some(({ length }) => length > 32)) return signature;
  const raw = new Uint8Array(64);
  for (const [index, digits] of numbers.entries()) raw.set(digits, 32 * (index + 1) - digits.length);
  return encodeEcdsaSignature(raw);
}

describe('the kit for verifiers', () => {
  it('is content with a backend that has no defect', async () => {
    const cases = verifierConformance({ backend: good, schemes: GOOD_SCHEMES });
    expect(await failuresOf(cases)).toEqual([]);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(DEFECTS)('notices one that $name', async ({ scheme, plant, noticed }) => {
    const createVerifier = plant((each, spki) => good.createVerifier(each, spki));
    const backend = restrict({ ...good, createVerifier }, [scheme]);
    const failed = await failuresOf(verifierConformance({ backend, schemes: [scheme] }));
    expect(failed.filter((name) => noticed.test(name))).not.toEqual([]);
  });

  it('notices one that does more than it declares, and one that does less', async () => {
    const backend = restrict(good, [ed, p256]);
    const more = await failuresOf(verifierConformance({ backend, schemes: [ed] }));
    expect(more).toEqual([`${p256}: is refused, since it is not supported`]);
    const less = await failuresOf(verifierConformance({ backend, schemes: [ed, p256, 'ecdsa-sha2-nistp384'] }));
    expect(less.every((name) => name.startsWith('ecdsa-sha2-nistp384: '))).toBe(true);
  });

  it('notices one that says in another way that it does not support something', async () => {
    for (const error of [new Error('not supported'), new CryptoError('x', { code: 'ERR_KEY_UNUSABLE' })]) {
      const createVerifier: Prepare = (scheme, spki) =>
        scheme.type === 'ed25519' ? good.createVerifier(scheme, spki) : Promise.reject(error);
      const failed = await failuresOf(verifierConformance({ backend: { createVerifier }, schemes: [ed] }));
      expect(failed.length).toBe(11);
      expect(failed.every((name) => name.includes('is not supported'))).toBe(true);
    }
  });
});
