import { fromBigInt, toBigInt } from '../../../packages/conformance/src/kits/bytes.ts';
import type { Random } from '../differential/random.ts';
import type { SignatureKey } from './keys.ts';
import { randomBytes } from './random-bytes.ts';
import { encodePkcs1, encodePss, PKCS1_FLAWS, PSS_FLAWS, RSA_HASHES, type RsaHash, signRaw } from './rsa-encoding.ts';

/** A signature by an RSA key, and what is wrong with it. */
export interface RsaSignature {
  readonly what: string;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

interface Scheme {
  readonly padding: string;
  readonly hash: RsaHash;
}

function readScheme(scheme: string): Scheme {
  const [, padding = '', name] = scheme.split('-');
  const hash = RSA_HASHES.find((each) => each === name);
  if (hash === undefined) throw new TypeError(`no scheme of RSA: ${scheme}`);
  return { padding, hash };
}

function bitsOf({ privateKey }: SignatureKey): number {
  return privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
}

/** A good signature, by RSA-PSS with a salt of any length that fits. */
export function signRsa(random: Random, key: SignatureKey, scheme: string, message: Uint8Array): RsaSignature {
  const { padding, hash } = readScheme(scheme);
  if (padding === 'pkcs1v15') return signEncoded(key, message, 'true', encodePkcs1(message, bitsOf(key), { hash }));
  const most = Math.ceil((bitsOf(key) - 1) / 8) - Number(hash.slice(3)) / 8 - 2;
  const usual = Math.min(Number(hash.slice(3)) / 8, most);
  const length = random.chance(0.6) ? usual : random.pick([0, 1, 20, most - 1, most, random.below(most + 1)]);
  const salt = randomBytes(random, length);
  return signEncoded(
    key,
    message,
    length === usual ? 'true' : 'another salt',
    encodePss(message, bitsOf(key), { hash, salt }),
  );
}

/** What the owner of a key signed, but not as the scheme says. */
export function signFlawedRsa(random: Random, key: SignatureKey, scheme: string, message: Uint8Array): RsaSignature {
  const { padding, hash } = readScheme(scheme);
  if (padding === 'pkcs1v15') {
    const flaw = random.pick(PKCS1_FLAWS);
    return signEncoded(key, message, `PKCS#1: ${flaw}`, encodePkcs1(message, bitsOf(key), { hash, flaw }));
  }
  const flaw = random.pick(PSS_FLAWS);
  for (;;) {
    const encoded = encodePss(message, bitsOf(key), { hash, salt: randomBytes(random, 20), flaw });
    const signature = encoded === undefined ? undefined : signRaw(key.privateKey, encoded);
    // With its highest bit set an encoding is below the modulus only now and then.
    if (signature !== undefined) return { what: `PSS: ${flaw}`, message, signature };
  }
}

/** Changes to the number that a signature is. */
export function changeNumber(random: Random, key: SignatureKey, scheme: string, message: Uint8Array): RsaSignature {
  const made = signRsa(random, key, scheme, message);
  const modulus = toBigInt(Buffer.from(key.privateKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
  const number = toBigInt(made.signature);
  const { length } = made.signature;
  const changed = random.pick([
    { what: 'plus the modulus', value: number + modulus },
    { what: 'the modulus less it', value: modulus - number },
    { what: 'the modulus', value: modulus },
    { what: 'one', value: 1n },
  ]);
  const bytes = changed.value.toString(16).length / 2;
  return { ...made, what: changed.what, signature: fromBigInt(changed.value, Math.max(length, Math.ceil(bytes))) };
}

/** A good signature that begins with a zero, and the same without it. */
export function cutLeadingZero(random: Random, key: SignatureKey, scheme: string): RsaSignature {
  for (;;) {
    const made = signRsa(random, key, scheme, randomBytes(random, 8));
    if (made.signature[0] !== 0) continue;
    const cut = random.chance(0.7);
    return { ...made, what: cut ? 'its leading zero cut' : 'true', signature: made.signature.subarray(cut ? 1 : 0) };
  }
}

function signEncoded(key: SignatureKey, message: Uint8Array, what: string, encoded: Buffer | undefined): RsaSignature {
  const signature = encoded === undefined ? undefined : signRaw(key.privateKey, encoded);
  if (signature === undefined) throw new TypeError(`${key.name} is too short: ${what}`);
  return { what, message, signature };
}
