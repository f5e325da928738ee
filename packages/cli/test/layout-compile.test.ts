import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, inToto, readLayout } from './in-toto.ts';

const SOURCE = `expires: 90d
keys:
  alice: ../alice.pub # writes
steps:
  - name: write
    signers: [alice]
    materials: [DISALLOW *]
    products: [CREATE src/*, DISALLOW *]
`;
const COMPILE = ['layout', 'compile', 'plans/plan.yaml', 'root.layout'];

describe('in-toto layout compile', () => {
  it('makes a layout that can be signed and linted', async () => {
    const cwd = await createWorkshop({ 'plans/plan.yaml': SOURCE });
    expect(await inToto(cwd, COMPILE)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect((await inToto(cwd, ['sign', '-f', 'root.layout', '-k', 'owner'])).status).toBe(0);
    expect((await inToto(cwd, ['layout', 'lint', 'root.layout'])).status).toBe(0);
    const { metadata, layout } = await readLayout(join(cwd, 'root.layout'));
    expect(metadata).toMatchObject({ container: 'metablock', signatures: [{}] });
    expect(layout.steps[0]).toMatchObject({
      name: 'write',
      pubkeys: [expect.stringMatching(`^${ALICE}`)],
      expectedProducts: [
        ['CREATE', 'src/*'],
        ['DISALLOW', '*'],
      ],
    });
    expect((await inToto(cwd, COMPILE)).stderr).toContain('ERR_WRITE_EXISTS');
    expect((await inToto(cwd, [...COMPILE, '--force', '--use-dsse'])).status).toBe(0);
    expect((await readLayout(join(cwd, 'root.layout'))).metadata.container).toBe('dsse');
  });

  it.each([
    [
      SOURCE.replace('signers', 'signer'),
      /plans\/plan\.yaml.*line 6: steps\.0\.signer is unknown here.*\[ERR_SOURCE_FORMAT\]/,
    ],
    [SOURCE.replace('alice.pub', 'absent.pub'), /absent\.pub.*\[ERR_FILE_NOT_FOUND\]/],
    [SOURCE.replace('[alice]', '[]'), /Step "write" asks for 1 functionaries.*\[ERR_LAYOUT_UNSOUND\]/],
  ])('refuses a source in one line', async (source, message) => {
    const cwd = await createWorkshop({ 'plans/plan.yaml': source });
    const { status, stdout, stderr } = await inToto(cwd, COMPILE);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});
