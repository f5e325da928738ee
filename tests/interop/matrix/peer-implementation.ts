import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { linkFileName } from '@intoto/models';

import { asCommonPeer, type KeyPair, type PeerName, type PeerOutcome, type Peers } from '../src/index.ts';
import type { Artefacts, Implementation, KeyObject, Result } from './artefacts.ts';
import { type KeyFiles, legacyKeyFiles } from './legacy-key-files.ts';
import { layoutPayload, linkPayload, STEP } from './payloads.ts';

/** Where a chain lies. */
export const LAYOUT_FILE = 'root.layout';

export async function writeChain(folder: string, { key, layout, link }: Artefacts): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, LAYOUT_FILE), layout);
  await writeFile(join(folder, linkFileName(STEP, key.keyid)), link);
}

function failureOf(outcome: PeerOutcome<unknown>): string | undefined {
  return outcome.ok ? undefined : `${outcome.error.type}: ${outcome.error.message}`;
}

/** A peer with the keys that are its own: those of in-toto 2.3 are the ones that 3.0 dropped. */
export function peerImplementation(name: PeerName, title: string, peers: Peers): Implementation {
  const peer = asCommonPeer(peers[name]);
  const keyFiles = async (pair: KeyPair): Promise<KeyFiles> =>
    name === 'python-2.3'
      ? legacyKeyFiles(pair)
      : { publicKey: { text: pair.publicPem }, signer: { text: pair.privatePem } };
  const read = async (bytes: Uint8Array, key: KeyObject): Promise<Result> => {
    const base64 = Buffer.from(bytes).toString('base64');
    const parsed = await peer.request('parse', { base64 });
    const checked = await peer.request('check_signature', { base64, key: { object: key } });
    const message = failureOf(parsed) ?? failureOf(checked);
    return message === undefined ? { ok: true } : { ok: false, message };
  };
  return {
    name: title,
    produce: async (container, pair) => {
      const { publicKey, signer } = await keyFiles(pair);
      const loaded = await peer.ask('load_key', { key: publicKey });
      const key = { ...loaded.key, keyid: loaded.keyid };
      const create = async (text: string): Promise<Uint8Array> => {
        const { file } = await peer.ask('create', { container, text, signers: [signer] });
        return Buffer.from(file, 'base64');
      };
      return { key, layout: await create(layoutPayload(key)), link: await create(linkPayload()) };
    },
    consume: async (artefacts, folder) => {
      const { key, layout, link } = artefacts;
      await writeChain(folder, artefacts);
      const verdict = await peer.ask('verify', { cwd: folder, layout: LAYOUT_FILE, keys: [{ object: key }] });
      return {
        layout: await read(layout, key),
        link: await read(link, key),
        chain:
          verdict.verdict === 'pass' ? { ok: true } : { ok: false, message: `${verdict.type}: ${verdict.message}` },
      };
    },
  };
}
