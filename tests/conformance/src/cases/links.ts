import { both, type CaseDefinition, differ, fail, type Outcome, PASS, warned } from '../case-definition.ts';
import { envelope, envelopeOf, envelopeSignature, metablock, metablockSignature } from '../containers.ts';
import { writeJsonLine } from '../json-text.ts';
import { APP, oneStep, type OneStepSpec } from '../one-step.ts';
import { LINK_FORMAT, LINKS, OBSERVED } from '../origins.ts';
import { bob, carl, createSigner, mallory, withKeyId } from '../signers.ts';
import { artifacts, type Files, keyMap, layout, link, linkFile, linkName, step } from '../supply-chain.ts';

const NOT_FOUND = both(fail('links', 'ERR_LINK_NOT_FOUND'));
const UNREACHABLE = both(fail('links', 'ERR_EVIDENCE'));
const TOO_FEW = both(warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED'));

const LINK = link('build', APP);
const NAME = linkName('build', bob);
const PAYLOAD = writeJsonLine(LINK);
const legacyRsa = createSigner('rsa', { legacy: true });
const shortId = withKeyId(bob, 'abc');

/** A case with one step. */
function chain(name: string, description: string, spec: OneStepSpec, outcome: Outcome, origin = LINKS): CaseDefinition {
  return { name, description, origin, ...oneStep(spec), ...outcome };
}

/** A case with an extra file beside a good link; both bob and carl may sign. */
function sibling(name: string, description: string, files: Files, outcome: Outcome): CaseDefinition {
  const steps = [step('build', { by: [bob, carl] })];
  const spec = { layout: { steps, functionaries: [bob, carl] }, links: { ...linkFile('build', bob, APP), ...files } };
  return { name, description, origin: OBSERVED, ...oneStep(spec), ...outcome };
}

const CARL = linkName('build', carl);

export const LINK_CASES: readonly CaseDefinition[] = [
  chain('link-missing', 'There is no link.', { links: {} }, NOT_FOUND),
  chain(
    'link-folder-is-file',
    'Where the folder of links should be there is a file.',
    { links: 'no folder\n' },
    UNREACHABLE,
  ),
  chain('link-other-step', 'There is a link, for another step.', { links: linkFile('test', bob, APP) }, NOT_FOUND),
  chain(
    'link-of-stranger',
    'There is a link, by somebody whom the step does not list.',
    { links: linkFile('build', mallory, APP) },
    NOT_FOUND,
  ),
  chain(
    'link-whole-keyid-in-name',
    'A file name has the whole key id instead of its first eight digits.',
    { links: { [`build.${bob.keyId}.link`]: metablock(LINK, [bob]) } },
    NOT_FOUND,
  ),
  chain(
    'link-keyid-upper-case-in-name',
    'File names are case-sensitive.',
    { links: { [`build.${bob.keyId.slice(0, 8).toUpperCase()}.link`]: metablock(LINK, [bob]) } },
    NOT_FOUND,
  ),
  chain(
    'link-without-keyid-in-name',
    'A file name has no key id.',
    { links: { 'build.link': metablock(LINK, [bob]) } },
    NOT_FOUND,
  ),
  chain(
    'link-short-keyid',
    'A key id shorter than eight digits stands in the file name as it is.',
    { by: shortId },
    both(PASS),
    OBSERVED,
  ),
  chain('link-legacy-keyid', 'A functionary is listed under a legacy key id.', { by: legacyRsa }, both(PASS), OBSERVED),
  chain('link-dsse', 'A link in an envelope.', { links: { [NAME]: envelope(LINK, [bob]) } }, both(PASS)),
  chain(
    'link-extra-signature',
    'A link may have signatures by others.',
    { links: { [NAME]: metablock(LINK, [mallory, bob]) } },
    both(PASS),
  ),
  chain(
    'link-signed-by-stranger',
    'A link has a functionary in its name and is signed by somebody else.',
    { links: { [NAME]: metablock(LINK, [mallory]) } },
    TOO_FEW,
  ),
  chain(
    'link-claims-other-keyid',
    "A stranger signs under a functionary's key id.",
    { links: { [NAME]: metablock(LINK, [withKeyId(mallory, bob.keyId)]) } },
    TOO_FEW,
  ),
  chain('link-not-signed', 'A link has no signature.', { links: { [NAME]: metablock(LINK, []) } }, TOO_FEW),
  chain(
    'link-changed',
    'A link was changed after signing.',
    { links: { [NAME]: metablock(link('build'), [bob], { signedAs: LINK }) } },
    TOO_FEW,
  ),
  chain(
    'link-changed-dsse',
    'The payload of a link was changed after signing.',
    { links: { [NAME]: envelopeOf(writeJsonLine(link('build')), [envelopeSignature(PAYLOAD, bob)]) } },
    TOO_FEW,
  ),
  chain(
    'link-first-signature-bad',
    'Of two signatures by one key the first counts, and it is bad.',
    {
      links: {
        [NAME]: metablock(LINK, [], {
          signatures: [metablockSignature(link('build'), bob), metablockSignature(LINK, bob)],
        }),
      },
    },
    TOO_FEW,
    OBSERVED,
  ),
  chain(
    'link-first-signature-good',
    'Of two signatures by one key the first counts, and it is good.',
    {
      links: {
        [NAME]: metablock(LINK, [], {
          signatures: [metablockSignature(LINK, bob), metablockSignature(link('build'), bob)],
        }),
      },
    },
    both(PASS),
    OBSERVED,
  ),
  chain(
    'link-name-differs',
    'A link was made for another step and renamed.',
    { links: { [NAME]: metablock(link('test', APP), [bob]) } },
    differ(PASS, fail('threshold', 'ERR_LINK_NAME')),
    LINK_FORMAT,
  ),
  chain(
    'link-name-null',
    'A link does not say which step it is for.',
    { links: { [NAME]: metablock(link(null, APP), [bob]) } },
    differ(PASS, fail('threshold', 'ERR_LINK_NAME')),
    LINK_FORMAT,
  ),
  sibling(
    'link-sibling-malformed',
    'A file that could be a second link cannot be read, although one link is enough.',
    { [CARL]: '{}' },
    both(fail('links', 'ERR_LINK_FORMAT')),
  ),
  sibling(
    'link-sibling-unsigned',
    'A file that could be a second link is not signed, and one link is enough.',
    { [CARL]: metablock(LINK, []) },
    both(warned(PASS, 'WARN_LINK_REFUSED')),
  ),
  sibling('link-sibling-directory', 'A folder has the name of a link.', { [`${CARL}/readme`]: 'x' }, both(PASS)),
  sibling(
    'link-sibling-of-stranger',
    'Files by people whom the step does not list are not looked at.',
    { [linkName('build', mallory)]: '{}' },
    both(PASS),
  ),
  sibling(
    'link-sibling-payload-malformed',
    'The payload of a badly signed envelope is not looked at.',
    { [CARL]: envelopeOf('{}', [envelopeSignature('', carl)]) },
    both(warned(PASS, 'WARN_LINK_REFUSED')),
  ),
  chain(
    'link-key-not-in-layout',
    'A step lists a key that the layout does not have.',
    { layout: { steps: [step('build', { by: [bob] })], functionaries: [carl] } },
    TOO_FEW,
  ),
  chain(
    'link-key-unusable',
    'A key that signs cannot be used, and another link is enough.',
    {
      layout: {
        steps: [step('build', { by: [bob, carl] })],
        members: { keys: { ...keyMap(bob), [carl.keyId]: { ...carl.json, keyval: { public: 'no key' } } } },
      },
      links: { ...linkFile('build', bob, APP), ...linkFile('build', carl, APP) },
    },
    differ(warned(PASS, 'WARN_LINK_REFUSED'), fail('threshold', 'ERR_LINK_KEY_UNUSABLE')),
    OBSERVED,
  ),
  {
    name: 'link-two-steps-one-key',
    description: 'One functionary may carry out several steps.',
    origin: LINKS,
    layout: metablock(
      layout({ steps: [step('build', { by: [bob] }), step('test', { by: [bob] })], functionaries: [bob] }),
      [createSigner('owner')],
    ),
    links: { ...linkFile('build', bob, APP), ...linkFile('test', bob, { materials: artifacts({ app: 'app' }) }) },
    ...both(PASS),
  },
];
