import type { JsonValue } from '@intoto/encoding';
import { type Metadata, parsePublicKey, type PublicKey } from '@intoto/models';
import type { MemoryLink, VerificationReport } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  bob,
  carl,
  codesOf,
  dan,
  evaluate,
  idOf,
  keysOf,
  layout,
  linkFile,
  type LinkSpec,
  PROFILES,
  withMembers,
} from './chain.ts';

/** Somebody whose key calls itself otherwise. */
function renamed({ publicKey, ...signer }: typeof bob): typeof bob {
  const key = parsePublicKey(withMembers(publicKey.json, { keyid: 'abcdef0123' }));
  return { ...signer, publicKey: key as typeof publicKey };
}

const BUILD: LinkSpec = { step: 'build', by: bob, products: { app: 'aa' } };

/** A step of bob's as JSON. */
const STEP_TREE = {
  _type: 'step',
  name: 'build',
  pubkeys: [idOf(bob)],
  expected_command: [],
  expected_materials: [],
  expected_products: [],
};

/** A step that any of bob, carl and dan may sign. */
function build(threshold: number, signers = [bob, carl, dan]): Promise<Metadata> {
  return layout({ steps: [{ name: 'build', pubkeys: signers.map(idOf), threshold }] });
}

function links(...specs: readonly Partial<LinkSpec>[]): Promise<MemoryLink[]> {
  return Promise.all(specs.map((spec) => linkFile({ ...BUILD, ...spec })));
}

/** Bytes of one functionary's link with the name of another's. */
async function named(file: MemoryLink, as: typeof bob): Promise<MemoryLink> {
  return { ...file, name: `build.${idOf(as).slice(0, 8)}.link` };
}

/** The same link by both, some members of carl's replaced. */
function bobAndCarl(members: Required<LinkSpec>['members']): Promise<MemoryLink[]> {
  return links({}, { by: carl, members });
}

function many(digest: string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`file-${String(index)}`, digest]));
}

function warned(report: VerificationReport): string[] {
  return report.checks.flatMap((check) => (check.status === 'warning' ? [check.code] : []));
}

/** A functionary's key with a member `subkeys`. */
function withSubkeys({ publicKey }: typeof bob, subkeys: JsonValue): PublicKey {
  return parsePublicKey(withMembers(publicKey.json, { subkeys }));
}

for (const profile of PROFILES) {
  describe(`subkeys that are none in ${profile}`, () => {
    it.each([[null], [false], [0], [''], [[]]])('fail the step that lists the key: %j', async (subkeys) => {
      const keys = new Map([...keysOf(carl, dan), [idOf(bob), withSubkeys(bob, subkeys)]]);
      const chain = await layout({ keys, steps: [{ name: 'build', pubkeys: [idOf(bob)] }] });
      const report = await evaluate(chain, await links({}), { profile });
      expect(report).toMatchObject({
        ok: false,
        failures: [{ code: 'ERR_LINK_KEY_UNUSABLE', stage: 'links', subject: { item: 'build', keyId: idOf(bob) } }],
      });
    });

    it.each([
      [null, ['ERR_LINK_KEY_UNUSABLE']],
      [false, ['ERR_LINK_KEY_UNUSABLE']],
      [0, ['ERR_LINK_KEY_UNUSABLE']],
      ['', []],
      [[], []],
      [{}, []],
    ])('fail a layout that has the key for no step, unless they are empty: %j', async (subkeys, codes) => {
      const keys = new Map([...keysOf(bob), [idOf(carl), withSubkeys(carl, subkeys)]]);
      const chain = await layout({ keys, steps: [{ name: 'build', pubkeys: [idOf(bob)] }] });
      expect(codesOf(await evaluate(chain, await links({}), { profile }))).toEqual(codes);
    });
  });

  describe(`the threshold of a step in ${profile}`, () => {
    it('is met by as many functionaries', async () => {
      for (const container of ['metablock', 'dsse'] as const) {
        const files = await links({ container }, { by: carl, container });
        expect(codesOf(await evaluate(await build(2), files, { profile }))).toEqual([]);
        expect(codesOf(await evaluate(await build(1), files, { profile }))).toEqual([]);
        expect(codesOf(await evaluate(await build(3), files, { profile }))).toEqual(['ERR_LINK_NOT_FOUND']);
      }
    });

    it('does not count those who are not authorized', async () => {
      const files = await links({}, { by: carl });
      const report = await evaluate(await build(1, [bob]), files, { profile });
      expect(codesOf(report)).toEqual([]);
      expect(report.signatures.map(({ keyId }) => keyId)).not.toContain(idOf(carl));
      expect(codesOf(await evaluate(await build(2, [bob]), files, { profile }))).toEqual(['ERR_LINK_NOT_FOUND']);
    });

    it('does not count signatures that do not verify', async () => {
      const [good, bad] = await links({}, { by: carl, tamper: (text) => text.replace('"app"', '"application"') });
      const files = [good, bad] as MemoryLink[];
      const report = await evaluate(await build(1), files, { profile });
      expect(codesOf(report)).toEqual([]);
      expect(warned(report)).toEqual(['WARN_LINK_REFUSED']);
      const short = await evaluate(await build(2), files, { profile });
      expect(codesOf(short)).toEqual(['ERR_LINK_THRESHOLD']);
      expect(short.ok ? {} : short.failures[0].details).toMatchObject({
        required: 2,
        counted: 1,
        keyIds: [bob, carl, dan].map(idOf),
        candidates: [
          { location: good?.name, keyId: idOf(bob), reason: 'accepted' },
          { location: bad?.name, keyId: idOf(carl), reason: 'bad-signature' },
        ],
      });
    });

    it('does not count a link that is named for another functionary', async () => {
      const [file] = await links({});
      const moved = await named(file as MemoryLink, carl);
      const report = await evaluate(await build(1), [moved], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
      expect(report.ok ? '' : report.failures[0].remedy).toContain(`build.${idOf(bob).slice(0, 8)}.link`);
    });

    it('is not met by a key that the layout does not have', async () => {
      const steps = [{ name: 'build', pubkeys: [idOf(bob)] }];
      const report = await evaluate(await layout({ steps, keys: keysOf(carl) }), await links({}), { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
      expect(report.ok ? '' : report.failures[0].remedy).toContain('"keys"');
    });

    it('counts a functionary who signs with several subkeys once', async () => {
      const subkeys = { [idOf(carl)]: { keyid: idOf(carl) } };
      const main = parsePublicKey(withMembers(bob.publicKey.json, { subkeys }));
      const keys = new Map<string, PublicKey>([[main.keyId, main]]);
      const subject = (threshold: number): Promise<Metadata> =>
        layout({ steps: [{ name: 'build', pubkeys: [main.keyId], threshold }], keys });
      const [file] = await links({});
      const both = [file as MemoryLink, await named(file as MemoryLink, carl)];
      const report = await evaluate(await subject(1), both, { profile });
      expect(codesOf(report)).toEqual([]);
      expect(warned(report)).toEqual(['WARN_KEY_COUNTED_ONCE']);
      expect(codesOf(await evaluate(await subject(2), both, { profile }))).toEqual(['ERR_LINK_THRESHOLD']);
    });

    it('counts two keys that call themselves by one id once', async () => {
      const keys = new Map<string, PublicKey>([bob, carl].map((by) => [idOf(by), renamed(by).publicKey]));
      const steps = [{ name: 'build', pubkeys: [...keys.keys()], threshold: 2 }];
      const files = [bob, carl].map((by) => linkFile({ step: 'build', by: renamed(by), keyId: idOf(by) }));
      const report = await evaluate(await layout({ steps, keys }), await Promise.all(files), { profile });
      const failures = report.ok ? [] : report.failures;
      expect(failures.find(({ code }) => code === 'ERR_LINK_THRESHOLD')?.details).toMatchObject({ counted: 1 });
    });

    it('is an integer of any size', async () => {
      const report = await evaluate(await build(1e15), await links({}, { by: carl }), { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
      for (const threshold of [2n ** 60n, 10n ** 400n, -(10n ** 400n)]) {
        const subject = await layout({ steps: [], members: { steps: [{ ...STEP_TREE, threshold }] } });
        const huge = await evaluate(subject, await links({}), { profile });
        expect(JSON.parse(JSON.stringify(huge))).toEqual(huge);
        const details = huge.checks.filter(({ stage }) => stage !== 'layout-signature').map((check) => check.details);
        expect(JSON.stringify(details)).toContain(`"${String(threshold)}"`);
        const code = threshold > 0 ? ['ERR_LINK_NOT_FOUND'] : profile === 'strict' ? ['ERR_LAYOUT_THRESHOLD'] : [];
        expect(codesOf(huge)).toEqual(code);
      }
    });

    it('below 1 needs a link all the same', async () => {
      const codes = profile === 'strict' ? ['ERR_LAYOUT_THRESHOLD'] : [];
      expect(codesOf(await evaluate(await build(-1), await links({}), { profile }))).toEqual(codes);
      const none = await evaluate(await build(0), [], { profile });
      expect(codesOf(none)).toEqual([...codes, 'ERR_LINK_NOT_FOUND']);
    });
  });

  describe(`links above a threshold of 1 in ${profile}`, () => {
    it('must all agree, those beyond the threshold too', async () => {
      const files = await links({}, { by: carl }, { by: dan, products: { app: 'ab' } });
      const report = await evaluate(await build(2), files, { profile });
      expect(codesOf(report)).toEqual(['ERR_LINKS_DISAGREE']);
      expect(report.ok ? {} : report.failures[0].details).toEqual({
        links: files.map(({ name }, index) => ({ keyId: idOf([bob, carl, dan][index] ?? bob), location: name })),
        differences: [
          { list: 'products', artifact: 'app', digests: [{ sha256: 'aa' }, { sha256: 'aa' }, { sha256: 'ab' }] },
        ],
      });
    });

    it('agree only if algorithms and digits are the same to the letter', async () => {
      for (const products of [
        { app: { sha256: 'AA' } },
        { app: { sha512: 'aa' } },
        { app: { sha256: 'aa', md5: 'bb' } },
        {},
        { app: {} },
      ]) {
        expect(codesOf(await evaluate(await build(2), await bobAndCarl({ products }), { profile }))).toEqual([
          'ERR_LINKS_DISAGREE',
        ]);
      }
      for (const members of [
        { command: ['other'] },
        { byproducts: { stdout: 'x' } },
        { environment: { workdir: 'y' } },
      ]) {
        expect(codesOf(await evaluate(await build(2), await bobAndCarl(members), { profile }))).toEqual([]);
      }
    });

    it('say which artifacts they disagree on, the first hundred of them', async () => {
      const files = await links({ materials: many('aa') }, { by: carl, materials: many('bb') });
      const report = await evaluate(await build(2), files, { profile });
      const { differences, differencesTotal } = report.ok
        ? { differences: [], differencesTotal: 0 }
        : report.failures[0].details;
      expect(differences).toHaveLength(100);
      expect(differencesTotal).toBe(150);
    });
  });
}

describe('contradicting links at a threshold of 1', () => {
  it('are decided by the order of keys in the reference', async () => {
    const files = await links({}, { by: carl, products: { app: 'bb' } });
    for (const [signers, digest] of [
      [[bob, carl], 'aa'],
      [[carl, bob], 'bb'],
    ] as const) {
      const report = await evaluate(await build(1, [...signers]), files, { profile: 'reference' });
      expect(report.ok ? report.summary.products : undefined).toEqual({ app: { sha256: digest } });
    }
  });
});
