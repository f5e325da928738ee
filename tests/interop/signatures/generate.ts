import type { SslibPublicKey } from '@intoto/models';

import { ecdsaForms } from '../../../packages/conformance/src/kits/ecdsa-encoding.ts';
import { SCHEME_NAMES } from '../../../packages/conformance/src/kits/schemes.ts';
import { createRandom, type Random } from '../differential/random.ts';
import { BYTE_MUTATIONS, TEXT_MUTATIONS } from './byte-mutations.ts';
import { addOrder, oddSignature, randomPublicKey } from './ed25519-forms.ts';
import { publicKeyOf, type SignatureKey, signFixed } from './keys.ts';
import { randomBytes } from './random-bytes.ts';
import { changeNumber, cutLeadingZero, signFlawedRsa, signRsa } from './rsa-cases.ts';

/** A key, a message and what claims to be its signature. */
export interface SignatureCase {
  readonly seed: number;
  /** What was done to a good signature. */
  readonly mutation: string;
  /** What was done to its digits, where anything was. */
  readonly spelling: string | undefined;
  readonly key: SslibPublicKey;
  readonly message: Uint8Array;
  /** As it stands in a Metablock: hex digits, most often. */
  readonly sig: string;
}

interface Draft {
  readonly what: string;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  /** Instead of the key that signed. */
  readonly key?: SslibPublicKey | undefined;
}

type Draw = (random: Random, key: SignatureKey, scheme: string, keys: readonly SignatureKey[]) => Promise<Draft>;

/** One case. The same seed and the same keys give the same case. */
export async function generateSignatureCase(seed: number, keys: readonly SignatureKey[]): Promise<SignatureCase> {
  const random = createRandom(seed);
  const family = random.pick(['rsa', 'ecdsa', 'ed25519'] as const);
  const key = random.pick(keys.filter((each) => each.family === family));
  const scheme = random.pick(key.schemes);
  const kind = random.next();
  const common = kind < 0.2 ? drawTrue : kind < 0.45 ? drawChangedBytes : kind < 0.65 ? drawMisplaced : undefined;
  const draft = await (common ?? DRAW_SPECIAL[family])(random, key, scheme, keys);
  const hex = Buffer.from(draft.signature).toString('hex');
  const [what, change] = random.pick(Object.entries(TEXT_MUTATIONS));
  const isChanged = random.chance(0.05) && hex !== '';
  return {
    seed,
    mutation: draft.what,
    spelling: isChanged ? what : undefined,
    key: draft.key ?? objectOf(random, key, scheme),
    message: draft.message,
    sig: isChanged ? change(hex, random) : hex,
  };
}

/** Before `ecdsa` became a key type of its own, keys had the name of the scheme as their type. */
function objectOf(random: Random, { family, publicText }: SignatureKey, scheme: string): SslibPublicKey {
  return publicKeyOf(family === 'ecdsa' && random.chance(0.1) ? scheme : family, scheme, publicText);
}

function drawMessage(random: Random): Buffer {
  const kind = random.next();
  if (kind < 0.1) return Buffer.alloc(0);
  if (kind < 0.13) return Buffer.alloc(20_000 + random.below(80_000), randomBytes(random, 7));
  return randomBytes(random, 1 + random.below(random.chance(0.2) ? 300 : 40));
}

async function drawTrue(random: Random, key: SignatureKey, scheme: string): Promise<Draft> {
  const message = drawMessage(random);
  if (key.family === 'rsa') return signRsa(random, key, scheme, message);
  return { what: 'true', message, signature: await signFixed(key, scheme, message) };
}

async function drawChangedBytes(random: Random, key: SignatureKey, scheme: string): Promise<Draft> {
  const { message, signature } = await drawTrue(random, key, scheme);
  const [what, change] = random.pick(Object.entries(BYTE_MUTATIONS));
  return { what, message, signature: change(signature, random) };
}

/** A good signature, but of another message, by another key, or with another scheme. */
async function drawMisplaced(
  random: Random,
  key: SignatureKey,
  scheme: string,
  keys: readonly SignatureKey[],
): Promise<Draft> {
  const { message, signature } = await drawTrue(random, key, scheme);
  const other = random.pick(keys);
  switch (random.below(6)) {
    case 0:
      return { what: 'of another message', message: drawMessage(random), signature };
    case 1:
      return { what: 'of a longer message', message: message.subarray(0, random.below(message.length + 1)), signature };
    case 2: {
      const alike = random.pick(keys.filter(({ schemes }) => schemes.includes(scheme)));
      return { what: 'by a key alike', message, signature, key: objectOf(random, alike, scheme) };
    }
    case 3:
      return {
        what: 'by a key of any kind',
        message,
        signature,
        key: objectOf(random, other, random.pick(other.schemes)),
      };
    case 4:
      return { what: 'with another scheme', message, signature, key: objectOf(random, key, random.pick(key.schemes)) };
    default:
      return {
        what: 'by a key of another kind than it says',
        message,
        signature,
        key: publicKeyOf(key.family, scheme, other.publicText),
      };
  }
}

const drawRsa: Draw = async (random, key, scheme, keys) => {
  const kind = random.next();
  // One that signs quickly, since a zero comes up once in 256 times.
  const short = keys.find(({ name }) => name === 'rsa-1024');
  if (kind < 0.15 && short !== undefined)
    return { ...cutLeadingZero(random, short, scheme), key: objectOf(random, short, scheme) };
  return (kind < 0.75 ? signFlawedRsa : changeNumber)(random, key, scheme, drawMessage(random));
};

const drawEcdsa: Draw = async (random, key, scheme) => {
  const { message, signature } = await drawTrue(random, key, scheme);
  const name = SCHEME_NAMES.find((each) => each === scheme);
  if (name === undefined) throw new TypeError(`no scheme: ${scheme}`);
  const { other, refused } = ecdsaForms(name, signature);
  if (random.chance(0.2)) return { what: 'the other s', message, signature: other };
  const [what, changed] = random.pick(Object.entries(refused));
  return { what, message, signature: changed };
};

const drawEd25519: Draw = async (random, key, scheme) => {
  const { message, signature } = await drawTrue(random, key, scheme);
  const kind = random.next();
  if (kind < 0.2) return { what: 's plus the order', message, signature: addOrder(random, signature) };
  const { publicKey, ...odd } =
    kind < 0.3 ? { publicKey: randomPublicKey(random), signature } : oddSignature(random, message);
  const publicText = Buffer.from(publicKey).toString('hex');
  const what = kind < 0.3 ? 'by what is no key' : 'points of small order';
  return { what, message, signature: odd.signature, key: publicKeyOf('ed25519', scheme, publicText) };
};

const DRAW_SPECIAL = { rsa: drawRsa, ecdsa: drawEcdsa, ed25519: drawEd25519 } as const;
