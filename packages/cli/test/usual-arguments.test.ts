import { THOROUGH } from '@intoto-tests/support';
import type { ArgumentOptions } from 'argparse';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ProgramParser } from '../src/argument-parser.ts';
import type { ProgramTarget } from '../src/argument-target.ts';
import { createParser } from '../src/drop-in/command-line.ts';
import * as matchProducts from '../src/drop-in/match-products.ts';
import * as mock from '../src/drop-in/mock.ts';
import * as record from '../src/drop-in/record.ts';
import * as run from '../src/drop-in/run.ts';
import * as sign from '../src/drop-in/sign.ts';
import * as verify from '../src/drop-in/verify.ts';
import { loadAllCommands } from '../src/in-toto/command-list.ts';
import { ProgramExit } from '../src/program-exit.ts';
import { readUsualArguments } from '../src/usual-arguments.ts';

interface Declaration {
  readonly name: string;
  readonly declare: (target: ProgramTarget) => void;
  readonly createParser: () => ProgramParser;
}

const DROP_INS: readonly Declaration[] = [run, mock, matchProducts, sign, verify].map(({ PROGRAM }) => ({
  name: PROGRAM.name,
  declare: (target) => PROGRAM.declare(target),
  createParser: () => createParser(ProgramParser, PROGRAM),
}));

const RECORDS: readonly Declaration[] = Object.entries(record.PROGRAM.commands ?? {}).map(([command, { declare }]) => ({
  name: `in-toto-record ${command}`,
  declare,
  createParser() {
    const parser = new ProgramParser();
    declare(parser);
    return parser;
  },
}));

const COMMANDS: readonly Declaration[] = (await loadAllCommands())
  .flatMap((entry) => ('commands' in entry ? entry.commands : [entry]))
  .map((command) => ({
    name: `in-toto … ${command.name}`,
    declare: (target) => command.declare(target),
    createParser() {
      const parser = new ProgramParser();
      command.declare(parser);
      return parser;
    },
  }));

/** Every name of an option, and of those that are required. */
function collectFlags({ declare }: Declaration): Readonly<Record<'all' | 'required', readonly string[]>> {
  const all: string[] = [];
  const required: string[] = [];
  const target = {
    add_argument(...parts: readonly unknown[]): void {
      const flags = parts.slice(0, -1).map(String);
      all.push(...flags.filter((flag) => flag.startsWith('-')));
      if ((parts.at(-1) as ArgumentOptions).required === true) required.push(...flags.slice(0, 1));
    },
  };
  declare({
    ...target,
    add_argument_group: () => target,
    add_first_group: () => target,
    add_mutually_exclusive_group: () => target,
  });
  return { all, required };
}

/** What argparse reads, or that it refuses. */
function parse(declaration: Declaration, words: readonly string[]): object {
  ProgramParser.terminal = undefined;
  try {
    return { ...declaration.createParser().parse_args([...words]) };
  } catch (error) {
    if (error instanceof ProgramExit) return { refused: true };
    throw error;
  }
}

/** Absent is absent, whether that is `null` or `undefined`; an option that nobody gave may be left out. */
const present = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

describe.each([...DROP_INS, ...RECORDS, ...COMMANDS])('$name', (declaration) => {
  it('reads as argparse does what it reads', () => {
    const { all, required } = collectFlags(declaration);
    const flag = fc.constantFrom(...all, '--other');
    const value = fc.constantFrom('a', 'b.c', 'a b', '', '0', '12', '1e3', '=', 'ä', '__proto__', '0x1', '٣');
    const odd = fc.oneof(
      fc.constantFrom('-', '-1', '-x y', '--', '-h', '--help', '--version', '-xs', '-na', '@file'),
      flag.map((name) => `${name}=a`),
      flag.map((name) => name.slice(0, -1)),
    );
    const option = fc.tuple(flag, fc.array(value, { maxLength: 2 })).map((parts) => parts.flat());
    const part = fc.oneof({ weight: 8, arbitrary: option }, { weight: 1, arbitrary: odd.map((word) => [word]) });
    const command = fc.oneof(
      fc.constant([]),
      fc.tuple(fc.constant('--'), fc.array(fc.oneof(value, odd), { maxLength: 3 })).map((parts) => parts.flat()),
    );
    const line = fc
      .tuple(
        fc.constantFrom(...[0, 1].map((from) => required.slice(from).flatMap((name) => [name, 'r']))),
        fc.array(part, { maxLength: 3 }),
        command,
      )
      .map((parts) => parts.flat(2));
    fc.assert(
      fc.property(line, (words) => {
        const values = readUsualArguments((target) => declaration.declare(target), words);
        if (values !== undefined) expect(present(parse(declaration, words))).toEqual(present(values));
      }),
      { numRuns: THOROUGH ? 1000 : 300 },
    );
  });
});

const read = (...words: readonly string[]): unknown => readUsualArguments(run.PROGRAM.declare, words);

describe('usual arguments', () => {
  it('are read without argparse', () => {
    expect(read('-n', 'x', '--signing-key', 'k', '-m', 'a', 'b', '-p', 'c', '-s', '--', 'make', '-j')).toMatchObject({
      step_name: 'x',
      signing_key: 'k',
      materials: ['a', 'b'],
      products: ['c'],
      record_streams: true,
      no_command: false,
      link_cmd: ['make', '-j'],
      run_timeout: 10,
    });
    expect(read('-n', 'x', '-g', '-x', '--run-timeout', '5')).toMatchObject({
      gpg: true,
      run_timeout: 5,
      link_cmd: [],
    });
  });

  it.each([
    ['an abbreviation', ['-n', 'x', '--no']],
    ['a value behind =', ['--step-name=x']],
    ['a value in the same word', ['-nx']],
    ['flags in one word', ['-n', 'x', '-xs']],
    ['a value that begins with a dash', ['-n', '-x']],
    ['an option that is given twice', ['-n', 'x', '-n', 'y']],
    ['two options that exclude each other', ['-n', 'x', '-v', '-q']],
    ['no value', ['-n']],
    ['none of many values', ['-n', 'x', '-m', '-x']],
    ['a number that is none', ['-n', 'x', '--run-timeout', '1.5']],
    ['a required option that is missing', ['-x']],
    ['a command without --', ['-n', 'x', 'make']],
    ['a second --', ['-n', 'x', '--', 'a', '--', 'b']],
    ['help', ['-n', 'x', '-h']],
    ['an unknown option', ['-n', 'x', '--other']],
  ])('are not: %s', (_what, words) => {
    expect(read(...words)).toBe(undefined);
  });
});
