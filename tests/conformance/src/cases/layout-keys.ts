import { both, type CaseDefinition, fail, PASS } from '../case-definition.ts';
import { metablock } from '../containers.ts';
import { type JsonMembers, writeJson } from '../json-text.ts';
import { OBSERVED, SIGNATURES } from '../origins.ts';
import { createSigner, owner, withKeyId } from '../signers.ts';
import { keyMap, layout } from '../supply-chain.ts';

const LAYOUT = layout();
const UNSIGNED = both(fail('layout-signature', 'ERR_LAYOUT_UNSIGNED'));

const legacyOwner = createSigner('rsa-owner', { legacy: true });
const rsaOwner = createSigner('rsa-owner');
const pkcs1Owner = createSigner('rsa-owner', { scheme: 'rsa-pkcs1v15-sha512' });
const sha224Owner = createSigner('rsa-owner', { scheme: 'rsa-pkcs1v15-sha224' });
const bareOwner = createSigner('owner', { bare: true });
const moreMembers = createSigner('owner', { members: { extra: { certificate: 'none' } } });
const unusable = createSigner('owner', { public: 'no key' });

/** A file of keys by their ids. */
function keyFile(keys: JsonMembers): string {
  return `${writeJson(keys, '  ')}\n`;
}

/** A case about an empty layout. */
function about(
  name: string,
  description: string,
  text: string,
): Pick<CaseDefinition, 'name' | 'description' | 'layout' | 'origin'> {
  return { name, description, layout: text, origin: SIGNATURES };
}

export const LAYOUT_KEYS: readonly CaseDefinition[] = [
  {
    ...about('layout-no-keys', 'Nobody says whose layout it should be.', metablock(LAYOUT, [owner])),
    keys: {},
    ...both(fail('keys', 'ERR_LAYOUT_KEYS_MISSING')),
  },
  {
    ...about('layout-rsa-owner', 'The owner has an RSA key.', metablock(LAYOUT, [rsaOwner])),
    keys: { 'owner.pub': rsaOwner.pem },
    ...both(PASS),
  },
  {
    ...about(
      'layout-legacy-keyid',
      'The layout is signed under the legacy id of a key that is given as PEM.',
      metablock(LAYOUT, [legacyOwner]),
    ),
    keys: { 'owner.pub': legacyOwner.pem },
    origin: OBSERVED,
    ...UNSIGNED,
  },
  {
    ...about(
      'layout-legacy-key',
      'The key is given under its legacy id, under which it signed.',
      metablock(LAYOUT, [legacyOwner]),
    ),
    keys: { 'owner.json': keyFile(keyMap(legacyOwner)) },
    origin: OBSERVED,
    requires: ['key-map'],
    ...both(PASS),
  },
  {
    ...about(
      'layout-key-with-scheme',
      'The key is given with a scheme that is not the usual one of its kind.',
      metablock(LAYOUT, [pkcs1Owner]),
    ),
    keys: { 'owner.json': keyFile(keyMap(pkcs1Owner)) },
    requires: ['key-map'],
    ...both(PASS),
  },
  {
    ...about(
      'layout-key-with-more-members',
      'Members of a key that nobody knows do not matter.',
      metablock(LAYOUT, [moreMembers]),
    ),
    keys: { 'owner.json': keyFile(keyMap(moreMembers)) },
    requires: ['key-map'],
    ...both(PASS),
  },
  {
    ...about('layout-key-bare', 'A key needs no more members than its id covers.', metablock(LAYOUT, [bareOwner])),
    keys: { 'owner.json': keyFile(keyMap(bareOwner)) },
    requires: ['key-map'],
    ...both(PASS),
  },
  {
    ...about(
      'layout-key-under-other-id',
      'The key is given under an id that is not its own.',
      metablock(LAYOUT, [owner]),
    ),
    keys: { 'owner.json': keyFile({ abcdef0123: owner.json }) },
    origin: OBSERVED,
    requires: ['key-map'],
    reference: PASS,
    strict: fail('keys', 'ERR_LAYOUT_KEY_ID'),
  },
  {
    ...about(
      'layout-key-id-not-hex',
      'The key is given under an id that is not hexadecimal.',
      metablock(LAYOUT, [withKeyId(owner, 'the owner')]),
    ),
    keys: { 'owner.json': keyFile({ 'the owner': { ...owner.json, keyid: 'the owner' } }) },
    origin: OBSERVED,
    requires: ['key-map'],
    ...both(fail('keys', 'ERR_LAYOUT_KEY_UNUSABLE')),
  },
  {
    ...about('layout-key-material-unusable', 'The key that was given is no key.', metablock(LAYOUT, [unusable])),
    keys: { 'owner.json': keyFile(keyMap(unusable)) },
    requires: ['key-map'],
    ...both(fail('layout-signature', 'ERR_LAYOUT_KEY_UNUSABLE')),
  },
  {
    ...about(
      'layout-key-sha224',
      'The key is given with a scheme that the reference does not register.',
      metablock(LAYOUT, [sha224Owner]),
    ),
    keys: { 'owner.json': keyFile(keyMap(sha224Owner)) },
    origin: OBSERVED,
    requires: ['key-map'],
    ...both(fail('keys', 'ERR_LAYOUT_KEY_UNUSABLE')),
  },
  {
    ...about('layout-key-file-unusable', 'The key file holds something else.', metablock(LAYOUT, [owner])),
    keys: { 'owner.pub': 'this is not a key\n' },
    ...both(fail('keys', 'ERR_LAYOUT_KEY_UNUSABLE')),
  },
  {
    ...about(
      'layout-key-curve-unknown',
      'The key lies on a curve that in-toto does not use.',
      metablock(LAYOUT, [owner]),
    ),
    keys: { 'owner.pub': createSigner('ecdsa-secp256k1').pem },
    origin: OBSERVED,
    ...both(fail('keys', 'ERR_LAYOUT_KEY_UNUSABLE')),
  },
];
