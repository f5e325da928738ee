import { join } from 'node:path';

import {
  checkSignature,
  createSigner,
  type KeyIdStyle,
  loadPrivateKey,
  loadPublicKey,
  signMetadata,
} from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';
import { InTotoError, type JsonObject, parseJson } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  encodeLink,
  parseLayout,
  parseLink,
  parseMetadata,
  parsePayload,
  parsePublicKey,
  type PublicKey,
  readPayload,
  writeMetadata,
} from '@intoto/models';
import { createDirectoryEvidence, readMetadata } from '@intoto/node';
import { createExecInspectionRunner } from '@intoto/runner';
import { evaluateLayout, type Profile } from '@intoto/verifier';

import type { Implementation, KeyObject, Result } from './artefacts.ts';
import { layoutPayload, linkPayload } from './payloads.ts';
import { LAYOUT_FILE, writeChain } from './peer-implementation.ts';

export const PROFILES: readonly Profile[] = ['reference', 'strict'];

function publicKeyOf(key: KeyObject): PublicKey {
  return parsePublicKey(parseJson(JSON.stringify(key)));
}

async function read(bytes: Uint8Array, key: KeyObject): Promise<Result> {
  try {
    const metadata = parseMetadata(bytes);
    parsePayload(readPayload(metadata));
    for (const form of ['received', 'reference'] as const) {
      const check = await checkSignature(metadata, publicKeyOf(key), { backend: nodeBackend, form });
      if (!check.ok) return { ok: false, message: `${check.code}: ${check.message}` };
    }
    return { ok: true };
  } catch (error) {
    if (InTotoError.is(error)) return { ok: false, message: `${error.code}: ${error.message}` };
    throw error;
  }
}

/** Passes only what passes in both profiles. */
async function verify(folder: string, key: KeyObject): Promise<Result> {
  for (const profile of PROFILES) {
    const report = await evaluateLayout(await readMetadata(join(folder, LAYOUT_FILE)), {
      layoutKeys: new Map([[key.keyid, publicKeyOf(key)]]),
      evidence: createDirectoryEvidence(folder),
      backend: nodeBackend,
      now: new Date(),
      profile,
      inspectionRunner: createExecInspectionRunner({ cwd: folder, persist: false }),
    });
    const [failure] = report.ok ? [] : report.failures;
    if (failure !== undefined) return { ok: false, message: `${profile}: ${failure.code}: ${failure.message}` };
  }
  return { ok: true };
}

/** The packages of this repository, making keys with ids of one of the two styles. */
export function ourImplementation(name: string, style: KeyIdStyle): Implementation {
  return {
    name,
    produce: async (container, { publicPem, privatePem }) => {
      const options = { backend: nodeBackend, keyId: style };
      const { keyId: keyid, json } = await loadPublicKey(publicPem, options);
      const key = { ...json, keyid };
      const signer = await createSigner(await loadPrivateKey(privatePem, options), options);
      const sign = async (payload: JsonObject): Promise<Uint8Array> => {
        const unsigned = container === 'dsse' ? createEnvelope(payload) : createMetablock(payload);
        return Buffer.from(writeMetadata(await signMetadata(unsigned, signer)));
      };
      return {
        key,
        layout: await sign(encodeLayout(parseLayout(parseJson(layoutPayload(key))))),
        link: await sign(encodeLink(parseLink(parseJson(linkPayload())))),
      };
    },
    consume: async (artefacts, folder) => {
      const { key, layout, link } = artefacts;
      await writeChain(folder, artefacts);
      return { layout: await read(layout, key), link: await read(link, key), chain: await verify(folder, key) };
    },
  };
}
