import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type KeyKind, makeKeyPair } from '@intoto-tests/interop';
import { signMetadata } from '@intoto/crypto';
import { createEnvelope, createLink, encodeLink, writeMetadata } from '@intoto/models';

import type { Contender, ContenderName, Workload } from './workload.ts';

const DISTINCT = 100;

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

interface EnvelopesOptions {
  readonly kinds: readonly KeyKind[];
  readonly programs: ReadonlyMap<ContenderName, string>;
}

async function writeEnvelopes(folder: string, size: number, options: EnvelopesOptions): Promise<readonly Contender[]> {
  const pairs = await Promise.all(options.kinds.map(makeKeyPair));
  const envelopes = await Promise.all(
    Array.from({ length: DISTINCT }, async (_, index) => {
      const key = index % pairs.length;
      const pair = pairs[key];
      if (pair === undefined) throw new Error('no key');
      const link = createEnvelope(encodeLink(createLink({ name: `build-${index}` })));
      return { key, text: writeMetadata(await signMetadata(link, pair.signer)) };
    }),
  );
  const input: EnvelopeFile = {
    keys: pairs.map(({ publicPem }) => publicPem),
    envelopes,
    rounds: Math.max(1, Math.round((10_000 * size) / DISTINCT)),
  };
  writeFileSync(join(folder, 'envelopes.json'), JSON.stringify(input));
  return [...options.programs].map(([name, file]) => ({ name, command: { words: program(file), cwd: folder } }));
}

/** Authenticating envelopes, against `node:crypto` over the same bytes. */
export const authenticateEnvelopes: Workload = {
  name: 'authenticate-envelopes',
  work: 'authenticate 10,000 DSSE envelopes (RSA, P-256, Ed25519)',
  targets: [{ against: 'limit', factor: 0.9 }],
  sizes: [0.1, 1, 10],
  grows: true,
  prepare: (folder, size) =>
    writeEnvelopes(folder, size, {
      kinds: ['rsa', 'ecdsa P-256', 'ed25519'],
      programs: new Map([
        ['this', 'authenticate'],
        ['limit', 'verify-raw'],
      ]),
    }),
};

/** The same beside `@sigstore/verify`, which knows RSA only as PKCS#1 v1.5, where in-toto signs with PSS: hence without RSA. */
export const authenticateWithoutRsa: Workload = {
  name: 'authenticate-without-rsa',
  work: 'authenticate 10,000 DSSE envelopes (P-256, Ed25519); `@sigstore/verify` knows no RSA-PSS',
  targets: [
    { against: 'sigstore', factor: 1 },
    { against: 'limit', factor: 0.9 },
  ],
  sizes: [0.1, 1, 10],
  grows: true,
  prepare: (folder, size) =>
    writeEnvelopes(folder, size, {
      kinds: ['ecdsa P-256', 'ed25519'],
      programs: new Map([
        ['this', 'authenticate'],
        ['sigstore', 'verify-with-sigstore'],
        ['limit', 'verify-raw'],
      ]),
    }),
};
