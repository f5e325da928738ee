import { both, type CaseDefinition, differ, fail, type Outcome, PASS, warned } from '../case-definition.ts';
import { envelope, envelopeOf, envelopeSignature, metablock, metablockSignature, toUrlSafe } from '../containers.ts';
import { type Json, RawJson, writeJson, writeJsonLine } from '../json-text.ts';
import { APP, oneStep } from '../one-step.ts';
import { DSSE, LINK_FORMAT, LINKS, OBSERVED } from '../origins.ts';
import { bob } from '../signers.ts';
import { link, linkName } from '../supply-chain.ts';

const FORMAT = both(fail('links', 'ERR_LINK_FORMAT'));

const LINK = link('build', APP);
const NAME = linkName('build', bob);
const PAYLOAD = writeJsonLine(LINK);
const ENVELOPE_SIGNATURE = envelopeSignature(PAYLOAD, bob);

/** A case whose one link is this text. */
function text(
  name: string,
  description: string,
  content: string | Uint8Array,
  outcome: Outcome = FORMAT,
): CaseDefinition {
  return { name, description, origin: LINKS, ...oneStep({ links: { [NAME]: content } }), ...outcome };
}

/** A case whose one link has these members instead of the usual ones. */
function members(
  name: string,
  description: string,
  changes: Readonly<Record<string, Json | undefined>>,
  outcome: Outcome = FORMAT,
): CaseDefinition {
  return {
    ...text(name, description, metablock(link('build', { ...APP, members: changes }), [bob]), outcome),
    origin: LINK_FORMAT,
  };
}

export const LINK_CONTENT: readonly CaseDefinition[] = [
  text(
    'link-dsse-keyid-twice',
    'An envelope has two signatures by one key.',
    envelopeOf(PAYLOAD, [envelopeSignature(PAYLOAD, bob), envelopeSignature(PAYLOAD, bob)]),
  ),
  text(
    'link-dsse-signature-without-keyid',
    'An envelope has a signature that does not say by whom.',
    envelopeOf(PAYLOAD, [{ sig: envelopeSignature(PAYLOAD, bob).sig }]),
  ),
  text(
    'link-dsse-signature-not-base64',
    'The signature of an envelope is not base64.',
    envelopeOf(PAYLOAD, [{ keyid: bob.keyId, sig: '?' }]),
  ),
  {
    ...text(
      'link-dsse-signature-url-safe',
      'A signature in an envelope may be in URL-safe base64.',
      envelopeOf(PAYLOAD, [{ ...ENVELOPE_SIGNATURE, sig: toUrlSafe(ENVELOPE_SIGNATURE.sig) }]),
      both(PASS),
    ),
    origin: DSSE,
  },
  text('link-not-json', 'A link is not JSON.', 'this is not a link\n'),
  text('link-empty-object', 'A link is an empty object.', '{}'),
  text(
    'link-not-utf8',
    'A link is not UTF-8.',
    Buffer.from(metablock(link('build', { byproducts: { stdout: 'é' } }), [bob]), 'latin1'),
  ),
  text(
    'link-duplicate-member',
    'A member stands there twice; readers take the one or the other.',
    metablock(LINK, [bob]).replace('"environment": {}', '"environment": {"x": "y"},\n  "environment": {}'),
    differ(PASS, fail('links', 'ERR_LINK_FORMAT')),
  ),
  text(
    'link-signature-with-blanks',
    'Blanks between the bytes of a signature.',
    metablock(LINK, [bob]).replace(/("sig": "..)/, '$1 '),
    differ(PASS, fail('threshold', 'ERR_LINK_FORMAT')),
  ),
  text(
    'link-signature-not-hex',
    'A signature is not hexadecimal.',
    metablock(LINK, [bob]).replace(/("sig": ")../, '$1xy'),
    differ(warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED'), fail('threshold', 'ERR_LINK_FORMAT')),
  ),
  members('link-other-type', 'The type of the signed part is unknown.', { _type: 'statement' }),
  members('link-materials-array', 'The materials are a list.', { materials: [] }),
  members('link-products-null', 'The products are null.', { products: null }),
  members('link-digest-set-text', 'An artifact has a digest and no algorithm.', { products: { app: 'aa' } }),
  members('link-digest-not-hex', 'A digest is not hexadecimal.', { products: { app: { sha256: 'xyz' } } }),
  members('link-digest-empty', 'A digest has no digits.', { products: { app: { sha256: '' } } }),
  members('link-digest-number', 'A digest is a number.', { products: { app: { sha256: 12 } } }),
  members(
    'link-digest-odd',
    'A digest may have an odd number of digits, and any algorithm.',
    { products: { app: { crc: 'abc' } } },
    both(PASS),
  ),
  members('link-digest-set-empty', 'An artifact may have no digest at all.', { products: { app: {} } }, both(PASS)),
  members('link-byproducts-array', 'The byproducts are a list.', { byproducts: [] }),
  members('link-command-text', 'The command is text instead of a list.', { command: 'make' }),
  members('link-float', 'Canonical JSON has no fractions, not even in byproducts.', {
    byproducts: { seconds: new RawJson('0.5') },
  }),
  members('link-exponent', 'A number with an exponent is a fraction too.', {
    byproducts: { bytes: new RawJson('1e3') },
  }),
  members(
    'link-big-integer',
    'Integers beyond what a double holds are exact.',
    { byproducts: { bytes: 123456789012345678901234567890n } },
    both(PASS),
  ),
  text(
    'link-minus-zero',
    'Minus zero is signed as zero.',
    metablock(link('build', { byproducts: { size: new RawJson('-0') } }), [bob], {
      signedAs: link('build', { byproducts: { size: 0 } }),
    }),
    differ(PASS, PASS),
  ),
  {
    ...text(
      'link-lone-surrogate',
      'A lone surrogate has no bytes that could be signed.',
      metablock(link('build', { members: { byproducts: { stdout: new RawJson(String.raw`"\udc00"`) } } }), [bob]),
    ),
    origin: OBSERVED,
  },
  text('link-escapes', 'How characters are escaped in the file does not matter.', escaped(), both(PASS)),
  members(
    'link-unknown-member-signed',
    'A Metablock has a member that the specification does not know, and it was signed with it.',
    { extra: 1 },
    differ(
      warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED'),
      fail('links', 'ERR_LINK_UNKNOWN_MEMBER'),
    ),
  ),
  text(
    'link-unknown-member-unsigned',
    'A member that the specification does not know was added after signing.',
    metablock({ ...LINK, extra: 1 }, [bob], { signedAs: LINK }),
    differ(PASS, fail('links', 'ERR_LINK_UNKNOWN_MEMBER')),
  ),
  text(
    'link-default-removed',
    'A member whose value is its default was removed after signing.',
    metablock(link('build', { ...APP, members: { environment: undefined } }), [bob], { signedAs: LINK }),
    differ(PASS, fail('links', 'ERR_LINK_UNKNOWN_MEMBER')),
  ),
  text(
    'link-unknown-member-dsse',
    'An envelope has a member that the specification does not know.',
    envelope({ ...LINK, extra: 1 }, [bob]),
    both(PASS),
  ),
  text(
    'link-dsse-payload-statement',
    'The payload of an envelope is something else, and well signed.',
    envelopeOf('{"_type": "https://in-toto.io/Statement/v1"}', [
      envelopeSignature('{"_type": "https://in-toto.io/Statement/v1"}', bob),
    ]),
    both(fail('sublayout', 'ERR_LINK_FORMAT')),
  ),
  text(
    'link-dsse-other-payload-type',
    'An envelope has another payload type.',
    envelopeOf(PAYLOAD, [envelopeSignature(PAYLOAD, bob, 'text/plain')], 'text/plain'),
  ),
];

/** A link whose file escapes what it need not. */
function escaped(): string {
  const tree = link('build', { byproducts: { stdout: 'é/\u007F\u{1F600}' } });
  const file = writeJson({ signatures: [metablockSignature(tree, bob)], signed: tree });
  return file
    .replace('é/', String.raw`\u00E9\/`)
    .replace('\u{1F600}', String.raw`\ud83d\ude00`)
    .replace('"build"', String.raw`"\u0062uild"`);
}
