import { spawnSync } from 'node:child_process';

import { beforeAll, describe, expect, it } from 'vitest';

import { loadAllCommands } from '../src/in-toto/command-list.ts';
import { createTemporaryDirectory, runProgram } from './programs.ts';

const COMMANDS = await loadAllCommands();

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;
const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { status, stdout, stderr } = await runProgram('.', 'in-toto', ['completion', shell]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    scripts.set(shell, stdout);
  }
});

const scriptFor = (shell: string): string => scripts.get(shell) ?? '';

/** What the function for bash offers, the cursor standing at the end of the words. */
function offers(...words: readonly string[]): readonly string[] {
  const program = `${scriptFor('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _in_toto; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', program, 'bash', ...words], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(!has('bash'))('completion for bash', () => {
  it('offers commands, and the commands of a group', () => {
    expect(offers('in-toto', '')).toEqual(COMMANDS.map(({ name }) => name));
    expect(offers('in-toto', 'ver')).toEqual(['verify']);
    expect(offers('in-toto', 'key', '')).toEqual(['new', 'id', 'show', 'convert', 'public']);
    expect(offers('in-toto', 'record', 'st')).toEqual(['start', 'stop']);
  });

  it('offers the options of a command, wherever they stand', () => {
    expect(offers('in-toto', '-')).toEqual(['-h', '--help', '--version']);
    expect(offers('in-toto', 'run', '-n', 'sign', '--ma')).toEqual(['--materials']);
    expect(offers('in-toto', 'key', 'id', 'x', '--')).toEqual(['--help', '--only', '--legacy', '--short', '--json']);
    expect(offers('in-toto', 'layout', 'new', 'x', '--expect-')).toEqual([
      '--expect-command',
      '--expect-materials',
      '--expect-products',
    ]);
  });

  it('offers values, of short options too, and behind =', () => {
    expect(offers('in-toto', 'verify', '--profile', '')).toEqual(['strict', 'reference']);
    expect(offers('in-toto', 'verify', '--profile', '=', 'r')).toEqual(['reference']);
    expect(offers('in-toto', 'verify', '--profile', '=')).toEqual(['strict', 'reference']);
    expect(offers('in-toto', 'key', 'new', '-t', 'ecdsa-p3')).toEqual(['ecdsa-p384']);
    expect(offers('in-toto', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('leaves files, and the command that is to be run, to bash', () => {
    expect(offers('in-toto', 'verify', '-l', 'root')).toEqual([]);
    expect(offers('in-toto', 'run', '-n', 'x', '--', 'git', '--')).toEqual([]);
  });
});

describe('completion for every shell', () => {
  it.each([
    ['bash', ['-n']],
    ['zsh', ['-n']],
    ['fish', ['--no-execute']],
  ] as const)('is a script without mistakes: %s', async (shell, flags) => {
    const directory = await createTemporaryDirectory({ script: scriptFor(shell) });
    if (has(shell)) {
      const { status, stderr } = spawnSync(shell, [...flags, `${directory}/script`], { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    } else {
      // The shells quote alike enough to count: every quotation that is opened is closed.
      expect(scriptFor(shell).replaceAll(/\\'/g, '').split("'").length % 2).toBe(1);
    }
  });

  it.each(['bash', 'zsh', 'fish'])('names every command and option: %s', (shell) => {
    const words = new Set(scriptFor(shell).match(/[\w-]+/g));
    const expected = COMMANDS.flatMap((entry) => {
      const names: string[] = [entry.name];
      const declare = (flag: unknown): void => {
        // fish is told the bare name
        if (typeof flag === 'string' && flag.startsWith('--')) names.push(shell === 'fish' ? flag.slice(2) : flag);
      };
      const recorder = {
        add_argument: (...args: readonly unknown[]): void => args.forEach(declare),
        add_argument_group: () => recorder,
      };
      for (const command of 'commands' in entry ? entry.commands : [entry]) {
        names.push(command.name);
        command.declare(recorder);
      }
      return names;
    });
    expect(expected.length).toBeGreaterThan(80);
    expect(expected.filter((word) => !words.has(word))).toEqual([]);
  });
});
