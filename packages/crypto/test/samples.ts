import { webcryptoBackend as backend } from '@intoto-tests/support';
import { type PrivateKey, createSigner, generatePrivateKey, type Signer } from '@intoto/crypto';
import { createJsonObject, type JsonObject } from '@intoto/encoding';
import { createLink, encodeLink, type GpgPublicKey } from '@intoto/models';

/** A link as JSON. */
export const LINK: JsonObject = encodeLink(createLink({ name: 'build', command: ['make'] }));

/** A new Ed25519 key with its signer. */
export async function createSample(): Promise<{ privateKey: PrivateKey; signer: Signer }> {
  const privateKey = await generatePrivateKey({ type: 'ed25519', backend });
  return { privateKey, signer: await createSigner(privateKey, { backend }) };
}

/** A key in the form of in-toto's GPG support. */
export function createGpgKey(keyId: string, type: string, publicPart: Readonly<Record<string, string>>): GpgPublicKey {
  const keyVal = createJsonObject([
    ['private', ''],
    ['public', createJsonObject(Object.entries(publicPart))],
  ]);
  const json = createJsonObject([
    ['keyid', keyId],
    ['type', type],
    ['method', 'pgp+rsa-pkcsv1.5'],
    ['hashes', ['pgp+SHA2']],
    ['keyval', keyVal],
  ]);
  return { form: 'gpg', keyId, subkeys: new Map(), json };
}
