import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

const TOOL = fileURLToPath(new URL('../../../tools/key-table.ts', import.meta.url));
const PAGE = fileURLToPath(new URL('../../../docs/keys.md', import.meta.url));

function check(...page: readonly string[]): number | null {
  return spawnSync(process.execPath, ['--conditions=@intoto/source', TOOL, '--check', ...page]).status;
}

it('the table of key kinds is what the tests say', { timeout: 120_000 }, () => {
  expect(check()).toBe(0);
});

it('a table that says more than the tests is noticed', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-key-table-'));
  try {
    const page = join(folder, 'keys.md');
    const text = readFileSync(PAGE, 'utf8');
    const lie = text.replace(/(\| `spki` .*?)–/u, '$1yes');
    expect(lie).not.toBe(text);
    writeFileSync(page, lie);
    expect(check(page)).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
