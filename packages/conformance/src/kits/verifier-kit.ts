import type { CryptoBackend, Verifier } from '@intoto/crypto';

import { concat, flipBit, fromBigInt, fromHex, fromText, insideBuffer, sharingBytes, toBigInt } from './bytes.ts';
import { ecdsaForms } from './ecdsa-encoding.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes, checkRefused } from './kit-failure.ts';
import { malformedKeys } from './malformed-keys.ts';
import { ED25519_SPKI_HEADER, readRsaNumbers } from './public-key.ts';
import { SCHEME_NAMES, type SchemeName, SCHEMES } from './schemes.ts';
import { LENIENTLY_VALID, MIXED_ORDER, RFC_8032, SMALL_ORDER } from './vectors/ed25519.ts';
import { KEYS, OTHER_KEYS } from './vectors/keys.ts';
import { PSS_SALTS } from './vectors/pss-salts.ts';
import { DATA, type MadeSignature, SHA1_MASKED, SIGNATURES } from './vectors/signatures.ts';
import { WYCHEPROOF } from './vectors/wycheproof.ts';

/** What is to be tested. */
export interface VerifierConformanceOptions {
  /** Its `createVerifier` prepares public keys; called anew for every case. */
  readonly backend: Pick<CryptoBackend, 'createVerifier'>;
  /** The schemes it can verify; all others must be refused with `ERR_CRYPTO_UNSUPPORTED`. */
  readonly schemes: readonly SchemeName[];
}

/** New each time: who is tested may spoil it. */
const newData = (): Uint8Array<ArrayBuffer> => fromHex(DATA);
/** The order of Ed25519's base point (RFC 8032, section 5.1). */
const ED25519_ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

/**
 * Cases for a `Verifier`, with signatures of OpenSSL, of RFC 8032 and of Project Wycheproof: what verifies for OpenSSL verifies,
 * and everything else resolves to `false`, whatever its bytes and its length.
 *
 * @example
 * ```ts
 * import { SCHEME_NAMES, verifierConformance } from '@intoto/conformance/kits';
 * import { nodeBackend } from '@intoto/crypto-node';
 *
 * const cases = verifierConformance({ backend: nodeBackend, schemes: SCHEME_NAMES });
 * for (const { run } of cases) await run(); // or: it(name, run)
 * ```
 */
export function verifierConformance(options: VerifierConformanceOptions): readonly KitCase[] {
  return SCHEME_NAMES.flatMap((scheme) => {
    const made = SIGNATURES.find((each) => each.scheme === scheme);
    if (made === undefined) throw new TypeError(`there is no signature of ${scheme}`);
    if (!options.schemes.includes(scheme)) return [unsupportedCase(options, made)];
    const cases = [signatureCases, inputCases, keyCases, vectorCases, familyCases];
    return cases.flatMap((casesOf) => casesOf(options, made));
  });
}

type Bytes = Uint8Array<ArrayBuffer>;

type Verify = (
  signature: Uint8Array,
  changes?: { readonly spki?: Uint8Array; readonly message?: Uint8Array; readonly scheme?: SchemeName },
) => Promise<boolean>;

function verifyWith({ backend }: VerifierConformanceOptions, { scheme, key }: MadeSignature): Verify {
  return async (signature, changes = {}) => {
    const verifier = await backend.createVerifier(
      SCHEMES[changes.scheme ?? scheme],
      changes.spki ?? fromHex(KEYS[key].spki),
    );
    const verdict: unknown = await verifier.verify(changes.message ?? newData(), signature);
    check(typeof verdict === 'boolean', 'verify must resolve to a boolean');
    return verdict;
  };
}

function unsupportedCase({ backend }: VerifierConformanceOptions, { scheme, key }: MadeSignature): KitCase {
  return kitCase(`${scheme}: is refused, since it is not supported`, () =>
    checkRefused(
      () => backend.createVerifier(SCHEMES[scheme], fromHex(KEYS[key].spki)),
      ['ERR_CRYPTO_UNSUPPORTED'],
      `${scheme}, which is not declared,`,
    ),
  );
}

function signatureCases(options: VerifierConformanceOptions, made: MadeSignature): readonly KitCase[] {
  const { scheme, key } = made;
  const verify = verifyWith(options, made);
  const signature = fromHex(made.signature);
  const refuse = async (bytes: Uint8Array, what: string, changes: Parameters<Verify>[1] = {}): Promise<void> =>
    check(!(await verify(bytes, changes)), `${what} must not verify`);
  return [
    kitCase(`${scheme}: verifies what OpenSSL signed`, async () =>
      check(await verify(signature), 'the signature of OpenSSL must verify'),
    ),
    kitCase(`${scheme}: resolves to false for other data and other keys`, async () => {
      const data = newData();
      for (const message of [new Uint8Array(), data.subarray(1), concat(data, Uint8Array.of(0)), flipBit(data, 0)])
        await refuse(signature, 'a signature of other data', { message });
      await refuse(signature, 'a signature of another key', { spki: fromHex(OTHER_KEYS[key]) });
    }),
    kitCase(`${scheme}: resolves to false for every changed bit`, async () => {
      for (const index of [0, 1, 3, Math.floor(signature.length / 2), signature.length - 1])
        await refuse(flipBit(signature, index), `a signature with byte ${index} changed`);
    }),
    kitCase(`${scheme}: resolves to false for every other length`, async () => {
      for (let length = 0; length < signature.length; length += length < 8 ? 1 : 29)
        await refuse(signature.subarray(0, length), `a signature cut to ${length} bytes`);
      for (const zero of [concat(signature, Uint8Array.of(0)), concat(Uint8Array.of(0), signature)])
        await refuse(zero, 'a signature with a zero before or behind');
      await refuse(concat(signature, signature), 'a signature twice');
    }),
    kitCase(`${scheme}: resolves to false for what is no signature`, async () => {
      for (const size of [1, 63, 64, 65, signature.length, 256, 10_000])
        for (const byte of [0, 1, 0x30, 0xff])
          await refuse(new Uint8Array(size).fill(byte), `${size} bytes of ${byte}`);
      await refuse(fromText(made.signature), 'a signature in hex');
    }),
  ];
}

function inputCases(options: VerifierConformanceOptions, made: MadeSignature): readonly KitCase[] {
  const { scheme, key } = made;
  const { backend } = options;
  const newArguments = (): { readonly spki: Bytes; readonly data: Bytes; readonly signature: Bytes } => ({
    spki: fromHex(KEYS[key].spki),
    data: newData(),
    signature: fromHex(made.signature),
  });
  return [
    kitCase(`${scheme}: leaves its arguments as they are, and takes views into larger buffers`, async () => {
      const plain = newArguments();
      const spki = insideBuffer(plain.spki);
      const [data, signature] = [insideBuffer(plain.data), insideBuffer(plain.signature)];
      const given = [spki, data, signature];
      const before = given.map(({ buffer }) => new Uint8Array(buffer.slice(0)));
      const verifier = await backend.createVerifier(SCHEMES[scheme], spki);
      check(await verifier.verify(data, signature), 'views into larger buffers must verify');
      for (const [index, { buffer }] of given.entries())
        checkBytes(new Uint8Array(buffer), before[index] ?? spki, 'an argument after the call');
    }),
    kitCase(`${scheme}: keeps nothing that its caller may change`, async () => {
      const { spki, data, signature } = newArguments();
      const [keyCopy, dataCopy, signatureCopy] = [sharingBytes(spki), sharingBytes(data), sharingBytes(signature)];
      const preparing = backend.createVerifier(SCHEMES[scheme], keyCopy);
      keyCopy.fill(0);
      const verifier = await preparing;
      const verdict = verifier.verify(dataCopy, signatureCopy);
      dataCopy.fill(0);
      signatureCopy.fill(0);
      check(await verdict, 'what was given counts, not what became of it afterwards');
      check(await verifier.verify(data, signature), 'a verifier must be of use more than once');
    }),
    kitCase(`${scheme}: keeps its answers apart when it is asked many things at once`, async () => {
      const { spki, data, signature } = newArguments();
      const verifier = await backend.createVerifier(SCHEMES[scheme], spki);
      const questions = Array.from({ length: 16 }, (_, index) => index % 2 === 0);
      const answers = await Promise.all(
        questions.map((right) => verifier.verify(right ? data : data.subarray(2), signature)),
      );
      check(String(answers) === String(questions), 'answers given at once must not be mixed up');
    }),
  ];
}

function keyCases({ backend }: VerifierConformanceOptions, { scheme, key }: MadeSignature): readonly KitCase[] {
  return [
    kitCase(`${scheme}: refuses keys of another kind, and malformed ones`, async () => {
      for (const [name, { spki }] of Object.entries(KEYS))
        if (name !== key)
          await checkRefused(
            () => backend.createVerifier(SCHEMES[scheme], fromHex(spki)),
            ['ERR_KEY_UNUSABLE'],
            `a key of the kind ${name} for ${scheme}`,
          );
      for (const [what, spki] of malformedKeys(fromHex(KEYS[key].spki)))
        await checkRefused(
          () => backend.createVerifier(SCHEMES[scheme], spki),
          ['ERR_KEY_UNUSABLE'],
          `a key that is ${what}`,
        );
    }),
  ];
}

function vectorCases({ backend }: VerifierConformanceOptions, { scheme }: MadeSignature): readonly KitCase[] {
  return WYCHEPROOF.filter((group) => group.scheme === scheme).flatMap(({ file, spki, vectors }) =>
    vectors.map(({ id, comment, message, signature, valid }) => {
      const name = `${file} ${id}${comment === '' ? '' : ` (${comment})`}`;
      return kitCase(`${scheme}: gives the verdict on Wycheproof's ${name}`, async () => {
        const verifier = await backend.createVerifier(SCHEMES[scheme], fromHex(spki));
        const verdict = await verifier.verify(fromHex(message), fromHex(signature));
        check(verdict === valid, `Wycheproof's ${name} must ${valid ? '' : 'not '}verify`);
      });
    }),
  );
}

/** What is special about one kind of key. */
function familyCases(options: VerifierConformanceOptions, made: MadeSignature): readonly KitCase[] {
  const { type } = SCHEMES[made.scheme];
  switch (type) {
    case 'rsa':
      return rsaCases(options, made);
    case 'ecdsa':
      return ecdsaCases(options, made);
    case 'ed25519':
      return ed25519Cases(options);
    default:
      return type satisfies never;
  }
}

function rsaCases(options: VerifierConformanceOptions, made: MadeSignature): readonly KitCase[] {
  const { scheme } = made;
  const verify = verifyWith(options, made);
  const salts = PSS_SALTS.filter(({ hash }) => scheme === `rsassa-pss-${hash}`);
  const masked = SHA1_MASKED.filter((each) => each.scheme === scheme);
  return [
    kitCase(`${scheme}: resolves to false for signatures of other schemes of the same key`, async () => {
      for (const other of SIGNATURES)
        if (other.key === made.key && other.scheme !== scheme)
          check(!(await verify(fromHex(other.signature))), `a signature of ${other.scheme} must not verify`);
      for (const { signature } of masked)
        check(!(await verify(fromHex(signature))), 'a signature with SHA-1 in MGF1 must not verify');
    }),
    kitCase(`${scheme}: resolves to false for a number above the modulus`, async () => {
      const { modulus } = readRsaNumbers(fromHex(KEYS[made.key].spki));
      const signature = fromHex(made.signature);
      const sum = toBigInt(signature) + modulus;
      const length = Math.max(signature.length, Math.ceil(sum.toString(16).length / 2));
      check(!(await verify(fromBigInt(sum, length))), 'a signature plus the modulus must not verify');
    }),
    ...salts.map(({ saltLength, spki, data: message, signature }, index) =>
      kitCase(`${scheme}: verifies with a salt of ${saltLength} bytes (${index})`, async () => {
        const changes = { spki: fromHex(spki), message: fromHex(message) };
        check(await verify(fromHex(signature), changes), `a salt of ${saltLength} bytes must verify`);
        const changed = flipBit(fromHex(signature), 9);
        check(!(await verify(changed, changes)), 'a changed signature must not verify');
      }),
    ),
  ];
}

function ecdsaCases(options: VerifierConformanceOptions, made: MadeSignature): readonly KitCase[] {
  const verify = verifyWith(options, made);
  const { other, refused } = ecdsaForms(made.scheme, fromHex(made.signature));
  return [
    kitCase(`${made.scheme}: verifies with either of the two values of s`, async () =>
      check(await verify(other), 'the other value of s must verify'),
    ),
    kitCase(`${made.scheme}: takes DER and nothing else, and numbers within the order`, async () => {
      for (const [what, bytes] of Object.entries(refused)) check(!(await verify(bytes)), `${what} must not verify`);
    }),
  ];
}

function ed25519Cases({ backend }: VerifierConformanceOptions): readonly KitCase[] {
  const prepare = (point: string): Promise<Verifier> =>
    backend.createVerifier(SCHEMES.ed25519, fromHex(ED25519_SPKI_HEADER + point));
  return [
    ...RFC_8032.map(({ name, public: point, message, signature }) =>
      kitCase(`ed25519: verifies as RFC 8032 says (${name})`, async () => {
        const verifier = await prepare(point);
        check(await verifier.verify(fromHex(message), fromHex(signature)), `${name} must verify`);
        const s = toBigInt(fromHex(signature).subarray(32).toReversed());
        const second = fromBigInt(s + ED25519_ORDER, 32).toReversed();
        const malleated = concat(fromHex(signature).subarray(0, 32), second);
        check(!(await verifier.verify(fromHex(message), malleated)), 's plus the order must not verify');
      }),
    ),
    kitCase('ed25519: resolves to false for what only lenient verifiers take', async () => {
      const verifier = await prepare(RFC_8032[1]?.public ?? '');
      for (const { name, signature } of LENIENTLY_VALID)
        check(!(await verifier.verify(fromText('in-toto'), fromHex(signature))), `${name}: must not verify`);
    }),
    kitCase('ed25519: verifies with parts of small order that cancel out', async () => {
      const { name, public: point, message, signature } = MIXED_ORDER;
      const verifier = await prepare(point);
      check(await verifier.verify(fromHex(message), fromHex(signature)), `${name}: must verify`);
    }),
    kitCase('ed25519: resolves to false for points of small order', async () => {
      for (const { name, public: point, message, signature } of SMALL_ORDER) {
        const verifier = await prepare(point);
        check(!(await verifier.verify(fromHex(message), fromHex(signature))), `${name}: must not verify`);
      }
    }),
    kitCase('ed25519: resolves to false, or refuses, for keys that are no points', async () => {
      // No point has the first as its coordinate (found by trying); the second is not below the modulus.
      for (const point of [`02${'00'.repeat(31)}`, 'ff'.repeat(32)]) {
        const verifier = await prepare(point).catch((error: unknown) =>
          checkRefused(() => Promise.reject(error), ['ERR_KEY_UNUSABLE'], 'a key that is no point'),
        );
        if (verifier !== undefined)
          check(!(await verifier.verify(newData(), new Uint8Array(64))), 'no key, no signature');
      }
    }),
  ];
}
