import type { SignatureScheme } from '@intoto/crypto';

/** Names of in-toto's signature schemes. */
export type SchemeName =
  | 'ed25519'
  | 'ecdsa-sha2-nistp256'
  | 'ecdsa-sha2-nistp384'
  | 'ecdsa-sha2-nistp521'
  | `rsassa-pss-sha${'224' | '256' | '384' | '512'}`
  | `rsa-pkcs1v15-sha${'224' | '256' | '384' | '512'}`;

/** What they stand for. */
export const SCHEMES: Readonly<Record<SchemeName, SignatureScheme>> = {
  ed25519: { type: 'ed25519' },
  'ecdsa-sha2-nistp256': { type: 'ecdsa', curve: 'P-256', hash: 'sha256' },
  'ecdsa-sha2-nistp384': { type: 'ecdsa', curve: 'P-384', hash: 'sha384' },
  'ecdsa-sha2-nistp521': { type: 'ecdsa', curve: 'P-521', hash: 'sha512' },
  'rsassa-pss-sha224': { type: 'rsa', padding: 'pss', hash: 'sha224' },
  'rsassa-pss-sha256': { type: 'rsa', padding: 'pss', hash: 'sha256' },
  'rsassa-pss-sha384': { type: 'rsa', padding: 'pss', hash: 'sha384' },
  'rsassa-pss-sha512': { type: 'rsa', padding: 'pss', hash: 'sha512' },
  'rsa-pkcs1v15-sha224': { type: 'rsa', padding: 'pkcs1', hash: 'sha224' },
  'rsa-pkcs1v15-sha256': { type: 'rsa', padding: 'pkcs1', hash: 'sha256' },
  'rsa-pkcs1v15-sha384': { type: 'rsa', padding: 'pkcs1', hash: 'sha384' },
  'rsa-pkcs1v15-sha512': { type: 'rsa', padding: 'pkcs1', hash: 'sha512' },
};

/** All of them. */
export const SCHEME_NAMES: readonly SchemeName[] = Object.keys(SCHEMES) as readonly SchemeName[];
