import type { AcceptedSignature } from '@intoto/verifier';

import { printName } from './escape.ts';
import type { KeyPrinter } from './key-text.ts';

/** Whose signature it is: the key, and the certificate where that made its holder a functionary. */
export function signerText({ keyId, certificate }: AcceptedSignature, printKey: KeyPrinter): string {
  if (certificate === undefined) return printKey(keyId);
  const [name = certificate.subject] = [...certificate.uris, ...certificate.emails];
  return `${printKey(keyId)}, certificate ${printName(name)} under ${printKey(certificate.root)}`;
}
