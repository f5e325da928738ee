import { randomBytes } from 'node:crypto';

import { createSigner, createVerifier, generatePrivateKey } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { expect, it } from 'vitest';

/** Every third signature is over something else. */
const isGenuine = (index: number): boolean => index % 3 > 0;

it('answers each of many that ask at once, of several keys and lengths, whatever they do with their bytes afterwards', async () => {
  const kinds = [{ type: 'ed25519' }, { type: 'ecdsa', curve: 'P-256' }, { type: 'rsa' }] as const;
  const questions = await Promise.all(
    kinds.flatMap((kind) =>
      [10, 5000, 10_000].map(async (length) => {
        const signer = await createSigner(await generatePrivateKey({ ...kind, backend }), { backend });
        const verifier = await createVerifier(signer.publicKey, { backend });
        const data = new Uint8Array(randomBytes(length));
        return { verifier, data, signature: await signer.sign(data) };
      }),
    ),
  );
  const asked = Array.from({ length: 10 }, () => questions).flat();
  const answers = await Promise.all(
    asked.map(({ verifier, data, signature }, index) => {
      const given = new Uint8Array(data);
      if (!isGenuine(index)) given[0] = (given[0] ?? 0) ^ 1;
      const answer = verifier.verify(given, signature);
      given.fill(0);
      return answer;
    }),
  );
  expect(answers).toEqual(asked.map((_, index) => isGenuine(index)));
});
