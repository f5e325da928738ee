import { execFileSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createGpgHome, withGpg } from '@intoto-tests/gnupg';
import { expect, it, onTestFinished } from 'vitest';

import { readGuide } from './guide.ts';
import { createTemporaryDirectory } from './programs.ts';

const IN_TOTO = fileURLToPath(new URL('../bin/in-toto.js', import.meta.url));
/** Nobody is there to type a passphrase; all else is as the guide's reader has it. */
const GPG = `exec "$GPG" --batch --quiet --pinentry-mode loopback --passphrase '' "$@"`;

withGpg('the guide for GPG', () => {
  it('has commands that work from start to finish', async () => {
    const home = createGpgHome();
    onTestFinished(home.remove);
    const cwd = await createTemporaryDirectory();
    const bin = join(cwd, 'bin');
    await mkdir(bin);
    const programs = { gpg: GPG, gpg2: GPG, 'in-toto': `exec "${process.execPath}" "${IN_TOTO}" "$@"` };
    for (const [name, script] of Object.entries(programs)) {
      await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
      await chmod(join(bin, name), 0o700);
    }
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      GPG: execFileSync('sh', ['-c', 'command -v gpg'], { encoding: 'utf8' }).trim(),
      GNUPGHOME: home.directory,
      NODE_OPTIONS: '',
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    };
    delete env['GNUPG'];
    const output = execFileSync('sh', ['-eu'], {
      cwd,
      env,
      input: (await readGuide('gpg.md', 'Start to finish')).join('\n'),
    }).toString();
    expect(output.match(/^PASSED: /gm)).toHaveLength(2);
    expect(output.match(/GnuPG, and in-toto where gpg signs: the fingerprint/g)).toHaveLength(2);
  });
});
