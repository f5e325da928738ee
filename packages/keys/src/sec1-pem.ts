import type { EcdsaCurve } from '@intoto/crypto';
import { curveOid, encodeDer, encodeDerInteger, encodeOid, encodePem } from '@intoto/crypto/key-parts';

/**
 * An elliptic curve key as OpenSSL's `EC PRIVATE KEY` (RFC 5915) that names its curve, without a last newline: what in-toto 2
 * expects in a key object. The public key stands beside it there.
 */
export function encodeSec1Pem({ curve, secret }: { readonly curve: EcdsaCurve; readonly secret: Uint8Array }): string {
  const parameters = encodeDer('context0', encodeOid(curveOid(curve)));
  const der = encodeDer('sequence', encodeDerInteger(1), encodeDer('octetString', secret), parameters);
  return encodePem('EC PRIVATE KEY', der).trimEnd();
}
