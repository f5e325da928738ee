import { ECDSA_GROUPS } from './wycheproof/ecdsa.ts';
import { ED25519_GROUPS } from './wycheproof/ed25519.ts';
import { RSA_GROUPS } from './wycheproof/rsa.ts';
import type { WycheproofGroup } from './wycheproof/wycheproof-group.ts';

/**
 * A selection from C2SP/wycheproof, `testvectors_v1` (Apache-2.0), of every flag that the files have. Where Wycheproof leaves it open,
 * or where in-toto differs since it verifies RSA-PSS with a salt of any length, the comment says so.
 */
export const WYCHEPROOF: readonly WycheproofGroup[] = [...ED25519_GROUPS, ...ECDSA_GROUPS, ...RSA_GROUPS];
