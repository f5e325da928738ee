import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const GATE = fileURLToPath(new URL('../../../tools/boundaries.ts', import.meta.url));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'in-toto-gates-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function plant(
  name: string,
  source: string,
  dependencies: Record<string, string> = {},
  peerDependencies: Record<string, string> = {},
): void {
  const files = { 'package.json': JSON.stringify({ dependencies, peerDependencies }), 'src/index.ts': source };
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, 'packages', name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function judge(): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [GATE, root], { encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

describe('the boundary gate', () => {
  it('lets a downward, declared import pass', () => {
    plant('models', `import { parseJson } from '@intoto/encoding';`, { '@intoto/encoding': 'workspace:^' });
    expect(judge()).toMatchObject({ status: 0 });
  });

  it.each([
    [
      'an upward arrow',
      'encoding',
      `import type { Link } from '@intoto/models';`,
      '@intoto/models',
      'does not point down',
    ],
    [
      'an arrow on the same floor',
      'rules',
      `export { x } from '@intoto/crypto';`,
      '@intoto/crypto',
      'does not point down',
    ],
    [
      'a Node package in a neutral one',
      'report',
      `import '@intoto/artifacts';`,
      '@intoto/artifacts',
      'a neutral package imports a Node package',
    ],
  ])('refuses %s', (_what, name, source, dependency, message) => {
    plant(name, source, { [dependency]: 'workspace:^' });
    const { status, text } = judge();
    expect(status).toBe(1);
    expect(text).toContain(message);
    expect(text).toContain(`packages/${name}/src/index.ts`);
  });

  it('lets an optional package be imported only when somebody asks for it', () => {
    const optional = { '@intoto/signer-pkcs11': 'workspace:^' };
    plant('node', `export const open = () => import('@intoto/signer-pkcs11');`, {}, optional);
    expect(judge()).toMatchObject({ status: 0 });
    plant('node', `import { x } from '@intoto/signer-pkcs11';`, {}, optional);
    const { status, text } = judge();
    expect(status).toBe(1);
    expect(text).toContain('it is optional');
  });

  it.each([
    ['an undeclared import', 'models', `import { parseJson } from '@intoto/encoding';`, 'not among the dependencies'],
    ['an undeclared dynamic import', 'node', `await import('lodash/get');`, 'lodash is not among the dependencies'],
    ['a built-in in a neutral package', 'verifier', `import { readFileSync } from 'node:fs';`, 'Node built-in'],
    ['a built-in without its scheme', 'crypto', `import fs from 'fs';`, 'Node built-in'],
    [
      'an import that leaves the package',
      'rules',
      `import { x } from '../../models/src/x.ts';`,
      'leaves the package folder',
    ],
    ['a package without a floor', 'attic', `import './x.ts';`, 'has no floor'],
  ])('refuses %s', (_what, name, source, message) => {
    plant(name, source);
    const { status, text } = judge();
    expect(status).toBe(1);
    expect(text).toContain(message);
  });

  it('refuses to have checked nothing', () => {
    expect(judge()).toMatchObject({ status: 1 });
  });
});
