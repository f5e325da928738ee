import { InTotoError } from '@intoto/encoding';

import type { OpenPgpErrorCode } from './error-codes.ts';

/** A public key or a signature that cannot be read. Never carries key material. */
export class OpenPgpError extends InTotoError<OpenPgpErrorCode> {
  override readonly name = 'OpenPgpError';
}

/** The error for packets that are cut short or malformed. @param reason - half a sentence about a packet */
export function malformedPacket(reason: string): OpenPgpError {
  return new OpenPgpError(`The OpenPGP packets cannot be read: ${reason}`, {
    code: 'ERR_OPENPGP_PACKET',
    details: { reason },
  });
}

/** The error for what in-toto has no form for. @param what - a noun */
export function unsupported(what: string): OpenPgpError {
  return new OpenPgpError(`in-toto does not know ${what}; it knows RSA, DSA and Ed25519 of OpenPGP version 4`, {
    code: 'ERR_OPENPGP_UNSUPPORTED',
    details: { found: what },
  });
}
