import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, inToto } from './in-toto.ts';

const LINK = `../work.${ALICE}.link`;
const KEY = ['-k', '../alice'];
const FILES = { 'src/same': '1', 'src/other': '2', 'src/gone': '3', 'src/new\nname': '4' };

/** A link with three products, of which one is changed, one removed, and a new file is there. */
async function createChanged(flags: readonly string[] = []): Promise<string> {
  const cwd = `${await createWorkshop(FILES)}/src`;
  const command = [process.execPath, '-e', ''];
  const run = ['run', '-n', 'work', ...KEY, '-d', '..', ...flags];
  await inToto(cwd, [...run, '-p', 'same', 'other', 'gone', '--', ...command]);
  const change = 'fs.writeFileSync("other", "x"); fs.rmSync("gone")';
  await inToto(cwd, ['run', '-n', 'change', ...KEY, '-d', '..', '--', process.execPath, '-e', change]);
  return cwd;
}

describe('in-toto match-products', () => {
  it.each([
    ['a Metablock', []],
    ['an envelope', ['--use-dsse']],
  ])('lists every difference from the products in %s, and exits with 1', async (_name, flags) => {
    const outcome = await inToto(await createChanged(flags), ['match-products', '-l', LINK]);
    expect(outcome).toEqual({
      status: 1,
      stdout: [
        'only in products  gone',
        'not in products   new\\u000aname',
        'digests differ    other',
        'The files do not match the products of the link.',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('prints them as JSON', async () => {
    const { status, stdout } = await inToto(await createChanged(), ['match-products', '-l', LINK, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      matches: false,
      onlyInProducts: ['gone'],
      notInProducts: ['new\nname'],
      differing: ['other'],
    });
  });

  it('exits with 0 where nothing differs in what it is told to compare', async () => {
    const cwd = await createWorkshop(FILES);
    await inToto(cwd, ['run', '-n', 'work', '-k', 'alice', '-p', 'src', '--lstrip-paths', 'src/', '--no-command']);
    const args = ['match-products', '-l', `work.${ALICE}.link`, '-p', 'src', '--lstrip-paths', 'src/'];
    const match = { status: 0, stdout: 'The files match the products of the link.\n', stderr: '' };
    expect(await inToto(cwd, args)).toEqual(match);
    expect((await inToto(cwd, [...args, '-e', 'same'])).status).toBe(1);
    const json = await inToto(cwd, [...args, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ matches: true });
  });

  it('refuses a layout', async () => {
    const cwd = await createWorkshop();
    await inToto(cwd, ['layout', 'new', 'root.layout', '--step', 'a', '--signers', 'alice.pub']);
    expect(await inToto(cwd, ['match-products', '-l', 'root.layout'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'in-toto: The metadata is a layout. Pass the link whose products are to be compared. [ERR_NOT_A_LINK]\n',
    });
  });
});
