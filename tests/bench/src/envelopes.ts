import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { KEY_KINDS, makeKeyPair } from '@intoto-tests/interop';
import { signMetadata } from '@intoto/crypto';
import { createEnvelope, createLink, encodeLink, writeMetadata } from '@intoto/models';

import type { Contender, Workload } from './workload.ts';

const DISTINCT = 300;

/** What both programs read: public keys as PEM, and envelopes with the index of the key that signed. */
export interface EnvelopeFile {
  readonly keys: readonly string[];
  readonly envelopes: readonly { readonly key: number; readonly text: string }[];
  /** How often all envelopes are verified. */
  readonly rounds: number;
}

export function readEnvelopeFile(): EnvelopeFile {
  return JSON.parse(readFileSync('envelopes.json', 'utf8')) as EnvelopeFile;
}

function program(name: string): readonly string[] {
  return [process.execPath, fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url))];
}

/** Authenticating envelopes, against `node:crypto` over the same bytes. */
export const authenticateEnvelopes: Workload = {
  name: 'authenticate-envelopes',
  work: 'authenticate 10,000 DSSE envelopes (RSA, P-256, Ed25519)',
  targets: [{ against: 'limit', factor: 0.9 }],
  sizes: [0.1, 1],
  grows: true,
  async prepare(folder, size) {
    const kinds = KEY_KINDS.filter((kind) => kind === 'rsa' || kind === 'ecdsa P-256' || kind === 'ed25519');
    const pairs = await Promise.all(kinds.map(makeKeyPair));
    const envelopes = await Promise.all(
      Array.from({ length: DISTINCT }, async (_, index) => {
        const key = index % pairs.length;
        const pair = pairs[key];
        if (pair === undefined) throw new Error('no key');
        const link = createEnvelope(encodeLink(createLink({ name: `build-${index}` })));
        return { key, text: writeMetadata(await signMetadata(link, pair.signer)) };
      }),
    );
    const file: EnvelopeFile = {
      keys: pairs.map(({ publicPem }) => publicPem),
      envelopes,
      rounds: Math.round((10_000 * size) / DISTINCT),
    };
    writeFileSync(join(folder, 'envelopes.json'), JSON.stringify(file));
    return [
      { name: 'this', command: { words: program('authenticate'), cwd: folder } },
      { name: 'limit', command: { words: program('verify-raw'), cwd: folder } },
    ] satisfies readonly Contender[];
  },
};
