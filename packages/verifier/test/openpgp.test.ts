import { createOpenPgpKey, type OpenPgpKey } from '@intoto-tests/support';
import { type MetadataSigner, type OpenPgpSigner, signMetadata } from '@intoto/crypto';
import { createJsonObject, type JsonObject } from '@intoto/encoding';
import {
  createMetablock,
  type Metadata,
  parseMetadata,
  parsePublicKey,
  type PublicKey,
  writeMetadata,
} from '@intoto/models';
import { openpgp, toSslibPublicKey } from '@intoto/openpgp';
import type { Profile, VerificationReport, VerifyLayoutOptions } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import {
  bob,
  codesOf,
  evaluate,
  idOf,
  keysOf,
  layout,
  layoutTree,
  linkFile,
  type LinkSpec,
  NOW,
  owner,
  PROFILES,
  sign,
  withMembers,
} from './chain.ts';

const DAY = 24 * 60 * 60;
const SECONDS = NOW.getTime() / 1000;
/** Valid until one second before the verification, and until the very second. */
const EXPIRED = { creation: SECONDS - DAY - 1, validity: DAY };
const EXPIRING = { creation: SECONDS - DAY, validity: DAY };

const carla = await createOpenPgpKey({}, [{}, {}]);
const [first, second] = carla.subkeySigners as readonly [OpenPgpSigner, OpenPgpSigner];
const dora = await createOpenPgpKey();

function keys(...list: readonly (OpenPgpKey | PublicKey)[]): ReadonlyMap<string, PublicKey> {
  return new Map(list.map((key) => ('publicKey' in key ? key.publicKey : key)).map((key) => [key.keyId, key]));
}

/** A subkey as a key of its own. */
function alone({ publicKey }: OpenPgpKey, signer: MetadataSigner): PublicKey {
  const { json } = publicKey.subkeys.get(idOf(signer)) ?? publicKey;
  return parsePublicKey(json);
}

function build(
  pubkeys: readonly string[],
  known: ReadonlyMap<string, PublicKey>,
  threshold: number = 1,
): Promise<Metadata> {
  return layout({ steps: [{ name: 'build', pubkeys, threshold }], keys: known });
}

async function verify(
  chain: Metadata,
  links: readonly Partial<LinkSpec>[],
  options: Partial<VerifyLayoutOptions>,
): Promise<VerificationReport> {
  const files = await Promise.all(links.map((link) => linkFile({ step: 'build', by: carla.signer, ...link })));
  return evaluate(chain, files, { openpgp, ...options });
}

function reasonsOf(report: VerificationReport): unknown[] {
  return report.checks.flatMap((check) => (check.status === 'warning' ? [check.details['reason'] ?? check.code] : []));
}

function changeCommand(text: string): string {
  return text.replace('"command": []', '"command": ["x"]');
}

function breakHeaders(text: string): string {
  return text.replace('"other_headers": "04', '"other_headers": "0x');
}

/** A layout of bob's step. */
function subject(by: readonly MetadataSigner[]): Promise<Metadata> {
  return layout({ steps: [{ name: 'build', pubkeys: [idOf(bob)] }], keys: keysOf(bob), by });
}

async function nested(
  by: MetadataSigner,
  known: ReadonlyMap<string, PublicKey>,
  pubkey: string,
  profile: Profile,
): Promise<VerificationReport> {
  const tree: JsonObject = layoutTree({ steps: [], keys: new Map() });
  const metadata = await signMetadata(createMetablock(tree), by);
  const file = { name: `build.${idOf(by).slice(0, 8)}.link`, bytes: writeMetadata(metadata) };
  return evaluate(await build([pubkey], known), [file], { openpgp, profile });
}

for (const profile of PROFILES) {
  describe(`functionaries with GPG keys in ${profile}`, () => {
    const main = carla.publicKey.keyId;

    it.each([
      ['the main key, where it is listed', { by: carla.signer }, [main]],
      ['a subkey, where the main key is listed', { by: first }, [main]],
      ['a subkey, where it is listed', { by: second }, [idOf(second)]],
      ['a subkey under the name of its main key', { by: first, keyId: main }, [main]],
    ])('sign with %s', async (_, link: Pick<LinkSpec, 'by' | 'keyId'>, pubkeys) => {
      const report = await verify(await build(pubkeys, keys(carla)), [link], { profile });
      expect(codesOf(report)).toEqual([]);
      expect(report.signatures.at(-1)).toMatchObject({ item: 'build', keyId: link.keyId ?? idOf(link.by) });
    });

    it('sign with a subkey that the layout lists as a key of its own', async () => {
      const chain = await build([idOf(first)], keys(alone(carla, first)));
      expect(codesOf(await verify(chain, [{ by: first }], { profile }))).toEqual([]);
    });

    it.each([
      ['a subkey that the layout does not have', idOf(first), keys(dora), 'ERR_LINK_THRESHOLD'],
      ['a subkey, where only another one is listed', idOf(second), keys(carla), 'ERR_LINK_NOT_FOUND'],
    ])('do not sign with %s', async (_, pubkey, known, code) => {
      expect(codesOf(await verify(await build([pubkey], known), [{ by: first }], { profile }))).toEqual([code]);
    });

    it('do not sign with the main key, where only a subkey is listed, without the file saying so', async () => {
      const report = await verify(await build([idOf(first)], keys(carla)), [{ by: carla.signer }], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    });

    it('count once however many of their subkeys sign', async () => {
      const pubkeys = [main, dora.publicKey.keyId];
      const chain = await build(pubkeys, keys(carla, dora), 2);
      const subkeys = [{ by: first }, { by: second }, { by: carla.signer }];
      const report = await verify(chain, subkeys, { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
      expect(reasonsOf(report)).toContain('WARN_KEY_COUNTED_ONCE');
      expect(codesOf(await verify(chain, [{ by: first }, { by: dora.signer }], { profile }))).toEqual([]);
    });

    it('stand beside others', async () => {
      const chain = await build([main, idOf(bob)], new Map([...keys(carla), ...keysOf(bob)]), 2);
      for (const container of ['metablock', 'dsse'] as const)
        expect(codesOf(await verify(chain, [{ by: first }, { by: bob, container }], { profile }))).toEqual([]);
    });

    it('are refused where nothing was given to verify their signatures with', async () => {
      const report = await verify(await build([main], keys(carla)), [{}], { profile, openpgp: undefined });
      expect(codesOf(report)).toEqual(['ERR_LINK_KEY_UNUSABLE']);
      expect(JSON.stringify(report)).toContain('openpgp');
    });

    it('are verified with what is loaded when the first one comes, and not before', async () => {
      let loaded = 0;
      const load = async () => {
        loaded += 1;
        return openpgp;
      };
      const others = await build([idOf(bob)], keysOf(bob));
      expect(codesOf(await verify(others, [{ by: bob }], { profile, openpgp: load }))).toEqual([]);
      expect(loaded).toBe(0);
      const theirs = await build([main], keys(carla));
      expect(codesOf(await verify(theirs, [{ by: first }], { profile, openpgp: load }))).toEqual([]);
      expect(loaded).toBeGreaterThan(0);
    });

    it('do not sign envelopes in the form of in-toto, which ends the verification', async () => {
      const chain = await build([main, idOf(bob)], new Map([...keys(carla), ...keysOf(bob)]));
      const report = await verify(chain, [{ container: 'dsse' }, { by: bob }], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_FORMAT']);
    });

    it('sign envelopes with keys of the newer form', async () => {
      for (const signer of [carla.signer, first]) {
        const key = toSslibPublicKey(carla.publicKey, idOf(signer));
        const chain = await build([key.keyId], keys(key));
        expect(codesOf(await verify(chain, [{ by: signer, container: 'dsse' }], { profile }))).toEqual([]);
      }
    });

    it('do not pass with a link that was changed', async () => {
      const report = await verify(await build([main], keys(carla)), [{ tamper: changeCommand }], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
      expect(reasonsOf(report)).toEqual(['bad-signature']);
    });

    it('do not pass with a signature that is malformed, whoever else signs', async () => {
      const chain = await build([main, idOf(bob)], new Map([...keys(carla), ...keysOf(bob)]));
      const report = await verify(chain, [{ tamper: breakHeaders }, { by: bob }], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_FORMAT']);
      expect(JSON.stringify(report)).toContain('ERR_SIGNATURE_FORMAT');
    });

    it('name the link where a stranger signed it with a key of another kind', async () => {
      const chain = await build([main, idOf(bob)], new Map([...keys(carla), ...keysOf(bob)]));
      const plain = { by: bob, keyId: main, tamper: (text: string) => text.replaceAll(idOf(bob), main) };
      const armed = { keyId: idOf(bob), tamper: (text: string) => text.replaceAll(main, idOf(bob)) };
      for (const forged of [plain, armed]) {
        const report = await verify(chain, [forged], { profile });
        const what = forged === plain ? /is not in the OpenPGP form that its key is in/ : /is by a key of another kind/;
        expect(report).toMatchObject({
          failures: [{ code: 'ERR_LINK_FORMAT', message: expect.stringMatching(what) }],
        });
        expect(JSON.stringify(report)).toContain('ERR_SIGNATURE_FORMAT');
      }
    });

    it('do not pass with a key that is malformed, whoever else signs', async () => {
      const keyval = createJsonObject([['public', createJsonObject([['q', 'zz']])]]);
      const broken = parsePublicKey(withMembers(carla.publicKey.json, { keyval }));
      const chain = await build([main, idOf(bob)], new Map([...keys(broken), ...keysOf(bob)]));
      const report = await verify(chain, [{}, { by: bob }], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_KEY_UNUSABLE']);
    });
  });

  describe(`expiry of GPG keys in ${profile}`, () => {
    it('drops the link of a key that has expired, and says so', async () => {
      const erin = await createOpenPgpKey(EXPIRED);
      const chain = await build([erin.publicKey.keyId, idOf(bob)], new Map([...keys(erin), ...keysOf(bob)]));
      const report = await verify(chain, [{ by: erin.signer }], { profile });
      expect(codesOf(report)).toEqual(['ERR_LINK_THRESHOLD']);
      expect(reasonsOf(report)).toEqual(['key-expired']);
      expect(report).toMatchObject({ failures: [{ remedy: expect.stringContaining('has not expired') }] });
      expect(codesOf(await verify(chain, [{ by: erin.signer }, { by: bob }], { profile }))).toEqual([]);
    });

    it('counts from the second after', async () => {
      const erin = await createOpenPgpKey(EXPIRING);
      const chain = await build([erin.publicKey.keyId], keys(erin));
      expect(codesOf(await verify(chain, [{ by: erin.signer }], { profile }))).toEqual([]);
      const later = new Date(NOW.getTime() + 1);
      expect(codesOf(await verify(chain, [{ by: erin.signer }], { profile, now: later }))).toEqual([
        'ERR_LINK_THRESHOLD',
      ]);
    });

    it("is in the report of what counts until then, the main key's too where that ends a subkey", async () => {
      const year = 365 * DAY;
      const erin = await createOpenPgpKey({ creation: SECONDS, validity: year }, [
        { creation: SECONDS, validity: 2 * year },
        { creation: SECONDS, validity: DAY },
      ]);
      const fay = await createOpenPgpKey({ creation: SECONDS, validity: (2n ** 80n) as never });
      const known = keys(erin, fay, carla);
      const steps = [{ name: 'build', pubkeys: [erin, fay, carla].map(({ publicKey }) => publicKey.keyId) }];
      const chain = await layout({ steps, keys: known, by: [erin.signer] });
      const by = [...erin.subkeySigners, fay.signer, carla.signer];
      const report = await verify(
        chain,
        by.map((signer) => ({ by: signer })),
        { profile, layoutKeys: keys(erin) },
      );
      expect(codesOf(report)).toEqual([]);
      const ends = new Map(report.signatures.map(({ keyId, keyExpires }) => [keyId, keyExpires]));
      const [late, early] = erin.subkeySigners.map(idOf);
      expect(Object.fromEntries(ends)).toEqual({
        [erin.publicKey.keyId]: '2027-06-01T12:00:00Z',
        [late ?? '']: profile === 'strict' ? '2027-06-01T12:00:00Z' : '2028-05-31T12:00:00Z',
        [early ?? '']: '2026-06-02T12:00:00Z',
        [fay.publicKey.keyId]: undefined,
        [carla.publicKey.keyId]: undefined,
      });
    });

    it('of a subkey leaves the main key as it is', async () => {
      const erin = await createOpenPgpKey({}, [EXPIRED]);
      const chain = await build([erin.publicKey.keyId], keys(erin));
      expect(codesOf(await verify(chain, [{ by: erin.signer }], { profile }))).toEqual([]);
      const [signer] = erin.subkeySigners as readonly [OpenPgpSigner];
      expect(codesOf(await verify(chain, [{ by: signer }], { profile }))).toEqual(['ERR_LINK_THRESHOLD']);
    });
  });

  describe(`layouts signed with GPG in ${profile}`, () => {
    it.each([
      ['with the main key', [carla.signer]],
      ['with a subkey', [first]],
      ['by others too', [owner, second, carla.signer]],
    ])('pass: %s', async (_, by) => {
      const report = await verify(await subject(by), [{ by: bob }], { profile, layoutKeys: keys(carla) });
      expect(codesOf(report)).toEqual([]);
    });

    it('need the signature of every key given', async () => {
      const layoutKeys = new Map([...keys(carla, dora), ...keysOf(owner)]);
      const links = [{ by: bob }];
      expect(codesOf(await verify(await subject([owner, first]), links, { profile, layoutKeys }))).toEqual([
        'ERR_LAYOUT_UNSIGNED',
      ]);
      expect(codesOf(await verify(await subject([owner, first, dora.signer]), links, { profile, layoutKeys }))).toEqual(
        [],
      );
    });

    it('fail with an expired key', async () => {
      const erin = await createOpenPgpKey(EXPIRED);
      const report = await verify(await subject([erin.signer]), [{ by: bob }], { profile, layoutKeys: keys(erin) });
      expect(report).toMatchObject({
        failures: [
          { code: 'ERR_LAYOUT_KEY_EXPIRED', stage: 'layout-signature', details: { at: '2026-06-01T12:00:00Z' } },
        ],
      });
    });

    it('fail with a signature that is malformed, changed, or cannot be verified', async () => {
      const signed = await subject([carla.signer]);
      if (signed.container === 'dsse') throw new TypeError('a Metablock was asked for');
      const [signature] = signed.signatures;
      const json = withMembers(signature?.json ?? {}, { other_headers: 'x' });
      const malformed = { ...signed, signatures: [{ ...signature, json } as (typeof signed.signatures)[0]] };
      const changed = { ...signed, signed: withMembers(signed.signed, { readme: 'other' }) };
      const options = { profile, layoutKeys: keys(carla) };
      expect(codesOf(await verify(malformed, [{ by: bob }], options))).toEqual(['ERR_LAYOUT_SIGNATURE']);
      expect(codesOf(await verify(changed, [{ by: bob }], options))).toEqual(['ERR_LAYOUT_SIGNATURE']);
      const without = { ...options, openpgp: undefined };
      expect(codesOf(await verify(signed, [{ by: bob }], without))).toEqual(['ERR_LAYOUT_KEY_UNUSABLE']);
    });
  });

  describe(`sublayouts signed with GPG in ${profile}`, () => {
    it('pass with the main key', async () => {
      expect(codesOf(await nested(carla.signer, keys(carla), idOf(carla.signer), profile))).toEqual([]);
    });

    it('fail with a subkey, unless the layout lists it as a key of its own', async () => {
      expect(codesOf(await nested(first, keys(carla), idOf(carla.signer), profile))).toEqual(['ERR_SUBLAYOUT']);
      expect(codesOf(await nested(first, keys(alone(carla, first)), idOf(first), profile))).toEqual([]);
    });
  });
}

describe('what is signed for a step', () => {
  it('is signed with the very key that the step lists, under strict', async () => {
    const chain = await build([idOf(first)], keys(carla));
    const links = [{ by: carla.signer, keyId: idOf(first) }];
    expect(codesOf(await verify(chain, links, { profile: 'reference' }))).toEqual([]);
    expect(codesOf(await verify(chain, links, { profile: 'strict' }))).toEqual(['ERR_LINK_KEY_ID']);
  });

  it('may be signed in a Metablock by a key of the newer form', async () => {
    const key = toSslibPublicKey(dora.publicKey);
    const { keyId, signature, otherHeaders } = await dora.signer.sign(new Uint8Array());
    expect([keyId, signature.length, otherHeaders[0]]).toEqual([key.keyId, 64, 4]);
    const tree = layoutTree({ steps: [] });
    const signed = await sign(tree, [dora.signer]);
    const [made] = signed.signatures;
    const members = { sig: made?.json['signature'], signature: undefined };
    const bytes = JSON.stringify({ signed: tree, signatures: [withMembers(made?.json ?? {}, members)] });
    const report = await evaluate(parseMetadata(bytes), [], { openpgp, layoutKeys: keys(key) });
    expect(codesOf(report)).toEqual([]);
  });
});
