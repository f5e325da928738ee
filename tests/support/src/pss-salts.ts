import type { DigestAlgorithm } from '@intoto/crypto';
import { decodeHex } from '@intoto/encoding';

import salts from './pss-salts.json' with { type: 'json' };

/** RSA-PSS signatures with salts from none to the longest, by keys of even and of odd lengths. */
export const PSS_SALTS: readonly {
  readonly name: string;
  readonly hash: DigestAlgorithm;
  readonly spki: Uint8Array;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}[] = salts.keys.flatMap(({ bits, hash, spki, signatures }) =>
  Object.entries(signatures).map(([saltLength, signature]) => ({
    name: `${hash} with ${saltLength} bytes of salt under ${bits} bits`,
    hash: hash as DigestAlgorithm,
    spki: decodeHex(spki),
    data: decodeHex(salts.data),
    signature: decodeHex(signature),
  })),
);
