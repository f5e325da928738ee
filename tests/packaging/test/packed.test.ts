import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PACKAGES } from '../../../tools/floors.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
  readonly bin?: Record<string, string>;
}

/** A folder in which the packages are installed as they would be published: only what `files` lets through. */
let project: string;

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(project, 'node_modules/@intoto', name, 'package.json'), 'utf8')) as Manifest;
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'in-toto-packed-'));
  for (const name of PACKAGES) {
    const target = join(project, 'node_modules/@intoto', name);
    mkdirSync(target, { recursive: true });
    execFileSync('pnpm', ['pack', '--pack-destination', target], { cwd: join(ROOT, 'packages', name), stdio: 'pipe' });
    const [tarball = ''] = readdirSync(target);
    execFileSync('tar', ['xzf', tarball, '--strip-components=1'], { cwd: target });
    for (const dependency of Object.keys(manifestOf(name).dependencies ?? {})) {
      const installed = join(project, 'node_modules', dependency);
      if (dependency.startsWith('@intoto/') || existsSync(installed)) continue;
      mkdirSync(dirname(installed), { recursive: true });
      // Third-party packages, with what they need beside them, from the workspace's own installation.
      symlinkSync(join(ROOT, 'packages', name, 'node_modules', dependency), installed);
    }
  }
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the packages as published', () => {
  it.each([...PACKAGES])('@intoto/%s can be imported and required', (name) => {
    const script = `import('@intoto/${name}').then((m) => console.log(JSON.stringify([Object.keys(m).length, Object.keys(require('@intoto/${name}')).length])))`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: project, encoding: 'utf8' });
    expect(stderr).toBe('');
    const [imported, required] = JSON.parse(stdout) as [number, number];
    expect(imported).toBeGreaterThan(0);
    expect(required).toBeGreaterThanOrEqual(imported);
  });

  it.each([...PACKAGES])('@intoto/%s depends on released versions only', (name) => {
    const { dependencies = {}, peerDependencies = {} } = manifestOf(name);
    const versions = [...Object.values(dependencies), ...Object.values(peerDependencies)];
    expect(versions.filter((version) => /^(workspace|catalog|link|file):/u.test(version))).toEqual([]);
  });

  it('bring programs that start from anywhere', () => {
    const programs = PACKAGES.flatMap((name) =>
      Object.entries(manifestOf(name).bin ?? {}).map(
        ([program, path]) => [program, join(project, 'node_modules/@intoto', name, path)] as const,
      ),
    );
    expect(programs).toHaveLength(8);
    for (const [name, path] of programs) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, '--help'], {
        cwd: tmpdir(),
        encoding: 'utf8',
      });
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
      expect(stdout).toContain(`usage: ${name}`);
    }
  });

  it.each([
    ['pkcs11:token=x', 'signer-pkcs11'],
    ['ssh-agent:', 'signer-ssh-agent'],
  ])('brings programs that say what to install for %s', (uri, name) => {
    const run = (program: string, ...args: readonly string[]): { status: number | null; text: string } => {
      const path = join(project, 'node_modules/@intoto/cli/bin', program);
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
        cwd: project,
        encoding: 'utf8',
      });
      return { status, text: stdout + stderr };
    };
    const installed = join(project, 'node_modules/@intoto', name);
    const key = ['-n', 's', '--no-command', '--signing-key', uri];
    renameSync(installed, `${installed}-away`);
    for (const [program, args, status] of [
      ['in-toto.js', ['run', ...key], 2],
      ['in-toto-run.js', key, 1],
    ] as const) {
      const outcome = run(program, ...args);
      expect(outcome.status).toBe(status);
      expect(outcome.text).toMatch(/^[^\n]*\[ERR_SIGNER_NOT_INSTALLED\]\n$/u);
      expect(outcome.text).toContain(`npm install @intoto/${name}`);
    }
    renameSync(`${installed}-away`, installed);
    expect(run('in-toto.js', 'run', ...key).text).toMatch(/ERR_(?:PKCS11|SSH_AGENT)_/u);
  });

  it('bring the licences of what their programs are bundled with', () => {
    const notices = readFileSync(join(project, 'node_modules/@intoto/cli/dist/third-party-licenses.txt'), 'utf8');
    expect(notices).toMatch(/^argparse [\d.]+ \(PSF-2\.0\)\n\nPYTHON SOFTWARE FOUNDATION LICENSE/mu);
    expect(notices).toMatch(/^@noble\/hashes [\d.]+ \(MIT\)\n\nThe MIT License/mu);
  });

  it('bring the conformance vectors', () => {
    const { bin } = manifestOf('conformance');
    const program = join(project, 'node_modules/@intoto/conformance', bin?.['in-toto-conformance'] ?? '');
    const { status, stdout } = spawnSync(process.execPath, [program, '--list'], { cwd: tmpdir(), encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout.split('\n').length).toBeGreaterThan(500);
  });

  it('refuses to be bundled for a browser where it needs Node', async () => {
    const { build } = await import('esbuild');
    const bundle = build({
      stdin: { contents: `import '@intoto/artifacts'`, resolveDir: project },
      bundle: true,
      write: false,
      platform: 'browser',
      logLevel: 'silent',
    });
    await expect(bundle).rejects.toThrow(/artifacts/u);
  });
});
