import { both, type CaseDefinition, fail, OWNER_KEY, PASS } from '../case-definition.ts';
import { envelope, envelopeOf, envelopeSignature, metablock, metablockSignature } from '../containers.ts';
import { type JsonMembers, writeJson, writeJsonLine } from '../json-text.ts';
import { DSSE, OBSERVED, SIGNATURES } from '../origins.ts';
import { mallory, owner, secondOwner } from '../signers.ts';
import { layout } from '../supply-chain.ts';

const LAYOUT = layout();
const GOOD = metablockSignature(LAYOUT, owner);
const BAD = metablockSignature(layout({ members: { readme: 'x' } }), owner);
const HEX = GOOD.sig;
const PAYLOAD = writeJsonLine(LAYOUT);
const UNSIGNED = both(fail('layout-signature', 'ERR_LAYOUT_UNSIGNED'));
const BROKEN = both(fail('layout-signature', 'ERR_LAYOUT_SIGNATURE'));
const UNREADABLE = both(fail('layout-format', 'ERR_LAYOUT_FORMAT'));

/** The empty layout with the given signatures. */
function signedWith(...signatures: readonly JsonMembers[]): string {
  return metablock(LAYOUT, [], { signatures });
}

/** A case about an empty layout. */
function about(
  name: string,
  description: string,
  text: string,
): Pick<CaseDefinition, 'name' | 'description' | 'layout' | 'origin'> {
  return { name, description, layout: text, origin: SIGNATURES };
}

export const LAYOUT_SIGNATURES: readonly CaseDefinition[] = [
  {
    ...about('layout-two-owners', 'Two keys are given and both signed.', metablock(LAYOUT, [owner, secondOwner])),
    keys: { ...OWNER_KEY, 'second-owner.pub': secondOwner.pem },
    ...both(PASS),
  },
  {
    ...about('layout-one-of-two-owners', 'Two keys are given and one signed.', metablock(LAYOUT, [owner])),
    keys: { ...OWNER_KEY, 'second-owner.pub': secondOwner.pem },
    ...UNSIGNED,
  },
  {
    ...about(
      'layout-extra-signature',
      'Signatures by keys that were not given do not matter.',
      metablock(LAYOUT, [mallory, owner]),
    ),
    ...both(PASS),
  },
  { ...about('layout-other-owner', 'Somebody else signed.', metablock(LAYOUT, [mallory])), ...UNSIGNED },
  { ...about('layout-no-signatures', 'The list of signatures is empty.', metablock(LAYOUT, [])), ...UNSIGNED },
  {
    ...about('layout-signatures-absent', 'There is no list of signatures.', writeJson({ signed: LAYOUT })),
    ...UNSIGNED,
  },
  {
    ...about(
      'layout-signatures-null',
      'The list of signatures is null.',
      writeJson({ signatures: null, signed: LAYOUT }),
    ),
    ...UNREADABLE,
  },
  {
    ...about('layout-signature-without-keyid', 'A signature by whom is not said.', signedWith({ sig: HEX })),
    ...UNREADABLE,
  },
  {
    ...about('layout-signature-without-sig', 'A signature that is none.', signedWith({ keyid: owner.keyId })),
    ...UNREADABLE,
  },
  {
    ...about(
      'layout-signature-not-text',
      'A signature that is a number, besides a good one that comes first.',
      signedWith(GOOD, { keyid: owner.keyId, sig: 1 }),
    ),
    ...both(PASS),
  },
  {
    ...about(
      'layout-changed',
      'A member was changed after signing.',
      metablock({ ...LAYOUT, readme: 'changed' }, [owner], { signedAs: LAYOUT }),
    ),
    ...BROKEN,
  },
  {
    ...about(
      'layout-changed-dsse',
      'The payload was changed after signing.',
      envelopeOf(writeJsonLine({ ...LAYOUT, readme: 'changed' }), [envelopeSignature(PAYLOAD, owner)]),
    ),
    ...BROKEN,
  },
  {
    ...about(
      'layout-dsse-signed-without-pae',
      'The signature covers the bare payload and not the pre-authentication encoding.',
      envelopeOf(PAYLOAD, [
        { keyid: owner.keyId, sig: Buffer.from(owner.sign(Buffer.from(PAYLOAD))).toString('base64') },
      ]),
    ),
    origin: DSSE,
    ...BROKEN,
  },
  {
    ...about(
      'layout-dsse-signed-for-other-type',
      'The signature was made for another payload type.',
      envelopeOf(PAYLOAD, [envelopeSignature(PAYLOAD, owner, 'application/json')]),
    ),
    origin: DSSE,
    ...BROKEN,
  },
  {
    ...about(
      'layout-dsse-signature-without-keyid',
      'DSSE allows signatures without a key id; in-toto does not.',
      envelopeOf(PAYLOAD, [{ sig: envelopeSignature(PAYLOAD, owner).sig }]),
    ),
    origin: OBSERVED,
    ...UNREADABLE,
  },
  {
    ...about(
      'layout-first-signature-bad',
      'Of two signatures by one key the first counts, and it is bad.',
      signedWith(BAD, GOOD),
    ),
    origin: OBSERVED,
    ...BROKEN,
  },
  {
    ...about(
      'layout-first-signature-good',
      'Of two signatures by one key the first counts, and it is good.',
      signedWith(GOOD, BAD),
    ),
    origin: OBSERVED,
    ...both(PASS),
  },
  {
    ...about(
      'layout-dsse-keyid-twice',
      'An envelope has two signatures by one key.',
      envelopeOf(PAYLOAD, [envelopeSignature(PAYLOAD, owner), envelopeSignature(PAYLOAD, owner)]),
    ),
    origin: OBSERVED,
    ...UNREADABLE,
  },
  {
    ...about(
      'layout-signature-upper-case',
      'Hex digits of a signature may be capitals.',
      signedWith({ ...GOOD, sig: HEX.toUpperCase() }),
    ),
    origin: OBSERVED,
    ...both(PASS),
  },
  {
    ...about(
      'layout-signature-with-blanks',
      'Blanks between the bytes of a signature.',
      signedWith({ ...GOOD, sig: HEX.replace(/^../, '$& ') }),
    ),
    origin: OBSERVED,
    reference: PASS,
    strict: fail('layout-signature', 'ERR_LAYOUT_SIGNATURE'),
  },
  {
    ...about(
      'layout-signature-odd-hex',
      'A signature lacks its last hex digit.',
      signedWith({ ...GOOD, sig: HEX.slice(0, -1) }),
    ),
    ...BROKEN,
  },
  { ...about('layout-signature-empty', 'A signature has no bytes.', signedWith({ ...GOOD, sig: '' })), ...BROKEN },
  {
    ...about(
      'layout-signature-short',
      'A signature lacks its last byte.',
      signedWith({ ...GOOD, sig: HEX.slice(0, -2) }),
    ),
    ...BROKEN,
  },
  {
    ...about('layout-signature-long', 'A signature has a byte too many.', signedWith({ ...GOOD, sig: `${HEX}00` })),
    ...BROKEN,
  },
  {
    ...about(
      'layout-keyid-upper-case',
      'Key ids are compared as they are: capitals are another id.',
      signedWith({ ...GOOD, keyid: owner.keyId.toUpperCase() }),
    ),
    ...UNSIGNED,
  },
  {
    ...about(
      'layout-unknown-member-signed',
      'A Metablock has a member that the specification does not know, and it was signed with it.',
      metablock({ ...LAYOUT, extra: 1 }, [owner]),
    ),
    origin: OBSERVED,
    reference: fail('layout-signature', 'ERR_LAYOUT_SIGNATURE'),
    strict: fail('layout-format', 'ERR_LAYOUT_UNKNOWN_MEMBER'),
  },
  {
    ...about(
      'layout-unknown-member-unsigned',
      'A member that the specification does not know was added after signing.',
      metablock({ ...LAYOUT, extra: 1 }, [owner], { signedAs: LAYOUT }),
    ),
    origin: OBSERVED,
    reference: PASS,
    strict: fail('layout-signature', 'ERR_LAYOUT_SIGNATURE'),
  },
  {
    ...about(
      'layout-unknown-member-dsse',
      'An envelope has a member that the specification does not know.',
      envelope({ ...LAYOUT, extra: 1 }, [owner]),
    ),
    ...both(PASS),
  },
  {
    ...about(
      'layout-default-removed',
      'A member whose value is its default was removed after signing.',
      metablock(layout({ members: { readme: undefined } }), [owner], { signedAs: LAYOUT }),
    ),
    origin: OBSERVED,
    reference: PASS,
    strict: fail('layout-signature', 'ERR_LAYOUT_SIGNATURE'),
  },
  {
    ...about(
      'layout-dsse-free-format',
      'The payload of an envelope may be formatted in any way.',
      envelopeOf(`\n${writeJson(LAYOUT, '\t')}\n`, [envelopeSignature(`\n${writeJson(LAYOUT, '\t')}\n`, owner)]),
    ),
    origin: DSSE,
    ...both(PASS),
  },
];
