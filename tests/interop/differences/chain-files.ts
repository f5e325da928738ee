import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { signMetadata } from '@intoto/crypto';
import { type JsonObject, parseJson } from '@intoto/encoding';
import { createEnvelope, createMetablock, linkFileName, writeMetadata } from '@intoto/models';

import { type KeyForm, type KeyPair, label, type LabelledKey } from '../src/index.ts';
import type { ChainSketch, LinkSketch, Signatory, SignatureSketch } from './difference.ts';

export type KeyPairs = Readonly<Record<Signatory, KeyPair>>;
type Keys = Readonly<Record<Signatory, LabelledKey>>;

export const LAYOUT_FILE = 'root.layout';

const SIGNATORIES = ['owner', 'alice', 'bob'] as const;

async function labelled(pairs: KeyPairs, form: KeyForm): Promise<Keys> {
  const keys = SIGNATORIES.map(async (name) => [name, await label(pairs[name], form)] as const);
  return Object.fromEntries(await Promise.all(keys)) as unknown as Keys;
}

/** A payload as JSON, with key ids for `<alice>` and the like. */
function payloadOf(sketch: object, keys: Keys): JsonObject {
  let text = JSON.stringify(sketch);
  for (const name of SIGNATORIES) text = text.replaceAll(`<${name}>`, keys[name].object.keyid);
  return parseJson(text, { dialect: 'python' }) as JsonObject;
}

function layoutOf({ layout = {}, steps = [], inspect = [] }: ChainSketch, { alice, bob }: Keys): object {
  const item = { expected_materials: [], expected_products: [] };
  const step = { _type: 'step', ...item, expected_command: [], pubkeys: ['<alice>'], threshold: 1 };
  return {
    _type: 'layout',
    readme: '',
    expires: '2999-01-01T00:00:00Z',
    keys: { [alice.object.keyid]: alice.object, [bob.object.keyid]: bob.object },
    steps: steps.map((members) => ({ ...step, ...members })),
    inspect: inspect.map((members) => ({ _type: 'inspection', ...item, ...members })),
    ...layout,
  };
}

function linkOf({ step, link = {} }: LinkSketch): object {
  const byproducts = { 'return-value': 0, stdout: '', stderr: '' };
  return { _type: 'link', name: step, materials: {}, products: {}, command: [], byproducts, environment: {}, ...link };
}

type SignatureMembers = Record<string, string>;

function flawed({ flaw }: SignatureSketch, { keyid = '', sig = '' }: SignatureMembers): SignatureMembers {
  switch (flaw) {
    case undefined:
      return { keyid, sig };
    case 'wrong':
      return {
        keyid,
        sig: sig.startsWith('A') ? sig.replace(/^./u, 'B') : sig.replace(/^./u, (first) => (first === '0' ? '1' : '0')),
      };
    case 'upper-case':
      return { keyid, sig: sig.toUpperCase() };
    case 'blanks':
      return { keyid, sig: sig.replaceAll(/..(?!$)/gu, '$& ') };
    case 'no-keyid':
      return { sig };
    case 'not-base64':
      return { keyid, sig: '?' };
    default:
      return flaw satisfies never;
  }
}

async function signed(
  payload: JsonObject,
  container: ChainSketch['container'],
  signatures: readonly SignatureSketch[],
  keys: Keys,
): Promise<string> {
  const unsigned = container === 'dsse' ? createEnvelope(payload) : createMetablock(payload);
  const members: SignatureMembers[] = [];
  for (const sketch of signatures) {
    const text = writeMetadata(await signMetadata(unsigned, keys[sketch.by].signer));
    const [signature = {}] = (JSON.parse(text) as { signatures: SignatureMembers[] }).signatures;
    members.push(flawed(sketch, signature));
  }
  return JSON.stringify({ ...(JSON.parse(writeMetadata(unsigned)) as object), signatures: members });
}

/** Writes a chain into a folder, signed. @returns the key to verify it with, as it stands in layouts */
export async function writeChain(
  folder: string,
  sketch: ChainSketch,
  pairs: KeyPairs,
  form: KeyForm,
): Promise<LabelledKey['object']> {
  const keys = await labelled(pairs, sketch.keys ?? form);
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  const layout = payloadOf(layoutOf(sketch, keys), keys);
  await write(LAYOUT_FILE, await signed(layout, sketch.container, [{ by: 'owner' }], keys));
  for (const link of sketch.links ?? []) {
    const { signatures = [{ by: 'alice' }], text } = link;
    const file = linkFileName(link.step, keys[signatures[0]?.by ?? 'alice'].object.keyid);
    await write(file, text ?? (await signed(payloadOf(linkOf(link), keys), sketch.container, signatures, keys)));
  }
  return keys.owner.object;
}
