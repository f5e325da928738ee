import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { createWorkshop, inToto } from './in-toto.ts';

async function withLayout(edit: (text: string) => string = (text) => text): Promise<string> {
  const cwd = await createWorkshop();
  const args = ['layout', 'new', 'root.layout', '-k', 'owner', '--step', 'write', '--signers', 'alice.pub'];
  expect((await inToto(cwd, args)).status).toBe(0);
  const file = join(cwd, 'root.layout');
  await writeFile(file, edit(await readFile(file, 'utf8')));
  return cwd;
}

const DOCTOR = ['layout', 'doctor', 'root.layout', '-k', 'owner.pub'];

describe('in-toto layout doctor', () => {
  it('has nothing to say about what verifies', async () => {
    const cwd = await withLayout();
    const stdout = 'Every key has signed root.layout, and nothing is unusual.\n';
    expect(await inToto(cwd, DOCTOR)).toEqual({ status: 0, stdout, stderr: '' });
  });

  it('says what is wrong and what to do', async () => {
    const cwd = await withLayout((text) =>
      text.replace(/"keyid": "([0-9a-f]{64})",\s*"sig"/u, (found) =>
        found.toUpperCase().replace('KEYID', 'keyid').replace('SIG', 'sig'),
      ),
    );
    const { status, stdout } = await inToto(cwd, DOCTOR);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^DOCTOR_KEY_ID_CASE key [0-9a-f]{8}\n {2}The signature names the key .*\n {2}To do: .*\n$/);
    const changed = await withLayout((text) => text.replace('"write"', '"wrote"'));
    const json = await inToto(changed, [...DOCTOR, '--json']);
    expect(json.status).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      file: 'root.layout',
      found: [{ code: 'DOCTOR_UNEXPLAINED' }],
    });
  });

  it.each([['{}'], ['{'], ['[1]']])('refuses %s in one line', async (text) => {
    const cwd = await withLayout(() => text);
    const { status, stderr } = await inToto(cwd, DOCTOR);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^in-toto: [^\n]+ \[ERR_\w+\]\n$/);
  });
});
