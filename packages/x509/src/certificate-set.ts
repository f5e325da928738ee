import { encodeHex } from '@intoto/encoding';

import type { Certificate } from './certificate.ts';

/** Certificates without repeats, the first of each. */
export function dedupe(certificates: readonly Certificate[]): readonly Certificate[] {
  return [
    ...new Map(certificates.toReversed().map((certificate) => [encodeHex(certificate.der), certificate])).values(),
  ].toReversed();
}
