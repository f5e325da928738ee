import { describe, expect, it } from 'vitest';

import { loadAllCommands } from '../src/in-toto/command-list.ts';
import { VERSION } from '../src/version.ts';
import { createTemporaryDirectory, runProgram } from './programs.ts';

const COMMANDS = await loadAllCommands();

const DROP_INS: readonly (readonly [program: string, options: readonly string[]])[] = [
  [
    'in-toto-run',
    [
      ['-n', '--step-name', '-m', '--materials', '-p', '--products', '-s', '--record-streams', '-x', '--no-command'],
      ['-P', '--password', '-g', '--gpg', '--gpg-home', '--signing-key', '--exclude', '--base-path'],
      ['--lstrip-paths', '-d', '--metadata-directory', '--use-dsse', '--run-timeout', '-v', '-q', '--version'],
    ].flat(),
  ],
  [
    'in-toto-record start',
    [
      ['-n', '--step-name', '-m', '--materials', '-P', '--password', '-g', '--gpg', '--gpg-home', '--signing-key'],
      ['--exclude', '--base-path', '--lstrip-paths', '--use-dsse', '-v', '--verbose', '-q', '--quiet'],
    ].flat(),
  ],
  ['in-toto-record stop', ['-p', '--products', '-d', '--metadata-directory', '--use-dsse', '--signing-key']],
  ['in-toto-mock', ['-n', '--name', '--use-dsse', '--version']],
  ['in-toto-match-products', ['-l', '--link', '-p', '--paths', '-e', '--exclude', '--lstrip-paths', '-v', '--verbose']],
  [
    'in-toto-sign',
    ['-f', '--file', '-k', '--key', '-p', '--prompt', '-g', '--gpg', '--gpg-home', '-o', '-a', '--verify', '-v', '-q'],
  ],
  [
    'in-toto-verify',
    ['-l', '--layout', '--verification-keys', '-g', '--gpg', '--link-dir', '--gpg-home', '--inspection-timeout', '-v'],
  ],
];

const PATHS = COMMANDS.flatMap((entry) =>
  'commands' in entry ? [entry.name, ...entry.commands.map(({ name }) => `${entry.name} ${name}`)] : [entry.name],
);

async function help(words: string) {
  const [program = '', ...path] = words.split(' ');
  const outcome = await runProgram(await createTemporaryDirectory(), program, [...path, '--help']);
  expect({ ...outcome, stdout: '' }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(outcome.stdout).toMatch(new RegExp(`^usage: ${words} `));
  const tooWide = outcome.stdout.split('\n').filter((line) => line.length > 80);
  expect(tooWide).toEqual([]);
  return outcome.stdout;
}

describe('help fits 80 columns and names everything:', () => {
  it.each(DROP_INS)('%s', async (words, options) => {
    const text = await help(words);
    const named = new Set(text.match(/(?<![\w-])--?[a-zA-Z][\w-]*/g));
    expect(options.filter((option) => !named.has(option))).toEqual([]);
    if (words !== 'in-toto-record start' && words !== 'in-toto-record stop') return;
    expect(await help('in-toto-record')).toContain('start');
  });

  it.each(DROP_INS)('%s begins with what is required', async (words) => {
    const text = await help(words);
    expect(text.indexOf('Required Named Arguments:')).toBeGreaterThan(0);
    expect(text.indexOf('Required Named Arguments:')).toBeLessThan(text.indexOf('\noptions:'));
  });

  it('in-toto', async () => {
    const text = await help('in-toto');
    for (const { name, help: line } of COMMANDS)
      expect(text).toMatch(new RegExp(`^ {4}${name} +${line.replaceAll('.', String.raw`\.`)}$`, 'm'));
  });

  it.each(PATHS)('in-toto %s', async (path) => {
    expect(await help(`in-toto ${path}`)).toContain('--help');
  });
});

describe('usage', () => {
  it.each(['in-toto', 'in-toto-run', 'in-toto-record', 'in-toto-mock', 'in-toto-sign', 'in-toto-verify'])(
    '%s prints its version',
    async (program) => {
      const outcome = await runProgram(await createTemporaryDirectory(), program, ['--version']);
      expect(outcome).toEqual({ status: 0, stdout: `${program} ${VERSION}\n`, stderr: '' });
    },
  );

  it.each([
    [[], 'in-toto: error: the following arguments are required: COMMAND'],
    [['frobnicate'], "in-toto: error: argument COMMAND: invalid choice: 'frobnicate' (choose from 'run', "],
    [['key'], 'in-toto key: error: the following arguments are required: COMMAND'],
    [['bundle', 'create'], 'bundle create: error: the following arguments are required: -l/--layout, -o/--output'],
    [['verify', '-l', 'x', '-k', 'y', '--profile', 'lax'], "invalid choice: 'lax' (choose from 'strict', 'reference')"],
    [['verify', '-l', 'x', '-k', 'y', '--inspection-timeout', 'long'], "invalid 'int' value: 'long'"],
    [['key', 'id', 'x', '--long'], 'in-toto key id: error: unrecognized arguments: --long\n'],
    [['mock', '-n', 'x', 'make', '-j4'], 'unrecognized arguments: -j4. Write the command after --.\n'],
    [['completion', 'tcsh'], "invalid choice: 'tcsh' (choose from 'bash', 'zsh', 'fish')"],
  ])('in-toto explains what is wrong with %j', async (args, words) => {
    const { status, stdout, stderr } = await runProgram(await createTemporaryDirectory(), 'in-toto', args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^usage: in-toto/);
    expect(stderr).toContain(words);
  });
});
