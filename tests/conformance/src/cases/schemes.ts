import { createPublicKey, sign } from 'node:crypto';

import { both, type CaseDefinition, fail, type Outcome, PASS, warned } from '../case-definition.ts';
import { envelope, metablock } from '../containers.ts';
import { toCompact, withHalf } from '../der.ts';
import { APP, oneStep } from '../one-step.ts';
import { LAYOUT_FORMAT, OBSERVED } from '../origins.ts';
import { recordedSignature } from '../signature-book.ts';
import {
  bob,
  createSigner,
  rawPublicKey,
  type Signer,
  type SignerOptions,
  signPssWithMask,
  withSignature,
} from '../signers.ts';
import { link, linkName } from '../supply-chain.ts';

const ACCEPTED = both(PASS);
/** The link is passed over, and the step has too few. */
const REFUSED = both(warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED'));
/** The key cannot be used: the reference passes over the link, `strict` does not. */
const UNUSABLE: Outcome = { reference: REFUSED.reference, strict: fail('threshold', 'ERR_LINK_KEY_UNUSABLE') };

const SECURESYSTEMSLIB = 'securesystemslib 1.6.0, observed';

/** A case whose link is signed with this key. */
function signed(
  name: string,
  description: string,
  by: Signer,
  outcome: Outcome = ACCEPTED,
  origin = SECURESYSTEMSLIB,
): CaseDefinition {
  return { name, description, origin, ...oneStep({ by }), ...outcome };
}

/** The same in both containers. */
function pair(name: string, keyFile: string, options: SignerOptions = {}): CaseDefinition[] {
  const by = createSigner(keyFile, options);
  const what = `a key of type ${by.keyType} with the scheme ${by.scheme}`;
  const links = { [linkName('build', by)]: envelope(link('build', APP), [by]) };
  return [
    signed(`key-${name}`, `A Metablock signed with ${what}.`, by),
    { ...signed(`key-${name}-dsse`, `An envelope signed with ${what}.`, by), ...oneStep({ by, links }) },
  ];
}

const P256 = createSigner('ecdsa-p256');
const RSA = createSigner('rsa');
const [SPKI_BEGIN, SPKI_END] = ['-----BEGIN PUBLIC KEY-----', '-----END PUBLIC KEY-----'];

const RSA_PKCS1 = createPublicKey(RSA.privateKey).export({ type: 'pkcs1', format: 'pem' }) as string;

/** A signature on P-256 over SHA-512. */
function signWithSha512(message: Uint8Array): Uint8Array {
  return recordedSignature('ecdsa-p256 sha512', message, () => sign('sha512', message, P256.privateKey));
}

function append(signer: Signer, ...bytes: readonly number[]): Signer {
  return withSignature(signer, (signature) => Buffer.concat([signature, Buffer.from(bytes)]));
}

/** Bytes from the last to the first, as hex. */
function reverseHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.toReversed()).toString('hex');
}

/** `S` of an Ed25519 signature made larger by the order of the group: RFC 8032 refuses it. */
function withLargeS(signature: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${reverseHex(signature.subarray(32))}`) + order;
  const bytes = Buffer.from(s.toString(16).padStart(64, '0'), 'hex');
  return Buffer.concat([signature.subarray(0, 32), Buffer.from(reverseHex(bytes), 'hex')]);
}

/** The outer length of a DER signature written in two bytes instead of one. */
function withLongLength(der: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(0x30, 0x81, der.length - 2), der.subarray(2)]);
}

/** A parameter set of ML-DSA. */
function mlDsa(size: number): CaseDefinition {
  const description = `A key of type ml-dsa (TAP 21), parameter set ${size}.`;
  return { ...signed(`key-ml-dsa-${size}`, description, createSigner(`ml-dsa-${size}`)), requires: ['ml-dsa'] };
}

export const SCHEME_CASES: readonly CaseDefinition[] = [
  ...pair('ed25519', 'bob'),
  ...pair('rsa-pss-sha256', 'rsa'),
  ...pair('rsa-pkcs1v15-sha256', 'rsa', { scheme: 'rsa-pkcs1v15-sha256' }),
  ...pair('ecdsa-p256', 'ecdsa-p256'),
  ...pair('ecdsa-p384', 'ecdsa-p384'),
  ...pair('ecdsa-p521', 'ecdsa-p521'),
  ...['rsassa-pss-sha384', 'rsassa-pss-sha512', 'rsa-pkcs1v15-sha384', 'rsa-pkcs1v15-sha512'].map((scheme) =>
    signed(
      `key-${scheme.replace('rsassa', 'rsa')}`,
      `A key with the scheme ${scheme}.`,
      createSigner('rsa', { scheme }),
    ),
  ),
  ...['256', '384', '521'].map((bits) => {
    const scheme = `ecdsa-sha2-nistp${bits}`;
    const by = createSigner(`ecdsa-p${bits}`, { keyType: scheme });
    return signed(`key-old-type-p${bits}`, `A key whose type is the name of its scheme, ${scheme}.`, by);
  }),
  ...[44, 65, 87].map(mlDsa),
  signed(
    'key-bare',
    'A key in a layout needs no more members than its id covers.',
    createSigner('bob', { bare: true }),
  ),
  signed(
    'key-bare-rsa',
    'An RSA key in a layout needs no more members than its id covers.',
    createSigner('rsa', { bare: true }),
  ),
  signed('key-rsa-1024', 'A short RSA key.', createSigner('rsa-1024')),
  signed('key-rsa-3072', 'A longer RSA key.', createSigner('rsa-owner')),
  ...[0, 20, 64, 222].map((saltLength) =>
    signed(
      `signature-pss-salt-${saltLength}`,
      `A salt of ${saltLength} bytes; any length is accepted.`,
      createSigner('rsa', { saltLength }),
    ),
  ),
  signed(
    'signature-pss-other-mask',
    'The mask of RSA-PSS is made with another hash than the digest.',
    { ...RSA, sign: (message) => signPssWithMask(RSA.privateKey, message, 'sha256', 'sha1') },
    REFUSED,
  ),
  signed('signature-pss-no-salt-by-hand', 'The mask of RSA-PSS is made with the same hash, and there is no salt.', {
    ...RSA,
    sign: (message) => signPssWithMask(RSA.privateKey, message, 'sha256', 'sha256'),
  }),
  signed(
    'signature-rsa-other-hash',
    'The signature was made with another hash than the scheme says.',
    { ...RSA, sign: createSigner('rsa', { scheme: 'rsassa-pss-sha512' }).sign },
    REFUSED,
  ),
  signed(
    'signature-rsa-other-padding',
    'The signature was made with another padding than the scheme says.',
    { ...RSA, sign: createSigner('rsa', { scheme: 'rsa-pkcs1v15-sha256' }).sign },
    REFUSED,
  ),
  signed('signature-rsa-long', 'An RSA signature has a byte too many.', append(RSA, 0), REFUSED),
  signed(
    'signature-ecdsa-high-s',
    'The second number of an ECDSA signature may be in the upper half.',
    withSignature(P256, (der) => withHalf(der, 'high')),
  ),
  signed(
    'signature-ecdsa-low-s',
    'The second number of an ECDSA signature may be in the lower half.',
    withSignature(P256, (der) => withHalf(der, 'low')),
  ),
  signed(
    'signature-ecdsa-compact',
    'An ECDSA signature is two numbers side by side instead of DER.',
    withSignature(P256, toCompact),
    REFUSED,
  ),
  signed('signature-ecdsa-trailing-byte', 'A byte follows the DER of an ECDSA signature.', append(P256, 0), REFUSED),
  signed(
    'signature-ecdsa-long-length',
    'The DER of an ECDSA signature has a length that is not the shortest.',
    withSignature(P256, withLongLength),
    REFUSED,
  ),
  signed(
    'signature-ecdsa-other-hash',
    'The signature was made with another hash than the scheme says.',
    { ...P256, sign: signWithSha512 },
    REFUSED,
  ),
  signed(
    'signature-ed25519-large-s',
    'The second half of an Ed25519 signature is not reduced.',
    withSignature(bob, withLargeS),
    REFUSED,
  ),
  signed(
    'signature-ed25519-short',
    'An Ed25519 signature lacks its last byte.',
    withSignature(bob, (signature) => signature.subarray(0, 63)),
    REFUSED,
  ),
  signed(
    'key-ed25519-upper-case',
    'The hex digits of an Ed25519 key may be capitals.',
    createSigner('bob', { public: rawPublicKey(bob.privateKey).toString('hex').toUpperCase() }),
  ),
  signed(
    'key-ed25519-not-hex',
    'An Ed25519 key is not hexadecimal.',
    createSigner('bob', { public: 'no key' }),
    UNUSABLE,
  ),
  signed(
    'key-ed25519-short',
    'An Ed25519 key lacks its last byte.',
    createSigner('bob', { public: rawPublicKey(bob.privateKey).toString('hex').slice(0, -2) }),
    UNUSABLE,
  ),
  signed('key-ed25519-pem', 'An Ed25519 key stands there as PEM.', createSigner('bob', { public: bob.pem }), UNUSABLE),
  signed(
    'key-ecdsa-other-curve',
    'A key lies on another curve than its scheme says.',
    createSigner('ecdsa-p384', { scheme: 'ecdsa-sha2-nistp256' }),
    UNUSABLE,
  ),
  signed(
    'key-rsa-with-ecdsa-material',
    'A key of type rsa holds a key on a curve.',
    createSigner('ecdsa-p256', { keyType: 'rsa', scheme: 'rsassa-pss-sha256' }),
    UNUSABLE,
  ),
  signed(
    'key-pem-crlf',
    'The lines of a PEM end as on Windows.',
    createSigner('rsa', { public: RSA.pem.replaceAll('\n', '\r\n') }),
  ),
  signed(
    'key-pem-without-newline',
    'A PEM lacks its last line break.',
    createSigner('rsa', { public: RSA.pem.trimEnd() }),
  ),
  signed(
    'key-pem-with-text',
    'Text stands before and after a PEM.',
    createSigner('rsa', { public: `my key\n${RSA.pem}that was it\n` }),
  ),
  signed('key-pem-pkcs1', 'An RSA key stands there as PKCS#1.', createSigner('rsa', { public: RSA_PKCS1 })),
  signed(
    'key-pem-other-label',
    'A PEM has another label than its content.',
    createSigner('rsa', {
      public: RSA.pem.replace(SPKI_BEGIN, '-----BEGIN CERTIFICATE-----').replace(SPKI_END, '-----END CERTIFICATE-----'),
    }),
    UNUSABLE,
  ),
  {
    ...signed(
      'key-scheme-sha224-functionary',
      'The reference does not register the schemes with SHA-224.',
      createSigner('rsa', { scheme: 'rsa-pkcs1v15-sha224' }),
      both(fail('layout-format', 'ERR_LAYOUT_FORMAT')),
    ),
    origin: LAYOUT_FORMAT,
  },
  {
    ...signed('key-gpg-signature-by-plain-key', 'A plain key has a signature in the form of OpenPGP.', bob),
    origin: OBSERVED,
    links: {
      [linkName('build', bob)]: metablock(link('build', APP), [], {
        signatures: [{ keyid: bob.keyId, signature: 'ab', other_headers: '04000108' }],
      }),
    },
    ...both(fail('threshold', 'ERR_LINK_FORMAT')),
  },
];
