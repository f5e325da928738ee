import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../bin/in-toto-run.js', import.meta.url));
/** Prints at the end which of Node's own modules were loaded. */
const LISTING = `process.once('exit', () => console.log(JSON.stringify(process.moduleLoadList)));`;

it('starts without what a step without a command does not use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-start-up-'));
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(folder, 'key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const preload = `data:text/javascript,${encodeURIComponent(LISTING)}`;
    const words = ['--import', preload, PROGRAM, '-n', 'x', '-x', '--signing-key', 'key'];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/^x\.[0-9a-f]{8}\.link$/));
    const loaded = JSON.parse(stdout) as string[];
    expect(loaded).toContain('NativeModule crypto');
    for (const name of ['child_process', 'readline', 'timers/promises', 'internal/crypto/webcrypto']) {
      expect(loaded).not.toContain(`NativeModule ${name}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
