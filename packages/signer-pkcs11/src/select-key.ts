import { encodeHex, quoteText } from '@intoto/encoding';

import { CKA, CKK, CKO } from './constants.ts';
import type { Attribute, Cryptoki, Handle } from './cryptoki.ts';
import { Pkcs11Error } from './pkcs11-error.ts';

/** Which private key on the token. With nothing given the only one that signs is meant. */
export interface KeySelector {
  /** CKA_LABEL, to the letter; "object" in a URI. */
  readonly label?: string | undefined;
  /** CKA_ID. */
  readonly id?: Uint8Array | undefined;
}

/** A private key on a token. */
export interface PrivateKeyObject {
  readonly handle: Handle;
  readonly type: 'rsa' | 'ec' | 'edwards';
  readonly id: Uint8Array;
  readonly label: string;
  /** Whether the token wants the PIN again for every signature. */
  readonly alwaysAuthenticate: boolean;
}

const TYPES: ReadonlyMap<number, PrivateKeyObject['type']> = new Map([
  [CKK.RSA, 'rsa'],
  [CKK.EC, 'ec'],
  [CKK.EC_EDWARDS, 'edwards'],
]);
const MAX_LISTED = 5;

/**
 * The one private key that is meant, among those that sign.
 * @throws {@link Pkcs11Error} `ERR_PKCS11_KEY_NOT_FOUND`, `ERR_PKCS11_KEY_AMBIGUOUS`.
 */
export async function selectPrivateKey(
  cryptoki: Cryptoki,
  session: Handle,
  tokenLabel: string,
  { label, id }: KeySelector,
): Promise<PrivateKeyObject> {
  const template: Attribute[] = [{ type: CKA.CLASS, value: CKO.PRIVATE_KEY }];
  if (label !== undefined) template.push({ type: CKA.LABEL, value: Buffer.from(label) });
  if (id !== undefined) template.push({ type: CKA.ID, value: id });
  const keys: PrivateKeyObject[] = [];
  for (const handle of await cryptoki.findObjects(session, template)) {
    const key = await readPrivateKey(cryptoki, session, handle);
    if (key !== undefined) keys.push(key);
  }
  const [only, ...others] = keys;
  if (only === undefined)
    throw new Pkcs11Error(`The token ${tokenLabel} has no such private key that signs with RSA, ECDSA or EdDSA.`, {
      code: 'ERR_PKCS11_KEY_NOT_FOUND',
      details: { token: tokenLabel },
    });
  if (others.length > 0)
    throw new Pkcs11Error(
      `${keys.length} private keys on the token ${tokenLabel} fit; say which one by object and id: ${describe(keys)}.`,
      { code: 'ERR_PKCS11_KEY_AMBIGUOUS', details: { token: tokenLabel, ids: keys.map((key) => encodeHex(key.id)) } },
    );
  return only;
}

async function readPrivateKey(
  cryptoki: Cryptoki,
  session: Handle,
  handle: Handle,
): Promise<PrivateKeyObject | undefined> {
  const read = (attribute: number): Promise<Uint8Array | undefined> =>
    cryptoki.getAttribute(session, handle, attribute);
  const type = TYPES.get(readNumber(await read(CKA.KEY_TYPE)));
  const signs = await read(CKA.SIGN);
  if (type === undefined || signs?.[0] === 0) return undefined;
  return {
    handle,
    type,
    id: (await read(CKA.ID)) ?? new Uint8Array(),
    label: new TextDecoder().decode(await read(CKA.LABEL)),
    alwaysAuthenticate: (await read(CKA.ALWAYS_AUTHENTICATE))?.[0] === 1,
  };
}

/** A CK_ULONG of small value, as all types of keys are. */
function readNumber(bytes: Uint8Array | undefined): number {
  const [first = -1, ...rest] = bytes ?? [];
  return rest.every((byte) => byte === 0) ? first : -1;
}

function describe(keys: readonly PrivateKeyObject[]): string {
  const listed = keys
    .slice(0, MAX_LISTED)
    .map(({ label, id, type }) => `object ${quoteText(label)}, id ${encodeHex(id)} (${type})`);
  return `${listed.join('; ')}${keys.length > MAX_LISTED ? ` and ${keys.length - MAX_LISTED} more` : ''}`;
}
