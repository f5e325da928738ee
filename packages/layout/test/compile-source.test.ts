import { layoutBuilder, lintLayout } from '@intoto/layout';
import { compileLayoutSource } from '@intoto/layout/source';
import { encodeLayout } from '@intoto/models';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import schema from '../schemas/layout-source.schema.json' with { type: 'json' };
import { ALICE, BOB } from './keys.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const FILES = new Map([
  ['keys/alice.pub', ALICE],
  ['bob.pub', BOB],
]);

const compile = (text: string) =>
  compileLayoutSource(text, {
    now: NOW,
    readKey: (path) => {
      const key = FILES.get(path);
      if (key === undefined) throw new Error(`no file ${path}`);
      return key;
    },
  });

const SOURCE = `
# who does what
expires: 90d
readme: what for
keys:
  alice: keys/alice.pub # writes
  bob: bob.pub
steps:
  - name: write
    signers: [alice]
    materials: [DISALLOW *]
    products: &made
      - CREATE src/*
      - DISALLOW *
  - name: build
    signers: [alice, bob]
    threshold: 2
    command: make "a b"
    materials:
      - MATCH src/* WITH PRODUCTS FROM write
      - [DISALLOW, "*"]
    products:
      - create 'dist/a b'
      - DISALLOW *
inspections:
  - name: look
    run: [tar, xzf, x.tgz]
    materials: [MATCH * WITH PRODUCTS FROM build]
    products: ~
`;

const MINIMAL = 'expires: 90d\nkeys: {a: bob.pub}\nsteps:\n- {name: write, signers: [a]}\n';

const isValid = new Ajv2020({ allowUnionTypes: true }).compile(schema);

describe('compileLayoutSource', () => {
  it('compiles what the builder would build', async () => {
    const built = layoutBuilder({ expires: '90d', now: NOW, readme: 'what for' })
      .step('write', { signers: [ALICE], materials: ['DISALLOW *'], products: ['CREATE src/*', 'DISALLOW *'] })
      .step('build', {
        signers: [ALICE, BOB],
        threshold: 2,
        command: ['make', 'a b'],
        materials: ['MATCH src/* WITH PRODUCTS FROM write', 'DISALLOW *'],
        products: ["CREATE 'dist/a b'", 'DISALLOW *'],
      })
      .inspection('look', { run: 'tar xzf x.tgz', materials: ['MATCH * WITH PRODUCTS FROM build'] })
      .build();
    const layout = await compile(SOURCE);
    expect(encodeLayout(layout)).toEqual(encodeLayout(built));
    expect(isValid(parse(SOURCE))).toBe(true);
    expect(lintLayout(layout).map(({ code }) => code)).toEqual(['LINT_OPEN_LIST', 'LINT_OPEN_LIST']);
  });

  it('takes JSON, which is YAML', async () => {
    const json = JSON.stringify({
      expires: '2030-01-01T00:00:00Z',
      keys: { a: 'bob.pub' },
      steps: [{ name: 'x', signers: ['a'] }],
    });
    expect((await compile(json)).steps[0]?.pubkeys).toEqual([BOB.keyId]);
  });

  it.each([
    ['expires: 90d', 'it must have a member "steps"'],
    ['steps: []', 'it must have a member "expires"'],
    ['- a', 'it must be a mapping'],
    ['', 'it must be a mapping'],
    [`${MINIMAL}extra: 1`, 'line 5: extra is unknown here; known are expires, readme, keys, steps, inspections'],
    [
      MINIMAL.replace('signers', 'signer'),
      'steps.0.signer is unknown here; known are name, signers, threshold, command, materials, products',
    ],
    [MINIMAL.replace('90d', '5'), 'line 1: expires must be text; put it in quotes'],
    [MINIMAL.replace('90d', 'soon'), 'line 1: expires cannot be used: soon: give a duration'],
    [MINIMAL.replace('bob.pub', '[x]'), 'keys.a must be text'],
    [MINIMAL.replace('name: write', 'name: a/b'), 'steps.0.name becomes part of a file name'],
    [MINIMAL.replace('name: write, ', ''), 'steps.0 must have a member "name"'],
    [MINIMAL.replace('[a]', 'a'), 'steps.0.signers must be a list'],
    [MINIMAL.replace('[a]', '[1]'), 'steps.0.signers.0 must be text'],
    [MINIMAL.replace('[a]', '[a], threshold: 1.5'), 'steps.0.threshold must be a whole number'],
    [
      MINIMAL.replace('[a]', '[a], products: [KEEP x]'),
      'steps.0.products.0 cannot be used: The rule ["KEEP","x"] must begin',
    ],
    [MINIMAL.replace('[a]', '[a], products: [{a: b}]'), 'steps.0.products.0 must be text'],
    [MINIMAL.replace('[a]', '[a], products: ALLOW x'), 'steps.0.products must be a list'],
    [`${MINIMAL}inspections: [{name: look}]`, 'inspections.0 must have a member "run"'],
    [`${MINIMAL}inspections: [{name: look, run: [1]}]`, 'inspections.0.run.0 must be text'],
  ])('refuses %j, as the schema does', async (text, message) => {
    await expect(compile(text)).rejects.toThrow(expect.objectContaining({ code: 'ERR_SOURCE_FORMAT' }));
    await expect(compile(text)).rejects.toThrow(message);
    expect(isValid(parse(text))).toBe(false);
  });

  it.each([
    [
      'a signer without a key',
      MINIMAL.replace('[a]', '[b]'),
      'line 4: steps.0.signers.0 is "b", which is not among the keys',
    ],
    ['a command that is none', MINIMAL.replace('[a]', `[a], command: "'x"`), 'line 4: steps.0.command cannot be used'],
    ['a name twice', `${MINIMAL}expires: 1d`, 'line 5, column 1: Map keys must be unique'],
    ['a tag', MINIMAL.replace('90d', '!!js/function x'), 'line 1, column 10: Unresolved tag'],
    ['two documents', `${MINIMAL}---\n${MINIMAL}`, 'multiple documents'],
    ['no YAML', 'a: [', 'line 1'],
    ['a merge', MINIMAL.replace('steps', 'keys2: &k {}\n<<: *k\nsteps'), 'is unknown here'],
    ['members of objects', `${MINIMAL}__proto__: {}`, '__proto__ is unknown here'],
    ['names that are no text', `${MINIMAL}? [a]\n: b`, 'With stringKeys, all keys must be strings'],
  ])('refuses %s', async (_, text, message) => {
    await expect(compile(text)).rejects.toThrow(expect.objectContaining({ code: 'ERR_SOURCE_FORMAT' }));
    await expect(compile(text)).rejects.toThrow(message);
  });

  it.each([
    [
      'many aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from(
        { length: 9 },
        (_, at) =>
          `a${at}: &a${at} [${Array<string>(10)
            .fill(`*a${at === 0 ? '' : at - 1}`)
            .join(',')}]`,
      ).join('\n')}`,
    ],
    ['deep nesting', `a: ${'['.repeat(200_000)}`],
    ['deep nesting that is closed', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['too much text', `a: ${'x'.repeat(1_000_000)}`],
  ])('bears %s', async (_, text) => {
    await expect(compile(text)).rejects.toThrow(expect.objectContaining({ code: 'ERR_SOURCE_FORMAT' }));
  });

  it('says with a line and a column where a program can find them', async () => {
    await expect(compile(MINIMAL.replace('90d', 'soon'))).rejects.toMatchObject({
      details: { line: 1, column: 10, place: ['expires'] },
      cause: { code: 'ERR_EXPIRY_FORMAT' },
    });
  });

  it('refuses what could never pass, and passes on why a key cannot be read', async () => {
    await expect(compile(MINIMAL.replace('[a]', '[a], threshold: 2'))).rejects.toThrow(
      expect.objectContaining({ code: 'ERR_LAYOUT_UNSOUND' }),
    );
    await expect(compile(MINIMAL.replace('bob.pub', 'absent'))).rejects.toThrow('no file absent');
  });
});
