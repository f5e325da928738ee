import { computeKeyId, type CryptoBackend } from '@intoto/crypto';
import type { PublicKey } from '@intoto/models';

/** The ids by which current and older tools name a key, whatever it calls itself. */
export async function listKeyIds(key: PublicKey, backend: CryptoBackend): Promise<string[]> {
  if (key.form !== 'sslib') return [];
  const text = key.keyVal['public'];
  if (typeof text !== 'string') return [];
  const subject = { keyType: key.keyType, scheme: key.scheme };
  // Older tools cut the line feed after the PEM, current ones write it.
  const bare = text.trimEnd();
  const isPem = bare.startsWith('-----BEGIN');
  return [
    await computeKeyId({ ...subject, public: isPem ? `${bare}\n` : bare }, 'current', backend),
    await computeKeyId({ ...subject, public: bare }, 'legacy', backend),
  ];
}
