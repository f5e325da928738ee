import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALICE, BOB, createWorkshop, inToto, readLayout, readLink } from './in-toto.ts';

const EMPTY = '"steps": [], "inspect": [], "keys": {}, "readme": ""';
const LAYOUT = `{"signatures": [], "signed": {"_type": "layout", "expires": "2099-01-01T00:00:00Z", ${EMPTY}}}`;
const LINK =
  '{"signatures": [], "signed": {"_type": "link", "name": "build", "materials": {}, "products": {}, "command": [], "byproducts": {}, "environment": {}}}';
const QUIET = { status: 0, stdout: '', stderr: '' };

function createFiles(): Promise<string> {
  return createWorkshop({ 'root.layout': LAYOUT, 'build.link': LINK });
}

async function signersOf(path: string): Promise<readonly string[]> {
  const { metadata } = await readLayout(path);
  return metadata.signatures.map(({ keyId }) => keyId.slice(0, 8));
}

describe('in-toto sign', () => {
  it('signs a layout in place with every key, and replaces what signed it before', async () => {
    const cwd = await createFiles();
    const path = join(cwd, 'root.layout');
    expect(await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice', 'bob'])).toEqual(QUIET);
    expect(await signersOf(path)).toEqual([ALICE, BOB]);
    expect(await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'bob'])).toEqual(QUIET);
    expect(await signersOf(path)).toEqual([BOB]);
    expect(await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice.enc', '-P', 'pw', '--append'])).toEqual(QUIET);
    expect(await signersOf(path)).toEqual([BOB, ALICE]);
  });

  it('writes where it is told to', async () => {
    const cwd = await createFiles();
    expect(await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice', '-o', 'signed.layout'])).toEqual(QUIET);
    expect(await signersOf(join(cwd, 'signed.layout'))).toEqual([ALICE]);
    expect(await readFile(join(cwd, 'root.layout'), 'utf8')).toBe(LAYOUT);
  });

  it('signs a link with one key under the name that verification looks for', async () => {
    const cwd = await createFiles();
    expect(await inToto(cwd, ['sign', '-f', 'build.link', '-k', 'alice'])).toEqual(QUIET);
    expect((await readLink(join(cwd, `build.${ALICE}.link`))).metadata.signatures).toHaveLength(1);
    expect(await readFile(join(cwd, 'build.link'), 'utf8')).toBe(LINK);
  });

  it('checks signatures: every key must have signed', async () => {
    const cwd = await createFiles();
    await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice']);
    const verify = ['sign', '-f', 'root.layout', '--verify', '-k', 'alice.pub'];
    expect(await inToto(cwd, verify)).toEqual({ status: 0, stdout: 'good  alice.pub\n', stderr: '' });
    const { status, stdout } = await inToto(cwd, [...verify, 'bob.pub']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^good {2}alice\.pub\nBAD {3}bob\.pub: .*34f2642a.*\[ERR_SIGNATURE_MISSING\]\n$/);
    await writeFile(
      join(cwd, 'root.layout'),
      (await readFile(join(cwd, 'root.layout'), 'utf8')).replace('2099', '2098'),
    );
    expect((await inToto(cwd, verify)).stdout).toMatch(/^BAD {3}alice\.pub: .*\[ERR_SIGNATURE_INVALID\]\n$/);
  });

  it('prints what it checked as JSON', async () => {
    const cwd = await createFiles();
    await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice']);
    const args = ['sign', '-f', 'root.layout', '--verify', '--json', '-k', 'alice.pub', 'bob.pub'];
    const { status, stdout } = await inToto(cwd, args);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      file: 'root.layout',
      signatures: [
        { key: 'alice.pub', keyId: expect.stringMatching(`^${ALICE}`), ok: true },
        { key: 'bob.pub', keyId: expect.stringMatching(`^${BOB}`), ok: false, code: 'ERR_SIGNATURE_MISSING' },
      ],
    });
  });

  it('fills in what is absent, so that every implementation accepts the signature', async () => {
    const cwd = await createWorkshop({
      'root.layout':
        '{"signatures": [], "signed": {"_type": "layout", "expires": "2099-01-01T00:00:00Z", "steps": [], "inspect": []}}',
    });
    expect(await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice'])).toEqual(QUIET);
    expect(JSON.parse(await readFile(join(cwd, 'root.layout'), 'utf8'))['signed']).toMatchObject({
      keys: {},
      readme: '',
    });
  });

  it('warns of members that verification will refuse, and keeps them', async () => {
    const step =
      '{"_type": "step", "name": "a", "expected_materials": [], "expected_products": [], "pubkeys": [], "expected_command": [], "threshold": 1, "certificate": 1}';
    const cwd = await createWorkshop({
      'root.layout': LAYOUT.replace('"steps": []', `"steps": [${step}]`).replace(
        '"readme"',
        '"color": "red", "readme"',
      ),
    });
    const { status, stderr } = await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice']);
    expect(status).toBe(0);
    expect(stderr).toBe(
      'in-toto: warning: root.layout has members that in-toto does not know: color, steps.0.certificate. ' +
        'Verification will refuse it unless you remove them and sign again.\n',
    );
    expect(await readFile(join(cwd, 'root.layout'), 'utf8')).toContain('"certificate": 1');
  });

  it.each([
    ['two keys for a link', ['-f', 'build.link', '-k', 'alice', 'bob'], 'ERR_USAGE'],
    ['to append to a link', ['-f', 'build.link', '-k', 'alice', '-a'], 'ERR_USAGE'],
    ['to verify and append', ['-f', 'root.layout', '-k', 'alice.pub', '--verify', '-a'], 'ERR_USAGE'],
    ['to verify and write', ['-f', 'root.layout', '-k', 'alice.pub', '--verify', '-o', 'x'], 'ERR_USAGE'],
    ['JSON when it signs', ['-f', 'root.layout', '-k', 'alice', '--json'], 'ERR_USAGE'],
    ['a layout that never expires', ['-f', 'forever.layout', '-k', 'alice'], 'ERR_USAGE'],
    ['a link whose name leads elsewhere', ['-f', 'astray.link', '-k', 'alice'], 'ERR_USAGE'],
    ['a link without a name', ['-f', 'nameless.link', '-k', 'alice'], 'ERR_USAGE'],
    ['a public key', ['-f', 'root.layout', '-k', 'alice.pub'], 'ERR_KEY_PUBLIC'],
    ['a wrong password', ['-f', 'root.layout', '-k', 'alice.enc', '-P', 'x'], 'ERR_KEY_PASSWORD'],
    ['nobody to ask for the password', ['-f', 'root.layout', '-k', 'alice.enc', '-P'], 'ERR_USAGE'],
    ['a second key that is not there', ['-f', 'root.layout', '-k', 'alice', 'absent'], 'ERR_FILE_NOT_FOUND'],
    ['a private key to verify', ['-f', 'root.layout', '-k', 'alice', '--verify'], 'ERR_KEY_PRIVATE'],
    ['a file that is not there', ['-f', 'absent', '-k', 'alice'], 'ERR_FILE_NOT_FOUND'],
    ['a file that is no metadata', ['-f', 'alice', '-k', 'alice'], 'ERR_JSON_SYNTAX'],
    ['a folder to write to', ['-f', 'root.layout', '-k', 'alice', '-o', 'folder'], 'ERR_WRITE'],
  ])('refuses %s and changes nothing', async (_what, args, code) => {
    const cwd = await createWorkshop({
      'root.layout': LAYOUT,
      'build.link': LINK,
      'forever.layout': LAYOUT.replace('"expires": "2099-01-01T00:00:00Z", ', ''),
      'astray.link': LINK.replace('build', '../build'),
      'nameless.link': LINK.replace('"build"', 'null'),
      'folder/x': '',
    });
    const before = await readdir(cwd);
    const { status, stdout, stderr } = await inToto(cwd, ['sign', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
    expect(await readdir(cwd)).toEqual(before);
    expect(await readFile(join(cwd, 'root.layout'), 'utf8')).toBe(LAYOUT);
  });
});

describe('in-toto convert', () => {
  it('writes the same payload in the other container, signed anew', async () => {
    const cwd = await createFiles();
    await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'alice']);
    expect(
      await inToto(cwd, ['convert', 'root.layout', '--to', 'dsse', '-k', 'alice', 'bob', '-o', 'dsse.layout']),
    ).toEqual(QUIET);
    const [before, after] = [await readLayout(join(cwd, 'root.layout')), await readLayout(join(cwd, 'dsse.layout'))];
    expect(after.layout).toEqual(before.layout);
    expect(after.metadata.container).toBe('dsse');
    const verify = ['sign', '-f', 'dsse.layout', '--verify', '-k', 'alice.pub', 'bob.pub'];
    expect((await inToto(cwd, verify)).status).toBe(0);
    expect(await inToto(cwd, ['convert', 'dsse.layout', '--to', 'metablock', '--unsigned'])).toEqual(QUIET);
    expect((await readLayout(join(cwd, 'dsse.layout'))).metadata).toMatchObject({
      container: 'metablock',
      signatures: [],
    });
  });

  it.each([
    ['neither keys nor --unsigned', ['root.layout', '--to', 'dsse'], 'ERR_USAGE'],
    ['keys and --unsigned', ['root.layout', '--to', 'dsse', '--unsigned', '-k', 'alice'], 'ERR_USAGE'],
    ['the container it is in', ['root.layout', '--to', 'metablock', '--unsigned'], 'ERR_USAGE'],
    ['a key that is not there', ['root.layout', '--to', 'dsse', '-k', 'absent'], 'ERR_FILE_NOT_FOUND'],
    ['a file that is not there', ['absent', '--to', 'dsse', '--unsigned'], 'ERR_FILE_NOT_FOUND'],
  ])('refuses %s', async (_what, args, code) => {
    const cwd = await createFiles();
    const { status, stderr } = await inToto(cwd, ['convert', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
    expect(await readFile(join(cwd, 'root.layout'), 'utf8')).toBe(LAYOUT);
  });
});
