import {
  checkSignature,
  computeKeyId,
  createVerifier,
  type CryptoBackend,
  type OpenPgpSupport,
  resolveScheme,
  type Verifier,
} from '@intoto/crypto';
import { escapeUnprintable, InTotoError, quoteText } from '@intoto/encoding';
import {
  IN_TOTO_PAYLOAD_TYPE,
  isLink,
  type Link,
  parseMetadata,
  parsePayload,
  type PublicKey,
  readPayload,
  type SslibPublicKey,
} from '@intoto/models';

import { DOCTOR_CODES, type DoctorCode } from './doctor-codes.ts';
import {
  type LenientMetadata,
  type RawSignature,
  readLeniently,
  readSignature,
  type Reading,
} from './lenient-metadata.ts';
import { readSaltLength } from './pss-salt.ts';
import { guessSignedForms, type SignedFormGuess } from './signed-forms.ts';

/** What {@link diagnoseMetadata} takes. */
export interface DiagnoseOptions {
  /** The keys that should have signed. */
  readonly keys: readonly PublicKey[];
  readonly backend: CryptoBackend;
  /** Verifies signatures made with GPG; they are verified or not, and not looked into. */
  readonly openpgp?: OpenPgpSupport | undefined;
  /** The time that OpenPGP keys must not have expired by. */
  readonly now: Date;
}

/** Why metadata does not verify, or does not everywhere. JSON-serialisable. */
export interface Diagnosis {
  readonly code: DoctorCode;
  /** The key whose signature it is about. */
  readonly keyId?: string | undefined;
  readonly message: string;
  readonly remedy: string;
}

/**
 * Finds out why a layout or link does not verify with keys that should have signed it, by trying what signers are known to do
 * differently: other forms of the content, other names of the key, other encodings, other schemes. What verifies and is as it
 * should be has no diagnosis. Nothing is authenticated by this: what is found is to be mended and verified.
 *
 * @param source - the file, as text or UTF-8
 * @throws JsonError, EncodingError of `@intoto/encoding` for what is not JSON; MetadataError of `@intoto/models` for JSON that is
 * no container however it is read
 */
export async function diagnoseMetadata(
  source: string | Uint8Array,
  options: DiagnoseOptions,
): Promise<readonly Diagnosis[]> {
  const lenient = readLeniently(source);
  if (lenient === undefined) {
    parseMetadata(source);
    return [];
  }
  const found: Diagnosis[] = [...diagnoseContent(lenient)];
  for (const key of options.keys) found.push(...(await diagnoseKey(source, lenient, key, options)));
  return found;
}

function diagnose(code: DoctorCode, message: string, remedy: string, keyId?: string): Diagnosis {
  return { code, message: escapeUnprintable(message), remedy, ...(keyId === undefined ? {} : { keyId }) };
}

const SIGN_AGAIN = 'Have it signed again: in-toto sign.';

function* diagnoseContent({ content }: LenientMetadata): Generator<Diagnosis> {
  if (content.container === 'dsse') {
    if (content.payloadType !== IN_TOTO_PAYLOAD_TYPE) {
      const message = `The payload type is ${quoteText(content.payloadType)}; of layouts and links it is ${IN_TOTO_PAYLOAD_TYPE}.`;
      yield diagnose('DOCTOR_PAYLOAD_TYPE', message, SIGN_AGAIN);
    }
    if (content.payload.deviation !== undefined) {
      yield diagnose(
        'DOCTOR_BASE64',
        `The payload: ${DOCTOR_CODES.DOCTOR_BASE64}`,
        'Write it in the standard alphabet with its padding; the signature stays good.',
      );
    }
  }
  const link = readLink(content);
  if (link === undefined) return;
  for (const [list, artifacts] of [
    ['materials', link.materials],
    ['products', link.products],
  ] as const) {
    for (const [name, digests] of artifacts) {
      if (!Object.values(digests).some((hex) => /[A-F]/u.test(hex))) continue;
      const message = `The digest of ${quoteText(name)} among the ${list} has upper case letters: MATCH compares texts, so it equals no other.`;
      yield diagnose('DOCTOR_DIGEST_CASE', message, 'Record the step again with lower case digests.');
      return;
    }
  }
}

function readLink(content: LenientMetadata['content']): Link | undefined {
  try {
    const tree =
      content.container === 'metablock'
        ? content.signed
        : readPayload(
            { container: 'dsse', payloadType: '', payload: content.payload.bytes, signatures: [] },
            { dialect: 'python' },
          );
    const payload = parsePayload(tree);
    return isLink(payload) ? payload : undefined;
  } catch (error) {
    if (InTotoError.is(error)) return undefined;
    throw error;
  }
}

async function diagnoseKey(
  source: string | Uint8Array,
  lenient: LenientMetadata,
  key: PublicKey,
  { backend, openpgp, now }: DiagnoseOptions,
): Promise<readonly Diagnosis[]> {
  const isGood = await verifies(source, key, { backend, openpgp, now });
  if (key.form !== 'sslib' || resolveScheme(key.keyType, key.scheme) === undefined) {
    return isGood ? [] : [unexplained(key.keyId)];
  }
  const plain = lenient.signatures.filter(({ isGpg }) => !isGpg);
  if (plain.length === 0) return [diagnose('DOCTOR_UNSIGNED', DOCTOR_CODES.DOCTOR_UNSIGNED, SIGN_AGAIN, key.keyId)];
  const match = await findMatch(lenient, plain, key, backend);
  if (match === undefined) return isGood ? [] : [unexplained(key.keyId)];
  return explain(match, key, backend);
}

async function verifies(
  source: string | Uint8Array,
  key: PublicKey,
  options: Omit<DiagnoseOptions, 'keys'>,
): Promise<boolean> {
  try {
    return (await checkSignature(parseMetadata(source, { dialect: 'python' }), key, options)).ok;
  } catch (error) {
    if (InTotoError.is(error)) return false;
    throw error;
  }
}

interface Match {
  readonly signature: RawSignature;
  readonly reading: Reading;
  readonly form: SignedFormGuess;
  /** The scheme it verifies with, and whether that is not the key's. */
  readonly scheme: string;
  readonly isRaw: boolean;
}

/** The first way in which one of the signatures verifies with the key, the right one first. */
async function findMatch(
  lenient: LenientMetadata,
  signatures: readonly RawSignature[],
  key: SslibPublicKey,
  backend: CryptoBackend,
): Promise<Match | undefined> {
  const verifiers = await createVerifiers(key, backend);
  const named = signatures.toSorted((a, b) => Number(b.keyId === key.keyId) - Number(a.keyId === key.keyId));
  for (const form of guessSignedForms(lenient)) {
    for (const signature of named) {
      for (const reading of readSignature(signature.text, lenient.content.container)) {
        for (const [scheme, verifier] of verifiers) {
          if (await verifier.verify(form.bytes, reading.bytes))
            return { signature, reading, form, scheme, isRaw: false };
          const der = key.keyType.startsWith('ecdsa') ? encodeEcdsa(reading.bytes) : undefined;
          if (der !== undefined && (await verifier.verify(form.bytes, der)))
            return { signature, reading, form, scheme, isRaw: true };
        }
      }
    }
  }
  return undefined;
}

/** Of the key's own scheme first. */
async function createVerifiers(
  key: SslibPublicKey,
  backend: CryptoBackend,
): Promise<readonly (readonly [string, Verifier])[]> {
  const rsa = ['sha256', 'sha384', 'sha512', 'sha224'].flatMap((hash) => [
    `rsassa-pss-${hash}`,
    `rsa-pkcs1v15-${hash}`,
  ]);
  const schemes = new Set([key.scheme, ...(key.keyType === 'rsa' ? rsa : [])]);
  const verifiers: (readonly [string, Verifier])[] = [];
  for (const scheme of schemes) {
    try {
      verifiers.push([scheme, await createVerifier({ ...key, scheme }, { backend })]);
    } catch (error) {
      if (!InTotoError.is(error)) throw error;
    }
  }
  return verifiers;
}

async function explain(match: Match, key: SslibPublicKey, backend: CryptoBackend): Promise<readonly Diagnosis[]> {
  const { signature, reading, form, scheme, isRaw } = match;
  const found: Diagnosis[] = [];
  const add = (code: DoctorCode, message: string, remedy: string): void => {
    found.push(diagnose(code, message, remedy, key.keyId));
  };
  if (signature.keyId !== key.keyId) {
    const code = await compareKeyIds(signature.keyId, key, backend);
    add(
      code,
      `${DOCTOR_CODES[code]} It says ${quoteText(signature.keyId)}, the key is ${key.keyId}.`,
      'Give the key under the id that the signature has, or sign again with the key as it is.',
    );
  }
  if (form.deviation !== undefined) {
    const code = form.deviation.kind === 'content' ? 'DOCTOR_RESERIALIZED' : 'DOCTOR_PAYLOAD_TYPE';
    add(code, `The signature covers ${form.deviation.text}.`, SIGN_AGAIN);
  }
  if (reading.deviation === 'base64')
    add(
      'DOCTOR_BASE64',
      `The signature: ${DOCTOR_CODES.DOCTOR_BASE64}`,
      'Write it in the standard alphabet with its padding.',
    );
  if (reading.deviation === 'encoding')
    add(
      'DOCTOR_SIGNATURE_ENCODING',
      DOCTOR_CODES.DOCTOR_SIGNATURE_ENCODING,
      'Write it in hex without blanks in a Metablock, in base64 in an envelope.',
    );
  if (isRaw)
    add(
      'DOCTOR_SIGNATURE_ENCODING',
      'The ECDSA signature is the two numbers one after the other; in-toto has them in DER.',
      SIGN_AGAIN,
    );
  if (scheme !== key.scheme)
    add(
      'DOCTOR_SCHEME',
      `The signature is made with ${scheme}, the key says ${key.scheme}.`,
      'Sign again with the scheme of the key, or give the key with the other scheme.',
    );
  const resolved = resolveScheme(key.keyType, scheme);
  if (resolved?.type === 'rsa' && resolved.padding === 'pss') {
    const length = await readSaltLength(key, reading.bytes, resolved.hash, backend);
    const wanted = (await backend.digest(resolved.hash, new Uint8Array())).length;
    if (length !== undefined && length !== wanted) {
      add(
        'DOCTOR_SALT',
        `The salt has ${length} bytes, the digest ${wanted}: some verifiers refuse that.`,
        `${SIGN_AGAIN} It makes salts as long as the digest.`,
      );
    }
  }
  return found;
}

async function compareKeyIds(keyId: string, key: SslibPublicKey, backend: CryptoBackend): Promise<DoctorCode> {
  if (keyId.toLowerCase() === key.keyId.toLowerCase()) return 'DOCTOR_KEY_ID_CASE';
  const text = key.keyVal['public'];
  if (typeof text !== 'string') return 'DOCTOR_KEY_ID';
  const bare = text.trimEnd();
  const subject = { keyType: key.keyType, scheme: key.scheme };
  for (const style of ['current', 'legacy'] as const) {
    for (const written of [bare, `${bare}\n`]) {
      if ((await computeKeyId({ ...subject, public: written }, style, backend)) === keyId)
        return 'DOCTOR_KEY_ID_SCHEME';
    }
  }
  return 'DOCTOR_KEY_ID';
}

function unexplained(keyId: string): Diagnosis {
  return diagnose(
    'DOCTOR_UNEXPLAINED',
    DOCTOR_CODES.DOCTOR_UNEXPLAINED,
    'Get the file again from who signed it, and make sure of the key.',
    keyId,
  );
}

/** DER of two numbers that follow each other in equal lengths; `undefined` for what cannot be two. */
function encodeEcdsa(raw: Uint8Array): Uint8Array | undefined {
  if (![64, 96, 132].includes(raw.length)) return undefined;
  const half = raw.length / 2;
  const body = [raw.subarray(0, half), raw.subarray(half)].flatMap(encodeDerNumber);
  return Uint8Array.from(body.length > 0x7f ? [0x30, 0x81, body.length, ...body] : [0x30, body.length, ...body]);
}

function encodeDerNumber(number: Uint8Array): readonly number[] {
  const start = number.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? [0] : [...number.subarray(start)];
  const value = (digits[0] ?? 0) > 0x7f ? [0, ...digits] : digits;
  return [2, value.length, ...value];
}
