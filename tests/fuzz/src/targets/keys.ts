import {
  createSigner,
  encodePublicKeyPem,
  keyMaterialId,
  loadPrivateKey,
  loadPublicKey,
  type PrivateKey,
} from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { parsePublicKey } from '@intoto/models';

import keyFiles from '../key-files.json' with { type: 'json' };
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import { mutateDer } from '../mutation/mutate-der.ts';
import type { Random } from '../random.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attemptAsync, demand, outcomeOf } from '../violation.ts';

const PEMS: readonly string[] = Object.values(keyFiles.files);
const SAMPLES = PEMS.map((text) => new Uint8Array(Buffer.from(text)));
const LABELS = [
  'PUBLIC KEY',
  'RSA PUBLIC KEY',
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'CERTIFICATE',
  '',
];
const PASSWORDS = ['none', 'hunter2', 'wrong', ''];
const MESSAGE = new TextEncoder().encode('message');

const sound = {
  text: keyFiles.files['ed25519.pkcs8'],
  keyId: (await loadPublicKey(keyFiles.files['ed25519.spki'], { backend })).keyId,
};

/** Key files: PEM, DER and encrypted, of every kind, taken for public and for private keys. */
export const keysTarget: Target = {
  name: 'keys',
  weight: 3,
  shortCount: 700,
  generate: (random) => {
    const pem = random.pick(PEMS);
    const password = random.chance(0.1) ? random.pick(PASSWORDS) : pem.includes('ENCRYPTED') ? 'hunter2' : 'none';
    return caseOf(writeKey(pem, random), { password });
  },
  check: async (subject) => {
    const bytes = inputOf(subject);
    const { password } = subject.settings;
    const asPublic = await attemptAsync(() => loadPublicKey(bytes, { backend }));
    if (asPublic.ok) {
      const key = asPublic.value;
      const again = await loadPublicKey(encodePublicKeyPem(key), { backend });
      demand(again.keyId === key.keyId, 'a public key changes its id when it is written and read');
      demand(keyMaterialId(parsePublicKey(key.json)) === keyMaterialId(again), 'a public key changes its material');
    }
    const options = { backend, ...(typeof password === 'string' && password !== 'none' ? { password } : {}) };
    const asPrivate = await attemptAsync(() => loadPrivateKey(bytes, options));
    const used = asPrivate.ok ? await usePrivateKey(asPrivate.value) : asPrivate.code;
    await checkSoundKey();
    return `${outcomeOf(asPublic)} / ${used}`;
  },
};

async function usePrivateKey(key: PrivateKey): Promise<string> {
  const signer = await attemptAsync(() => createSigner(key, { backend }));
  if (!signer.ok) return `unusable: ${signer.code}`;
  const signature = await attemptAsync(() => signer.value.sign(MESSAGE));
  return signature.ok ? 'signed' : `cannot sign: ${signature.code}`;
}

/** A bad key must not spoil the next one: native libraries keep their errors in places of their own. */
async function checkSoundKey(): Promise<void> {
  const key = await loadPrivateKey(sound.text, { backend });
  demand(key.publicKey.keyId === sound.keyId, 'after a bad key a good one has another id');
  demand(
    (await (await createSigner(key, { backend })).sign(MESSAGE)).length === 64,
    'a good key does not sign any more',
  );
}

function writeKey(pem: string, random: Random): Uint8Array {
  if (random.chance(0.25)) return mutateBytes(Buffer.from(pem), random, SAMPLES);
  const blocks = [...pem.matchAll(/-----BEGIN ([A-Z ]+)-----([^-]*)-----END/gu)];
  const [, label = '', base64 = ''] = blocks.at(-1) ?? [];
  const der = Buffer.from(base64, 'base64');
  const mutated = random.chance(0.8) ? mutateDer(der, random) : mutateBytes(der, random);
  if (random.chance(0.3)) return mutated;
  const name = random.chance(0.9) ? label : random.pick(LABELS);
  const text = Buffer.from(mutated).toString('base64').replaceAll(/.{64}/gu, '$&\n');
  return Buffer.from(`-----BEGIN ${name}-----\n${text}\n-----END ${name}-----\n`);
}
