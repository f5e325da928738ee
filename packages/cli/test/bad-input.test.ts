import { execFileSync } from 'node:child_process';
import { mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { someOf } from '@intoto-tests/support';
import {
  createEnvelope,
  createLayout,
  createLink,
  createMetablock,
  createSigner,
  createStep,
  encodeLayout,
  encodeLink,
  loadPrivateKey,
  type Metadata,
  nodeBackend as backend,
  signMetadata,
  type Step,
  writeMetadata,
} from '@intoto/node';
import { beforeAll, describe, expect, it } from 'vitest';

import { ALICE } from './in-toto.ts';
import { createTemporaryDirectory, type Files, type Outcome, runProgram } from './programs.ts';
import { KEYS } from './reference-cases.ts';

const LINK = `write.${ALICE}.link`;
const MEBIBYTE = 1024 * 1024;

async function signAs(metadata: Metadata, by: string): Promise<string> {
  const signer = await createSigner(await loadPrivateKey(KEYS[by] ?? '', { backend }), { backend });
  return writeMetadata(await signMetadata(metadata, signer));
}

async function createRoot(step: Partial<Step> = {}): Promise<string> {
  const { publicKey } = await loadPrivateKey(KEYS['alice'] ?? '', { backend });
  const pubkeys = step.pubkeys ?? [publicKey.keyId];
  const expectedProducts = [
    ['CREATE', 'hello.txt'],
    ['DISALLOW', '*'],
  ];
  const layout = createLayout({
    expires: '2099-01-01T00:00:00Z',
    keys: [publicKey],
    steps: [createStep({ name: 'write', expectedProducts, ...step, pubkeys })],
  });
  return signAs(createMetablock(encodeLayout(layout)), 'owner');
}

const linkOf = (...products: readonly string[]): Promise<string> => {
  const artifacts = products.map((name) => [name, { sha256: 'ab'.repeat(32) }] as const);
  const link = createLink({ name: 'write', products: new Map(artifacts) });
  return signAs(createMetablock(encodeLink(link)), 'alice');
};

let good: Files = {};
beforeAll(async () => {
  good = { ...KEYS, 'root.layout': await createRoot(), [LINK]: await linkOf('hello.txt') };
});

/** What may be wrong with a file: its content, or something done to its path. */
type Fault = string | ((path: string) => unknown);

const directory: Fault = (path) => mkdir(path);
const pipe: Fault = (path) => void execFileSync('mkfifo', [path]);
const absent: Fault = () => {};
const sparse: Fault = async (path) => {
  const file = await open(path, 'wx');
  await file.truncate(100 * MEBIBYTE);
  await file.close();
};
const nested = '['.repeat(10_000);

async function createFaulty(name: string, fault: Fault): Promise<string> {
  const { [name]: _left, ...files } = good;
  const cwd = await createTemporaryDirectory(typeof fault === 'string' ? { ...files, [name]: fault } : files);
  if (typeof fault !== 'string') await fault(join(cwd, name));
  return cwd;
}

/** Runs a program and checks what holds for all bad input: no stack trace, nothing written, no waiting. */
async function run(cwd: string, [program = '', ...args]: readonly string[]): Promise<Outcome> {
  const before = await readdir(cwd);
  const outcome = await runProgram(cwd, program, args);
  expect(outcome.stderr + outcome.stdout).not.toMatch(/^\s+at |\bnode:|TypeError|RangeError|undefined|\[object/m);
  expect(await readdir(cwd)).toEqual(before);
  return outcome;
}

const VERIFY = ['in-toto', 'verify', '-l', 'root.layout', '-k', 'owner.pub'];
const VERIFY_DROP_IN = ['in-toto-verify', '-l', 'root.layout', '--verification-keys', 'owner.pub'];
const onUnix = process.platform === 'win32' ? [] : ([['a pipe', pipe, 'ERR_FILE_NOT_REGULAR']] as const);

const BAD_FILES: readonly (readonly [what: string, fault: Fault, code: string])[] = [
  ['nothing', absent, 'ERR_FILE_NOT_FOUND'],
  ['a directory', directory, 'ERR_FILE_NOT_REGULAR'],
  ...onUnix,
  ['an empty file', '', 'ERR_JSON_SYNTAX'],
  ['JSON cut off', '{"signatures": [], "signed": {"_type": "lay', 'ERR_JSON_SYNTAX'],
  ['ten thousand brackets', nested, 'ERR_JSON_DEPTH'],
  ['ten thousand pairs of brackets', nested + ']'.repeat(10_000), 'ERR_JSON_DEPTH'],
  ['a sparse file of 100 MiB', sparse, 'ERR_JSON_SIZE'],
  ['text that is no JSON', 'hello\n', 'ERR_JSON_SYNTAX'],
  ['another kind of JSON', '[1]', 'ERR_METADATA_FORMAT'],
];

describe('as a layout', () => {
  it.each(someOf(BAD_FILES))('%s ends verification and signing in one line', async (_what, fault, code) => {
    const cwd = await createFaulty('root.layout', fault);
    const line = (start: string): RegExp => new RegExp(`^${start}[^\n]*\\[${code}\\]\n$`);
    const verify = await run(cwd, VERIFY);
    expect({ ...verify, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(verify.stderr).toMatch(line('in-toto: root.layout'));
    const dropIn = await run(cwd, VERIFY_DROP_IN);
    expect({ ...dropIn, stderr: '' }).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(dropIn.stderr).toMatch(line(String.raw`\(in-toto-verify\) root.layout`));
    const sign = await run(cwd, ['in-toto', 'sign', '-f', 'root.layout', '-k', 'owner']);
    expect({ ...sign, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(sign.stderr).toMatch(line('in-toto: root.layout'));
    const signDropIn = await run(cwd, ['in-toto-sign', '-f', 'root.layout', '-k', 'owner']);
    expect({ ...signDropIn, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(signDropIn.stderr).toMatch(line('The following error occurred while loading the file: root.layout'));
  });
});

const BAD_LINKS: readonly (readonly [what: string, fault: Fault, code: string])[] = [
  ['nothing', absent, 'ERR_LINK_NOT_FOUND'],
  ['a directory', directory, 'ERR_LINK_NOT_FOUND'],
  ...(process.platform === 'win32' ? [] : ([['a pipe', pipe, 'ERR_LINK_NOT_FOUND']] as const)),
  ['an empty file', '', 'ERR_LINK_FORMAT'],
  ['JSON cut off', '{"signatures": [], "signed": {"_type": "li', 'ERR_LINK_FORMAT'],
  ['ten thousand brackets', nested, 'ERR_LIMIT'],
  ['a sparse file of 100 MiB', sparse, 'ERR_LIMIT'],
  ['another kind of JSON', '{"signatures": [], "signed": {"_type": "x"}}', 'ERR_LINK_FORMAT'],
];

describe('as a link', () => {
  it.each(someOf(BAD_LINKS))('%s fails verification with a report', async (_what, fault, code) => {
    const cwd = await createFaulty(LINK, fault);
    const { status, stdout, stderr } = await run(cwd, VERIFY);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^FAILED: .*\n[^]*\nFAILED: ${code}\n$`));
    const dropIn = await run(cwd, VERIFY_DROP_IN);
    expect({ status: dropIn.status, stdout: dropIn.stdout }).toEqual({ status: 1, stdout: '' });
    expect(dropIn.stderr).toContain(`\nFAILED: ${code}\n`);
  });

  it.each(someOf(BAD_FILES))('%s ends match-products in one line', async (_what, fault, code) => {
    const cwd = await createFaulty(LINK, fault);
    const own = await run(cwd, ['in-toto', 'match-products', '-l', LINK]);
    expect({ ...own, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(own.stderr).toMatch(new RegExp(`^in-toto: ${LINK}[^\n]*\\[${code}\\]\n$`));
    const dropIn = await run(cwd, ['in-toto-match-products', '-l', LINK]);
    expect({ ...dropIn, stderr: '' }).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(dropIn.stderr).toMatch(new RegExp(`^in-toto-match-products: ${LINK}[^\n]*\\[${code}\\]\n$`));
  });
});

const BAD_KEYS: readonly (readonly [what: string, fault: Fault, code: string])[] = [
  ['nothing', absent, 'ERR_FILE_NOT_FOUND'],
  ['a directory', directory, 'ERR_FILE_NOT_REGULAR'],
  ...onUnix,
  ['an empty file', '', 'ERR_KEY_FORMAT'],
  ['text', 'not a key\n', 'ERR_KEY_FORMAT'],
  ['PEM cut off', '-----BEGIN PUBLIC KEY-----\nMCow', 'ERR_KEY_FORMAT'],
  ['a sparse file of 100 MiB', sparse, 'ERR_KEY_FORMAT'],
];

describe('as a key', () => {
  it.each(someOf(BAD_KEYS))('%s ends verification in one line', async (_what, fault, code) => {
    const cwd = await createFaulty('owner.pub', fault);
    const own = await run(cwd, VERIFY);
    expect({ ...own, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(own.stderr).toMatch(new RegExp(`^in-toto: owner\\.pub[^\n]*\\[${code}\\]\n$`));
    const dropIn = await run(cwd, VERIFY_DROP_IN);
    expect({ ...dropIn, stderr: '' }).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(dropIn.stderr).toMatch(new RegExp(`^\\(in-toto-verify\\) owner\\.pub[^\n]*\\[${code}\\]\n$`));
  });

  it.each(someOf(BAD_KEYS))('%s ends a step in one line, before its command is run', async (_what, fault, code) => {
    const cwd = await createFaulty('alice', fault);
    const command = ['--', process.execPath, '-e', 'fs.writeFileSync("ran", "")'];
    const own = await run(cwd, ['in-toto', 'run', '-n', 'x', '-k', 'alice', ...command]);
    expect({ ...own, stderr: '' }).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(own.stderr).toMatch(new RegExp(`^in-toto: alice[^\n]*\\[${code}\\]\n$`));
    const dropIn = await run(cwd, ['in-toto-run', '-n', 'x', '--signing-key', 'alice', ...command]);
    expect({ ...dropIn, stderr: '' }).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(dropIn.stderr).toMatch(new RegExp(`^\\(in-toto-run\\) alice[^\n]*\\[${code}\\]\n$`));
  });

  it('an encrypted one with a wrong password ends a step', async () => {
    const cwd = await createTemporaryDirectory(good);
    const own = await run(cwd, ['in-toto', 'run', '-n', 'x', '-k', 'alice.enc', '-P', 'wrong', '-x']);
    expect(own).toEqual({
      status: 2,
      stdout: '',
      stderr: 'in-toto: alice.enc: The password does not decrypt the private key [ERR_KEY_PASSWORD]\n',
    });
  });
});

async function failVerification(files: Files): Promise<string> {
  const cwd = await createTemporaryDirectory({ ...good, ...files });
  const { status, stdout } = await run(cwd, VERIFY);
  expect(status).toBe(1);
  expect((await run(cwd, VERIFY_DROP_IN)).status).toBe(1);
  return stdout;
}

describe('in a chain', () => {
  it('nothing wrong passes', async () => {
    const cwd = await createTemporaryDirectory(good);
    expect((await run(cwd, VERIFY)).status).toBe(0);
    expect(await run(cwd, VERIFY_DROP_IN)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('a link directory that does not exist is said', async () => {
    const cwd = await createTemporaryDirectory(good);
    expect(await run(cwd, [...VERIFY, '--link-dir', 'absent'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'in-toto: absent does not exist. [ERR_FILE_NOT_FOUND]\n',
    });
    const dropIn = await run(cwd, [...VERIFY_DROP_IN, '--link-dir', 'absent']);
    expect(dropIn.status).toBe(1);
    expect(dropIn.stderr).toMatch(
      /^\(in-toto-verify\) --link-dir: absent does not exist\. \[ERR_FILE_NOT_FOUND\]\nFAILED: /,
    );
  });

  it('a step that nobody may sign fails', async () => {
    expect(await failVerification({ 'root.layout': await createRoot({ pubkeys: [] }) })).toContain(
      'FAILED: ERR_LINK_NOT_FOUND',
    );
  });

  it('an artifact called __proto__ is an artifact', async () => {
    const stdout = await failVerification({ [LINK]: await linkOf('hello.txt', '__proto__') });
    expect(stdout).toContain('FAILED: ERR_RULE_DISALLOW');
    expect(stdout).toContain('__proto__');
  });

  it('an envelope around something else fails', async () => {
    const envelope = createEnvelope(encodeLink(createLink({ name: 'write' })));
    const text = await signAs({ ...envelope, payload: new TextEncoder().encode('{"_type": "li') }, 'alice');
    expect(await failVerification({ [LINK]: text })).toContain('FAILED: ERR_LINK_FORMAT');
  });
});
