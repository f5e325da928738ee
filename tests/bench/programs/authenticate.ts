/** Authenticates the envelopes of `envelopes.json` in the working directory. */
import { authenticate, loadPublicKey } from '@intoto/crypto';
import { nodeBackend as backend } from '@intoto/crypto-node';
import { parseLink, parseMetadata } from '@intoto/models';

import { readEnvelopeFile } from '../src/envelopes.ts';

const { keys, envelopes, rounds } = readEnvelopeFile();
const loaded = await Promise.all(keys.map((pem) => loadPublicKey(pem, { backend })));
for (let round = 0; round < rounds; round++) {
  for (const { key, text } of envelopes) {
    const publicKey = loaded[key];
    if (publicKey === undefined) throw new Error('no key');
    const result = await authenticate(parseMetadata(text), {
      keys: [publicKey],
      threshold: 1,
      backend,
      parse: parseLink,
    });
    if (!result.ok) throw new Error('an envelope does not verify');
  }
}
