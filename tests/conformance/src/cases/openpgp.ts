import { both, type CaseDefinition, type Expectation, fail, PASS, warned } from '../case-definition.ts';
import { envelope, metablock } from '../containers.ts';
import { type JsonMembers, writeJson } from '../json-text.ts';
import { APP } from '../one-step.ts';
import { createOpenPgpSigner, type OpenPgpSigner } from '../openpgp-signers.ts';
import { OBSERVED, THRESHOLDS } from '../origins.ts';
import { owner, type Signer } from '../signers.ts';
import { type Files, keyMap, layout, link, linkName, step } from '../supply-chain.ts';

const REFUSED = warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_LINK_REFUSED');

const plain = createOpenPgpSigner('gpg-rsa', 'rsa');
const subkey = createOpenPgpSigner('gpg-rsa-subkey', 'rsa');
const otherSubkey = createOpenPgpSigner('gpg-rsa-subkey-2', 'rsa');
const main = createOpenPgpSigner('gpg-rsa', 'rsa', { subkeys: [subkey, otherSubkey] });
const dsa = createOpenPgpSigner('gpg-dsa', 'dsa');
const eddsa = createOpenPgpSigner('gpg-eddsa', 'eddsa');
const expired = createOpenPgpSigner('gpg-rsa', 'rsa', { validity: 86_400 });
const expiredMain = createOpenPgpSigner('gpg-rsa', 'rsa', { subkeys: [subkey], validity: 86_400 });
const lasting = createOpenPgpSigner('gpg-rsa', 'rsa', { validity: 3_000_000_000 });

interface Spec {
  /** Whom the step lists. */
  readonly listed: readonly Signer[];
  /** Whose keys the layout has. */
  readonly keys: readonly Signer[];
  readonly threshold?: number;
  readonly links: Files;
}

function signedLink(by: OpenPgpSigner, named: Signer = by): Files {
  const tree = link('build', APP);
  return { [linkName('build', named)]: metablock(tree, [], { signatures: [by.signMetablock(tree)] }) };
}

function about(
  name: string,
  description: string,
  spec: Spec,
  reference: Expectation,
  strict: Expectation = reference,
): CaseDefinition {
  const tree = layout({
    steps: [step('build', { by: spec.listed, threshold: spec.threshold ?? 1 })],
    functionaries: spec.keys,
  });
  return {
    name: `openpgp-${name}`,
    description,
    origin: THRESHOLDS,
    layout: metablock(tree, [owner]),
    links: spec.links,
    requires: ['openpgp'],
    reference,
    strict,
  };
}

function changed(by: OpenPgpSigner): Files {
  return {
    [linkName('build', by)]: metablock(link('build', APP), [], { signatures: [by.signMetablock(link('build'))] }),
  };
}

const LAYOUT: JsonMembers = layout();

export const OPENPGP_CASES: readonly CaseDefinition[] = [
  about('rsa', 'A link signed with an RSA key.', { listed: [plain], keys: [plain], links: signedLink(plain) }, PASS),
  about('dsa', 'A link signed with a DSA key.', { listed: [dsa], keys: [dsa], links: signedLink(dsa) }, PASS),
  about(
    'eddsa',
    'A link signed with an EdDSA key.',
    { listed: [eddsa], keys: [eddsa], links: signedLink(eddsa) },
    PASS,
  ),
  about(
    'changed',
    'A link was changed after signing.',
    { listed: [plain], keys: [plain], links: changed(plain) },
    REFUSED,
  ),
  about(
    'subkey',
    'The step lists the main key and a subkey signs.',
    { listed: [main], keys: [main], links: signedLink(subkey) },
    PASS,
  ),
  about(
    'main-key',
    'The step lists the main key, which signs and has subkeys.',
    { listed: [main], keys: [main], links: signedLink(main) },
    PASS,
  ),
  about(
    'subkey-listed',
    'The step lists a subkey, which signs.',
    { listed: [subkey], keys: [main], links: signedLink(subkey) },
    PASS,
  ),
  about(
    'subkey-as-key',
    'The layout has a subkey as a key of its own.',
    { listed: [subkey], keys: [subkey], links: signedLink(subkey) },
    PASS,
  ),
  about(
    'subkey-without-main-key',
    'The step lists the main key, the layout has the subkey alone.',
    { listed: [main], keys: [subkey], links: signedLink(subkey) },
    fail('links', 'ERR_LINK_NOT_FOUND'),
  ),
  about(
    'main-key-for-subkey',
    'The step lists a subkey, and the main key signs in its place.',
    { listed: [subkey], keys: [main], links: signedLink(main, subkey) },
    PASS,
    fail('threshold', 'ERR_LINK_KEY_ID'),
  ),
  about(
    'two-subkeys',
    'Two subkeys of one key are one functionary.',
    { listed: [main], keys: [main], threshold: 2, links: { ...signedLink(subkey), ...signedLink(otherSubkey) } },
    warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_KEY_COUNTED_ONCE'),
  ),
  about(
    'expired',
    'A key that has expired does not count.',
    { listed: [expired], keys: [expired], links: signedLink(expired) },
    REFUSED,
  ),
  about(
    'not-expired',
    'A key that will expire counts.',
    { listed: [lasting], keys: [lasting], links: signedLink(lasting) },
    PASS,
  ),
  {
    ...about(
      'main-key-expired',
      'The main key has expired, its subkey, which signs, has not.',
      { listed: [expiredMain], keys: [expiredMain], links: signedLink(subkey) },
      PASS,
      fail('threshold', 'ERR_LINK_KEY_EXPIRED'),
    ),
    origin: OBSERVED,
  },
  {
    ...about(
      'subkey-beside-main-key',
      'The step lists a subkey, which the layout has as a key of its own, before its main key: two functionaries.',
      {
        listed: [subkey, main],
        keys: [main, subkey],
        threshold: 2,
        links: { ...signedLink(main), ...signedLink(subkey) },
      },
      PASS,
      warned(fail('threshold', 'ERR_LINK_THRESHOLD'), 'WARN_KEY_COUNTED_ONCE'),
    ),
    origin: OBSERVED,
  },
  {
    ...about(
      'dsse',
      'An OpenPGP key cannot have signed an envelope.',
      { listed: [plain], keys: [plain], links: { [linkName('build', plain)]: envelope(link('build', APP), [plain]) } },
      fail('threshold', 'ERR_LINK_FORMAT'),
    ),
    origin: OBSERVED,
  },
  {
    ...about(
      'plain-signature',
      'An OpenPGP key has a signature in the plain form.',
      { listed: [plain], keys: [plain], links: { [linkName('build', plain)]: metablock(link('build', APP), [plain]) } },
      fail('threshold', 'ERR_LINK_FORMAT'),
    ),
    origin: OBSERVED,
  },
  {
    name: 'openpgp-owner',
    description: 'The layout is signed with an OpenPGP key.',
    origin: THRESHOLDS,
    layout: metablock(LAYOUT, [], { signatures: [plain.signMetablock(LAYOUT)] }),
    keys: { 'owner.json': `${writeJson(keyMap(plain), '  ')}\n` },
    requires: ['key-map', 'openpgp'],
    ...both(PASS),
  },
  {
    name: 'openpgp-owner-expired',
    description: 'The layout is signed with an OpenPGP key that has expired.',
    origin: THRESHOLDS,
    layout: metablock(LAYOUT, [], { signatures: [expired.signMetablock(LAYOUT)] }),
    keys: { 'owner.json': `${writeJson(keyMap(expired), '  ')}\n` },
    requires: ['key-map', 'openpgp'],
    ...both(fail('layout-signature', 'ERR_LAYOUT_KEY_EXPIRED')),
  },
];
