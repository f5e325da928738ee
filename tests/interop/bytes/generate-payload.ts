import type { SslibPublicKey } from '@intoto/models';

import { publicText } from '../differential/fixed-keys.ts';
import { createRandom, type Random } from '../differential/random.ts';

/** A link or layout as JSON text, in a container. */
export interface GeneratedPayload {
  readonly seed: number;
  readonly container: 'metablock' | 'dsse';
  /** How many keys sign it. */
  readonly signatures: number;
  readonly text: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Members as pairs, because names such as `__proto__` must be members like any other. */
type Members = readonly (readonly [name: string, value: Json])[];

const WORDS = [
  ['a', 'b', 'src/main.c', 'foo.tar.gz', '../x', '/abs', 'a b', '', '__proto__', 'constructor', 'toJSON', '10', '2'],
  ['a\\b', '"', '\n', '\r\n', '\t', '\u0000', '\u007f', '\u0085', 'é', 'e\u0301', '\u2028', '\ue000', '\uffff'],
  ['\u{1f600}', '\u{10ffff}', 'Grüße', '日本語', '*', '[!a]', '{PARAM}', "it's", '</script>'],
].flat();

function word(random: Random): string {
  return random.chance(0.8) ? random.pick(WORDS) : random.several(2, 4, () => random.pick(WORDS)).join('');
}

function object(members: Members): Json {
  return Object.fromEntries(members);
}

function opaque(random: Random, depth = 2): Json {
  const draw = random.next();
  if (depth > 0 && draw < 0.15) return random.several(0, 3, () => opaque(random, depth - 1));
  if (depth > 0 && draw < 0.3) return object(random.several(0, 3, () => [word(random), opaque(random, depth - 1)]));
  if (draw < 0.7) return word(random);
  return random.pick<Json>([null, true, false, 0, -1, 255, 2 ** 53 - 1]);
}

function digests(random: Random): Json {
  const digits = '0123456789abcdefABCDEF';
  return object(
    random.several(0, 2, () => [
      random.pick(['sha256', 'sha512', 'gitCommit', 'x']),
      random.several(1, 64, () => digits[random.below(digits.length)] ?? '0').join(''),
    ]),
  );
}

function artifacts(random: Random): Json {
  return object(random.several(0, 5, () => [word(random), digests(random)]));
}

/** Leaves some out, for which the models have defaults, and adds some that they do not know. */
function some(random: Random, members: Members): Json {
  const chosen = members.filter(() => random.chance(0.85));
  return object(random.chance(0.2) ? [...chosen, ['unknown', opaque(random)]] : chosen);
}

function words(random: Random): Json {
  return random.several(0, 3, () => word(random));
}

function rules(random: Random): Json {
  return random.several(0, 4, () => {
    const from = ['WITH', random.pick(['PRODUCTS', 'materials']), 'FROM', word(random)];
    return random.pick<Json>([
      [random.pick(['CREATE', 'delete', 'Modify', 'ALLOW', 'DISALLOW', 'REQUIRE']), word(random)],
      ['MATCH', word(random), ...from],
      ['match', word(random), 'IN', word(random), ...from],
      ['MATCH', word(random), 'IN', 'IN', 'WITH', 'PRODUCTS', 'IN', word(random), 'FROM', word(random)],
    ]);
  });
}

function link(random: Random): Members {
  return [
    ['name', random.chance(0.05) ? null : word(random)],
    ['materials', artifacts(random)],
    ['products', artifacts(random)],
    ['byproducts', object(random.several(0, 3, () => [word(random), opaque(random)]))],
    ['environment', object(random.several(0, 2, () => [word(random), opaque(random)]))],
    ['command', words(random)],
  ];
}

function keyMember(key: SslibPublicKey): Json {
  return { keyid: key.keyId, keytype: key.keyType, scheme: key.scheme, keyval: { public: publicText(key) } };
}

function layout(random: Random, keys: readonly SslibPublicKey[]): Members {
  const chosen = keys.filter(() => random.chance(0.5));
  const item = (index: number): Members => [
    ['name', `${index}${word(random)}`],
    ['expected_materials', rules(random)],
    ['expected_products', rules(random)],
  ];
  const fixed = (members: Members): Json => {
    const [first, ...others] = members;
    return first === undefined ? {} : { ...(some(random, others) as object), [first[0]]: first[1] };
  };
  const steps = random.several(0, 3, (index) =>
    fixed([
      ...item(index),
      ['pubkeys', chosen.map(({ keyId }) => keyId)],
      ['expected_command', words(random)],
      ['threshold', random.below(4)],
    ]),
  );
  const inspect = random.several(0, 2, (index) => fixed([...item(index + 10), ['run', words(random)]]));
  return [
    ['readme', word(random)],
    ['keys', object(chosen.map((each) => [each.keyId, keyMember(each)]))],
    ['steps', steps],
    ['inspect', inspect],
    ['expires', '2999-01-02T03:04:05Z'],
  ];
}

/** Only members without a default are always there. */
export function generatePayload(seed: number, keys: readonly SslibPublicKey[]): GeneratedPayload {
  const random = createRandom(seed);
  const isLayout = random.chance(0.4);
  const members = isLayout ? layout(random, keys) : link(random);
  const needed = members.filter(([name]) => ['steps', 'inspect', 'expires'].includes(name));
  const others = members.filter((member) => !needed.includes(member));
  const tree = {
    ...(some(random, others) as object),
    ...Object.fromEntries(needed),
    _type: isLayout ? 'layout' : 'link',
  };
  return {
    seed,
    container: random.pick(['metablock', 'dsse']),
    signatures: isLayout ? random.below(keys.length + 1) : random.below(2),
    text: JSON.stringify(tree),
  };
}
