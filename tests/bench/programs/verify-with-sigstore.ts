/** Verifies the envelopes of `envelopes.json` with `@sigstore/verify`: by their keys, without certificates, logs and time stamps. */
import { createPublicKey } from 'node:crypto';

import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';

import { readEnvelopeFile } from '../src/envelopes.ts';

const { keys, envelopes, rounds } = readEnvelopeFile();
const loaded = keys.map((pem) => createPublicKey(pem));
const verifier = new Verifier(
  {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey(hint) {
      const publicKey = loaded[Number(hint)];
      if (publicKey === undefined) throw new Error('no key');
      return { publicKey, validFor: () => true };
    },
  },
  { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 },
);
for (let round = 0; round < rounds; round++) {
  for (const { key, text } of envelopes) {
    const bundle = bundleFromJSON({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: String(key) }, tlogEntries: [] },
      dsseEnvelope: JSON.parse(text) as unknown,
    });
    // It throws where the signature does not verify.
    verifier.verify(toSignedEntity(bundle));
  }
}
