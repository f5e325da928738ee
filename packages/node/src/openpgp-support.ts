import type { OpenPgpSupport } from '@intoto/crypto';

/** Verifies signatures made with GPG. The package that does it is loaded when a key first needs it. */
export const openpgp: OpenPgpSupport = async () => (await import('@intoto/openpgp')).openpgp;
