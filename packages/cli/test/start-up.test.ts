import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../bin/in-toto-run.js', import.meta.url));
/** Prints at the end which of Node's own modules were loaded. */
const LISTING = `process.once('exit', () => console.log(JSON.stringify(process.moduleLoadList)));`;

it('starts without what a step without a command does not use', () => {
  withKey((folder) => {
    const preload = `data:text/javascript,${encodeURIComponent(LISTING)}`;
    const words = ['--import', preload, PROGRAM, '-n', 'x', '-x', '--signing-key', 'key'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/^x\.[0-9a-f]{8}\.link$/));
    const loaded = JSON.parse(stdout) as string[];
    expect(loaded).toContain('NativeModule crypto');
    for (const name of [
      'child_process',
      'readline',
      'timers/promises',
      'internal/crypto/webcrypto',
      'internal/fs/promises',
    ]) {
      expect(loaded).not.toContain(`NativeModule ${name}`);
    }
  });
});

it('starts from few files, without the parser of arguments', () => {
  withKey((folder) => {
    const coverage = join(folder, 'coverage');
    const words = [PROGRAM, '-n', 'x', '-x', '--signing-key', 'key'];
    const env = { ...process.env, NODE_V8_COVERAGE: coverage };
    expect(spawnSync(process.execPath, words, { cwd: folder, env }).status).toBe(0);
    const [report = ''] = readdirSync(coverage);
    const { result } = JSON.parse(readFileSync(join(coverage, report), 'utf8')) as {
      readonly result: readonly { readonly url: string }[];
    };
    const files = result.flatMap(({ url }) => (url.startsWith('file:') ? [fileURLToPath(url)] : []));
    expect(files).toContain(PROGRAM);
    expect(files.length).toBeLessThan(7);
    const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(sources).toContain('async function runStep(');
    expect(sources).not.toContain('class ArgumentParser');
  });
});

function withKey(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-start-up-'));
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(folder, 'key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
