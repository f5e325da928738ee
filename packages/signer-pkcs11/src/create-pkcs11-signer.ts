import {
  type CryptoBackend,
  createVerifier,
  CryptoError,
  loadPublicKey,
  resolveScheme,
  type SignatureScheme,
  type Signer,
  type Verifier,
} from '@intoto/crypto';
import { quoteText } from '@intoto/encoding';
import type { SslibPublicKey } from '@intoto/models';

import type { Cryptoki, Handle } from './cryptoki.ts';
import { explainFailure } from './explain-failure.ts';
import { askPin, login, type PinSource } from './login.ts';
import { type OpenModule, openModule } from './open-module.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import { readPublicKey } from './read-public-key.ts';
import { type KeySelector, type PrivateKeyObject, selectPrivateKey } from './select-key.ts';
import { type FoundToken, selectToken, type TokenSelector } from './select-token.ts';
import { planSigning, type SigningPlan } from './signing-plan.ts';

/** Which key on which token, and how it signs. */
export interface Pkcs11SignerOptions {
  readonly backend: CryptoBackend;
  /**
   * Path of the module, a shared library whose code then runs in this process: never take it from metadata.
   * A bare name is looked up where the system keeps its libraries.
   */
  readonly modulePath: string;
  /** @defaultValue the only token */
  readonly token?: TokenSelector | undefined;
  /** @defaultValue the only private key that signs */
  readonly key?: KeySelector | undefined;
  /** Not asked for where the token wants none, or has keys of its own to type it on. */
  readonly pin?: PinSource | undefined;
  /** The signature scheme. @defaultValue the reference's for the kind of key, `rsassa-pss-sha256` for RSA */
  readonly scheme?: string | undefined;
  /** The public key (PEM or DER), for tokens that have only the private one. @defaultValue what the token says */
  readonly publicKey?: string | Uint8Array | undefined;
}

/** Signs with a key on a token. */
export interface Pkcs11Signer extends Signer {
  /** Ends the session, and the login where no other signer of this process uses the token. */
  close(): Promise<void>;
}

/**
 * Makes a signer of a private key on a PKCS#11 token, which signs without handing the key out.
 * Logs in with one try. Every signature is verified before it is returned. Signers of one module take turns.
 *
 * @throws {@link Pkcs11Error} with any of its codes; `CryptoError` from `@intoto/crypto`: `ERR_CRYPTO_UNSUPPORTED` for a scheme
 * that the token or in-toto does not have, `ERR_KEY_UNUSABLE`, `ERR_KEY_FORMAT`; what `pin` rejects with.
 */
export async function createPkcs11Signer(options: Pkcs11SignerOptions): Promise<Pkcs11Signer> {
  return createSignerOn(await openModule(options.modulePath), options);
}

/** As {@link createPkcs11Signer}; the module is released with the signer, or where there is none. */
export async function createSignerOn(module: OpenModule, options: Pkcs11SignerOptions): Promise<Pkcs11Signer> {
  try {
    const found = await module.exclusive((cryptoki) =>
      explainFailure({ subject: 'The PKCS#11 module', task: 'list its tokens' }, () =>
        selectToken(cryptoki, options.token ?? {}),
      ),
    );
    const quotedLabel = quoteText(found.token.label);
    // Not in the queue: a person may take as long as they want.
    const pin = await askPin(found, quotedLabel, options.pin);
    const opened = await module.exclusive((cryptoki) =>
      explainFailure({ subject: `The token ${quotedLabel}`, task: 'open the key' }, () =>
        openKey(cryptoki, found, { quotedLabel, pin, options }),
      ),
    );
    if (!opened.key.alwaysAuthenticate) pin?.fill(0);
    return createSigner(module, { ...opened, found, quotedLabel, pin });
  } catch (error) {
    await module.release();
    throw error;
  }
}

interface OpenKey {
  readonly session: Handle;
  readonly key: PrivateKeyObject;
  readonly publicKey: SslibPublicKey;
  readonly plan: SigningPlan;
  readonly verifier: Verifier;
}

interface OpenKeyInput {
  readonly quotedLabel: string;
  readonly pin: Uint8Array | undefined;
  readonly options: Pkcs11SignerOptions;
}

async function openKey(
  cryptoki: Cryptoki,
  found: FoundToken,
  { quotedLabel, pin, options }: OpenKeyInput,
): Promise<OpenKey> {
  const { backend, scheme: schemeName } = options;
  const session = await cryptoki.openSession(found.slot);
  try {
    if (found.token.flags.loginRequired) await login(cryptoki, found, quotedLabel, { session, user: 'user', pin });
    const key = await selectPrivateKey(cryptoki, session, quotedLabel, options.key ?? {});
    const source = options.publicKey ?? (await readPublicKey(cryptoki, session, quotedLabel, key));
    const publicKey = await loadPublicKey(source, { backend, scheme: schemeName });
    const plan = planSigning(schemeOf(publicKey, key), await cryptoki.getMechanisms(found.slot), backend);
    return { session, key, publicKey, plan, verifier: await createVerifier(publicKey, options) };
  } catch (error) {
    await cryptoki.closeSession(session).catch(() => {});
    throw error;
  }
}

const KEY_TYPES = { rsa: 'rsa', ec: 'ecdsa', edwards: 'ed25519' } as const;

function schemeOf({ keyType, scheme, keyId }: SslibPublicKey, { type }: PrivateKeyObject): SignatureScheme {
  const resolved = resolveScheme(keyType, scheme);
  if (resolved?.type === KEY_TYPES[type]) return resolved;
  throw new CryptoError(`The private key on the token is of another type than the public key ${keyId}`, {
    code: 'ERR_KEY_UNUSABLE',
    details: { keyId },
  });
}

interface SignerParts extends OpenKey, Pick<OpenKeyInput, 'quotedLabel' | 'pin'> {
  readonly found: FoundToken;
}

function createSigner(module: OpenModule, parts: SignerParts): Pkcs11Signer {
  const { session, key, publicKey, plan, verifier, quotedLabel } = parts;
  let closed = false;
  let refusal: Pkcs11Error | undefined;
  const signOnToken = async (cryptoki: Cryptoki, input: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => {
    // A PIN that was refused once is not tried again: the next try may lock the token.
    if (refusal !== undefined) throw refusal;
    await cryptoki.signInit(session, plan.mechanism, key.handle);
    try {
      if (key.alwaysAuthenticate)
        await login(cryptoki, parts.found, quotedLabel, { ...parts, user: 'context-specific' });
    } catch (error) {
      if (error instanceof Pkcs11Error) refusal = error;
      throw error;
    }
    return cryptoki.sign(session, input);
  };
  return {
    publicKey,
    async sign(received) {
      const data = new Uint8Array(received);
      const input = await plan.prepare(data);
      if (closed) throw new TypeError('the signer was closed');
      const raw = await module.exclusive((cryptoki) =>
        explainFailure({ subject: `The token ${quotedLabel}`, task: 'sign' }, () => signOnToken(cryptoki, input)),
      );
      const signature = plan.finish(raw);
      if (signature !== undefined && (await verifier.verify(data, signature))) return signature;
      throw new Pkcs11Error(
        `The signature that the token ${quotedLabel} made does not verify with its public key ${publicKey.keyId}.`,
        { code: 'ERR_PKCS11_SIGNATURE', details: { token: quotedLabel, keyId: publicKey.keyId } },
      );
    },
    async close() {
      if (closed) return;
      closed = true;
      parts.pin?.fill(0);
      // Where the token is gone there is nothing left to close.
      await module.exclusive((cryptoki) => cryptoki.closeSession(session)).catch(() => {});
      await module.release();
    },
  };
}
