import type { CryptoBackend, Signer } from '@intoto/crypto';

import { type KitCase, kitCase } from './kit-case.ts';
import { check } from './kit-failure.ts';
import { computeKeyIds, readPublicKey } from './public-key.ts';
import { SCHEMES } from './schemes.ts';
import { signCases, type SigningSubject } from './sign-cases.ts';

/** What is to be tested. */
export interface SignerConformanceOptions<S extends Signer = Signer> {
  /** Opens the signer. Called anew for every case. */
  readonly createSigner: () => Promise<S>;
  /** Called after every case, for signers that must be closed. @defaultValue nothing */
  readonly closeSigner?: ((signer: S) => Promise<void>) | undefined;
  /** Checks what the signer made; one that has passed its own kit, such as `nodeBackend`. */
  readonly backend: CryptoBackend;
  /** The most that the signer can sign at once, in bytes. @defaultValue 4 MiB */
  readonly maxDataBytes?: number | undefined;
}

const DEFAULT_MAX_BYTES = 4 * 1024 * 1024;

/**
 * Cases for a `Signer`: its public key is one of in-toto under its own id, and what it signs verifies with that key, in the
 * scheme's own encoding.
 *
 * @example
 * ```ts
 * import { signerConformance } from '@intoto/conformance/kits';
 * import { createSigner, generatePrivateKey } from '@intoto/crypto';
 * import { nodeBackend as backend } from '@intoto/crypto-node';
 *
 * const key = await generatePrivateKey({ type: 'ed25519', backend });
 * const cases = signerConformance({ createSigner: () => createSigner(key, { backend }), backend });
 * for (const { run } of cases) await run(); // or: it(name, run)
 * ```
 */
export function signerConformance<S extends Signer>(options: SignerConformanceOptions<S>): readonly KitCase[] {
  const { backend, maxDataBytes = DEFAULT_MAX_BYTES } = options;
  const test = (name: string, run: (signer: Signer) => Promise<void>): KitCase =>
    kitCase(name, () => withSigner(options, run));
  return [
    test('its public key is a key of in-toto', async ({ publicKey }) => {
      check(publicKey.form === 'sslib', 'publicKey.form must be "sslib"');
      readPublicKey(publicKey);
      const { json } = publicKey;
      check(json['keyid'] === publicKey.keyId, 'publicKey.json must hold the keyid of the key');
      check(json['keytype'] === publicKey.keyType, 'publicKey.json must hold the keytype of the key');
      check(json['scheme'] === publicKey.scheme, 'publicKey.json must hold the scheme of the key');
      const keyVal: unknown = json['keyval'];
      const text = typeof keyVal === 'object' && keyVal !== null && 'public' in keyVal ? keyVal.public : undefined;
      check(text === publicKey.keyVal['public'], 'publicKey.json must hold the public part of the key');
    }),
    test('its public key has the id that in-toto computes for it', async ({ publicKey }) => {
      const ids = await computeKeyIds(publicKey, backend);
      check(ids.includes(publicKey.keyId), `the key id must be ${ids.join(', or in old layouts ')}`);
    }),
    test('its public key stays the same', ({ publicKey }) =>
      withSigner(options, async (again) =>
        check(again.publicKey.keyId === publicKey.keyId, 'a signer that is opened again must have the same key'),
      )),
    ...signCases((run) => withSigner(options, async (signer) => run(await toSubject(signer, backend))), {
      backend,
      maxDataBytes,
    }),
  ];
}

async function withSigner<S extends Signer>(
  { createSigner, closeSigner }: SignerConformanceOptions<S>,
  run: (signer: S) => Promise<void>,
): Promise<void> {
  const signer = await createSigner();
  try {
    await run(signer);
  } finally {
    await closeSigner?.(signer);
  }
}

async function toSubject(signer: Signer, backend: CryptoBackend): Promise<SigningSubject> {
  const { scheme, spki } = readPublicKey(signer.publicKey);
  const verifier = await backend.createVerifier(SCHEMES[scheme], spki);
  return { sign: (data) => signer.sign(data), verifier, scheme, spki };
}
