import { appendFile, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createWorkshop, inToto, readLayout, script } from './in-toto.ts';

const INFER = ['layout', 'infer', 'root.layout', '--from-links', 'links', '--functionaries', 'alice.pub', 'bob.pub'];

async function must(cwd: string, args: readonly string[]): Promise<void> {
  expect(await inToto(cwd, args)).toMatchObject({ status: 0, stderr: '' });
}

/** Alice writes, Bob packs; the product is in `out`. */
async function rehearse(): Promise<string> {
  const cwd = await createWorkshop({ 'src/a.c': 'int main;\n', 'src/b.c': '\n' });
  await mkdir(join(cwd, 'links'));
  await mkdir(join(cwd, 'out'));
  await must(cwd, ['run', '-n', 'write', '-k', 'alice', '-p', 'src', '-d', 'links', '--', ...script('')]);
  const pack = script("require('node:fs').writeFileSync('out.bin', 'packed')");
  await must(cwd, ['run', '-n', 'pack', '-k', 'bob', '-m', 'src', '-p', 'out.bin', '-d', 'links', '--', ...pack]);
  return cwd;
}

describe('in-toto layout infer', () => {
  it('writes a layout that verifies the rehearsal and notices a change', async () => {
    const cwd = await rehearse();
    await must(cwd, [...INFER, '--expires', '90d']);
    await must(cwd, ['layout', 'lint', 'root.layout']);
    await must(cwd, ['sign', '-f', 'root.layout', '-k', 'owner']);
    await rename(join(cwd, 'out.bin'), join(cwd, 'out/out.bin'));
    const verify = ['verify', '-l', '../root.layout', '-k', '../owner.pub', '--link-dir', '../links'];
    await must(join(cwd, 'out'), verify);
    await appendFile(join(cwd, 'out/out.bin'), 'x');
    const { status, stdout } = await inToto(join(cwd, 'out'), verify);
    expect(status).toBe(1);
    expect(stdout).toContain('ERR_RULE_DISALLOW');
  });

  it('leaves the inspection out', async () => {
    const cwd = await rehearse();
    await must(cwd, [...INFER, '--no-inspection', '--use-dsse']);
    const { metadata, layout } = await readLayout(join(cwd, 'root.layout'));
    expect(metadata).toMatchObject({ container: 'dsse', signatures: [] });
    expect(layout.inspections).toEqual([]);
    expect(layout.steps.map(({ name }) => name)).toEqual(['write', 'pack']);
  });

  it('believes signed links only, and replaces nothing unasked', async () => {
    const cwd = await rehearse();
    const one = await inToto(cwd, INFER.slice(0, -1));
    expect(one).toMatchObject({ status: 2 });
    expect(one.stderr).toMatch(
      /^in-toto: links[/\\]pack\..*\.link is not signed by any of the --functionaries\. \[ERR_USAGE\]\n$/,
    );
    await must(cwd, INFER);
    expect((await inToto(cwd, INFER)).stderr).toContain('ERR_WRITE_EXISTS');
    const empty = await inToto(cwd, INFER.with(4, 'out'));
    expect(empty.stderr).toBe('in-toto: There are no links to infer a layout from. [ERR_REHEARSAL]\n');
    expect((await inToto(cwd, INFER.with(4, 'absent'))).status).toBe(2);
  });
});
