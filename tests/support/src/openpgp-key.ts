import type { OpenPgpSignature, OpenPgpSigner } from '@intoto/crypto';
import { webBackend as backend } from '@intoto/crypto-web';
import { createJsonObject, decodeHex, encodeHex, type JsonObject, type JsonValue } from '@intoto/encoding';
import { type GpgPublicKey, parsePublicKey } from '@intoto/models';

/** What the times of a key are, in seconds; `undefined` leaves them out. */
export interface OpenPgpTimes {
  readonly creation?: number | undefined;
  readonly validity?: number | undefined;
}

/** An Ed25519 key in OpenPGP form without gpg, whose private part lives as long as the test. */
export interface OpenPgpKey {
  readonly publicKey: GpgPublicKey;
  /** Signs with the main key. */
  readonly signer: OpenPgpSigner;
  /** Each signs with one of the subkeys. */
  readonly subkeySigners: readonly OpenPgpSigner[];
}

interface Part {
  readonly keyId: string;
  readonly json: JsonObject;
  readonly sign: (data: Uint8Array) => Promise<OpenPgpSignature>;
}

/** In hex: version 4, over a document, EdDSA, SHA-256, and one subpacket: made at 2020-01-01T00:00:00Z. */
const HEADERS = '04001608000605025e0be100';

/** Makes a key, and a subkey for each of the times given. @param headers - what its signatures say of themselves, in hex */
export async function createOpenPgpKey(
  times: OpenPgpTimes = {},
  subkeyTimes: readonly OpenPgpTimes[] = [],
  headers: string = HEADERS,
): Promise<OpenPgpKey> {
  const main = await createPart(times, headers);
  const subkeys = await Promise.all(subkeyTimes.map((subkey) => createPart(subkey, headers)));
  const list = createJsonObject(subkeys.map(({ keyId, json }) => [keyId, json]));
  const json = createJsonObject([
    ...Object.entries(main.json),
    ...(subkeys.length === 0 ? [] : ([['subkeys', list]] as const)),
  ]);
  const publicKey = parsePublicKey(json) as GpgPublicKey;
  const createSigner = ({ keyId, sign }: Part): OpenPgpSigner => ({
    kind: 'openpgp',
    keyId,
    sign,
    exportPublicKey: async () => publicKey,
  });
  return { publicKey, signer: createSigner(main), subkeySigners: subkeys.map(createSigner) };
}

async function createPart({ creation, validity }: OpenPgpTimes, headersHex: string): Promise<Part> {
  const pkcs8 = await backend.generateKey({ type: 'ed25519' });
  const point = (await backend.derivePublicKey(pkcs8)).subarray(-32);
  const ed25519 = await backend.createSign({ type: 'ed25519' }, pkcs8);
  const keyId = encodeHex((await backend.digest('sha256', point)).subarray(0, 20));
  const headers = decodeHex(headersHex);
  return {
    keyId,
    json: createKey(keyId, encodeHex(point), { creation, validity }),
    sign: async (data) => {
      const hashed = Uint8Array.of(...data, ...headers, 4, 0xff, 0, 0, 0, headers.length);
      return { keyId, signature: await ed25519(await backend.digest('sha256', hashed)), otherHeaders: headers };
    },
  };
}

function createKey(keyId: string, q: string, { creation, validity }: OpenPgpTimes): JsonObject {
  const members: Readonly<Record<string, JsonValue | undefined>> = {
    type: 'eddsa',
    method: 'pgp+eddsa-ed25519',
    hashes: ['pgp+SHA2'],
    keyid: keyId,
    keyval: createJsonObject([
      ['private', ''],
      ['public', createJsonObject([['q', q]])],
    ]),
    creation_time: creation,
    validity_period: validity,
  };
  return createJsonObject(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
