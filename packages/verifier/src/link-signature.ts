import { authenticate, type CertificateTrust } from '@intoto/crypto';
import { InTotoError } from '@intoto/encoding';
import {
  type Authenticated,
  type Layout,
  type Link,
  type Metadata,
  parsePayload,
  type PublicKey,
  type Step,
} from '@intoto/models';

import { loadCertified } from './certificate-support.ts';
import type { Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import { loadWording } from './load-wording.ts';
import { lacksSignedExpiry } from './signed-projection.ts';
import type { LoadedLink, Refusal, SignedLink } from './step-evidence.ts';
import { findVerificationKey, listSubkeyIds } from './verification-key.ts';

/** Whether a link counts for its step. */
export type LinkVerdict =
  | { readonly outcome: 'signed'; readonly link: SignedLink }
  /** Passed over, as if it were not there. */
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** Cannot be passed over: another verifier might accept it. */
  | { readonly outcome: 'spoilt'; readonly problem: Problem };

/** Verifies a link with the key or certificate that authorizes it for the step. What was verified is what is handed on. */
export async function verifyLinkSignature(
  evaluation: Evaluation,
  layout: Layout,
  mainKeys: ReadonlyMap<string, PublicKey>,
  step: Step,
  loaded: LoadedLink,
  trust: CertificateTrust | undefined,
): Promise<LinkVerdict> {
  const { profile, backend, now, openpgp, read } = evaluation;
  const { keyId, location, metadata, opened, presented } = loaded;
  if (presented !== undefined && trust !== undefined)
    return (await loadCertified()).verifyCertifiedLink(evaluation, layout, trust, step, {
      ...loaded,
      presented,
    });
  const found = findVerificationKey(step, layout, mainKeys, keyId);
  if (found === undefined) {
    return (await loadWording()).refuseUnknownKey(location, keyId);
  }
  const { key, authorization } = found;
  const form = profile === 'strict' ? 'received' : 'reference';
  try {
    const options = {
      keys: [key],
      threshold: 1,
      backend,
      form,
      now,
      openpgp,
      parse: parsePayload,
      read,
      opened,
    } as const;
    const result = await authenticate(metadata, options);
    const check = result.checks[0]?.check;
    if (!result.ok) {
      if (check === undefined || check.ok) throw new Error('The one key asked for has failed');
      return await (await loadWording()).judgeFailure(evaluation, layout, step, loaded, key, check);
    }
    if (profile === 'reference' && lacksSignedExpiry(metadata, result.payload)) {
      return (await loadWording()).refuseSignature(location, keyId);
    }
    if (profile === 'strict' && authorization === 'subkey' && signerOf(metadata, key) !== keyId) {
      return { outcome: 'spoilt', problem: (await loadWording()).describeMainKey(step, loaded, key) };
    }
    return {
      outcome: 'signed',
      link: {
        ...loaded,
        key,
        facts: check?.facts,
        payload: result.payload as Authenticated<Link> | Authenticated<Layout>,
      },
    };
  } catch (error) {
    // A Metablock's payload was read before; an envelope's is read once its signature has verified.
    if (!InTotoError.is(error) || metadata.container !== 'dsse') throw error;
    const { describeMalformed } = await loadWording();
    return { outcome: 'signed', link: { ...loaded, key, problem: describeMalformed(error, step.name, location) } };
  }
}

/** Of a key and its subkeys, the one whose signature was checked. */
function signerOf({ signatures }: Metadata, key: PublicKey): string | undefined {
  const keyIds = new Set([key.keyId, ...listSubkeyIds(key)]);
  return signatures.find((signature) => keyIds.has(signature.keyId))?.keyId;
}
