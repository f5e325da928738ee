import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { CHAIN } from '../../../examples/demo-chain/chain.ts';
import { createWorkshop, inToto, readLayout } from './in-toto.ts';

const AT = ['--at', '2026-06-01T12:00:00Z'];
const NEW = ['layout', 'new', 'root.layout', '--expires', '2030-01-01T00:00:00Z'];
const SLOPPY = [
  ...NEW,
  '-k',
  'owner',
  '--step',
  'write',
  '--signers',
  'alice.pub',
  '--expect-products',
  'CREATE src/**',
];

/** The commands of the demo that lay down layouts, as arguments. */
const DEMO_LAYOUTS = CHAIN.flatMap(({ scenes }) => scenes)
  .flatMap(({ command }) => /in-toto layout new [\s\S]*?(?= &&|$)/u.exec(command) ?? [])
  .map((command) =>
    [...command.replaceAll('\\\n', '').matchAll(/'([^']*)'|(\S+)/gu)].map(([, a, b]) => a ?? b ?? '').slice(1),
  );

describe('in-toto layout lint', () => {
  it('finds nothing in the layouts of the demo', async () => {
    expect(DEMO_LAYOUTS).toHaveLength(2);
    for (const [at, args] of DEMO_LAYOUTS.entries()) {
      const cwd = await createWorkshop();
      for (const who of ['bob', 'carl', 'dana', 'erin', 'frank'])
        expect((await inToto(cwd, ['key', 'new', `its-${who}`])).status).toBe(0);
      const file = `demo-${at}.layout`;
      const words = args.map((word) =>
        word.endsWith('.pub') ? `its-${word}` : word === 'erin' ? 'owner' : word === args[2] ? file : word,
      );
      expect(await inToto(cwd, words)).toMatchObject({ status: 0, stderr: '' });
      expect(await inToto(cwd, ['layout', 'lint', file])).toEqual({
        status: 0,
        stdout: '0 errors, 0 warnings, 0 notes\n',
        stderr: '',
      });
    }
  });

  it('says what is wrong, where, and what to do', async () => {
    const cwd = await createWorkshop();
    expect((await inToto(cwd, SLOPPY)).status).toBe(0);
    const { status, stdout, stderr } = await inToto(cwd, ['layout', 'lint', 'root.layout', ...AT]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(
      [
        'warning LINT_OPEN_LIST /steps/0/expected_materials',
        '  "write" has no expected_materials: anything is allowed.',
        '  To do: End the list with DISALLOW *; where anything may come, say so: ALLOW *.',
        '',
        'warning LINT_PATTERN_GLOBSTAR /steps/0/expected_products/0',
        '  "src/**": ** means what * means, any text with "/" in it; "**/a" does not',
        '  match "a".',
        '  To do: Write *. (--fix does it)',
        '',
        'warning LINT_OPEN_LIST /steps/0/expected_products',
        '  expected_products of "write" do not end with DISALLOW *: what no rule mentions',
        '  is allowed.',
        '  To do: End the list with DISALLOW *; where anything may come, say so: ALLOW *.',
        '  (--fix does it)',
        '',
        '0 errors, 3 warnings, 0 notes',
        '',
      ].join('\n'),
    );
  });

  it('prints JSON', async () => {
    const cwd = await createWorkshop();
    await inToto(cwd, SLOPPY);
    const { status, stdout } = await inToto(cwd, ['layout', 'lint', 'root.layout', '--json', ...AT]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      file: 'root.layout',
      findings: [{ code: 'LINT_OPEN_LIST' }, { code: 'LINT_PATTERN_GLOBSTAR' }, { code: 'LINT_OPEN_LIST' }],
    });
  });

  it.each([[[]], [['--use-dsse']]])('fixes in place and drops signatures, %j', async (container) => {
    const cwd = await createWorkshop();
    await inToto(cwd, [...SLOPPY, ...container]);
    const { status, stdout, stderr } = await inToto(cwd, ['layout', 'lint', 'root.layout', '--fix', ...AT]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'in-toto: root.layout: 2 fixed. Its signatures are gone with the change: sign it again.\n',
    });
    expect(stdout).toMatch(/0 errors, 1 warning, 0 notes\n$/);
    const { metadata, layout } = await readLayout(join(cwd, 'root.layout'));
    expect(metadata).toMatchObject({ container: container.length === 0 ? 'metablock' : 'dsse', signatures: [] });
    expect(layout.steps[0]?.expectedProducts).toEqual([
      ['CREATE', 'src/*'],
      ['DISALLOW', '*'],
    ]);
  });

  it('judges expiry for the time that it is given', async () => {
    const cwd = await createWorkshop();
    const sound = ['--expect-materials', 'DISALLOW *', '--expect-products', 'CREATE *', 'DISALLOW *'];
    await inToto(cwd, [...NEW, '--step', 'write', '--signers', 'alice.pub', ...sound]);
    expect((await inToto(cwd, ['layout', 'lint', 'root.layout', ...AT])).status).toBe(0);
    const late = await inToto(cwd, ['layout', 'lint', 'root.layout', '--at', '2030-01-01T00:00:00Z']);
    expect(late.status).toBe(1);
    expect(late.stdout).toContain('LINT_EXPIRED');
  });

  it.each([
    [['root.layout', '--at', 'soon'], /--at soon: give a time/],
    [['absent'], /ERR_FILE_NOT_FOUND/],
    [['alice.pub'], /alice\.pub/],
  ])('refuses %j', async (args, message) => {
    const cwd = await createWorkshop();
    await inToto(cwd, SLOPPY);
    const { status, stderr } = await inToto(cwd, ['layout', 'lint', ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});
