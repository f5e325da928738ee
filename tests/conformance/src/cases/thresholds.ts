import { both, type CaseDefinition, differ, fail, type Outcome, PASS, warned } from '../case-definition.ts';
import { envelope, metablock } from '../containers.ts';
import { type Json, type JsonMembers, sha256 } from '../json-text.ts';
import { APP, oneStep } from '../one-step.ts';
import { OBSERVED, THRESHOLDS } from '../origins.ts';
import { bob, carl, createSigner, dan, owner, type Signer, withKeyId } from '../signers.ts';
import { artifacts, type Files, keyMap, layout, link, linkFile, linkName, step } from '../supply-chain.ts';

const DISAGREE = both(fail('agreement', 'ERR_LINKS_DISAGREE'));
const REFUSED = warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED');
const OTHER = { products: artifacts({ app: 'other' }) };

interface ThresholdSpec {
  readonly threshold: Json;
  readonly by?: readonly Signer[];
  readonly keys?: JsonMembers;
  readonly links: Files;
}

/** A case with one step that several people may carry out. */
function chain(
  name: string,
  description: string,
  spec: ThresholdSpec,
  outcome: Outcome,
  origin = THRESHOLDS,
): CaseDefinition {
  const by = spec.by ?? [bob, carl, dan];
  const tree = layout({
    steps: [step('build', { by, threshold: spec.threshold })],
    members: { keys: spec.keys ?? keyMap(...by) },
  });
  return { name, description, origin, layout: metablock(tree, [owner]), links: spec.links, ...outcome };
}

const byBob = linkFile('build', bob, APP);
const byCarl = linkFile('build', carl, APP);
const byDan = linkFile('build', dan, APP);
const broken = (signer: Signer): Files => ({
  [linkName('build', signer)]: metablock(link('build'), [signer], { signedAs: link('build', APP) }),
});

/** Bob's key under a second id. */
const alias = withKeyId(bob, 'abcdef0123');
/** Keys whose ids begin with the same eight digits. */
const [twin, otherTwin] = [withKeyId(bob, 'abcdef0111'), withKeyId(carl, 'abcdef0122')];
const withSubkey = createSigner('bob', { members: { subkeys: { abcdef0123: { keyid: 'abcdef0123' } } } });
const digests = (set: JsonMembers): Files => linkFile('build', carl, { products: { app: set } });
const SHA256 = { sha256: sha256('app') };

export const THRESHOLD_CASES: readonly CaseDefinition[] = [
  chain(
    'threshold-two-of-three',
    'Two links are asked for and two are there.',
    { threshold: 2, links: { ...byBob, ...byDan } },
    both(PASS),
  ),
  chain(
    'threshold-three-links-for-two',
    'There may be more links than are asked for.',
    { threshold: 2, links: { ...byBob, ...byCarl, ...byDan } },
    both(PASS),
  ),
  chain(
    'threshold-one-link-for-two',
    'Two links are asked for and one is there.',
    { threshold: 2, links: byBob },
    both(fail('links', 'ERR_LINK_NOT_FOUND')),
  ),
  chain(
    'threshold-second-link-broken',
    'Two links are asked for, and of the two one is not well signed.',
    { threshold: 2, links: { ...byBob, ...broken(carl) } },
    both(REFUSED),
  ),
  chain(
    'threshold-third-link-broken',
    'Two links are asked for, and of the three one is not well signed.',
    { threshold: 2, links: { ...byBob, ...broken(carl), ...byDan } },
    both(warned(PASS, 'WARN_LINK_REFUSED')),
  ),
  chain(
    'threshold-mixed-containers',
    'Of two links one is an envelope.',
    { threshold: 2, links: { ...byBob, [linkName('build', carl)]: envelope(link('build', APP), [carl]) } },
    both(PASS),
  ),
  chain(
    'threshold-more-than-keys',
    'More links are asked for than there are functionaries.',
    { threshold: 4, links: { ...byBob, ...byCarl, ...byDan } },
    both(fail('links', 'ERR_LINK_NOT_FOUND')),
  ),
  chain(
    'threshold-huge',
    'A threshold may be any integer.',
    { threshold: 100000000000000000000n, links: byBob },
    both(fail('links', 'ERR_LINK_NOT_FOUND')),
  ),
  chain(
    'threshold-key-listed-twice',
    'A key that the step lists twice counts once.',
    { threshold: 2, by: [bob, bob], links: byBob },
    both(fail('links', 'ERR_LINK_NOT_FOUND')),
  ),
  chain(
    'threshold-zero',
    'No link is asked for and one is there.',
    { threshold: 0, links: byBob },
    differ(PASS, fail('layout-format', 'ERR_LAYOUT_THRESHOLD')),
  ),
  chain(
    'threshold-negative',
    'Fewer than no links are asked for and one is there.',
    { threshold: -1, links: byBob },
    differ(PASS, fail('layout-format', 'ERR_LAYOUT_THRESHOLD')),
  ),
  chain(
    'threshold-zero-without-link',
    'No link is asked for and none is there, so that nothing stands for the step.',
    { threshold: 0, links: {} },
    differ(
      fail('agreement', 'ERR_LINK_NOT_FOUND'),
      fail('layout-format', 'ERR_LAYOUT_THRESHOLD', 'ERR_LINK_NOT_FOUND'),
    ),
    OBSERVED,
  ),
  chain(
    'threshold-zero-without-keys',
    'A step that nobody may carry out.',
    { threshold: 0, by: [], links: {} },
    differ(
      fail('agreement', 'ERR_LINK_NOT_FOUND'),
      fail('layout-format', 'ERR_LAYOUT_THRESHOLD', 'ERR_LINK_NOT_FOUND'),
    ),
    OBSERVED,
  ),
  chain(
    'threshold-links-disagree',
    'Two links are asked for and report different products.',
    { threshold: 2, links: { ...byBob, ...linkFile('build', carl, OTHER) } },
    DISAGREE,
  ),
  chain(
    'threshold-third-link-disagrees',
    'Two links are asked for, and a third reports different products.',
    { threshold: 2, links: { ...byBob, ...byCarl, ...linkFile('build', dan, OTHER) } },
    DISAGREE,
  ),
  chain(
    'threshold-materials-disagree',
    'Two links report different materials.',
    { threshold: 2, links: { ...byBob, ...linkFile('build', carl, { ...APP, materials: artifacts({ a: 'a' }) }) } },
    DISAGREE,
  ),
  chain(
    'threshold-more-products',
    'One of two links reports a product more.',
    { threshold: 2, links: { ...byBob, ...linkFile('build', carl, { products: artifacts({ app: 'app', log: '' }) }) } },
    DISAGREE,
  ),
  chain(
    'threshold-digests-differ-in-case',
    'Digests are compared as text: capitals differ.',
    { threshold: 2, links: { ...byBob, ...digests({ sha256: SHA256.sha256.toUpperCase() }) } },
    DISAGREE,
    OBSERVED,
  ),
  chain(
    'threshold-more-algorithms',
    'Digests are compared as sets: one algorithm more differs.',
    { threshold: 2, links: { ...byBob, ...digests({ ...SHA256, sha512: 'ab' }) } },
    DISAGREE,
    OBSERVED,
  ),
  chain(
    'threshold-other-members-differ',
    'Command and byproducts of links may differ.',
    {
      threshold: 2,
      links: { ...byBob, ...linkFile('build', carl, { ...APP, byproducts: { stdout: 'x' }, command: [] }) },
    },
    both(PASS),
  ),
  chain(
    'threshold-one-links-contradict',
    'One link is asked for and two are there which contradict each other: the reference takes the one whose key the step lists first.',
    { threshold: 1, by: [carl, bob], links: { ...byBob, ...linkFile('build', carl, OTHER) } },
    differ(
      {
        verdict: 'pass',
        summary: {
          _type: 'link',
          name: '',
          materials: {},
          products: artifacts({ app: 'other' }),
          command: [],
          byproducts: {},
          environment: {},
        },
      },
      fail('agreement', 'ERR_LINKS_DISAGREE'),
    ),
    OBSERVED,
  ),
  chain(
    'threshold-one-key-two-ids',
    'One key is listed under two ids.',
    { threshold: 2, by: [bob, alias], links: { ...byBob, ...linkFile('build', alias, APP) } },
    differ(PASS, warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_KEY_COUNTED_ONCE')),
    OBSERVED,
  ),
  chain(
    'threshold-legacy-and-current-id',
    'One key is listed under its legacy and its current id.',
    (() => {
      const [current, legacy] = [createSigner('rsa'), createSigner('rsa', { legacy: true })];
      return {
        threshold: 2,
        by: [current, legacy],
        links: { ...linkFile('build', current, APP), ...linkFile('build', legacy, APP) },
      };
    })(),
    differ(PASS, warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_KEY_COUNTED_ONCE')),
    OBSERVED,
  ),
  chain(
    'threshold-one-id-two-names',
    'One key is listed under two names and calls itself by one id.',
    {
      threshold: 2,
      by: [bob, alias],
      keys: { [bob.keyId]: bob.json, [alias.keyId]: bob.json },
      links: { ...byBob, [linkName('build', alias)]: metablock(link('build', APP), [bob]) },
    },
    differ(
      warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_KEY_COUNTED_ONCE'),
      warned(fail('layout-format', 'ERR_LAYOUT_KEY_ID', 'ERR_LINK_THRESHOLD'), 'WARN_KEY_COUNTED_ONCE'),
    ),
    OBSERVED,
  ),
  chain(
    'threshold-key-under-other-id',
    'A step lists a key under another id than its own.',
    {
      threshold: 1,
      by: [alias],
      keys: { [alias.keyId]: bob.json },
      links: { [linkName('build', alias)]: metablock(link('build', APP), [bob]) },
    },
    differ(PASS, fail('layout-format', 'ERR_LAYOUT_KEY_ID')),
    OBSERVED,
  ),
  chain(
    'threshold-ids-with-one-prefix',
    'Two key ids begin with the same eight digits: one file is the link of either.',
    { threshold: 1, by: [twin, otherTwin], links: linkFile('build', twin, APP) },
    both(PASS),
    OBSERVED,
  ),
  chain(
    'threshold-ids-with-one-prefix-both',
    'Two key ids begin with the same eight digits, and one file is signed with both.',
    {
      threshold: 2,
      by: [twin, otherTwin],
      links: { [linkName('build', twin)]: metablock(link('build', APP), [twin, otherTwin]) },
    },
    both(PASS),
    OBSERVED,
  ),
  chain(
    'threshold-main-key-for-subkey',
    'A step lists a subkey, and its main key signs in its place.',
    {
      threshold: 1,
      by: [alias],
      keys: { [withSubkey.keyId]: withSubkey.json },
      links: { [linkName('build', alias)]: metablock(link('build', APP), [bob]) },
    },
    differ(PASS, fail('threshold', 'ERR_LINK_KEY_ID')),
    OBSERVED,
  ),
  {
    name: 'threshold-second-step',
    description: 'The threshold of one step is met, that of another is not.',
    origin: THRESHOLDS,
    ...oneStep({
      layout: {
        steps: [step('build', { by: [bob] }), step('test', { by: [bob, carl], threshold: 2 })],
        functionaries: [bob, carl],
      },
      links: { ...byBob, ...linkFile('test', bob), [linkName('test', carl)]: metablock(link('test'), []) },
    }),
    ...both(REFUSED),
  },
];
