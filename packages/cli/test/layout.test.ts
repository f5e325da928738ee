import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ALICE, createWorkshop, inToto, readLayout } from './in-toto.ts';

const NEW = ['layout', 'new', 'root.layout'];
const STEP = ['--step', 'write', '--signers', 'alice.pub'];

describe('in-toto layout show', () => {
  it('bears commands that are no text', async () => {
    const layout = {
      _type: 'layout',
      steps: [],
      inspect: [{ name: 'look', run: [{ a: 1 }, null, 'x'] }],
      expires: '2030-01-01T00:00:00Z',
    };
    const cwd = await createWorkshop({ 'odd.layout': JSON.stringify({ signed: layout, signatures: [] }) });
    const { status, stdout, stderr } = await inToto(cwd, ['layout', 'show', 'odd.layout']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('runs      {"a":1} null x');
  });
});

describe('in-toto layout new', () => {
  it('puts options under the step or inspection they follow', async () => {
    const cwd = await createWorkshop();
    const { status, stdout, stderr } = await inToto(
      cwd,
      [
        [...NEW, '--expires', '2099-01-02T03:04:05Z', '--readme', 'what it is for', '-k', 'owner'],
        [...STEP, 'bob.pub', '--threshold', '2', '--expect-products', 'create "a b"', 'DISALLOW *'],
        ['--step', 'pack', '--signers', 'bob.pub', '--expect-command', `tar czf 'a b.tgz' src`],
        ['--expect-materials', 'MATCH * IN src WITH PRODUCTS FROM write', '--expect-products', 'ALLOW *'],
        ['--inspection', 'unpack', '--run', 'tar tzf x.tgz', '--expect-materials', 'MATCH * WITH PRODUCTS FROM pack'],
      ].flat(),
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    const { metadata, layout } = await readLayout(join(cwd, 'root.layout'));
    expect(metadata).toMatchObject({ container: 'metablock', signatures: [{}] });
    expect(layout).toMatchObject({
      expires: '2099-01-02T03:04:05Z',
      readme: 'what it is for',
      steps: [
        {
          name: 'write',
          threshold: 2,
          expectedMaterials: [],
          expectedProducts: [
            ['CREATE', 'a b'],
            ['DISALLOW', '*'],
          ],
        },
        {
          name: 'pack',
          threshold: 1,
          expectedCommand: ['tar', 'czf', 'a b.tgz', 'src'],
          expectedMaterials: [['MATCH', '*', 'IN', 'src', 'WITH', 'PRODUCTS', 'FROM', 'write']],
        },
      ],
      inspections: [{ name: 'unpack', run: ['tar', 'tzf', 'x.tgz'] }],
    });
    expect([...layout.keys.keys()]).toEqual(expect.arrayContaining([...(layout.steps[0]?.pubkeys ?? [])]));
    expect((await inToto(cwd, ['sign', '-f', 'root.layout', '--verify', '-k', 'owner.pub'])).status).toBe(0);
  });

  it('expires after a month and is unsigned unless it is told otherwise', async () => {
    const cwd = await createWorkshop();
    expect((await inToto(cwd, [...NEW, ...STEP])).status).toBe(0);
    const { metadata, layout } = await readLayout(join(cwd, 'root.layout'));
    expect(metadata.signatures).toEqual([]);
    const days = (Date.parse(layout.expires ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(27.9);
    expect(days).toBeLessThan(31.1);
  });

  it('writes an envelope, with an encrypted key too', async () => {
    const cwd = await createWorkshop();
    expect((await inToto(cwd, [...NEW, ...STEP, '--use-dsse', '-k', 'alice.enc', '-P', 'pw'])).status).toBe(0);
    const { metadata } = await readLayout(join(cwd, 'root.layout'));
    expect(metadata).toMatchObject({ container: 'dsse', signatures: [{ keyId: expect.stringMatching(`^${ALICE}`) }] });
  });

  it('replaces a file only with --force', async () => {
    const cwd = await createWorkshop({ 'root.layout': 'precious' });
    const { status, stderr } = await inToto(cwd, [...NEW, ...STEP]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'in-toto: root.layout exists and is not replaced. Remove it or name another file. [ERR_WRITE_EXISTS]\n',
    });
    expect(await readFile(join(cwd, 'root.layout'), 'utf8')).toBe('precious');
    expect((await inToto(cwd, [...NEW, ...STEP, '--force'])).status).toBe(0);
    expect((await readLayout(join(cwd, 'root.layout'))).layout.steps).toHaveLength(1);
  });

  it.each([
    [['--signers', 'alice.pub'], '--signers must follow the --step or --inspection it belongs to.'],
    [[...STEP, '--run', 'x'], '--run belongs to a --inspection; "write" is a --step.'],
    [['--inspection', 'look', '--threshold', '1'], '--threshold belongs to a --step; "look" is a --inspection.'],
    [
      ['--inspection', 'look', '--expect-command', 'x'],
      '--expect-command belongs to a --step; "look" is a --inspection.',
    ],
    [[...STEP, '--signers', 'bob.pub'], '--signers is given twice for "write".'],
    [[...STEP, ...STEP], 'The name "write" is given twice.'],
    [[...STEP, '--inspection', 'write'], 'The name "write" is given twice.'],
    [['--step', ''], '--step "": the name becomes part of a file name, so it cannot be this.'],
    [['--step', '..'], '--step "..": the name becomes part of a file name, so it cannot be this.'],
    [['--inspection', 'a/b'], '--inspection "a/b": the name becomes part of a file name, so it cannot be this.'],
    [['--step', 'write'], '"write" has fewer --signers than its threshold of 1: nobody could ever satisfy it.'],
    [
      [...STEP, 'alice.pub', '--threshold', '2'],
      '"write" has fewer --signers than its threshold of 2: nobody could ever satisfy it.',
    ],
    [[...STEP, '--threshold', '0'], '"write" --threshold 0: give a whole number from 1.'],
    [[...STEP, '--threshold', '1.0'], '"write" --threshold 1.0: give a whole number from 1.'],
    [['--inspection', 'look'], '"look" needs --run COMMAND: an inspection without a command cannot pass.'],
    [
      [...STEP, '--expect-command', "a 'b"],
      '"write" --expect-command: The text cannot be split into words: the quotation is not closed at character 3 of a \'b',
    ],
    [
      [...STEP, '--expect-products', 'CREATE', 'foo'],
      `"write" --expect-products 'CREATE': The rule ["CREATE"] must be CREATE and one pattern. Put the whole rule in quotes.`,
    ],
    [
      [...STEP, '--expect-materials', 'MATCH * WITH PRODUCTS FROM wirte'],
      'Rule 1 of expected_materials of "write" matches "wirte": there is none of that name. It never consumes anything. Correct the name after FROM.',
    ],
    [
      [...STEP, '--expect-materials', 'MATCH * WITH PRODUCTS FROM look', '--inspection', 'look', '--run', 'x'],
      'Rule 1 of expected_materials of "write" matches "look": an inspection, which steps do not see. It never consumes anything. Correct the name after FROM.',
    ],
    [[], 'A layout without steps lets everything pass. Give it a --step.'],
    [[...STEP, '--expires', '0d'], '--expires 0d is not in the future.'],
    [[...STEP, '--expires', '2020-01-01T00:00:00Z'], '--expires 2020-01-01T00:00:00Z is not in the future.'],
    [
      [...STEP, '--expires', 'soon'],
      '--expires soon: give a duration such as 90d, 12h, 6m or 1y, or a time YYYY-MM-DDTHH:MM:SSZ.',
    ],
    [[...STEP, '-P', 'pw'], '--password belongs to --signing-key.'],
  ])('refuses %j', async (args, message) => {
    const cwd = await createWorkshop();
    const before = await readdir(cwd);
    const { status, stderr } = await inToto(cwd, [...NEW, ...args]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `in-toto: ${message} [ERR_USAGE]\n` });
    expect(await readdir(cwd)).toEqual(before);
  });

  it.each([
    [['--step', 'write', '--signers', 'alice'], 'ERR_KEY_PRIVATE'],
    [['--step', 'write', '--signers', 'absent'], 'ERR_FILE_NOT_FOUND'],
    [[...STEP, '-k', 'alice.enc'], 'ERR_KEY_PASSWORD_NEEDED'],
    [[...STEP, '-k', 'alice.enc', '-P', 'wrong'], 'ERR_KEY_PASSWORD'],
    [[...STEP, '-k', 'alice.enc', '-P'], 'ERR_USAGE'],
  ])('writes nothing where a key cannot be used: %j', async (args, code) => {
    const cwd = await createWorkshop();
    const before = await readdir(cwd);
    const { status, stderr } = await inToto(cwd, [...NEW, ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^in-toto: .*\\[${code}\\]\n$`));
    expect(await readdir(cwd)).toEqual(before);
  });
});

describe('in-toto layout show', () => {
  it('prints a layout for people, in lines of at most 80 columns', async () => {
    const cwd = await createWorkshop();
    await inToto(
      cwd,
      [
        [...NEW, '--expires', '2099-01-02T03:04:05Z', '-k', 'owner', ...STEP, '--expect-products', 'CREATE "a b"'],
        ['--inspection', 'look', '--run', 'ls -l', '--expect-products', 'DISALLOW *'],
      ].flat(),
    );
    const { status, stdout } = await inToto(cwd, ['layout', 'show', 'root.layout']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Metablock, signed by [0-9a-f]{16}… \(not checked\)\nexpires 2099-01-02T03:04:05Z\n/);
    expect(stdout).toContain('\nstep write\n    1 of 1 must sign\n      a98cd9297c902016… ed25519\n');
    expect(stdout).toContain('    materials: no rules, so anything is allowed\n    products\n      1. CREATE ');
    expect(stdout).toContain('\ninspection look\n    runs      ls -l\n');
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('shows what somebody would hide', async () => {
    const layout = {
      _type: 'layout',
      steps: [],
      inspect: [],
      keys: {},
      readme: '\u001b[2Jhello',
      expires: '2099-01-01T00:00:00Z',
    };
    const cwd = await createWorkshop({ 'root.layout': JSON.stringify({ signed: layout, signatures: [] }) });
    const { stdout } = await inToto(cwd, ['layout', 'show', 'root.layout']);
    expect(stdout).toContain(String.raw`\u001b[2Jhello`);
    expect(stdout).toContain('not signed');
  });

  it.each([
    ['a link', '{"signatures": [], "signed": {"_type": "link", "name": "x"}}', 'ERR_USAGE'],
    ['something else', '{"signatures": [], "signed": {"_type": "x"}}', 'ERR_MODEL_TYPE'],
    [
      'a layout that is none',
      '{"signatures": [], "signed": {"_type": "layout", "steps": 1, "inspect": []}}',
      'ERR_MODEL_FORMAT',
    ],
  ])('refuses %s', async (_what, text, code) => {
    const cwd = await createWorkshop({ file: text });
    const { status, stderr } = await inToto(cwd, ['layout', 'show', 'file']);
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`^in-toto: file.*\\[${code}\\]\n$`));
  });
});
