import { createJsonObject } from '@intoto/encoding';
import { type SslibPublicKey } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import vectors from '../../../crypto/test/vectors/key-ids.json' with { type: 'json' };
import { computeKeyIds, readPublicKey } from '../../src/kits/public-key.ts';
import { good as backend } from './good-backend.ts';

function keyOf({ keytype, scheme }: { keytype: string; scheme: string }, text: string): SslibPublicKey {
  const keyVal = createJsonObject([['public', text]]);
  return { form: 'sslib', keyId: '', keyType: keytype, scheme, keyVal, json: createJsonObject([]) };
}

describe('the key ids of the kit for signers', () => {
  it.each(vectors.keys)('are the ones of the reference: $name', async (vector) => {
    const key = keyOf(vector, vector.public);
    expect((await computeKeyIds(key, backend))[0]).toBe(vector.current);
    expect(readPublicKey(key)).toMatchObject({ scheme: vector.scheme });
    if (vector.legacy === undefined) return;
    // What in-toto wrote up to 2.1 ends with the last dash.
    const legacy = keyOf(vector, vector.public.trimEnd());
    expect((await computeKeyIds(legacy, backend))[1]).toBe(vector.legacy);
    expect(readPublicKey(legacy)).toMatchObject({ scheme: vector.scheme });
  });
});
