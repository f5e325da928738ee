import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readBundle } from '@intoto/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ALICE, inToto, script } from './in-toto.ts';
import { createTemporaryDirectory, writeFiles } from './programs.ts';
import { KEYS } from './reference-cases.ts';

const GOOD = { status: 0, stdout: '', stderr: '' };
const VERIFY = ['verify', '--bundle', 'app.intoto.zip', '-k', 'owner.pub'];
const quote = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** A chain with a sublayout and an inspection, and its bundle. Made once; every test gets a copy. */
let once = '';
beforeAll(async () => {
  once = await mkdtemp(join(tmpdir(), 'intoto-cli-'));
  await writeFiles(once, KEYS);
  const products = ['--expect-products', 'CREATE app.txt', 'DISALLOW *'];
  const commands = [
    ['layout', 'new', 'root.layout', '-k', 'owner', '--step', 'build', '--signers', 'alice.pub', ...products].concat(
      ['--inspection', 'look', '--run', quote(script('console.log("looked")'))],
      ['--expect-materials', 'MATCH app.txt WITH PRODUCTS FROM build', 'DISALLOW app.txt'],
    ),
    ['layout', 'new', `build.${ALICE}.link`, '-k', 'alice', '--step', 'write', '--signers', 'bob.pub', ...products],
    ['run', '-n', 'write', '-k', 'bob', '-p', 'app.txt', '--', ...script('fs.writeFileSync("app.txt", "app")')],
  ];
  for (const command of commands) expect(await inToto(once, command)).toEqual(GOOD);
  await mkdir(join(once, `build.${ALICE}`));
  const link = (await readdir(once)).find((name) => name.startsWith('write.')) ?? '';
  await copyFile(join(once, link), join(once, 'alice.link'));
  await rename(join(once, link), join(once, `build.${ALICE}`, link));
  const create = ['bundle', 'create', '-l', 'root.layout', '-o', 'app.intoto.zip', '--keys', 'owner.pub'];
  expect(await inToto(once, create)).toEqual({ ...GOOD, stdout: 'app.intoto.zip: 2 links\n' });
});
afterAll(() => rm(once, { recursive: true, force: true }));

/** Where the bundle was made, and the folder of a client: with the bundle, the product and two keys. */
async function createBundled(): Promise<{ readonly made: string; readonly client: string }> {
  const made = await createTemporaryDirectory();
  await cp(once, made, { recursive: true });
  const client = await createTemporaryDirectory();
  for (const name of ['app.intoto.zip', 'app.txt', 'owner.pub', 'bob.pub'])
    await copyFile(join(made, name), join(client, name));
  return { made, client };
}

describe('in-toto bundle', () => {
  it('brings all that another machine needs, but for the key and the product', async () => {
    const { client } = await createBundled();
    const { status, stdout, stderr } = await inToto(client, VERIFY);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.endsWith('\nPASSED\n')).toBe(true);

    await writeFile(join(client, 'app.txt'), 'evil');
    expect((await inToto(client, VERIFY)).status).toBe(1);
  });

  it('is not trusted: neither its keys, nor what was put into it', async () => {
    const { made, client } = await createBundled();
    const other = await inToto(client, ['verify', '--bundle', 'app.intoto.zip', '-k', 'bob.pub']);
    expect(other.status).toBe(1);

    const layout = join(made, 'root.layout');
    await writeFile(layout, (await readFile(layout, 'utf8')).replace('CREATE', 'ALLOW'));
    expect((await inToto(made, ['bundle', 'create', '-l', 'root.layout', '-o', 'app.intoto.zip'])).status).toBe(0);
    await copyFile(join(made, 'app.intoto.zip'), join(client, 'app.intoto.zip'));
    const changed = await inToto(client, VERIFY);
    expect(changed.status).toBe(1);
    expect(changed.stdout).toContain('FAILED');
  });

  it('is the same for the same files, and is shown and unpacked', async () => {
    const { made, client } = await createBundled();
    const first = await readFile(join(made, 'app.intoto.zip'));
    expect(
      (await inToto(made, ['bundle', 'create', '-l', 'root.layout', '-o', 'again', '--keys', 'owner.pub'])).status,
    ).toBe(0);
    expect(await readFile(join(made, 'again'))).toEqual(first);

    const shown = await inToto(client, ['bundle', 'show', 'app.intoto.zip']);
    expect(shown.stdout).toMatch(
      new RegExp(
        `^root.layout \\(expires .*Z; not verified\\)\nlinks/build.${ALICE}.link\nlinks/build.${ALICE}/write.[0-9a-f]{8}.link\nkeys/owner.pub\n$`,
      ),
    );
    const { links } = readBundle(first);
    const listed = JSON.parse((await inToto(client, ['bundle', 'show', 'app.intoto.zip', '--json'])).stdout) as unknown;
    expect(listed).toMatchObject({ links: [...links.keys()], keys: ['owner.pub'], inspections: [] });

    expect(await inToto(client, ['bundle', 'extract', 'app.intoto.zip', '-o', 'evidence'])).toEqual(GOOD);
    expect(await readdir(join(client, 'evidence'))).toEqual(['keys', 'links', 'root.layout']);
    const files = ['-l', 'evidence/root.layout', '--link-dir', 'evidence/links'];
    expect((await inToto(client, ['verify', ...files, '-k', 'owner.pub'])).status).toBe(0);
  });

  it('says which steps have no link', async () => {
    const { made } = await createBundled();
    const empty = ['bundle', 'create', '-l', 'root.layout', '-o', 'b', '--link-dir', `build.${ALICE}`];
    expect(await inToto(made, empty)).toEqual({
      status: 0,
      stdout: 'b: 0 links\n',
      stderr: 'in-toto: warning: there is no link of step build.\n',
    });
  });

  it('holds signed links of inspections by their names', async () => {
    const { made } = await createBundled();
    const run = ['run', '-n', 'look', '-k', 'owner', '-m', 'app.txt', '--', ...script('console.log("looked")')];
    expect((await inToto(made, run)).status).toBe(0);
    const link = (await readdir(made)).find((name) => name.startsWith('look.')) ?? '';
    const create = ['bundle', 'create', '-l', 'root.layout', '-o', 'b', '--inspections', link];
    expect((await inToto(made, create)).status).toBe(0);
    expect((await inToto(made, ['bundle', 'show', 'b'])).stdout).toContain('inspections/look.link\n');
    const twice = await inToto(made, [...create, link]);
    expect(twice).toMatchObject({ status: 2, stderr: expect.stringContaining('[ERR_BUNDLE_NAME]') as string });
  });
});

describe('what is refused, in one line', () => {
  it.each([
    [['bundle', 'create', '-l', 'alice.link', '-o', 'b'], 'ERR_BUNDLE_CONTENT'],
    [['bundle', 'create', '-l', 'root.layout', '-o', 'b', '--inspections', 'root.layout'], 'ERR_BUNDLE_CONTENT'],
    [['bundle', 'create', '-l', 'missing', '-o', 'b'], 'ERR_FILE_NOT_FOUND'],
    [['bundle', 'create', '-l', 'root.layout', '-o', 'b', '--link-dir', 'missing'], 'ERR_FILE_NOT_FOUND'],
    [['bundle', 'create', '-l', 'root.layout', '-o', 'missing/b'], 'ERR_WRITE_DIRECTORY'],
    [['bundle', 'show', 'root.layout'], 'ERR_BUNDLE_FORMAT'],
    [['bundle', 'show', 'damaged'], 'ERR_BUNDLE_FORMAT'],
    [['bundle', 'show', '.'], 'ERR_FILE_NOT_REGULAR'],
    [['bundle', 'extract', 'app.intoto.zip', '-o', '.'], 'ERR_WRITE_EXISTS'],
    [['bundle', 'extract', 'app.intoto.zip', '-o', 'owner'], 'ERR_WRITE_EXISTS'],
    [['bundle', 'extract', 'app.intoto.zip', '-o', 'missing/deep'], 'ERR_WRITE_DIRECTORY'],
    [['verify', '--bundle', 'damaged', '-k', 'owner.pub'], 'ERR_BUNDLE_FORMAT'],
    [['verify', '--bundle', 'app.intoto.zip', '-l', 'root.layout', '-k', 'owner.pub'], 'ERR_USAGE'],
    [['verify', '-k', 'owner.pub'], 'ERR_USAGE'],
  ])('%j', async (args, code) => {
    const { made } = await createBundled();
    const bytes = await readFile(join(made, 'app.intoto.zip'));
    await writeFile(join(made, 'damaged'), bytes.subarray(0, -1));
    const before = await readdir(made);
    const { status, stdout, stderr } = await inToto(made, args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`, 'u'));
    expect(await readdir(made)).toEqual(before);
  });
});
