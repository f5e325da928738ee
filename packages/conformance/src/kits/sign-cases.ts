import type { CryptoBackend, Signer, Verifier } from '@intoto/crypto';

import { fromText, insideBuffer, sharingBytes } from './bytes.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes } from './kit-failure.ts';
import { readSaltLength } from './pss-encoding.ts';
import { readRsaNumbers } from './public-key.ts';
import { type SchemeName, SCHEMES } from './schemes.ts';

/** Something that signs, and what its signatures must verify with. */
export interface SigningSubject {
  readonly sign: Signer['sign'];
  readonly verifier: Verifier;
  readonly scheme: SchemeName;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
}

/** New each time: who is tested may spoil it. */
const newData = (): Uint8Array<ArrayBuffer> => fromText('what is to be signed');

/** Cases for everything that signs: a signer, and what `createSign` of a backend makes. */
export function signCases(
  withSubject: (run: (subject: SigningSubject) => Promise<void>) => Promise<void>,
  { backend, maxDataBytes }: { readonly backend: CryptoBackend; readonly maxDataBytes: number },
): readonly KitCase[] {
  const test = (name: string, run: (subject: SigningSubject) => Promise<void>): KitCase =>
    kitCase(name, () => withSubject(run));
  return [
    test('what it signs verifies', async ({ sign, verifier }) => {
      const signature: unknown = await sign(newData());
      check(signature instanceof Uint8Array, 'sign must resolve to a Uint8Array');
      check(await verifier.verify(newData(), signature), 'the signature must verify with the public key');
      check(!(await verifier.verify(newData().subarray(1), signature)), 'the signature must not verify for other data');
    }),
    test('it signs in the encoding of its scheme', (subject) => checkEncoding(subject, backend)),
    test('it signs nothing, and much', async ({ sign, verifier }) => {
      for (const size of [0, 1, 64, 1000, 65_536, maxDataBytes].filter((bytes) => bytes <= maxDataBytes)) {
        const data = new Uint8Array(size).fill(0x61);
        check(await verifier.verify(data, await sign(data)), `the signature of ${size} bytes must verify`);
      }
    }),
    test('it leaves its argument as it is, and takes views into larger buffers', async ({ sign, verifier }) => {
      const view = insideBuffer(newData());
      const before = new Uint8Array(view.buffer.slice(0));
      check(await verifier.verify(newData(), await sign(view)), 'a view into a larger buffer must be signed');
      checkBytes(new Uint8Array(view.buffer), before, 'the data after the call');
    }),
    test('it signs what there was when it was asked', async ({ sign, verifier }) => {
      const data = sharingBytes(newData());
      const signing = sign(data);
      data.fill(0);
      check(await verifier.verify(newData(), await signing), 'a change of the data after the call must not matter');
    }),
    test('it hands out bytes of their own', async ({ sign, verifier }) => {
      const first = await sign(newData());
      const copy = new Uint8Array(first);
      const second = await sign(fromText('something else'));
      second.fill(0);
      checkBytes(first, copy, 'a signature after the next one was made and overwritten');
      check(await verifier.verify(newData(), first), 'a signature must stay what it was');
    }),
    test('it signs many things at once and keeps them apart', async ({ sign, verifier }) => {
      const inputs = Array.from({ length: 8 }, (_, index) => fromText(`number ${index}`));
      const signatures = await Promise.all(inputs.map((input) => sign(input)));
      for (const [index, input] of inputs.entries())
        check(
          await verifier.verify(input, signatures[index] ?? input),
          `signature ${index} of 8 made at once must verify`,
        );
    }),
  ];
}

async function checkEncoding({ sign, scheme, spki }: SigningSubject, backend: CryptoBackend): Promise<void> {
  const signature = await sign(newData());
  const definition = SCHEMES[scheme];
  switch (definition.type) {
    case 'ed25519':
      check(signature.length === 64, `an Ed25519 signature has 64 bytes, not ${signature.length}`);
      return;
    case 'ecdsa':
      check(signature[0] === 0x30, 'an ECDSA signature is DER, and begins with 0x30');
      return;
    case 'rsa': {
      const bytes = Math.ceil(readRsaNumbers(spki).modulus.toString(16).length / 2);
      check(
        signature.length === bytes,
        `an RSA signature is as long as the key, ${bytes} bytes, not ${signature.length}`,
      );
      if (definition.padding !== 'pss') return;
      const expected = Number(definition.hash.slice(3)) / 8;
      const saltLength = await readSaltLength(signature, spki, { hash: definition.hash, backend });
      check(saltLength === expected, `the salt must be as long as the digest, ${expected} bytes, not ${saltLength}`);
      return;
    }
    default:
      definition satisfies never;
  }
}
