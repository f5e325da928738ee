/** Verifies the signatures of `envelopes.json` with `node:crypto` and nothing else. */
import { constants, createPublicKey, verify } from 'node:crypto';

import { readEnvelopeFile } from '../src/envelopes.ts';

const { keys, envelopes, rounds } = readEnvelopeFile();
const loaded = keys.map((pem) => createPublicKey(pem));
for (let round = 0; round < rounds; round++) {
  for (const { key: index, text } of envelopes) {
    const key = loaded[index];
    if (key === undefined) throw new Error('no key');
    const { payload, payloadType, signatures } = JSON.parse(text) as {
      readonly payload: string;
      readonly payloadType: string;
      readonly signatures: readonly [{ readonly sig: string }];
    };
    const body = Buffer.from(payload, 'base64');
    const bytes = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body]);
    const signature = Buffer.from(signatures[0].sig, 'base64');
    const rsa = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    const options = key.asymmetricKeyType === 'rsa' ? { key, ...rsa } : key;
    const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    if (!verify(hash, bytes, options, signature)) throw new Error('a signature does not verify');
  }
}
