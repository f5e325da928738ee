import { both, type CaseDefinition, fail, type Outcome, PASS, warned } from '../case-definition.ts';
import { envelope, envelopeOf, envelopeSignature, metablock, metablockSignature, toUrlSafe } from '../containers.ts';
import { type JsonMembers, RawJson, writeJson, writeJsonLine } from '../json-text.ts';
import { APP, oneStep } from '../one-step.ts';
import { DSSE, LINK_FORMAT, OBSERVED } from '../origins.ts';
import { bob, createSigner, owner, rawPublicKey } from '../signers.ts';
import { layout, link, linkName } from '../supply-chain.ts';

const FORMAT = both(fail('links', 'ERR_LINK_FORMAT'));
const ACCEPTED = both(PASS);
const LINK = link('build', APP);
const GOOD = metablock(LINK, [bob]);
const PAYLOAD = writeJsonLine(LINK);
const SIGNATURE = metablockSignature(LINK, bob);
const PEM = createSigner('rsa').pem;
const OTHER_PEM = createSigner('rsa-owner').pem;
const RAW = rawPublicKey(bob.privateKey).toString('hex');

/** A case whose one link is this text. */
function text(
  name: string,
  description: string,
  content: string | Uint8Array,
  outcome: Outcome = FORMAT,
  origin = LINK_FORMAT,
): CaseDefinition {
  return {
    name: `encoding-${name}`,
    description,
    origin,
    ...oneStep({ links: { [linkName('build', bob)]: content } }),
    ...outcome,
  };
}

/** A case whose one link has these signatures. */
function signatures(
  name: string,
  description: string,
  list: readonly JsonMembers[],
  outcome: Outcome,
  origin = OBSERVED,
): CaseDefinition {
  return text(name, description, metablock(LINK, [], { signatures: list }), outcome, origin);
}

/** A case whose layout is an envelope with a payload in this base64. */
function payload(
  name: string,
  description: string,
  length: number,
  change: (base64: string) => string,
  outcome: Outcome,
): CaseDefinition {
  const file = envelope(ofLength(length), [owner]);
  const written = file.replace(/("payload": ")([^"]+)/, (_, before: string, base64: string) => before + change(base64));
  return { name: `encoding-${name}`, description, origin: OBSERVED, layout: written, ...outcome };
}

/** A layout whose payload has a length with this remainder modulo 3, and characters that tell the alphabets apart. */
function ofLength(remainder: number): JsonMembers {
  const readmes = ['', 'x', 'xx'].map((padding) => layout({ members: { readme: `???>>>~~~${padding}` } }));
  return readmes.find((tree) => writeJsonLine(tree).length % 3 === remainder) ?? layout();
}

/** A case whose functionary's key has this text for its public part. */
function key(name: string, description: string, keyFile: string, publicText: string, outcome: Outcome): CaseDefinition {
  const by = createSigner(keyFile, { public: publicText });
  return { name: `encoding-${name}`, description, origin: OBSERVED, ...oneStep({ by }), ...outcome };
}

const REFUSED = both(fail('layout-format', 'ERR_LAYOUT_FORMAT'));
const UNUSABLE: Outcome = {
  reference: warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED'),
  strict: fail('threshold', 'ERR_LINK_KEY_UNUSABLE'),
};

/** The last character of base64 with a bit set that stands for nothing. */
function withSpareBit(base64: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return base64.replace(/(.)(=+)$/, (_, last: string, padding: string) => {
    return `${alphabet[alphabet.indexOf(last) + 1] ?? ''}${padding}`;
  });
}

export const ENCODING_CASES: readonly CaseDefinition[] = [
  text('byte-order-mark', 'A link begins with a byte order mark.', `\uFEFF${GOOD}`),
  text('trailing-text', 'Something follows the JSON of a link.', `${GOOD}\n{}`),
  text('trailing-newline', 'Blanks and line breaks around JSON mean nothing.', `\n \t${GOOD}\r\n`, ACCEPTED),
  text('comment', 'JSON has no comments.', GOOD.replace('{', '{ // a comment\n')),
  text('trailing-comma', 'JSON has no comma before the end.', GOOD.replace(/\}$/, ',}')),
  text('raw-newline', 'JSON has no line breaks in strings.', GOOD.replace('"build"', '"bui\nld"')),
  text('single-quotes', 'JSON has one kind of quotes.', GOOD.replace('"build"', "'build'")),
  text('not-a-number', 'NaN is no number that could be signed.', numbered('NaN')),
  text('infinity', 'Infinity is no number that could be signed.', numbered('-Infinity')),
  text('leading-zero', 'Numbers do not begin with a zero.', numbered('012')),
  text('leading-plus', 'Numbers do not begin with a plus.', numbered('+1')),
  text('hexadecimal-number', 'Numbers are decimal.', numbered('0x10')),
  signatures(
    'signature-more-members',
    'A signature has a member that nobody knows.',
    [{ ...SIGNATURE, extra: 1 }],
    ACCEPTED,
  ),
  signatures(
    'signature-two-forms',
    'A signature has the members of both forms, and then is one of OpenPGP.',
    [{ ...SIGNATURE, signature: 'ab', other_headers: '04000108' }],
    both(fail('threshold', 'ERR_LINK_FORMAT')),
  ),
  signatures(
    'signature-with-line-breaks',
    'Line breaks and tabs between the bytes of a signature.',
    [{ ...SIGNATURE, sig: SIGNATURE.sig.replace(/^(..)(..)(..)/, '$1\n$2\t$3\u000B') }],
    { reference: PASS, strict: fail('threshold', 'ERR_LINK_FORMAT') },
  ),
  signatures(
    'signature-blank-within-byte',
    'A blank between the two digits of a byte.',
    [{ ...SIGNATURE, sig: SIGNATURE.sig.replace(/^./, '$& ') }],
    {
      reference: warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED'),
      strict: fail('threshold', 'ERR_LINK_FORMAT'),
    },
  ),
  signatures(
    'signature-keyid-number',
    'A key id is a number, before a good signature.',
    [{ keyid: 1, sig: 'ab' }, SIGNATURE],
    ACCEPTED,
  ),
  payload('payload-url-safe', 'The payload is in URL-safe base64.', 1, toUrlSafe, ACCEPTED),
  payload(
    'payload-mixed-alphabets',
    'The payload is in base64 of both alphabets.',
    1,
    (base64) => toUrlSafe(base64.slice(0, -20)) + base64.slice(-20),
    ACCEPTED,
  ),
  payload(
    'payload-spare-bits-one',
    'The last character of base64 has bits that stand for nothing.',
    1,
    withSpareBit,
    ACCEPTED,
  ),
  payload(
    'payload-spare-bits-two',
    'The last character of base64 has bits that stand for nothing.',
    2,
    withSpareBit,
    ACCEPTED,
  ),
  payload('payload-padding-missing', 'The padding is missing.', 1, (base64) => base64.replace(/=+$/, ''), REFUSED),
  payload(
    'payload-padding-short',
    'Half of the padding is missing.',
    1,
    (base64) => base64.replace(/==$/, '='),
    REFUSED,
  ),
  payload('payload-blank', 'There is a blank in base64.', 0, (base64) => base64.replace(/^..../, '$& '), REFUSED),
  payload(
    'payload-empty',
    'The payload is empty.',
    0,
    () => '',
    both(fail('layout-signature', 'ERR_LAYOUT_SIGNATURE')),
  ),
  {
    ...text(
      'envelope-more-members',
      'An envelope has members that nobody knows.',
      envelopeOf(PAYLOAD, [{ ...envelopeSignature(PAYLOAD, bob), cert: 'x' }]).replace('{', '{"extra": 1, '),
      ACCEPTED,
    ),
    origin: DSSE,
  },
  key(
    'key-ed25519-with-blanks',
    'Blanks between the bytes of an Ed25519 key.',
    'bob',
    RAW.replaceAll(/..(?=.)/g, '$& '),
    ACCEPTED,
  ),
  key('key-ed25519-odd', 'An Ed25519 key lacks a hex digit.', 'bob', RAW.slice(0, -1), UNUSABLE),
  key('key-pem-one-line', 'The base64 of a PEM is on one line.', 'rsa', oneLine(PEM), ACCEPTED),
  key(
    'key-pem-short-lines',
    'The lines of a PEM are shorter than usual.',
    'rsa',
    PEM.replaceAll(/^(.{30})(.+)$/gm, (line: string, first: string, rest: string) =>
      line.startsWith('-') ? line : `${first}\n${rest}`,
    ),
    ACCEPTED,
  ),
  key('key-pem-two', 'Of two PEM blocks the first counts.', 'rsa', `${PEM}${OTHER_PEM}`, ACCEPTED),
  key(
    'key-pem-two-other-first',
    'Of two PEM blocks the first counts, and it is another key.',
    'rsa',
    `${OTHER_PEM}${PEM}`,
    both(warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED')),
  ),
  key('key-pem-without-end', 'A PEM does not end.', 'rsa', PEM.replace(/-----END.*\n/, ''), UNUSABLE),
  key('key-pem-indented', 'The lines of a PEM are indented.', 'rsa', PEM.replaceAll(/^/gm, '  '), ACCEPTED),
  key('key-pem-blank-line', 'There is an empty line within a PEM.', 'rsa', PEM.replace('\n', '\n\n'), ACCEPTED),
  key('key-pem-headers', 'There are headers within a PEM.', 'rsa', PEM.replace('\n', '\nComment: mine\n\n'), ACCEPTED),
  key(
    'key-der-trailing-byte',
    'A byte follows the DER within a PEM.',
    'rsa',
    wrap(Buffer.concat([unwrap(PEM), Buffer.of(0)])),
    UNUSABLE,
  ),
  key(
    'key-pem-empty',
    'There is nothing within a PEM.',
    'rsa',
    '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n',
    UNUSABLE,
  ),
  key(
    'key-pem-private',
    'A private key stands there instead of the public one.',
    'rsa',
    '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
    UNUSABLE,
  ),
];

function numbered(token: string): string {
  const tree = link('build', { byproducts: { number: new RawJson(token) } });
  return writeJson({ signatures: [SIGNATURE], signed: tree });
}

function unwrap(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----.*-----|\n/g, ''), 'base64');
}

function wrap(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

function oneLine(pem: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${unwrap(pem).toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
