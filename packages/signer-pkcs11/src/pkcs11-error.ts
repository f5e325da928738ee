import { InTotoError } from '@intoto/encoding';

import type { Pkcs11ErrorCode } from './error-codes.ts';

/** A PKCS#11 token, module or URI that cannot be used. Never carries a PIN. */
export class Pkcs11Error extends InTotoError<Pkcs11ErrorCode> {
  override readonly name = 'Pkcs11Error';
}
