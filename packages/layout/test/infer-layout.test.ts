import { inferLayout, lintLayout, type Rehearsal } from '@intoto/layout';
import { createLink, type Link } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { bob, carl, dan, EXPIRES, idOf, keysOf, linkOf } from './chain.ts';

const keys = keysOf(bob, carl, dan);
const by = (signer: typeof bob, ...links: readonly Link[]): Rehearsal =>
  links.map((link) => ({ link, keyId: idOf(signer) }));

const write = linkOf('write', {}, { 'src/a.c': 'aa', 'src/v': '01' });
const build = linkOf(
  'build',
  { 'src/a.c': 'aa', 'src/v': '01' },
  { 'src/a.c': 'aa', 'src/v': '02', 'out-1.0.bin': 'bb' },
);

const infer = (...rehearsals: readonly Rehearsal[]) => inferLayout({ rehearsals, keys, expires: EXPIRES });

const rehearse = (version: string, extra: string) =>
  by(bob, linkOf('pack', {}, { [`pkg-${version}.tgz`]: 'aa', README: 'bb', [`log.${extra}`]: 'cc' }));

describe('inferLayout', () => {
  it('names every artifact, compares it with where it comes from, and allows nothing else', () => {
    const layout = infer([...by(carl, build), ...by(bob, write)]);
    expect(layout.steps).toMatchObject([
      {
        name: 'write',
        pubkeys: [idOf(bob)],
        threshold: 1,
        expectedCommand: ['do', 'write'],
        expectedMaterials: [['DISALLOW', '*']],
        expectedProducts: [
          ['REQUIRE', 'src/a.c'],
          ['REQUIRE', 'src/v'],
          ['CREATE', 'src/a.c'],
          ['CREATE', 'src/v'],
          ['DISALLOW', '*'],
        ],
      },
      {
        name: 'build',
        pubkeys: [idOf(carl)],
        expectedMaterials: [
          ['REQUIRE', 'src/a.c'],
          ['REQUIRE', 'src/v'],
          ['MATCH', 'src/a.c', 'WITH', 'PRODUCTS', 'FROM', 'write'],
          ['MATCH', 'src/v', 'WITH', 'PRODUCTS', 'FROM', 'write'],
          ['DISALLOW', '*'],
        ],
        expectedProducts: [
          ['REQUIRE', 'out-1.0.bin'],
          ['REQUIRE', 'src/a.c'],
          ['REQUIRE', 'src/v'],
          ['MATCH', 'src/a.c', 'WITH', 'MATERIALS', 'FROM', 'build'],
          ['MODIFY', 'src/v'],
          ['CREATE', 'out-1.0.bin'],
          ['DISALLOW', '*'],
        ].sort((a, b) => Number(a[0] !== 'REQUIRE') - Number(b[0] !== 'REQUIRE')),
      },
    ]);
    expect([...layout.keys.keys()].sort()).toEqual([idOf(bob), idOf(carl)].sort());
    expect(lintLayout(layout)).toEqual([]);
  });

  it('generalises what only differs in numbers, and nothing else', () => {
    const layout = infer(rehearse('1.2', 'x'), rehearse('1.10', 'y'));
    expect(layout.steps[0]?.expectedProducts).toEqual([
      ['REQUIRE', 'README'],
      ['CREATE', 'README'],
      ['CREATE', 'log.x'],
      ['CREATE', 'log.y'],
      ['CREATE', 'pkg-[0-9]*.[0-9]*.tgz'],
      ['DISALLOW', '*'],
    ]);
    const hashed = ['a1b2c3d4', '99aabbcc'].map((hash) => by(bob, linkOf('pack', {}, { [`app.${hash}.js`]: 'aa' })));
    expect(infer(...hashed).steps[0]?.expectedProducts).toContainEqual(['CREATE', 'app.[0-9a-f]*.js']);
  });

  it('lets no pattern through what is compared', () => {
    const first = by(bob, linkOf('get', {}, { 'lib-1': 'aa' }), linkOf('use', { 'lib-1': 'aa', 'lib-5': 'ff' }, {}));
    const second = by(bob, linkOf('get', {}, { 'lib-1': 'aa' }), linkOf('use', { 'lib-1': 'aa', 'lib-6': 'ff' }, {}));
    expect(infer(first, second).steps[1]?.expectedMaterials).toEqual([
      ['REQUIRE', 'lib-1'],
      ['MATCH', 'lib-1', 'WITH', 'PRODUCTS', 'FROM', 'get'],
      ['ALLOW', 'lib-5'],
      ['ALLOW', 'lib-6'],
      ['DISALLOW', '*'],
    ]);
  });

  it('escapes names that look like patterns', () => {
    const layout = infer(by(bob, linkOf('write', {}, { 'pages/[id]*.ts': 'aa' })));
    expect(layout.steps[0]?.expectedProducts).toEqual([
      ['REQUIRE', 'pages/[id]*.ts'],
      ['CREATE', 'pages/[[]id][*].ts'],
      ['DISALLOW', '*'],
    ]);
  });

  it('finds artifacts again below another directory', () => {
    const layout = infer(by(bob, write, linkOf('build', { 'work/src/a.c': 'aa', 'work/src/v': '01' }, {})));
    expect(layout.steps[1]?.expectedMaterials).toContainEqual([
      'MATCH',
      'src/a.c',
      'IN',
      'work',
      'WITH',
      'PRODUCTS',
      'FROM',
      'write',
    ]);
  });

  it('counts who signed in every rehearsal', () => {
    const both = [...by(bob, write), ...by(carl, write)];
    expect(infer(both).steps[0]).toMatchObject({ pubkeys: [idOf(bob), idOf(carl)], threshold: 2 });
    expect(infer(both, by(dan, write)).steps[0]).toMatchObject({ pubkeys: [bob, carl, dan].map(idOf), threshold: 1 });
  });

  it('expects a command only where all agree', () => {
    const other = createLink({ ...write, command: ['vi'] });
    expect(infer(by(bob, write), by(bob, other)).steps[0]?.expectedCommand).toEqual([]);
  });

  it('adds an inspection of what is delivered', () => {
    const [rehearsal] = [by(bob, write, build)];
    const layout = inferLayout({ rehearsals: [rehearsal], keys, expires: EXPIRES, inspection: 'delivered' });
    expect(layout.inspections).toMatchObject([
      {
        name: 'delivered',
        run: ['true'],
        expectedProducts: [
          ['MATCH', 'out-1.0.bin', 'WITH', 'PRODUCTS', 'FROM', 'build'],
          ['MATCH', 'src/a.c', 'WITH', 'PRODUCTS', 'FROM', 'build'],
          ['MATCH', 'src/v', 'WITH', 'PRODUCTS', 'FROM', 'build'],
          ['DISALLOW', '*'],
        ],
      },
    ]);
  });

  it.each([
    ['There are no links to infer a layout from.', []],
    ['There are no links to infer a layout from.', [[]]],
    ['A link of the rehearsal does not say which step it is for.', [by(bob, createLink({ name: null }))]],
    [
      'The links of step "write" record different artifacts. Rehearse it so that they agree.',
      [by(bob, write, linkOf('write', {}, {}))],
    ],
    [
      'The links of step "write" record different artifacts. Rehearse it so that they agree.',
      [by(bob, write, linkOf('write', {}, { 'src/a.c': 'aa', 'src/v': '02' }))],
    ],
    ['Not every rehearsal has links of step "build".', [by(bob, write, build), by(bob, write)]],
    ['A link of step "write" is signed by "00", whose public key was not given.', [[{ link: write, keyId: '00' }]]],
  ] as const)('refuses: %s', (message, rehearsals) => {
    expect(() => infer(...rehearsals)).toThrow(expect.objectContaining({ code: 'ERR_REHEARSAL', message }));
  });
});
