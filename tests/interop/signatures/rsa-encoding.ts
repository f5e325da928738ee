import { constants, createHash, type KeyObject, privateEncrypt } from 'node:crypto';

/** The hashes of in-toto's RSA schemes, with the DER of their DigestInfo (RFC 8017, 9.2, note 1). */
const DIGEST_INFO = {
  sha224: '302d300d06096086480165030402040500041c',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
} as const;

export type RsaHash = keyof typeof DIGEST_INFO;
export const RSA_HASHES = Object.keys(DIGEST_INFO) as readonly RsaHash[];

export function digest(hash: string, ...parts: readonly Uint8Array[]): Buffer {
  const state = createHash(hash);
  for (const part of parts) state.update(part);
  return state.digest();
}

/** What an RSA signature is made of, besides the message; without `flaw` it is a good one. */
export interface PssEncoding {
  readonly hash: RsaHash;
  readonly salt: Uint8Array;
  readonly flaw?: (typeof PSS_FLAWS)[number] | undefined;
}

export const PSS_FLAWS = ['mask', 'trailer', 'separator', 'padding', 'first-bits'] as const;

/** EMSA-PSS (RFC 8017, 9.1.1) for a modulus of `bits`, as long as the modulus; `undefined` where the salt does not fit. */
export function encodePss(message: Uint8Array, bits: number, { hash, salt, flaw }: PssEncoding): Buffer | undefined {
  const length = Math.ceil((bits - 1) / 8);
  const inner = digest(hash, Buffer.alloc(8), digest(hash, message), salt);
  const block = Buffer.alloc(length - inner.length - 1 < 0 ? 0 : length - inner.length - 1);
  const separator = block.length - salt.length - 1;
  if (separator < 0) return undefined;
  block[separator] = flaw === 'separator' ? 2 : 1;
  block.set(salt, separator + 1);
  if (flaw === 'padding') block[0] = (block[0] ?? 0) ^ 4;
  const mask = maskOf(inner, block.length, flaw === 'mask' ? 'sha1' : hash);
  const masked = block.map((byte, index) => byte ^ (mask[index] ?? 0));
  const unused = 8 * length - (bits - 1);
  masked[0] = (masked[0] ?? 0) & (0xff >> unused);
  const whole = Buffer.concat([masked, inner, Buffer.of(flaw === 'trailer' ? 0xcc : 0xbc)]);
  const padded = Buffer.concat([Buffer.alloc(Math.ceil(bits / 8) - length), whole]);
  // The highest bit of the modulus, which no encoding has.
  if (flaw === 'first-bits') padded[0] = (padded[0] ?? 0) | (1 << ((bits - 1) % 8));
  return padded;
}

/** MGF1 (RFC 8017, B.2.1). */
function maskOf(seed: Uint8Array, length: number, hash: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1)
    blocks.push(digest(hash, seed, Buffer.of(0, 0, 0, counter)));
  return Buffer.concat(blocks).subarray(0, length);
}

/** The DigestInfo of a hash that somebody got wrong, by what is wrong with it. */
const INFO_FLAWS: ReadonlyMap<string, (header: Buffer, hashed: Buffer) => Buffer> = new Map([
  ['no DigestInfo', (_header: Buffer, hashed: Buffer) => hashed],
  [
    'no NULL',
    (header, hashed) => {
      const algorithm = header.subarray(4, 15);
      const content = Buffer.concat([Buffer.of(0x30, algorithm.length), algorithm, header.subarray(17), hashed]);
      return Buffer.concat([Buffer.of(0x30, content.length), content]);
    },
  ],
  ['long length', (header, hashed) => Buffer.concat([Buffer.of(0x30, 0x81), header.subarray(1), hashed])],
  [
    'bytes within',
    (header, hashed) => {
      const whole = Buffer.concat([header, hashed, Buffer.of(5, 0)]);
      whole[1] = whole.length - 2;
      return whole;
    },
  ],
  [
    'other hash named',
    (header, hashed) => {
      // The last byte of the identifier tells the hashes of SHA-2 apart.
      const other = Buffer.from(header);
      other[14] = other[14] === 1 ? 2 : 1;
      return Buffer.concat([other, hashed]);
    },
  ],
]);

export const PKCS1_FLAWS: readonly string[] = [
  'block type 0',
  'block type 2',
  'padding',
  'no separator',
  'short padding, bytes behind',
  ...INFO_FLAWS.keys(),
];

/** What an RSA signature is made of, besides the message; without `flaw` it is a good one. */
export interface Pkcs1Encoding {
  readonly hash: RsaHash;
  /** One of {@link PKCS1_FLAWS}. */
  readonly flaw?: string | undefined;
}

/** EMSA-PKCS1-v1_5 (RFC 8017, 9.2) for a modulus of `bits`. */
export function encodePkcs1(message: Uint8Array, bits: number, { hash, flaw }: Pkcs1Encoding): Buffer {
  const [header, hashed] = [Buffer.from(DIGEST_INFO[hash], 'hex'), digest(hash, message)];
  const info = INFO_FLAWS.get(flaw ?? '')?.(header, hashed) ?? Buffer.concat([header, hashed]);
  const length = Math.ceil(bits / 8);
  const behind = flaw === 'short padding, bytes behind' ? length - info.length - 11 : 0;
  const padding = Buffer.alloc(length - info.length - 3 - behind, 0xff);
  if (flaw === 'padding') padding[3] = 0xfe;
  const type = flaw === 'block type 0' ? 0 : flaw === 'block type 2' ? 2 : 1;
  const separator = flaw === 'no separator' ? 0xff : 0;
  return Buffer.concat([Buffer.of(0, type), padding, Buffer.of(separator), info, Buffer.alloc(behind, 0x5a)]);
}

/** The private operation alone. `undefined` for a number that is not below the modulus. */
export function signRaw(key: KeyObject, encoded: Uint8Array): Buffer | undefined {
  const modulus = Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url');
  if (Buffer.compare(encoded, modulus) >= 0) return undefined;
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, encoded);
}
