import { computeKeyId, createSigner, type KeyIdStyle, type Signer } from '@intoto/crypto';
import { nodeBackend } from '@intoto/crypto-node';

import type { KeyPair } from './key-pair.ts';

/** A key under one of the two conventions for key ids, as it stands in layouts. */
export interface LabelledKey {
  readonly object: Readonly<Record<string, unknown>> & { readonly keyid: string };
  readonly signer: Signer;
}

/**
 * `python-2` is the old convention as in-toto for Python 2.x writes it, with an empty private part. Rust reads only that in
 * layouts, and Go reads anything but that.
 */
export type KeyForm = KeyIdStyle | 'python-2';

export async function label({ privateKey, publicText }: KeyPair, form: KeyForm): Promise<LabelledKey> {
  const style = form === 'current' ? 'current' : 'legacy';
  const { keyType, scheme } = privateKey.publicKey;
  const text = style === 'legacy' ? publicText.trim() : publicText;
  const keyid = await computeKeyId({ keyType, scheme, public: text }, style, nodeBackend);
  const publicKey = { ...privateKey.publicKey, keyId: keyid };
  return {
    object: {
      keyid,
      keytype: keyType,
      scheme,
      keyval: { public: text, ...(form === 'python-2' ? { private: '' } : {}) },
      ...(style === 'legacy' ? { keyid_hash_algorithms: ['sha256', 'sha512'] } : {}),
    },
    signer: await createSigner({ ...privateKey, publicKey }, { backend: nodeBackend }),
  };
}
