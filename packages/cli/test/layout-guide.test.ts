import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { createTemporaryDirectory } from './programs.ts';

const GUIDE = new URL('../../../docs/layouts.md', import.meta.url);
const IN_TOTO = fileURLToPath(new URL('../bin/in-toto.js', import.meta.url));

it('the guide for layouts has commands that work from start to finish', async () => {
  const text = await readFile(GUIDE, 'utf8');
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/u.exec(text) ?? [];
  const prose = text.replaceAll(/```[\s\S]*?```/gu, '');
  const commands = prose.split('\n').filter((line) => line.startsWith('    '));
  const cwd = await createTemporaryDirectory({ 'plan.yaml': yaml });
  await mkdir(join(cwd, 'bin'));
  await writeFile(join(cwd, 'bin/in-toto'), `#!/bin/sh\nexec "${process.execPath}" "${IN_TOTO}" "$@"\n`);
  await chmod(join(cwd, 'bin/in-toto'), 0o700);
  const env = { ...process.env, NODE_OPTIONS: '', PATH: `${join(cwd, 'bin')}:${process.env['PATH'] ?? ''}` };
  const output = execFileSync('sh', ['-eu'], { cwd, env, input: commands.join('\n') }).toString();
  expect(output).toMatch(/^PASSED/m);
  expect(output.match(/^0 errors, 0 warnings, 0 notes$/gm)).toHaveLength(2);
  expect(output).toMatch(/^[1-9]\d* changes tried, 0 unnoticed$/m);
  expect(output).toMatch(/^~ expires .*\(laxer\)$/m);
});
