import { createSigner, encodePublicKeyPem, keyMaterialId, loadPublicKey } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { describeKeyIds, identifyKey, loadAnyPrivateKey, loadAnyPublicKey } from '@intoto/keys';

import vectors from '../../../../packages/keys/test/vectors/key-files.json' with { type: 'json' };
import { printNode, readNode } from '../mutation/json-node.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateDer } from '../mutation/mutate-der.ts';
import { mutateJson } from '../mutation/mutate-json.ts';
import type { Random } from '../random.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attemptAsync, demand, outcomeOf } from '../violation.ts';

interface Sample {
  readonly bytes: Uint8Array;
  readonly password: string | undefined;
}

interface Vector {
  readonly text?: string;
  readonly hex?: string;
  readonly password?: string;
  readonly slow?: boolean;
}

const SAMPLES: readonly Sample[] = vectors.keys
  .flatMap((key): readonly Vector[] => [...key.public, ...key.private])
  .concat(vectors.refused)
  .filter(({ slow }) => slow !== true)
  .map(({ text, hex, password }) => ({
    bytes: new Uint8Array(text === undefined ? Buffer.from(hex ?? '', 'hex') : Buffer.from(text)),
    password,
  }));
const FILES = SAMPLES.map(({ bytes }) => bytes);
const MESSAGE = new TextEncoder().encode('message');

/** Key files of every kind that people bring: OpenSSH, PEM of every kind, JSON Web Keys, cosign's, minisign's, in-toto's. */
export const keyFilesTarget: Target = {
  name: 'key-files',
  weight: 2,
  shortCount: 500,
  generate: (random) => {
    const { bytes, password = '' } = random.pick(SAMPLES);
    return caseOf(mutate(bytes, random), { password: random.chance(0.9) ? password : 'wrong' });
  },
  check: async (subject) => {
    const bytes = inputOf(subject);
    const { kind, description } = identifyKey(bytes);
    demand(description !== '', 'a file is said to be nothing');
    const asPublic = await attemptAsync(() => loadAnyPublicKey(bytes, { backend }));
    if (asPublic.ok) {
      const key = asPublic.value;
      const again = await loadPublicKey(encodePublicKeyPem(key), { backend, scheme: key.scheme });
      demand(keyMaterialId(again) === keyMaterialId(key), 'a public key changes when it is written and read');
      const ids = await describeKeyIds(key, { backend, source: bytes });
      demand(ids.length > 0, 'a key has no id');
    }
    const { password } = subject.settings;
    const options = { backend, ...(typeof password === 'string' && password !== '' ? { password } : {}) };
    const asPrivate = await attemptAsync(async () => {
      const signer = await createSigner(await loadAnyPrivateKey(bytes, options), { backend });
      return signer.sign(MESSAGE);
    });
    return `${kind}: ${outcomeOf(asPublic)} / ${asPrivate.ok ? 'signed' : asPrivate.code}`;
  },
};

/** By the structure that a file has: JSON, text around base64, base64 around something else. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  if (random.chance(0.3)) return mutateBytes(bytes, random, FILES);
  const text = Buffer.from(bytes).toString('latin1');
  if (/^\s*[[{]/u.test(text)) return mutateDocument(text, random) ?? mutateBytes(bytes, random, FILES);
  const inner = /[A-Za-z0-9+/\n]{40,}={0,2}/u.exec(text);
  if (inner === null) return mutateDer(bytes, random);
  const [base64] = inner;
  const body = mutateDer(Buffer.from(base64, 'base64'), random);
  const lines = Buffer.from(body)
    .toString('base64')
    .replaceAll(/.{64}/gu, base64.includes('\n') ? '$&\n' : '$&');
  return Buffer.from(text.slice(0, inner.index) + lines + text.slice(inner.index + base64.length), 'latin1');
}

function mutateDocument(text: string, random: Random): Uint8Array | undefined {
  try {
    return Buffer.from(printNode(mutateJson(readNode(text), random)));
  } catch {
    return undefined;
  }
}
