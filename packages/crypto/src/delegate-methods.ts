import type { CryptoBackend } from './interfaces.ts';

/** The methods of a backend that answer later. */
const METHODS = [
  'digest',
  'createVerifier',
  'createSign',
  'derivePublicKey',
  'generateKey',
  'decryptPbes2',
  'encryptPbes2',
] as const;

type Method = (typeof METHODS)[number];

/** Puts the same question to a backend. */
export type Ask = (backend: CryptoBackend) => Promise<unknown>;

/** The methods that answer later, for a backend that leaves the work to others: `delegate` says to whom. */
export function delegateMethods(delegate: (ask: Ask) => Promise<unknown>): Pick<CryptoBackend, Method> {
  const methods = METHODS.map((name) => {
    const method = (...words: never[]): Promise<unknown> =>
      delegate((backend) => (backend[name] as (...words: never[]) => Promise<unknown>)(...words));
    return [name, method] as const;
  });
  return Object.fromEntries(methods) as unknown as Pick<CryptoBackend, Method>;
}
