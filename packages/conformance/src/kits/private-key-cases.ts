import type { CryptoBackend } from '@intoto/crypto';

import { fromHex, sharingBytes } from './bytes.ts';
import { type KitCase, kitCase } from './kit-case.ts';
import { check, checkBytes, checkRefused } from './kit-failure.ts';
import { malformedKeys } from './malformed-keys.ts';
import { ED25519_SPKI_HEADER, readRsaNumbers } from './public-key.ts';
import { type SchemeName, SCHEMES } from './schemes.ts';
import { signCases } from './sign-cases.ts';
import { RFC_8032 } from './vectors/ed25519.ts';
import { type KeyName, KEYS } from './vectors/keys.ts';
import { DATA, type MadeSignature, SIGNATURES } from './vectors/signatures.ts';

interface Options {
  readonly backend: CryptoBackend;
  readonly schemes: readonly SchemeName[];
}

const ED25519_PKCS8_HEADER = '302e020100300506032b657004220420';
const MAX_DATA_BYTES = 1024 * 1024;
const GENERATED_MODULUS_BITS = 3072;

/** Cases for signing with private keys. */
export function signingCases(options: Options): readonly KitCase[] {
  return SIGNATURES.flatMap((made) =>
    options.schemes.includes(made.scheme) ? supportedCases(options, made) : [unsupportedCase(options, made)],
  );
}

function unsupportedCase({ backend }: Options, { scheme, key }: MadeSignature): KitCase {
  const codes = ['ERR_CRYPTO_UNSUPPORTED'];
  return kitCase(`${scheme}: is refused, since it is not supported`, async () => {
    const pkcs8 = fromHex(KEYS[key].pkcs8);
    await checkRefused(() => backend.createSign(SCHEMES[scheme], pkcs8), codes, `signing with ${scheme}`);
    await checkRefused(() => backend.generateKey(SCHEMES[scheme]), codes, `a new key for ${scheme}`);
  });
}

function supportedCases({ backend, schemes }: Options, made: MadeSignature): readonly KitCase[] {
  const { scheme, key } = made;
  const definition = SCHEMES[scheme];
  const [pkcs8, spki] = [fromHex(KEYS[key].pkcs8), fromHex(KEYS[key].spki)];
  const isDeterministic = scheme === 'ed25519' || (definition.type === 'rsa' && definition.padding === 'pkcs1');
  const cases = signCases(
    async (run) => {
      const sign = await backend.createSign(definition, pkcs8);
      await run({ sign, verifier: await backend.createVerifier(definition, spki), scheme, spki });
    },
    { backend, maxDataBytes: MAX_DATA_BYTES },
  );
  return [
    ...cases.map(({ name, run }) => kitCase(`${scheme}: ${name}`, run)),
    kitCase(`${scheme}: keeps nothing of a private key that its caller may wipe`, async () => {
      const copy = sharingBytes(pkcs8);
      await backend.createSign(definition, copy);
      checkBytes(copy, pkcs8, 'the private key after the call');
      const preparing = backend.createSign(definition, copy);
      copy.fill(0);
      const sign = await preparing;
      const verifier = await backend.createVerifier(definition, spki);
      check(await verifier.verify(spki, await sign(spki)), 'the key must sign after its bytes were wiped');
    }),
    kitCase(`${scheme}: refuses private keys of another kind, and malformed ones`, async () => {
      for (const [name, other] of Object.entries(KEYS))
        if (name !== key)
          await checkRefused(
            () => backend.createSign(definition, fromHex(other.pkcs8)),
            ['ERR_KEY_UNUSABLE'],
            `a private key of the kind ${name} for ${scheme}`,
          );
      for (const [what, bytes] of [...malformedKeys(pkcs8), ['a public key', spki] as const])
        await checkRefused(
          () => backend.createSign(definition, bytes),
          ['ERR_KEY_UNUSABLE', 'ERR_KEY_FORMAT'],
          `a private key that is ${what}`,
        );
    }),
    ...(isDeterministic
      ? [
          kitCase(`${scheme}: signs exactly as OpenSSL does`, async () => {
            const sign = await backend.createSign(definition, pkcs8);
            checkBytes(await sign(fromHex(DATA)), fromHex(made.signature), 'the signature');
          }),
        ]
      : []),
    // RSA keys are the same for all schemes, and take seconds.
    ...(definition.type === 'rsa' && scheme !== schemes.find((each) => SCHEMES[each].type === 'rsa')
      ? []
      : [kitCase(`${scheme}: makes keys, each another one`, () => checkGeneration(backend, scheme))]),
  ];
}

async function checkGeneration(backend: CryptoBackend, scheme: SchemeName): Promise<void> {
  const definition = SCHEMES[scheme];
  const pkcs8 = await backend.generateKey(definition);
  const spki = await backend.derivePublicKey(pkcs8);
  const sign = await backend.createSign(definition, pkcs8);
  const verifier = await backend.createVerifier(definition, spki);
  check(await verifier.verify(spki, await sign(spki)), 'a new key must sign what verifies with its public key');
  if (definition.type === 'rsa') {
    const bits = readRsaNumbers(spki).modulus.toString(2).length;
    check(bits === GENERATED_MODULUS_BITS, `a new RSA key must have ${GENERATED_MODULUS_BITS} bits, not ${bits}`);
    return;
  }
  const other = await backend.derivePublicKey(await backend.generateKey(definition));
  check(String(other) !== String(spki), 'two new keys must not be the same');
}

/** Cases for public keys of private ones, and for RFC 8032. */
export function derivationCases({ backend, schemes }: Options): readonly KitCase[] {
  const ed25519 = schemes.includes('ed25519') ? RFC_8032 : [];
  return [
    ...(Object.keys(KEYS) as KeyName[]).map((key) => {
      const [pkcs8, spki] = [fromHex(KEYS[key].pkcs8), fromHex(KEYS[key].spki)];
      const isSupported = SIGNATURES.some((made) => made.key === key && schemes.includes(made.scheme));
      if (!isSupported)
        return kitCase(`${key}: is refused, since it is not supported`, () =>
          checkRefused(() => backend.derivePublicKey(pkcs8), ['ERR_CRYPTO_UNSUPPORTED'], `a key of the kind ${key}`),
        );
      return kitCase(`${key}: derives the public key`, async () => {
        checkBytes(await backend.derivePublicKey(pkcs8), spki, 'the public key');
        for (const [what, bytes] of malformedKeys(pkcs8))
          await checkRefused(
            () => backend.derivePublicKey(bytes),
            ['ERR_KEY_UNUSABLE', 'ERR_KEY_FORMAT', 'ERR_CRYPTO_UNSUPPORTED'],
            `a private key that is ${what}`,
          );
      });
    }),
    ...ed25519.map(({ name, secret, public: point, message, signature }) =>
      kitCase(`ed25519: derives and signs as RFC 8032 says (${name})`, async () => {
        const pkcs8 = fromHex(ED25519_PKCS8_HEADER + secret);
        checkBytes(await backend.derivePublicKey(pkcs8), fromHex(ED25519_SPKI_HEADER + point), 'the public key');
        const sign = await backend.createSign(SCHEMES.ed25519, pkcs8);
        checkBytes(await sign(fromHex(message)), fromHex(signature), 'the signature');
      }),
    ),
  ];
}
