import { CryptoError } from '@intoto/crypto';

import type { KeyDescription } from './identify-key.ts';
import { KeyError } from './key-error.ts';

const EXPECTED = {
  public: 'a public key',
  private: 'a private key',
} as const;

/** The error for a file of another kind than was asked for. */
export function refuseKind(found: KeyDescription, expected: 'public' | 'private'): never {
  const { description, holds, kind, loads, note } = found;
  const details = { found: kind, expected };
  const remedy = note === undefined || loads ? '' : `; ${note}`;
  const message = `The bytes look like ${description}; expected ${EXPECTED[expected]}`;
  if (expected === 'public' && holds === 'private')
    throw new KeyError(`${message}. Keep it to yourself; \`in-toto key convert\` writes its public key`, {
      code: 'ERR_KEY_PRIVATE',
      details,
    });
  if (expected === 'private' && holds === 'public') throw new KeyError(message, { code: 'ERR_KEY_PUBLIC', details });
  throw new CryptoError(`${message}${remedy}`, { code: 'ERR_KEY_FORMAT', details });
}
