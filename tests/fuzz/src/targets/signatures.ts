import { authenticate, checkSignature, type CryptoBackend, type SignatureCheck, type SignedForm } from '@intoto/crypto';
import { nobleBackend } from '@intoto/crypto-noble';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { webBackend } from '@intoto/crypto-web';
import { encodeCanonicalJson, isJsonObject, type JsonObject, parseJson } from '@intoto/encoding';
import { type Metadata, parseMetadata, parsePublicKey, type PublicKey } from '@intoto/models';

import { coveredBytes, digestOf, preAuthenticationEncoding } from '../folder/signed-content.ts';
import { printNode, readNode, toNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import type { Random } from '../random.ts';
import samples from '../signed-samples.json' with { type: 'json' };
import type { CaseEntry, Target } from '../target.ts';
import { attempt, attemptAsync, demand, type Attempt } from '../violation.ts';

const FILES = samples.samples.map(({ metadata }) => new Uint8Array(Buffer.from(metadata)));
const SIGNED = new Set(FILES.map((file) => digestOf(coveredBytes(file, 'received') ?? file)));

const BACKENDS: ReadonlyMap<string, CryptoBackend> = new Map([
  ['noble', nobleBackend],
  ['web', webBackend],
]);

/** Signatures of every scheme in both containers, with something changed: whatever verifies must be what was signed. */
export const signaturesTarget: Target = {
  name: 'signatures',
  weight: 3,
  shortCount: 500,
  generate: (random) => {
    const sample = random.pick(samples.samples);
    // Now and then the key of another sample, or an unchanged pair.
    const key = random.chance(0.1) ? random.pick(samples.samples).key : sample.key;
    const files = new Map<string, CaseEntry>([
      ['metadata', random.chance(0.8) ? mutate(sample.metadata, random) : Buffer.from(sample.metadata)],
      ['key', random.chance(0.3) ? mutate(JSON.stringify(key), random) : Buffer.from(JSON.stringify(key))],
    ]);
    const other = random.pick(['noble', 'web', 'none', 'none']);
    return { files, settings: { form: random.pick(['received', 'reference']), other } };
  },
  check: async ({ files, settings }) => {
    const [file, keyFile] = [files.get('metadata'), files.get('key')];
    const form: SignedForm = settings['form'] === 'reference' ? 'reference' : 'received';
    if (!(file instanceof Uint8Array) || !(keyFile instanceof Uint8Array)) throw new TypeError('a file is missing');
    const metadata = attempt(() => parseMetadata(file, { dialect: 'python' }));
    const key = attempt(() => parsePublicKey(parseJson(keyFile, { dialect: 'python' })));
    if (!metadata.ok) return metadata.code;
    if (!key.ok) return `key: ${key.code}`;
    await compareBackends(metadata.value, key.value, form, BACKENDS.get(String(settings['other'])));
    return verify(file, metadata.value, key.value, form);
  },
};

/** What verifies is the same whatever does the arithmetic. */
async function compareBackends(
  metadata: Metadata,
  key: PublicKey,
  form: SignedForm,
  other: CryptoBackend | undefined,
): Promise<void> {
  if (other === undefined) return;
  const ask = (asked: CryptoBackend): Promise<Attempt<SignatureCheck>> =>
    attemptAsync(() => checkSignature(metadata, key, { backend: asked, form }));
  const [ours, theirs] = [await ask(backend), await ask(other)];
  if (theirs.ok && !theirs.value.ok && theirs.value.code === 'ERR_CRYPTO_UNSUPPORTED') return;
  demand(ours.ok === theirs.ok, 'one backend throws, another one does not');
  demand(!ours.ok || !theirs.ok || ours.value.ok === theirs.value.ok, 'a signature verifies with one backend only');
}

async function verify(file: Uint8Array, metadata: Metadata, key: PublicKey, form: SignedForm): Promise<string> {
  const check = await attemptAsync(() => checkSignature(metadata, key, { backend, form }));
  const opened: Attempt<{ ok: boolean; payload?: JsonObject }> = await attemptAsync(() =>
    authenticate(metadata, {
      keys: [key, key],
      threshold: 1,
      backend,
      form,
      parse: (tree) => tree,
      read: { dialect: 'python' },
    }),
  );
  if (!check.ok) {
    demand(!opened.ok || !opened.value.ok, 'authenticated without signed bytes');
    return check.code;
  }
  if (!check.value.ok) {
    demand(opened.ok && !opened.value.ok, 'authenticated without a valid signature');
    return check.value.code;
  }
  const covered = coveredBytes(file, form);
  demand(covered !== undefined && SIGNED.has(digestOf(covered)), 'verified is what nobody signed');
  const twice = await attemptAsync(() =>
    authenticate(metadata, { keys: [key, { ...key }], threshold: 2, backend, form, parse: (tree) => tree }),
  );
  demand(!twice.ok || !twice.value.ok, 'one key counts as two');
  if (!opened.ok) return `verified, but ${opened.code}`;
  demand(opened.value.ok && opened.value.payload !== undefined, 'a valid signature does not authenticate');
  demand(isCovered(opened.value.payload, metadata, covered), 'authenticated is something else than what was signed');
  return 'verified';
}

/** Whether the tree handed on is the one that the signed bytes stand for. */
function isCovered(tree: JsonObject, metadata: Metadata, covered: Uint8Array): boolean {
  if (metadata.container === 'metablock') return Buffer.from(encodeCanonicalJson(tree)).equals(covered);
  const payload = parseJson(metadata.payload, { dialect: 'python' });
  const whole = Buffer.from(preAuthenticationEncoding(metadata.payload));
  return isJsonObject(payload) && JSON.stringify(payload) === JSON.stringify(tree) && whole.equals(covered);
}

function mutate(text: string, random: Random): Uint8Array {
  if (random.chance(0.3)) return mutateBytes(Buffer.from(text), random, FILES);
  const root = readNode(text);
  if (root.kind !== 'object' || random.chance(0.3)) return Buffer.from(printNode(mutateJson(root, random)));
  // Aimed at one member, so that the others stay whole.
  const members = root.members.map(([name, value]) => [name, value] as [string, typeof value]);
  const index = random.below(members.length);
  const [name, value] = members[index] ?? ['""', toNode(null)];
  members[index] = [name, mutateJson(value, random)];
  return Buffer.from(printNode({ kind: 'object', members }));
}
