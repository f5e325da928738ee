import { createOpenPgpKey } from '@intoto-tests/support';
import { createCertificateConstraint, createLink, encodeLink, parsePublicKey, writeMetadata } from '@intoto/models';
import { openpgp } from '@intoto/openpgp';
import type { FailureCode, VerificationReport } from '@intoto/verifier';

import {
  bob,
  carl,
  evaluate,
  idOf,
  layout,
  linkFile,
  type LinkSpec,
  owner,
  runnerOver,
  sign,
  withMembers,
} from './chain.ts';

const STEP = { name: 'build', pubkeys: [idOf(bob)] };
const BUILD: LinkSpec = { step: 'build', by: bob, products: { app: 'aa' } };
const CERTIFIED = { ...STEP, certConstraints: [createCertificateConstraint({ roots: ['*'] })] };
const LOOK = { name: 'look', run: ['look'] };

/** One step, carried out; some things replaced. */
async function build(step: object, link: Partial<LinkSpec> = {}): Promise<VerificationReport> {
  return evaluate(await layout({ steps: [{ ...STEP, ...step }] }), [await linkFile({ ...BUILD, ...link })]);
}

async function inspect(exitStatus: number): Promise<VerificationReport> {
  return evaluate(await layout({ inspections: [LOOK] }), [], { inspectionRunner: runnerOver({}, exitStatus) });
}

/** A sublayout of bob's for the step, without anything in it. */
async function sublayout(expires: string): Promise<{ name: string; bytes: string }> {
  return { name: `build.${idOf(bob).slice(0, 8)}.link`, bytes: writeMetadata(await layout({ by: [bob], expires })) };
}

/** A layout with a malformed rule is malformed itself, and parameters cannot make a rule malformed. */
export type Unreachable = 'ERR_RULE_FORMAT';

/** How each code comes about, as the only failure. */
export const FAILING_CHAINS: Readonly<Record<Exclude<FailureCode, Unreachable>, () => Promise<VerificationReport>>> = {
  ERR_LAYOUT_KEYS_MISSING: async () => evaluate(await layout({}), [], { layoutKeys: new Map() }),
  ERR_LAYOUT_KEY_UNUSABLE: async () => {
    const key = parsePublicKey(withMembers(owner.publicKey.json, { keyval: { public: 'no key' } }));
    return evaluate(await layout({}), [], { layoutKeys: new Map([[key.keyId, key]]) });
  },
  ERR_LAYOUT_KEY_EXPIRED: async () => {
    const { publicKey, signer } = await createOpenPgpKey({ creation: 1, validity: 1 });
    const layoutKeys = new Map([[publicKey.keyId, publicKey]]);
    return evaluate(await layout({ by: [signer] }), [], { layoutKeys, openpgp });
  },
  ERR_LAYOUT_KEY_ID: async () => evaluate(await layout({}), [], { layoutKeys: new Map([['abcd', owner.publicKey]]) }),
  ERR_LAYOUT_UNSIGNED: async () => evaluate(await layout({ by: [carl] }), []),
  ERR_LAYOUT_SIGNATURE: async () => {
    const signed = await layout({});
    if (signed.container === 'dsse') throw new TypeError('a Metablock expected');
    return evaluate({ ...signed, signed: withMembers(signed.signed, { readme: 'x' }) }, []);
  },
  ERR_LAYOUT_UNKNOWN_MEMBER: async () => evaluate(await layout({ members: { extra: 1 } }), []),
  ERR_LAYOUT_FORMAT: async () => evaluate(await sign(encodeLink(createLink({ name: 'build' })), [owner]), []),
  ERR_LAYOUT_EXPIRED: async () => evaluate(await layout({ expires: '2026-06-01T11:59:59Z' }), []),
  ERR_LAYOUT_NO_EXPIRY: async () => evaluate(await layout({ expires: undefined }), []),
  ERR_LAYOUT_THRESHOLD: () => build({ threshold: 0 }),
  ERR_LAYOUT_NAME: async () => evaluate(await layout({ steps: [{ name: 'a/b' }] }), []),
  ERR_LAYOUT_CERTIFICATE: async () => {
    const problem = { list: 'rootcas', name: 'abcd', code: 'ERR_CERTIFICATE_FORMAT', message: 'It is none' } as const;
    const trust = { problems: [problem], judge: () => Promise.reject(new TypeError('must not be asked')) };
    const certificates = { openTrust: () => Promise.resolve(trust) };
    return evaluate(await layout({ steps: [CERTIFIED] }), [await linkFile(BUILD)], { certificates });
  },
  ERR_CERTIFICATE_SUPPORT_MISSING: async () => evaluate(await layout({ steps: [CERTIFIED] }), [await linkFile(BUILD)]),
  ERR_PARAMETER: async () => {
    const subject = await layout({ steps: [{ ...STEP, expectedCommand: ['{missing}'] }] });
    return evaluate(subject, [await linkFile(BUILD)], { parameters: new Map() });
  },
  ERR_EVIDENCE: async () =>
    evaluate(await layout({ steps: [STEP] }), [], {
      evidence: {
        description: 'a broken disk',
        find: () => Promise.reject(Object.assign(new Error('input/output error'), { code: 'EIO' })),
        sublayout: () => {
          throw new Error('there is no sublayout here');
        },
      },
    }),
  ERR_LINK_NOT_FOUND: async () => evaluate(await layout({ steps: [STEP] }), []),
  ERR_LINK_FORMAT: () => build({}, { tamper: () => '{}' }),
  ERR_LINK_UNKNOWN_MEMBER: () => build({}, { members: { extra: 1 } }),
  ERR_LINK_KEY_UNUSABLE: async () => {
    const key = parsePublicKey(withMembers(bob.publicKey.json, { keyval: { public: 'no key' } }));
    const subject = await layout({ steps: [STEP], keys: new Map([[key.keyId, key]]) });
    return evaluate(subject, [await linkFile(BUILD)]);
  },
  ERR_LINK_KEY_EXPIRED: async () => {
    const { publicKey, subkeySigners } = await createOpenPgpKey({ creation: 1, validity: 1 }, [{}]);
    const { keyId } = publicKey;
    const keys = new Map([[keyId, publicKey]]);
    const subject = await layout({ steps: [{ ...STEP, pubkeys: [keyId] }], keys });
    return evaluate(subject, [await linkFile({ ...BUILD, by: subkeySigners[0] ?? bob })], { openpgp });
  },
  ERR_LINK_KEY_ID: async () => {
    const main = parsePublicKey(withMembers(bob.publicKey.json, { subkeys: { abcdef0123: { keyid: 'abcdef0123' } } }));
    const subject = await layout({
      steps: [{ ...STEP, pubkeys: ['abcdef0123'] }],
      keys: new Map([[main.keyId, main]]),
    });
    const { bytes } = await linkFile(BUILD);
    return evaluate(subject, [{ name: 'build.abcdef01.link', bytes }]);
  },
  ERR_LINK_THRESHOLD: () => build({}, { tamper: (text) => text.replace('"app"', '"application"') }),
  ERR_LINK_NAME: () => build({}, { name: 'test' }),
  ERR_LINK_ARTIFACT_NAME: () => build({}, { products: { './app': 'aa' } }),
  ERR_SUBLAYOUT: async () => evaluate(await layout({ steps: [STEP] }), [await sublayout('2020-01-01T00:00:00Z')]),
  ERR_SUBLAYOUT_DEPTH: async () => {
    const limits = { maxSublayoutDepth: 0 };
    return evaluate(await layout({ steps: [STEP] }), [await sublayout('2030-01-01T00:00:00Z')], { limits });
  },
  ERR_LINKS_DISAGREE: async () => {
    const subject = await layout({ steps: [{ ...STEP, pubkeys: [idOf(bob), idOf(carl)], threshold: 2 }] });
    return evaluate(subject, [await linkFile(BUILD), await linkFile({ ...BUILD, by: carl, products: { app: 'bb' } })]);
  },
  ERR_RULE_DISALLOW: () => build({ expectedProducts: [['DISALLOW', '*']] }),
  ERR_RULE_REQUIRE: () => build({ expectedProducts: [['REQUIRE', 'library']] }),
  ERR_RULE_PATH: () =>
    build(
      { expectedProducts: [['MATCH', '*', 'IN', 'out', 'WITH', 'PRODUCTS', 'FROM', 'build']] },
      { products: { 'out/a\\b': 'aa' } },
    ),
  ERR_INSPECTION_RUNNER_MISSING: async () => evaluate(await layout({ inspections: [LOOK] }), []),
  ERR_INSPECTION_FAILED: async () => {
    const failure = Object.assign(new Error('spawn look ENOENT'), { code: 'ENOENT' });
    const inspectionRunner = { inspect: () => Promise.reject(failure) };
    return evaluate(await layout({ inspections: [LOOK] }), [], { inspectionRunner });
  },
  ERR_INSPECTION_EXIT_STATUS: () => inspect(3),
  ERR_LIMIT: async () => evaluate(await layout({ by: [owner, carl] }), [], { limits: { maxSignatures: 1 } }),
};
