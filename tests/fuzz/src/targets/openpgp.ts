import { keyMaterialId } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { isJsonObject, parseJson } from '@intoto/encoding';
import { type GpgSignature, parsePublicKey, type PublicKey } from '@intoto/models';
import { loadOpenPgpKey, openpgp, readDetachedSignature } from '@intoto/openpgp';

import keyrings from '../../../../packages/openpgp/test/vectors/keyrings.json' with { type: 'json' };
import { printNode, toNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import type { Random } from '../random.ts';
import { type Case, caseOf, inputOf, type Target } from '../target.ts';
import { attempt, attemptAsync, demand, outcomeOf } from '../violation.ts';

const NOW = new Date('2020-06-01T12:00:00Z');
const FORMS = ['received', 'reference'] as const;

const BLOCKS: readonly Uint8Array[] = [
  ...Object.values(keyrings.keys).map((key) => new Uint8Array(Buffer.from(key.export, 'base64'))),
  new Uint8Array(Buffer.from(keyrings.keyring, 'base64')),
  new Uint8Array(Buffer.from(keyrings.armored)),
];
const PACKETS: readonly Uint8Array[] = [
  ...keyrings.signatures.map(({ packet }) => new Uint8Array(Buffer.from(packet, 'base64'))),
  new Uint8Array(Buffer.from(keyrings.armoredSignature)),
];

/** What GnuPG writes: keys, keyrings, signatures; and signatures of GnuPG in metadata, with something changed. */
export const openpgpTarget: Target = {
  name: 'openpgp',
  weight: 2,
  shortCount: 600,
  generate: (random) => {
    const kind = random.pick(['key', 'signature', 'check'] as const);
    if (kind === 'key') return caseOf(mutateBytes(random.pick(BLOCKS), random, BLOCKS), { kind });
    if (kind === 'signature') return caseOf(mutateBytes(random.pick(PACKETS), random, PACKETS), { kind });
    return caseOf(writeQuestion(random), { kind });
  },
  check: async (subject) => {
    const { kind } = subject.settings;
    if (kind === 'key') return loadKey(inputOf(subject));
    if (kind === 'signature') return outcomeOf(attempt(() => readDetachedSignature(inputOf(subject))));
    return checkQuestion(subject);
  },
};

async function loadKey(bytes: Uint8Array): Promise<string> {
  const [strict, reference] = [
    await attemptAsync(() => loadOpenPgpKey(bytes, { backend, profile: 'strict' })),
    await attemptAsync(() => loadOpenPgpKey(bytes, { backend, profile: 'reference' })),
  ];
  for (const result of [strict, reference]) {
    if (!result.ok) continue;
    const again = parsePublicKey(result.value.json);
    demand(again.keyId === result.value.keyId, 'a key is read under another id than it was written with');
    demand(keyMaterialId(again) === keyMaterialId(result.value), 'a key changes its material');
  }
  return `${outcomeOf(strict)} / ${outcomeOf(reference)}`;
}

function writeQuestion(random: Random): Uint8Array {
  const { key, content, signature } = random.pick(keyrings.signatures);
  const { reference } = keyrings.keys[key as keyof typeof keyrings.keys];
  const node = toNode({ key: reference.main, signature, content });
  return Buffer.from(printNode(random.chance(0.9) ? mutateJson(node, random) : node));
}

async function checkQuestion(subject: Case): Promise<string> {
  const tree = attempt(() => parseJson(inputOf(subject), { dialect: 'python' }));
  if (!tree.ok) return tree.code;
  const { key: keyJson = null, signature, content } = isJsonObject(tree.value) ? tree.value : {};
  const key = attempt(() => parsePublicKey(keyJson));
  if (!key.ok) return `key: ${key.code}`;
  if (signature === undefined || !isJsonObject(signature)) return 'no signature';
  const { keyid, other_headers: headers, signature: text } = signature;
  if (typeof text !== 'string' || typeof headers !== 'string' || typeof keyid !== 'string') return 'no signature';
  const gpg: GpgSignature = { form: 'gpg', keyId: keyid, signature: text, otherHeaders: headers, json: signature };
  const bytes = Buffer.from(typeof content === 'string' ? content : '');
  const [received, reference] = await Promise.all(FORMS.map((form) => ask(key.value, gpg, bytes, form)));
  demand(received !== 'verified' || reference === 'verified', 'beyond doubt is what the reference refuses');
  if (reference === 'verified') {
    const longer = Buffer.concat([bytes, Uint8Array.of(0)]);
    demand((await ask(key.value, gpg, longer, 'reference')) !== 'verified', 'a signature verifies for other content');
  }
  return `${received ?? ''} / ${reference ?? ''}`;
}

async function ask(
  key: PublicKey,
  signature: GpgSignature,
  bytes: Uint8Array,
  form: 'received' | 'reference',
): Promise<string> {
  const question = { bytes, container: 'metablock', signature, key, now: NOW, backend, form } as const;
  const result = await attemptAsync(() => openpgp.check(question));
  if (!result.ok) return `throws ${result.code}`;
  return result.value.ok ? 'verified' : result.value.code;
}
