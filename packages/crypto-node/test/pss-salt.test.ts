import { constants, createPublicKey, verify } from 'node:crypto';

import { DATA, pkcs8Of, spkiOf } from '@intoto-tests/support';
import { nodeBackend } from '@intoto/crypto-node';
import { describe, expect, it } from 'vitest';

const DIGEST_BYTES = { sha224: 28, sha256: 32, sha384: 48, sha512: 64 } as const;

describe('RSA-PSS signatures', () => {
  for (const [name, saltLength] of Object.entries(DIGEST_BYTES))
    it(`have a salt as long as the digest: ${name}`, async () => {
      const hash = name as keyof typeof DIGEST_BYTES;
      const sign = await nodeBackend.createSign({ type: 'rsa', padding: 'pss', hash }, pkcs8Of('rsa'));
      const signature = await sign(DATA);
      const key = createPublicKey({ key: Buffer.from(spkiOf('rsa')), format: 'der', type: 'spki' });
      const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING };
      expect(verify(hash, DATA, { ...options, saltLength }, signature)).toBe(true);
      expect(verify(hash, DATA, { ...options, saltLength: saltLength + 1 }, signature)).toBe(false);
    });
});
