import { createPublicKey, type JsonWebKey, X509Certificate } from 'node:crypto';

import { CKA, CKK, CKO } from './constants.ts';
import type { Attribute, Cryptoki, Handle } from './cryptoki.ts';
import { Pkcs11Error } from './pkcs11-error.ts';
import type { PrivateKeyObject } from './select-key.ts';

type Read = (attribute: number) => Promise<Uint8Array<ArrayBuffer> | undefined>;

const KEY_TYPES = { rsa: CKK.RSA, ec: CKK.EC, edwards: CKK.EC_EDWARDS } as const;

/** CKA_EC_PARAMS in hex: the curve's object identifier, or its name as PKCS#11 3.0 has it for Ed25519. */
const CURVES: ReadonlyMap<string, readonly [name: string, coordinateBytes: number]> = new Map([
  ['06082a8648ce3d030107', ['P-256', 32]],
  ['06052b81040022', ['P-384', 48]],
  ['06052b81040023', ['P-521', 66]],
]);
const ED25519_PARAMETERS: ReadonlySet<string> = new Set(['06032b6570', '130c656477617264733235353139']);
const ED25519_BYTES = 32;

/**
 * The DER SubjectPublicKeyInfo that goes with a private key: from the public key beside it, from what the private key says
 * of it, or from a certificate. Nobody vouches for it; signatures are checked with it.
 *
 * @throws {@link Pkcs11Error} `ERR_PKCS11_PUBLIC_KEY` where the token has none, or several.
 */
export async function readPublicKey(
  cryptoki: Cryptoki,
  session: Handle,
  tokenLabel: string,
  key: PrivateKeyObject,
): Promise<Uint8Array> {
  const readerOf =
    (handle: Handle): Read =>
    (attribute) =>
      cryptoki.getAttribute(session, handle, attribute);
  const findOne = (objectClass: number, type?: number): Promise<Handle | undefined> =>
    findCompanion(cryptoki, session, key, { objectClass, type });
  const publicKey = await findOne(CKO.PUBLIC_KEY, KEY_TYPES[key.type]);
  const sources = [
    async () => (publicKey === undefined ? undefined : assemble(key.type, readerOf(publicKey))),
    () => readerOf(key.handle)(CKA.PUBLIC_KEY_INFO),
    () => assemble(key.type, readerOf(key.handle)),
    async () => {
      const certificate = await findOne(CKO.CERTIFICATE);
      return certificate === undefined ? undefined : readCertificate(readerOf(certificate));
    },
  ];
  for (const source of sources) {
    const spki = await source();
    if (spki !== undefined && spki.length > 0) return spki;
  }
  throw new Pkcs11Error(
    `The token ${tokenLabel} has no public key, and no certificate, of the same id as the private key. Pass the public key along.`,
    { code: 'ERR_PKCS11_PUBLIC_KEY', details: { token: tokenLabel } },
  );
}

/** The one object of a class that belongs to the key: by its id, and by its label where the id does not tell. */
async function findCompanion(
  cryptoki: Cryptoki,
  session: Handle,
  { id, label }: PrivateKeyObject,
  { objectClass, type }: { readonly objectClass: number; readonly type: number | undefined },
): Promise<Handle | undefined> {
  const template: Attribute[] = [{ type: CKA.CLASS, value: objectClass }];
  if (type !== undefined) template.push({ type: CKA.KEY_TYPE, value: type });
  if (id.length > 0) template.push({ type: CKA.ID, value: id });
  const byLabel = { type: CKA.LABEL, value: Buffer.from(label) };
  const found = id.length > 0 ? await cryptoki.findObjects(session, template) : [];
  const narrowed = found.length === 1 ? found : await cryptoki.findObjects(session, [...template, byLabel]);
  return narrowed.length === 1 ? narrowed[0] : undefined;
}

async function assemble(type: PrivateKeyObject['type'], read: Read): Promise<Uint8Array | undefined> {
  const jwk = type === 'rsa' ? await readRsa(read) : await readCurvePoint(read);
  if (jwk === undefined) return undefined;
  try {
    return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

async function readRsa(read: Read): Promise<JsonWebKey | undefined> {
  const [n, e] = [await read(CKA.MODULUS), await read(CKA.PUBLIC_EXPONENT)];
  // Asking OpenSSL about longer ones leaves an error behind in this process.
  if (n === undefined || e === undefined || n.length > 2048 || n.length === 0) return undefined;
  return { kty: 'RSA', n: base64Url(n), e: base64Url(e) };
}

async function readCurvePoint(read: Read): Promise<JsonWebKey | undefined> {
  const [parameters, wrapped] = [await read(CKA.EC_PARAMS), await read(CKA.EC_POINT)];
  if (parameters === undefined || wrapped === undefined) return undefined;
  const name = Buffer.from(parameters).toString('hex');
  if (ED25519_PARAMETERS.has(name)) {
    const point = unwrapPoint(wrapped, ED25519_BYTES);
    return point === undefined ? undefined : { kty: 'OKP', crv: 'Ed25519', x: base64Url(point) };
  }
  const [crv, size] = CURVES.get(name) ?? ['', 0];
  const point = unwrapPoint(wrapped, 1 + 2 * size);
  if (point?.[0] !== 4) return undefined;
  return { kty: 'EC', crv, x: base64Url(point.subarray(1, 1 + size)), y: base64Url(point.subarray(1 + size)) };
}

/** PKCS#11 wants an OCTET STRING around it; some tokens write a BIT STRING, some nothing. */
function unwrapPoint(value: Uint8Array, length: number): Uint8Array | undefined {
  if (value.length === length) return value;
  const header = value.subarray(0, value.length - length);
  const point = value.subarray(value.length - length);
  const lengthBytes = length < 0x80 ? [length] : [0x81, length];
  const bitLengthBytes = length + 1 < 0x80 ? [length + 1] : [0x81, length + 1];
  const isHeader = (expected: readonly number[]): boolean => Buffer.from(expected).equals(header);
  return isHeader([0x04, ...lengthBytes]) || isHeader([0x03, ...bitLengthBytes, 0]) ? point : undefined;
}

async function readCertificate(read: Read): Promise<Uint8Array | undefined> {
  const der = await read(CKA.VALUE);
  if (der === undefined) return undefined;
  try {
    return new X509Certificate(der).publicKey.export({ format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
