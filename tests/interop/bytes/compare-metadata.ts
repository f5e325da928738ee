import { signMetadata } from '@intoto/crypto';
import { InTotoError, type JsonObject, parseJson } from '@intoto/encoding';
import {
  createEnvelope,
  createMetablock,
  encodeLayout,
  encodeLink,
  type Metadata,
  parsePayload,
  writeMetadata,
} from '@intoto/models';

import { type FixedKey, makeFixedKey } from '../differential/fixed-keys.ts';
import type { SeedRange } from '../differential/run-options.ts';
import type { Peer, PythonOperations } from '../src/index.ts';
import { type GeneratedPayload, generatePayload } from './generate-payload.ts';

export interface MetadataComparison {
  readonly files: number;
  readonly signatures: number;
  /** As JSON texts, the payloads whose files differ; at most five. */
  readonly differences: readonly string[];
}

const FILES_AT_ONCE = 500;
const MOST_DIFFERENCES = 5;

function enclose({ text, container }: GeneratedPayload): Metadata {
  const payload = parsePayload(parseJson(text) as JsonObject);
  const options = { unknownMembers: 'omit' } as const;
  const tree = payload.type === 'layout' ? encodeLayout(payload, options) : encodeLink(payload, options);
  return container === 'dsse' ? createEnvelope(tree) : createMetablock(tree);
}

async function ours(payload: GeneratedPayload, keys: readonly FixedKey[]): Promise<string | undefined> {
  try {
    let metadata = enclose(payload);
    for (const { signer } of keys.slice(0, payload.signatures)) metadata = await signMetadata(metadata, signer);
    return writeMetadata(metadata);
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}

/** Puts payloads into containers, signs them, and compares the files, byte by byte. */
export async function compareMetadata(
  python: Peer<PythonOperations>,
  { from, count }: SeedRange,
): Promise<MetadataComparison> {
  const keys = await Promise.all(['alice', 'bob', 'carl'].map(makeFixedKey));
  const publicKeys = keys.map(({ privateKey }) => privateKey.publicKey);
  let signatures = 0;
  const differences: string[] = [];
  for (let start = from; start < from + count; start += FILES_AT_ONCE) {
    const length = Math.min(FILES_AT_ONCE, from + count - start);
    const payloads = Array.from({ length }, (_, index) => generatePayload(start + index, publicKeys));
    const outcomes = await python.requestAll(
      'create',
      payloads.map((payload) => ({
        text: payload.text,
        container: payload.container,
        signers: keys.slice(0, payload.signatures).map(({ privatePem }) => ({ text: privatePem })),
      })),
    );
    for (const [index, payload] of payloads.entries()) {
      signatures += payload.signatures;
      const outcome = outcomes[index];
      const theirs = outcome?.ok ? Buffer.from(outcome.result.file, 'base64').toString('utf8') : undefined;
      const mine = await ours(payload, keys);
      if (theirs === mine && mine !== undefined) continue;
      const reason = outcome && !outcome.ok ? outcome.error : undefined;
      if (differences.length < MOST_DIFFERENCES) {
        differences.push(JSON.stringify({ payload, python: theirs ?? reason, ours: mine ?? null }));
      }
    }
  }
  return { files: count, signatures, differences };
}
