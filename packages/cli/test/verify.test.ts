import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, afterAll, describe, expect, it } from 'vitest';

import { ALICE, BOB, inToto, script } from './in-toto.ts';
import { createTemporaryDirectory, readFiles, writeFiles } from './programs.ts';
import { KEYS } from './reference-cases.ts';

const VERIFY = ['verify', '-l', 'root.layout', '-k', 'owner.pub'];
const WRITE = script('fs.writeFileSync("hello.txt", "hello")');
const PACK = script('fs.copyFileSync("hello.txt", "hello.pkg")');

const quote = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** Made once, by the programs themselves; every test gets a copy. */
let made = '';
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'intoto-cli-'));
  await writeFiles(made, KEYS);
  const commands = [
    [
      ['layout', 'new', 'root.layout', '-k', 'owner', '--step', 'write', '--signers', 'alice.pub'],
      ['--expect-command', quote(WRITE), '--expect-products', 'CREATE {NAME}.txt', 'DISALLOW *'],
      ['--step', 'pack', '--signers', 'bob.pub', '--expect-command', quote(PACK)],
      ['--expect-materials', 'MATCH *.txt WITH PRODUCTS FROM write', 'DISALLOW *'],
      ['--expect-products', 'CREATE {NAME}.pkg', 'DISALLOW *'],
      ['--inspection', 'look', '--run', quote(script('console.log("looked"); fs.writeFileSync("looked", "")'))],
      ['--expect-materials', 'MATCH hello.pkg WITH PRODUCTS FROM pack', 'DISALLOW hello.pkg'],
    ].flat(),
    ['run', '-n', 'write', '-k', 'alice', '-p', 'hello.txt', '--', ...WRITE],
    ['run', '-n', 'pack', '-k', 'bob', '-m', 'hello.txt', '-p', 'hello.pkg', '--', ...PACK],
  ];
  for (const command of commands) expect(await inToto(made, command)).toEqual({ status: 0, stdout: '', stderr: '' });
});
afterAll(() => rm(made, { recursive: true, force: true }));

async function createChain(): Promise<string> {
  const cwd = await createTemporaryDirectory();
  await cp(made, cwd, { recursive: true });
  return cwd;
}

const PARAMETERS = ['--parameters', 'NAME=hello'];

describe('in-toto verify', () => {
  it('passes an honest chain, and says who signed what', async () => {
    const cwd = await createChain();
    const { status, stdout, stderr } = await inToto(cwd, [...VERIFY, ...PARAMETERS]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^PASSED: layout verified for .*, profile strict\n/);
    expect(stdout).toContain('owner (');
    expect(stdout).toMatch(new RegExp(`write +${ALICE}`));
    expect(stdout.endsWith('\nPASSED\n')).toBe(true);
    expect(stdout).not.toContain('\u001b');
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('leaves no link of an inspection behind, unlike the reference', async () => {
    const cwd = await createChain();
    await inToto(cwd, [...VERIFY, ...PARAMETERS]);
    expect(await readdir(cwd)).toContain('looked');
    expect(await readdir(cwd)).not.toContain('look.link');
  });

  it('prints the whole report as JSON, with stable codes', async () => {
    const cwd = await createChain();
    const passed = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--json']);
    expect(passed.status).toBe(0);
    expect(JSON.parse(passed.stdout)).toMatchObject({ reportVersion: 1, ok: true, profile: 'strict', summary: {} });
    await writeFile(join(cwd, 'hello.pkg'), 'exchanged');
    const failed = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--json']);
    expect(failed.status).toBe(1);
    const report = JSON.parse(failed.stdout) as { readonly failures: readonly unknown[] };
    expect(report.failures).toEqual([
      expect.objectContaining({
        status: 'failed',
        stage: 'inspection-rules',
        code: 'ERR_RULE_DISALLOW',
        subject: expect.objectContaining({ item: 'look', ruleNumber: 2 }),
        remedy: expect.any(String),
      }),
    ]);
  });

  it('writes the report into files, each in the format of its extension', async () => {
    const cwd = await createChain();
    await writeFile(join(cwd, 'hello.pkg'), 'exchanged');
    const names = ['r.html', 'r.json', 'r.sarif', 'r.xml', 'r.md', 'r.mmd', 'r.dot', 'r.txt'];
    const { status, stdout, stderr } = await inToto(cwd, [
      ...VERIFY,
      ...PARAMETERS,
      ...names.flatMap((name) => ['--report', name]),
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const files = await readFiles(cwd);
    expect(files.get('r.txt')).toBe(stdout);
    for (const name of names.slice(0, 5)) expect(files.get(name)).toContain('ERR_RULE_DISALLOW');
    expect(files.get('r.html')).toContain('<!doctype html>');
    expect(files.get('r.mmd')).toMatch(/^flowchart LR\n/);
    expect([...files.keys()].filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('fails where a report cannot be written, after the verdict', async () => {
    const { status, stdout, stderr } = await inToto(await createChain(), [
      ...VERIFY,
      ...PARAMETERS,
      '--report',
      'no/r.md',
    ]);
    expect(status).toBe(2);
    expect(stdout).toMatch(/\nPASSED\n$/);
    expect(stderr).toMatch(/^in-toto: no\/r\.md cannot be written: .* \[ERR_WRITE_DIRECTORY\]\n$/);
  });

  it('verifies for another time, and says what expires when', async () => {
    const cwd = await createChain();
    const layout = JSON.parse(await readFile(join(cwd, 'root.layout'), 'utf8')) as { signed: { expires: string } };
    const { expires } = layout.signed;
    const late = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--at', '9999-01-01T00:00:00Z']);
    expect(late.status).toBe(1);
    expect(late.stdout).toMatch(
      new RegExp(`What expires when, seen from 9999-01-01T00:00:00Z\\n {3}${expires} +layout \\(over\\)\\n`),
    );
    expect(late.stdout).toMatch(/\nFAILED: ERR_LAYOUT_EXPIRED\n$/);
    const early = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--at', '2020-01-01T00:00:00Z']);
    expect(early.stdout).toMatch(
      new RegExp(`^PASSED: layout verified for 2020-01-01T00:00:00Z[^]*\\n {3}${expires} +layout\\n`),
    );
  });

  it('finds links elsewhere', async () => {
    const cwd = await createChain();
    await writeFiles(join(cwd, 'links'), {});
    for (const name of [`write.${ALICE}.link`, `pack.${BOB}.link`])
      await rename(join(cwd, name), join(cwd, 'links', name));
    const { status, stdout } = await inToto(cwd, [...VERIFY, ...PARAMETERS]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^FAILED: .* 2 failures\n/);
    expect(stdout).toMatch(/\nFAILED: ERR_LINK_NOT_FOUND\n$/);
    expect(await readdir(cwd)).not.toContain('looked');
    expect((await inToto(cwd, [...VERIFY, ...PARAMETERS, '--link-dir', 'links'])).status).toBe(0);
    expect(await readdir(cwd)).toContain('looked');
  });

  it('refuses to run inspections where it is told so', async () => {
    const cwd = await createChain();
    const { status, stdout } = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--inspections', 'deny', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      failures: [{ code: 'ERR_INSPECTION_FAILED', details: { cause: { code: 'ERR_INSPECTION_DENIED' } } }],
    });
    expect(await readdir(cwd)).not.toContain('looked');
  });

  it('gives the verdict of the reference where it is told to', async () => {
    const cwd = await createChain();
    await rename(join(cwd, `write.${ALICE}.link`), join(cwd, 'kept'));
    await inToto(cwd, ['run', '-n', 'other', '-k', 'alice', '-p', 'hello.txt', '--no-command']);
    await rename(join(cwd, `other.${ALICE}.link`), join(cwd, `write.${ALICE}.link`));
    await rm(join(cwd, 'looked'), { force: true });
    const strict = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--json']);
    expect(JSON.parse(strict.stdout)).toMatchObject({ failures: [{ code: 'ERR_LINK_NAME' }] });
    const reference = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--profile', 'reference']);
    expect(reference.status).toBe(0);
    expect(reference.stdout).toContain('profile reference');
  });

  it('checks some steps alone, and then says PARTIAL and exits with 3, or FAILED and 1', async () => {
    const cwd = await createChain();
    await rm(join(cwd, `pack.${BOB}.link`));
    const part = await inToto(cwd, [...VERIFY, ...PARAMETERS, '--only', 'write', '--report', 'r.json']);
    expect({ status: part.status, stderr: part.stderr }).toEqual({ status: 3, stderr: '' });
    expect(part.stdout).toMatch(/^PARTIAL: .*: 1 of 2 steps\nchecked, which is no pass\n\n {3}checked +step write\n/);
    expect(part.stdout).toMatch(/\n {3}not checked +step pack\n +inspection look\n/);
    expect(part.stdout).toMatch(/\nPARTIAL: 1 step and 1 inspection not checked\n$/);
    expect(part.stdout).not.toContain('PASSED');
    expect(await readdir(cwd)).not.toContain('looked');
    const saved = JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8')) as object;
    expect(saved).toMatchObject({ ok: false, failures: [], partial: { steps: ['write'], uncheckedSteps: ['pack'] } });
    const explained = await inToto(cwd, ['explain', 'r.json']);
    expect(explained.stdout).toMatch(/^PARTIAL: [^]*\nPARTIAL: 1 step and 1 inspection not checked\n$/);
    for (const steps of [['pack'], ['write', 'pack']]) {
      const all = await inToto(cwd, [...VERIFY, ...PARAMETERS, ...steps.flatMap((step) => ['--only', step])]);
      expect([all.status, all.stdout.split('\n').at(-2)]).toEqual([1, 'FAILED: ERR_LINK_NOT_FOUND']);
    }
    const source = await inToto(await createChain(), [...VERIFY, ...PARAMETERS, '--only', 'pack', '--json']);
    expect(source.status).toBe(3);
    expect(JSON.parse(source.stdout)).toMatchObject({ partial: { steps: ['pack'], sources: ['write'] } });
  });

  it('never passes some steps alone, even where they are all', async () => {
    const cwd = await createChain();
    const args = [...PARAMETERS, '--only', 'write', 'pack'];
    const files = await inToto(cwd, [...VERIFY, ...args, '--at', '2020-01-01T00:00:00Z']);
    expect(files.status).toBe(3);
    expect(files.stdout).toContain('What expires when, seen from 2020-01-01T00:00:00Z');
    await inToto(cwd, ['bundle', 'create', '-l', 'root.layout', '-o', 'app.intoto.zip']);
    const bundle = await inToto(cwd, ['verify', '--bundle', 'app.intoto.zip', '-k', 'owner.pub', ...args]);
    expect([bundle.status, bundle.stdout.split('\n').at(-2)]).toEqual([3, 'PARTIAL: 1 inspection not checked']);
  });

  it.each([
    ['another owner', ['-k', 'bob.pub'], 'ERR_LAYOUT_UNSIGNED'],
    ['one owner too many', ['-k', 'owner.pub', 'bob.pub'], 'ERR_LAYOUT_UNSIGNED'],
    ['no parameters', [], 'ERR_RULE_DISALLOW'],
    ['parameters without the one it needs', ['--parameters', 'OTHER=x'], 'ERR_PARAMETER'],
  ])('fails for %s', async (_what, args, code) => {
    const { status, stdout } = await inToto(await createChain(), [...VERIFY, ...args]);
    expect(status).toBe(1);
    expect(stdout).toContain(`FAILED: ${code}`);
  });

  it.each([
    ['a parameter without a value', ['--parameters', 'NAME'], '--parameters NAME: give NAME=VALUE. [ERR_USAGE]'],
    ['a parameter without a name', ['--parameters', '=x'], '--parameters =x: give NAME=VALUE. [ERR_USAGE]'],
    [
      'a report of no format',
      ['--report', 'r.pdf'],
      '--report r.pdf: give a file with one of .txt, .json, .html, .sarif, .xml, .md, .mmd, .dot. [ERR_USAGE]',
    ],
    ['no time', ['--at', 'tomorrow'], '--at tomorrow: give a time in UTC as YYYY-MM-DDTHH:MM:SSZ. [ERR_USAGE]'],
    ['a parameter twice', ['--parameters', 'A=1', 'A=2'], '--parameters A is given twice. [ERR_USAGE]'],
    [
      'no time for inspections',
      ['--inspection-timeout', '0'],
      '--inspection-timeout 0: give a whole number of seconds from 1. [ERR_USAGE]',
    ],
    [
      'a step that the layout does not have',
      ['--only', 'write', 'other'],
      '"other" is no step of the layout. Its steps are "write", "pack". [ERR_STEP_UNKNOWN]',
    ],
    [
      'an inspection alone',
      ['--only', 'look'],
      '"look" is an inspection, and those are run only where the whole chain is verified. Its steps are "write", "pack". [ERR_STEP_UNKNOWN]',
    ],
    ['a folder of links that is not there', ['--link-dir', 'absent'], 'absent does not exist. [ERR_FILE_NOT_FOUND]'],
    ['a file as the folder of links', ['--link-dir', 'alice'], 'alice is not a directory. [ERR_FILE_NOT_REGULAR]'],
    ['a layout that is not there', ['-l', 'absent'], 'absent does not exist. [ERR_FILE_NOT_FOUND]'],
    [
      'a private key',
      ['-k', 'owner'],
      'owner: The bytes look like a private key (PKCS#8); expected a public key. Keep it to yourself; `in-toto key convert` writes its public key [ERR_KEY_PRIVATE]',
    ],
  ])('refuses %s', async (_what, args, message) => {
    const { status, stdout, stderr } = await inToto(await createChain(), [...VERIFY, ...args]);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `in-toto: ${message}\n` });
  });

  it('gives up on an inspection that takes too long', async () => {
    const cwd = await createChain();
    const step = ['--step', 'write', '--signers', 'alice.pub'];
    const layout = ['layout', 'new', 'slow.layout', '-k', 'owner', ...step, '--inspection', 'slow', '--run'];
    await inToto(cwd, [...layout, `${process.execPath} -e 'setTimeout(() => {}, 60_000)'`]);
    const args = ['verify', '-l', 'slow.layout', '-k', 'owner.pub', '--inspection-timeout', '1', '--json'];
    const { status, stdout } = await inToto(cwd, args);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ failures: [{ details: { cause: { code: 'ERR_COMMAND_TIMEOUT' } } }] });
  });

  it('wraps text at COLUMNS', async () => {
    const { stdout } = await inToto(await createChain(), VERIFY, { env: { COLUMNS: '50' } });
    const prose = stdout.split('\n').filter((line) => !/[0-9a-f/]{20}/.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(50);
  });
});
