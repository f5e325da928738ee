import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import { createJsonObject, type JsonObject } from '@intoto/encoding';
import { createExecInspectionRunner } from '@intoto/node';
import { afterEach, describe, expect, it } from 'vitest';

import { listFolder } from '../src/folder/listing.ts';
import { alice, bob, idOf, owner } from '../src/people.ts';
import { LAYOUT_KEYS, layoutPayload, linkPayload, stepJson } from '../src/sample-metadata.ts';
import { codeOfAsync } from './outcome.ts';
import { large } from './scale.ts';
import { codesOf, createFolder, nameOf, PROFILES, seal, sealAs, type VerificationFolder } from './verification.ts';

const SIGNED_BY_ALICE = { pubkeys: [idOf(alice)] };
const ONE_STEP = layoutPayload([stepJson('x', SIGNED_BY_ALICE)]);
const LINK = await seal(linkPayload('x', {}, {}), alice);

let folder: VerificationFolder | undefined;
afterEach(() => folder?.remove());

/** A folder for the test, gone after it. */
async function folderOf(...parts: Parameters<typeof createFolder>): Promise<VerificationFolder> {
  return (folder = await createFolder(...parts));
}

describe.each(PROFILES)('hostile folders, profile %s', (profile) => {
  it('pass where nothing is hostile', async () => {
    const { verify } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: LINK });
    expect(codesOf(await verify({ profile }))).toEqual([]);
  });

  it('have pipes, devices, folders and loops in the place of links', async () => {
    const { verify, link } = await folderOf(ONE_STEP, { 'x.12345678.link': '' });
    const path = link(nameOf('x', alice));
    for (const put of [
      () => execFileSync('mkfifo', [path]),
      () => symlinkSync('/dev/zero', path),
      () => symlinkSync('/dev/random', path),
      () => symlinkSync(path, path),
      () => symlinkSync('absent', path),
      () => mkdirSync(path),
    ]) {
      put();
      expect(codesOf(await verify({ profile }))).toEqual(['ERR_LINK_NOT_FOUND']);
      rmSync(path, { recursive: true });
    }
  });

  it('have pipes, devices and folders in the place of the layout, the key and the folder of links', async () => {
    const { verify, path, link } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: LINK });
    execFileSync('mkfifo', [join(path, 'pipe')]);
    for (const bad of [join(path, 'pipe'), '/dev/zero', path]) {
      expect(await codeOfAsync(() => verify({ profile, layout: bad }))).toBe('ERR_FILE_NOT_REGULAR');
      expect(await codeOfAsync(() => verify({ profile, keys: [bad] }))).toBe('ERR_FILE_NOT_REGULAR');
    }
    const linkDirectory = link(nameOf('x', alice));
    const code = await codeOfAsync(async () =>
      expect(codesOf(await verify({ profile, linkDirectory }))).not.toEqual([]),
    );
    expect(code).toBe(profile === 'strict' ? 'ERR_FILE_NOT_REGULAR' : 'accepted');
    for (const bad of ['a\u0000b', 'x'.repeat(100_000)]) {
      expect(await codeOfAsync(() => verify({ profile, layout: bad }))).toBe('ERR_FILE_UNREADABLE');
    }
  });

  it('have files beyond the limit, with nothing in them', async () => {
    const { verify, path, link } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: '' });
    truncateSync(link(nameOf('x', alice)), 2 ** 36);
    expect(codesOf(await verify({ profile }))).toEqual(['ERR_LIMIT']);
    const sparse = join(path, 'sparse');
    writeFileSync(sparse, '');
    truncateSync(sparse, 100_000_000);
    expect(await codeOfAsync(() => verify({ profile, keys: [sparse] }))).toBe('ERR_KEY_FORMAT');
    truncateSync(sparse, 2 ** 36);
    expect(await codeOfAsync(() => verify({ profile, layout: sparse }))).toBe('ERR_JSON_SIZE');
  });

  it('have a link that grows while it is read', async () => {
    const { verify, link } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: '{"a":"' });
    const path = link(nameOf('x', alice));
    let growing = true;
    const grow = (): void => {
      if (!growing) return;
      appendFileSync(path, 'a'.repeat(65_536));
      setImmediate(grow);
    };
    grow();
    const limits = { maxBytes: large(64 * 2 ** 20) };
    const reports = await Promise.all([1, 2, 3].map(() => verify({ profile, limits })));
    growing = false;
    for (const report of reports) expect(['ERR_LINK_FORMAT', 'ERR_LIMIT']).toContain(codesOf(report)[0]);
  });

  it('have a sublayout whose folder leads back to itself', async () => {
    const again = layoutPayload([stepJson('again', SIGNED_BY_ALICE)]);
    const { verify, link } = await folderOf(again, { [nameOf('again', alice)]: await seal(again, alice) });
    for (const target of ['.', '../links', link('')]) {
      const place = link(`again.${idOf(alice).slice(0, 8)}`);
      symlinkSync(target, place);
      const report = await verify({ profile });
      expect(codesOf(report)).toEqual(['ERR_SUBLAYOUT']);
      expect(JSON.stringify(report)).toContain('ERR_SUBLAYOUT_DEPTH');
      unlinkSync(place);
    }
  });

  it(
    'have sublayouts of ten steps each, whose folders all lead back to where they are',
    { timeout: 300_000 },
    async () => {
      const names = Array.from({ length: 10 }, (_, index) => `again${index}`);
      const again = layoutPayload(names.map((name) => stepJson(name, SIGNED_BY_ALICE)));
      const sealed = await seal(again, alice);
      const links = Object.fromEntries(names.map((name) => [nameOf(name, alice), sealed]));
      const { verify, link } = await folderOf(again, links);
      for (const name of names) symlinkSync('.', link(`${name}.${idOf(alice).slice(0, 8)}`));
      const limits = { maxSublayouts: large(300) };
      const report = await verify({ profile, limits });
      expect(codesOf(report)).toEqual(['ERR_SUBLAYOUT', 'ERR_LIMIT']);
      expect(JSON.stringify(report)).toContain('ERR_SUBLAYOUT_DEPTH');
    },
  );

  it('have thousands of signatures', async () => {
    const payload = JSON.stringify(linkPayload('x', {}, {}));
    const keyIds = Array.from({ length: 5000 }, (_, index) => index.toString(16).padStart(8, '0'));
    const many = await sealAs(payload, alice, [...keyIds, idOf(alice)]);
    const { verify, path } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: many });
    expect(codesOf(await verify({ profile }))).toEqual(['ERR_LIMIT']);
    expect(codesOf(await verify({ profile, limits: { maxSignatures: 5001 } }))).toEqual([]);
    const layout = join(path, 'many.layout');
    writeFileSync(layout, await sealAs(JSON.stringify(ONE_STEP), owner, [...keyIds, idOf(owner)]));
    expect(await codeOfAsync(() => verify({ profile, layout }))).toBe('ERR_METADATA_SIGNATURE_LIMIT');
    expect(codesOf(await verify({ profile, layout, limits: { maxSignatures: 5001 } }))).toEqual([]);
  });

  it('have payloads nested without end, with names that stand twice and integers of any size', async () => {
    const text = JSON.stringify(linkPayload('x', {}, {}));
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    for (const [hostile, strict, reference] of [
      [text.replace('"stdout":""', `"stdout":${nested}`), ['ERR_LIMIT'], ['ERR_LIMIT']],
      [text.replace('"name":"x"', '"name":"y","name":"x"'), ['ERR_LINK_FORMAT'], []],
      [text.replace('"return-value":0', `"return-value":1${'0'.repeat(4000)}`), [], []],
      [
        text.replace('"return-value":0', `"return-value":1${'0'.repeat(5000)}`),
        ['ERR_LINK_FORMAT'],
        ['ERR_LINK_FORMAT'],
      ],
      [text.replace('"command":', `"command":[${'0,'.repeat(100_000)}0],"c":`), [], []],
    ] as const) {
      const { verify, remove } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: await seal(hostile, alice) });
      expect(codesOf(await verify({ profile }))).toEqual(profile === 'strict' ? strict : reference);
      remove();
    }
  });

  it('have steps with names that lead elsewhere, and nothing is written', async () => {
    const names = [
      '../x',
      '/etc/passwd',
      'a/../../x',
      '..',
      '.',
      '',
      'a\u0000b',
      'x'.repeat(5000),
      'a\nb',
      '\\\\server\\x',
      '\u202e',
    ];
    const layout = layoutPayload(names.map((name) => stepJson(name, SIGNED_BY_ALICE)));
    const { verify, path, link } = await folderOf(layout);
    writeFileSync(join(path, nameOf('x', alice)), LINK);
    mkdirSync(link('a'));
    const before = listFolder(path);
    const report = await verify({ profile });
    expect(report.ok).toBe(false);
    expect(codesOf(report)).toContain(profile === 'strict' ? 'ERR_LAYOUT_NAME' : 'ERR_LINK_NOT_FOUND');
    expect(listFolder(path)).toBe(before);
    expect(existsSync('x.link')).toBe(false);
  });

  it('have inspections with names that lead elsewhere, and nothing is written there', async () => {
    for (const name of ['../escape', 'a/../../escape', '/escape', 'a/b', 'a\u0000b', 'x'.repeat(5000)]) {
      const { verify, path, remove } = await folderOf(
        layoutPayload([], [{ _type: 'inspection', name, run: ['true'] }]),
      );
      const cwd = join(path, 'inspected');
      mkdirSync(cwd);
      const before = listFolder(path);
      const inspectionRunner = createExecInspectionRunner({ cwd, persist: true });
      const report = await verify({ profile, inspectionRunner });
      expect(codesOf(report)).toContain(
        profile === 'strict' && name.length < 5000 ? 'ERR_LAYOUT_NAME' : 'ERR_INSPECTION_FAILED',
      );
      expect(listFolder(path)).toBe(before);
      remove();
    }
  });

  it('have very many files that look like links of the step, which are not looked at', async () => {
    const { verify, link } = await folderOf(ONE_STEP, { [nameOf('x', alice)]: LINK, 'x.0.link': '' });
    for (let index = 0; index < 1001; index++) linkSync(link('x.0.link'), link(`x.${index + 1}.link`));
    expect((await verify({ profile })).ok).toBe(true);
    rmSync(link(nameOf('x', alice)));
    const report = await verify({ profile });
    expect(codesOf(report)).toEqual(['ERR_LINK_NOT_FOUND']);
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });
});

describe('the strict profile', () => {
  it('reads no link outside of the folder of links, whatever the names of subkeys', async () => {
    const key = alice.publicKey.json;
    const subkeys = createJsonObject([['/../../x', {}]]);
    const keys: JsonObject = { ...LAYOUT_KEYS, [idOf(alice)]: { ...key, subkeys } };
    const { verify, path } = await folderOf({ ...ONE_STEP, keys });
    writeFileSync(join(path, 'x.link'), LINK);
    expect((await verify()).ok).toBe(false);
  });

  it('refuses a subkey whose id no file name can hold, as the reference does', async () => {
    const subkeys = createJsonObject([['\u0000', {}]]);
    const keys: JsonObject = { ...LAYOUT_KEYS, [idOf(alice)]: { ...alice.publicKey.json, subkeys } };
    const { verify } = await folderOf({ ...ONE_STEP, keys }, { [nameOf('x', alice)]: LINK });
    // in-toto 3.1.0: ValueError, embedded null byte
    for (const profile of PROFILES) expect((await verify({ profile })).ok).toBe(false);
  });

  it('refuses swapped and renamed links', async () => {
    const steps = ['x', 'y'].map((name) => stepJson(name, { pubkeys: [idOf(alice), idOf(bob)] }));
    const other = await seal(linkPayload('y', {}, {}), alice);
    const swapped = { [nameOf('x', alice)]: other, [nameOf('y', alice)]: LINK };
    const { verify } = await folderOf(layoutPayload(steps), swapped);
    expect(codesOf(await verify())).toEqual(['ERR_LINK_NAME']);
    folder?.remove();
    const renamed = { [nameOf('x', bob)]: LINK, [nameOf('y', alice)]: other };
    const second = await folderOf(layoutPayload(steps), renamed);
    expect(codesOf(await second.verify())).toEqual(['ERR_LINK_THRESHOLD']);
  });
});
