import { createOpenPgpKey, type OpenPgpKey, webcryptoBackend as backend } from '@intoto-tests/support';
import {
  createSigner,
  generatePrivateKey,
  type OpenPgpSignature,
  type OpenPgpSigner,
  signedBytes,
} from '@intoto/crypto';
import { decodeHex, encodeBase64, encodeHex, InTotoError, type JsonValue } from '@intoto/encoding';
import {
  createCertificateConstraint,
  createLink,
  encodeLink,
  type GpgPublicKey,
  type Metadata,
  parsePublicKey,
  type PublicKey,
  writeMetadata,
} from '@intoto/models';
import { openpgp } from '@intoto/openpgp';
import type { MemoryLink, Profile, VerificationReport, VerifyLayoutOptions } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import deviations from '../deviations.json' with { type: 'json' };
import {
  bob,
  carl,
  codesOf,
  evaluate,
  idOf,
  keysOf,
  layout,
  layoutTree,
  linkFile,
  type LinkSpec,
  owner,
  PROFILES,
  runnerOver,
  sign,
  withMembers,
} from './chain.ts';

interface Expectation {
  /** Codes of the failures; none where the profile passes. */
  readonly reference: readonly string[];
  readonly strict: readonly string[];
  readonly verify: (profile: Profile) => Promise<VerificationReport>;
}

const STEP = { name: 'build', pubkeys: [idOf(bob)] };
const BUILD: LinkSpec = { step: 'build', by: bob, products: { app: 'aa' } };

/** A public key under another id. */
function renamed(key: PublicKey, keyId: string): PublicKey {
  return parsePublicKey(withMembers(key.json, { keyid: keyId }));
}

/** What was signed is not what is handed over. */
async function changed(spec: {
  signed: Metadata;
  members: Readonly<Record<string, JsonValue | undefined>>;
}): Promise<Metadata> {
  const { signed, members } = spec;
  if (signed.container === 'dsse') throw new TypeError('only a Metablock can be changed unseen');
  return { ...signed, signed: withMembers(signed.signed, members) };
}

function oneStep(profile: Profile, link: Partial<LinkSpec>, step: object = {}): Promise<VerificationReport> {
  return Promise.all([layout({ steps: [{ ...STEP, ...step }] }), linkFile({ ...BUILD, ...link })]).then(
    ([subject, file]) => evaluate(subject, [file], { profile }),
  );
}

/** An RSA key in OpenPGP form. @param e - how its exponent, 65537, is written */
async function createRsaOpenPgpKey(e: string): Promise<Pick<OpenPgpKey, 'publicKey' | 'signer'>> {
  const scheme = { type: 'rsa', padding: 'pkcs1', hash: 'sha256' } as const;
  const pkcs8 = await backend.generateKey(scheme);
  const rsa = await backend.createSign(scheme, pkcs8);
  // The modulus stands before the exponent, which has 5 bytes.
  const n = encodeHex((await backend.derivePublicKey(pkcs8)).subarray(-389, -5));
  const keyId = 'a5'.repeat(20);
  const json = {
    type: 'rsa',
    method: 'pgp+rsa-pkcsv1.5',
    hashes: ['pgp+SHA2'],
    keyid: keyId,
    keyval: { private: '', public: { e, n } },
  };
  const publicKey = parsePublicKey(json) as GpgPublicKey;
  const otherHeaders = decodeHex('04000108000605025e0be100');
  const signData = async (data: Uint8Array): Promise<OpenPgpSignature> => {
    const signature = await rsa(Uint8Array.of(...data, ...otherHeaders, 4, 0xff, 0, 0, 0, otherHeaders.length));
    return { keyId, signature, otherHeaders };
  };
  return { publicKey, signer: { kind: 'openpgp', keyId, sign: signData, exportPublicKey: async () => publicKey } };
}

/** A link that a GPG key has signed. */
async function signedWithGpg(
  profile: Profile,
  { publicKey, signer }: Pick<OpenPgpKey, 'publicKey' | 'signer'>,
  options: Partial<VerifyLayoutOptions> = {},
  by: OpenPgpSigner = signer,
): Promise<VerificationReport> {
  const { keyId } = publicKey;
  const subject = await layout({ steps: [{ ...STEP, pubkeys: [keyId] }], keys: new Map([[keyId, publicKey]]) });
  return evaluate(subject, [await linkFile({ ...BUILD, by })], { profile, openpgp, ...options });
}

const CASES: Readonly<Record<string, Expectation>> = {
  'layout-changed-unseen': {
    reference: [],
    strict: ['ERR_LAYOUT_SIGNATURE'],
    verify: async (profile) => {
      const members = { readme: undefined, extra: 'not signed' };
      const subject = await changed({ signed: await layout({ steps: [STEP] }), members });
      return evaluate(subject, [await linkFile(BUILD)], { profile });
    },
  },
  'layout-unknown-member': {
    reference: ['ERR_LAYOUT_SIGNATURE'],
    strict: ['ERR_LAYOUT_UNKNOWN_MEMBER'],
    verify: async (profile) => {
      const subject = await layout({ steps: [STEP], members: { extra: 'signed' } });
      return evaluate(subject, [await linkFile(BUILD)], { profile });
    },
  },
  'link-changed-unseen': {
    reference: [],
    strict: ['ERR_LINK_UNKNOWN_MEMBER'],
    verify: (profile) => oneStep(profile, { tamper: (text) => text.replace('"environment": {},', '"extra": 1,') }),
  },
  'json-duplicate-names': {
    reference: [],
    strict: ['ERR_LINK_FORMAT'],
    verify: (profile) =>
      oneStep(profile, {
        tamper: (text) => text.replace('"environment": {},', '"environment": {}, "environment": {},'),
      }),
  },
  'signature-hex-with-blanks': {
    reference: [],
    strict: ['ERR_LINK_FORMAT'],
    verify: (profile) => oneStep(profile, { tamper: (text) => text.replace(/("sig": "..)/, '$1 ') }),
  },
  'layout-without-expiry': {
    reference: [],
    strict: ['ERR_LAYOUT_NO_EXPIRY'],
    verify: async (profile) => {
      const subject = await layout({ steps: [STEP], expires: undefined, container: 'dsse' });
      return evaluate(subject, [await linkFile(BUILD)], { profile });
    },
  },
  'threshold-below-one': {
    reference: [],
    strict: ['ERR_LAYOUT_THRESHOLD'],
    verify: (profile) => oneStep(profile, {}, { threshold: 0 }),
  },
  'key-under-another-name': {
    reference: [],
    strict: ['ERR_LAYOUT_KEY_ID'],
    verify: async (profile) => {
      const subject = await layout({
        steps: [{ ...STEP, pubkeys: ['abcdef0123'] }],
        keys: new Map([['abcdef0123', bob.publicKey]]),
      });
      const { bytes } = await linkFile(BUILD);
      return evaluate(subject, [{ name: 'build.abcdef01.link', bytes }], { profile });
    },
  },
  'subkey-not-hexadecimal': {
    reference: [],
    strict: ['ERR_LAYOUT_NAME'],
    verify: async (profile) => {
      const key = parsePublicKey(withMembers(bob.publicKey.json, { subkeys: { '/../../x': {} } }));
      const subject = await layout({ steps: [STEP], keys: new Map([[idOf(bob), key]]) });
      return evaluate(subject, [await linkFile(BUILD)], { profile });
    },
  },
  'owner-key-under-another-name': {
    reference: [],
    strict: ['ERR_LAYOUT_KEY_ID'],
    verify: async (profile) => {
      const layoutKeys = new Map([['abcdef0123', owner.publicKey]]);
      return evaluate(await layout({ steps: [STEP] }), [await linkFile(BUILD)], { profile, layoutKeys });
    },
  },
  'one-key-under-two-ids': {
    reference: [],
    strict: ['ERR_LINK_THRESHOLD'],
    verify: async (profile) => {
      const alias = { ...bob, publicKey: renamed(bob.publicKey, 'abcdef0123') as typeof bob.publicKey };
      const subject = await layout({
        steps: [{ ...STEP, pubkeys: [idOf(bob), 'abcdef0123'], threshold: 2 }],
        keys: keysOf(bob, alias),
      });
      return evaluate(subject, [await linkFile(BUILD), await linkFile({ ...BUILD, by: alias })], { profile });
    },
  },
  'main-key-for-subkey': {
    reference: [],
    strict: ['ERR_LINK_KEY_ID'],
    verify: async (profile) => {
      const main = parsePublicKey(
        withMembers(bob.publicKey.json, { subkeys: { abcdef0123: { keyid: 'abcdef0123' } } }),
      );
      const subject = await layout({
        steps: [{ ...STEP, pubkeys: ['abcdef0123'] }],
        keys: new Map([[main.keyId, main]]),
      });
      const { bytes } = await linkFile(BUILD);
      return evaluate(subject, [{ name: 'build.abcdef01.link', bytes }], { profile });
    },
  },
  'unusable-functionary-key': {
    reference: [],
    strict: ['ERR_LINK_KEY_UNUSABLE'],
    verify: async (profile) => {
      const broken = parsePublicKey(withMembers(carl.publicKey.json, { keyval: { public: 'no key' } }));
      const subject = await layout({
        steps: [{ ...STEP, pubkeys: [idOf(bob), idOf(carl)] }],
        keys: new Map([...keysOf(bob), [broken.keyId, broken]]),
      });
      return evaluate(subject, [await linkFile(BUILD), await linkFile({ ...BUILD, by: carl })], { profile });
    },
  },
  'link-for-another-step': {
    reference: [],
    strict: ['ERR_LINK_NAME'],
    verify: (profile) => oneStep(profile, { name: 'test' }),
  },
  'links-contradict-at-threshold-one': {
    reference: [],
    strict: ['ERR_LINKS_DISAGREE'],
    verify: async (profile) => {
      const subject = await layout({ steps: [{ ...STEP, pubkeys: [idOf(bob), idOf(carl)] }] });
      const links = [await linkFile(BUILD), await linkFile({ ...BUILD, by: carl, products: { app: 'bb' } })];
      return evaluate(subject, links, { profile });
    },
  },
  'artifact-name-not-normal': {
    reference: [],
    strict: ['ERR_LINK_ARTIFACT_NAME'],
    verify: (profile) => oneStep(profile, { materials: { 'dir/../app': 'aa' } }),
  },
  'inspected-artifact-name-not-normal': {
    reference: [],
    strict: ['ERR_LINK_ARTIFACT_NAME'],
    verify: async (profile) => {
      const subject = await layout({ inspections: [{ name: 'look', run: ['true'] }] });
      return evaluate(subject, [], { profile, inspectionRunner: runnerOver({ './app': 'aa' }) });
    },
  },
  'step-name-with-path': {
    reference: [],
    strict: ['ERR_LAYOUT_NAME'],
    verify: (profile) => oneStep(profile, { step: '../build' }, { name: '../build' }),
  },
  'inspection-name-with-path': {
    reference: [],
    strict: ['ERR_LAYOUT_NAME'],
    verify: async (profile) => {
      const subject = await layout({ inspections: [{ name: '../look', run: ['true'] }] });
      return evaluate(subject, [], { profile, inspectionRunner: runnerOver({}) });
    },
  },
  'parameter-beyond-name': {
    reference: ['ERR_PARAMETER'],
    strict: ['ERR_PARAMETER'],
    verify: async (profile) => {
      const subject = await layout({ steps: [{ ...STEP, expectedProducts: [['ALLOW', '{app!s}']] }] });
      return evaluate(subject, [await linkFile(BUILD)], { profile, parameters: new Map([['app', 'app']]) });
    },
  },
  'name-not-text': {
    reference: ['ERR_LAYOUT_FORMAT'],
    strict: ['ERR_LAYOUT_FORMAT'],
    verify: async (profile) => {
      const tree = layoutTree({ steps: [STEP] });
      const [step] = tree['steps'] as [Readonly<Record<string, JsonValue>>];
      const subject = await sign(withMembers(tree, { steps: [withMembers(step, { name: null })] }), [owner]);
      return evaluate(subject, [await linkFile({ ...BUILD, step: 'None' })], { profile });
    },
  },
  certificates: {
    reference: [],
    strict: ['ERR_CERTIFICATE_SUPPORT_MISSING'],
    verify: async (profile) => {
      const certConstraints = [createCertificateConstraint({ roots: ['*'] })];
      const subject = await layout({ steps: [{ ...STEP, certConstraints }], container: 'dsse' });
      return evaluate(subject, [await linkFile(BUILD)], { profile });
    },
  },
  'link-name-not-text': {
    reference: ['ERR_LINK_FORMAT'],
    strict: ['ERR_LINK_FORMAT'],
    verify: async (profile) => {
      const { step: name, ...rest } = BUILD;
      const tree = withMembers(encodeLink(createLink({ name })), { name: 1 });
      const link = { ...(await linkFile({ ...rest, step: name })), bytes: writeMetadata(await sign(tree, [bob])) };
      return evaluate(await layout({ steps: [STEP] }), [link], { profile });
    },
  },
  'key-id-empty': {
    reference: ['ERR_LAYOUT_FORMAT'],
    strict: ['ERR_LAYOUT_FORMAT'],
    verify: async (profile) => {
      const keys = { [idOf(bob)]: withMembers(bob.publicKey.json, { keyid: '' }) };
      return evaluate(await sign(withMembers(layoutTree({ steps: [] }), { keys }), [owner]), [], { profile });
    },
  },
  'owner-key-not-text': {
    reference: ['ERR_MODEL_SURROGATE'],
    strict: ['ERR_MODEL_SURROGATE'],
    verify: async (profile) => {
      const key = parsePublicKey(withMembers(owner.publicKey.json, { comment: '\ud83d' }));
      return evaluate(await layout({ steps: [] }), [], { profile, layoutKeys: new Map([[key.keyId, key]]) });
    },
  },
  'rsa-signature-short': {
    reference: ['ERR_LAYOUT_SIGNATURE'],
    strict: ['ERR_LAYOUT_SIGNATURE'],
    verify: async (profile) => {
      const signer = await createSigner(await generatePrivateKey({ type: 'rsa', backend }), { backend });
      const { publicKey } = signer;
      let signature: Uint8Array;
      do signature = await signer.sign(signedBytes(await layout({ steps: [] })));
      while (signature[0] !== 0);
      const cut = { publicKey, sign: async () => signature.subarray(1) };
      const layoutKeys = new Map([[publicKey.keyId, publicKey]]);
      return evaluate(await layout({ steps: [], by: [cut] }), [], { profile, layoutKeys });
    },
  },
  'ed25519-small-order': {
    reference: ['ERR_LAYOUT_SIGNATURE'],
    strict: ['ERR_LAYOUT_SIGNATURE'],
    verify: async (profile) => {
      const publicKey = parsePublicKey({
        keyid: '5e',
        keytype: 'ed25519',
        scheme: 'ed25519',
        keyval: { public: `01${'00'.repeat(31)}` },
      });
      if (publicKey.form !== 'sslib') throw new TypeError('the key is one of OpenPGP');
      // R = 1, s = 1: the base point itself, a signature of the neutral point over whatever there is.
      const basePoint = `58${'66'.repeat(31)}`;
      const anybody = { publicKey, sign: async () => decodeHex(`${basePoint}01${'00'.repeat(31)}`) };
      const layoutKeys = new Map([[publicKey.keyId, publicKey]]);
      return evaluate(await layout({ steps: [], by: [anybody] }), [], { profile, layoutKeys });
    },
  },
  'openpgp-not-given': {
    reference: ['ERR_LINK_KEY_UNUSABLE'],
    strict: ['ERR_LINK_KEY_UNUSABLE'],
    verify: async (profile) => signedWithGpg(profile, await createOpenPgpKey(), { openpgp: undefined }),
  },
  'openpgp-main-key-expired': {
    reference: [],
    strict: ['ERR_LINK_KEY_EXPIRED'],
    verify: async (profile) => {
      const key = await createOpenPgpKey({ creation: 1, validity: 1 }, [{}]);
      return signedWithGpg(profile, key, {}, key.subkeySigners[0]);
    },
  },
  'openpgp-signature-expired': {
    reference: [],
    strict: ['ERR_LINK_KEY_EXPIRED'],
    verify: async (profile) => {
      // Made in 2020, valid for a second.
      const key = await createOpenPgpKey({}, [], '04001608000c05025e0be100050300000001');
      return signedWithGpg(profile, key);
    },
  },
  'openpgp-signature-type': {
    reference: [],
    strict: ['ERR_LINK_FORMAT'],
    verify: async (profile) => signedWithGpg(profile, await createOpenPgpKey({}, [], '04011608000605025e0be100')),
  },
  'openpgp-numbers': {
    reference: [],
    strict: ['ERR_LINK_KEY_UNUSABLE'],
    verify: async (profile) => {
      const key = await createRsaOpenPgpKey('0x1_0001');
      return signedWithGpg(profile, key);
    },
  },
  'openpgp-subkey-beside-main-key': {
    reference: [],
    strict: ['ERR_LINK_THRESHOLD'],
    verify: async (profile) => {
      const key = await createOpenPgpKey({}, [{}]);
      const [signer] = key.subkeySigners as readonly [OpenPgpSigner];
      const subkey = parsePublicKey(key.publicKey.subkeys.get(idOf(signer))?.json ?? null);
      const pubkeys = [idOf(signer), idOf(key.signer)];
      const subject = await layout({
        steps: [{ ...STEP, pubkeys, threshold: 2 }],
        keys: new Map([key.publicKey, subkey].map((listed) => [listed.keyId, listed])),
      });
      const links = [await linkFile({ ...BUILD, by: signer }), await linkFile({ ...BUILD, by: key.signer })];
      return evaluate(subject, links, { profile, openpgp });
    },
  },
  'ml-dsa-keys': {
    reference: ['ERR_LINK_KEY_UNUSABLE'],
    strict: ['ERR_LINK_KEY_UNUSABLE'],
    verify: async (profile) => {
      const keyId = 'abcdef0123';
      // RFC 9881: a SubjectPublicKeyInfo is this header and a key of 1312 bytes.
      const header = decodeHex('30820532300b06096086480165030403110382052100');
      const base64 = encodeBase64(new Uint8Array([...header, ...new Uint8Array(1312)]));
      const key = parsePublicKey({
        keyid: keyId,
        keytype: 'ml-dsa',
        scheme: 'ml-dsa-44/1',
        keyval: { public: `-----BEGIN PUBLIC KEY-----\n${base64}\n-----END PUBLIC KEY-----\n` },
      });
      const subject = await layout({ steps: [{ ...STEP, pubkeys: [keyId] }], keys: new Map([[keyId, key]]) });
      const signed = encodeLink(createLink({ name: 'build' }));
      const signatures = [{ keyid: keyId, sig: 'c0ffee' }];
      const name = `build.${keyId.slice(0, 8)}.link`;
      return evaluate(subject, [{ name, bytes: JSON.stringify({ signed, signatures }) }], { profile });
    },
  },
  'no-inspection-runner': {
    reference: ['ERR_INSPECTION_RUNNER_MISSING'],
    strict: ['ERR_INSPECTION_RUNNER_MISSING'],
    verify: async (profile) =>
      evaluate(await layout({ inspections: [{ name: 'look', run: ['true'] }] }), [], { profile }),
  },
  'sublayout-depth': {
    reference: ['ERR_SUBLAYOUT'],
    strict: ['ERR_SUBLAYOUT'],
    verify: async (profile) => {
      const { links, subject } = await nested(3);
      return evaluate(subject, links, { profile, limits: { maxSublayoutDepth: 2 } });
    },
  },
  limits: {
    reference: ['ERR_LIMIT'],
    strict: ['ERR_LIMIT'],
    verify: async (profile) =>
      evaluate(await layout({ steps: [STEP] }), [await linkFile(BUILD)], { profile, limits: { maxBytes: 100 } }),
  },
};

/** Where the links of bob's sublayouts for the step lie. */
function directory(levels: number): string {
  return `build.${idOf(bob).slice(0, 8)}/`.repeat(levels);
}

/** Sublayouts within sublayouts, the innermost empty. */
async function nested(depth: number): Promise<{ subject: Metadata; links: MemoryLink[] }> {
  const links: MemoryLink[] = [];
  for (let level = 0; level < depth; level += 1) {
    const tree = layoutTree(level === depth - 1 ? {} : { steps: [STEP] });
    const file = await linkFile({ ...BUILD, directory: directory(level) });
    links.push({ name: file.name, bytes: writeMetadata(await sign(tree, [bob])) });
  }
  return { subject: await layout({ steps: [STEP] }), links };
}

describe('deviations from the Python reference', () => {
  it('has a case for every row, and a row for every case', () => {
    expect(Object.keys(CASES)).toEqual(deviations.map(({ id }) => id));
  });

  for (const { id, code } of deviations) {
    for (const profile of PROFILES) {
      it(`${id} in ${profile}`, async () => {
        const expected = CASES[id];
        if (expected === undefined) throw new TypeError(`no case for ${id}`);
        const { failures, all } = await outcome(expected.verify(profile));
        expect(failures).toEqual(expected[profile]);
        if (profile === 'strict') expect(all).toContain(code);
      });
    }
  }
});

/** Codes of the failures, without and with those of sublayouts; or of the error where a key is refused before that. */
async function outcome(
  verification: Promise<VerificationReport>,
): Promise<Record<'failures' | 'all', readonly string[]>> {
  try {
    const report = await verification;
    return { failures: codesOf(report), all: allCodes(report) };
  } catch (error) {
    if (!InTotoError.is(error)) throw error;
    return { failures: [error.code], all: [error.code] };
  }
}

/** Codes of failures, those of sublayouts included. */
function allCodes(report: VerificationReport): readonly string[] {
  return [...codesOf(report), ...report.sublayouts.flatMap((sublayout) => allCodes(sublayout.report))];
}
