import type { OpenPgpQuestion, SignatureCheck } from '@intoto/crypto';
import { InTotoError, isJsonObject } from '@intoto/encoding';

import { describeExpiry } from './expiry.ts';
import type { KeyNumbers } from './key-numbers.ts';
import { power } from './modular.ts';
import { findHashed, readSignatureHead } from './signature-packet.ts';
import type { SignatureParts } from './signature-parts.ts';
import { readSeconds, SUBPACKETS } from './subpackets.ts';

type FailedCheck = Extract<SignatureCheck, { ok: false }>;

/** Type of a signature over a document as it is (RFC 4880, 5.2.1). */
const BINARY_DOCUMENT = 0;

/**
 * What speaks against a signature that the Python reference counts. What it signs is all that the reference looks at; it looks
 * neither at the main key of a subkey nor at what the signature says of itself.
 * @returns `undefined` for a signature beyond doubt
 * @throws {@link Fault} for a main key whose times are no numbers
 */
export function findDoubt(
  question: OpenPgpQuestion,
  parts: SignatureParts,
  numbers: KeyNumbers,
  headers: Uint8Array,
): FailedCheck | undefined {
  const { key, now, signature } = question;
  const doubt = (code: FailedCheck['code'], message: string): FailedCheck => ({ ok: false, code, message });
  const odd = findOddNumber(parts, numbers);
  if (odd !== undefined) return doubt('ERR_KEY_FORMAT', `The OpenPGP key ${signature.keyId} ${odd}`);
  const expiry = parts.form === 'gpg' ? describeExpiry(key.json, now) : undefined;
  if (expiry !== undefined)
    return doubt('ERR_SIGNATURE_EXPIRED', `The main key ${key.keyId} of the subkey ${signature.keyId} ${expiry}`);
  if (typeof parts.signature === 'string' && parts.signature.length % 2 !== 0)
    return doubt('ERR_SIGNATURE_FORMAT', `The OpenPGP signature by ${signature.keyId} has half a byte`);
  return judgeHeaders(question, numbers, headers, doubt);
}

function judgeHeaders(
  { now, signature }: OpenPgpQuestion,
  { type }: KeyNumbers,
  headers: Uint8Array,
  doubt: (code: FailedCheck['code'], message: string) => FailedCheck,
): FailedCheck | undefined {
  const subject = `The OpenPGP signature by ${signature.keyId}`;
  const refuse = (reason: string): FailedCheck => doubt('ERR_SIGNATURE_FORMAT', `${subject} ${reason}`);
  try {
    const head = readSignatureHead(headers);
    const { signatureType, type: signatureKeyType, hash } = head;
    if (signatureType !== BINARY_DOCUMENT) return refuse('is of a type that is not for documents');
    if (hash !== 'sha256' || signatureKeyType !== type)
      return refuse('says that it is of another algorithm than it is');
    const creation = readSeconds(findHashed(head, SUBPACKETS.signatureCreation));
    if (creation === undefined) return refuse('does not say when it was made');
    const validity = readSeconds(findHashed(head, SUBPACKETS.signatureExpiration)) ?? 0;
    const hasEnded = validity > 0 && creation + validity < now.getTime() / 1000;
    return hasEnded
      ? doubt('ERR_SIGNATURE_EXPIRED', `${subject} says of itself that it is no longer valid`)
      : undefined;
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return refuse('has headers that are not those of a signature');
  }
}

/** Half a sentence about numbers that readers understand in different ways, or that no key has. */
function findOddNumber({ signingKey }: SignatureParts, numbers: KeyNumbers): string | undefined {
  const keyVal = signingKey['keyval'];
  const texts = isJsonObject(keyVal) && isJsonObject(keyVal['public']) ? Object.values(keyVal['public']) : [];
  if (!texts.every((text) => typeof text === 'string' && /^[0-9a-f]+$/iu.test(text)))
    return 'has numbers that are not plain hex';
  if (numbers.type !== 'dsa') return undefined;
  const { p, q, y } = numbers;
  return y > 1n && y < p && power(y, q, p) === 1n ? undefined : 'has a public number for which anybody can sign';
}
