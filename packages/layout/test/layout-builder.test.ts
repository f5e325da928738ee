import { layoutBuilder, lintLayout, rules } from '@intoto/layout';
import { createInspection, createLayout, createStep, encodeLayout, formatArtifactRule } from '@intoto/models';
import { describe, expect, it } from 'vitest';

import { ALICE, BOB } from './keys.ts';

const NOW = new Date('2026-06-01T12:00:00Z');
const EXPIRES = '2030-01-01T00:00:00Z';

const begun = layoutBuilder({ expires: EXPIRES }).step('write', {
  signers: [ALICE],
  materials: ['DISALLOW *'],
  products: [rules.create('src/*'), 'DISALLOW *'],
});

const match = (...words: string[]) => ['MATCH', '*', ...words];

const expiryOf = (expires: Date | string, now?: Date) =>
  layoutBuilder({ expires, now })
    .step('write', { signers: [ALICE] })
    .build().expires;

/** The end of a MATCH rule. */
const from = <const Name extends string>(name: Name) => rules.match('*').withProducts().from(name);

describe('layoutBuilder', () => {
  it('builds what createLayout builds', () => {
    const built = layoutBuilder({ expires: EXPIRES, readme: 'what for' })
      .step('write', { signers: [ALICE], products: ['CREATE src/*', rules.disallow('*')] })
      .step('build', {
        signers: [ALICE, BOB],
        threshold: 2,
        command: 'make "a b"',
        materials: [rules.match('*', { in: 'src' }).withProducts('src').from('write'), rules.disallow('*')],
        products: ["CREATE 'a b'", 'MATCH * WITH MATERIALS FROM build'],
      })
      .inspection('look', { run: ['true'], materials: ['MATCH * WITH PRODUCTS IN out FROM build'] })
      .build();
    const expected = createLayout({
      expires: EXPIRES,
      readme: 'what for',
      keys: [ALICE, BOB],
      steps: [
        createStep({
          name: 'write',
          pubkeys: [ALICE.keyId],
          expectedProducts: [
            ['CREATE', 'src/*'],
            ['DISALLOW', '*'],
          ],
        }),
        createStep({
          name: 'build',
          pubkeys: [ALICE.keyId, BOB.keyId],
          threshold: 2,
          expectedCommand: ['make', 'a b'],
          expectedMaterials: [match('IN', 'src', 'WITH', 'PRODUCTS', 'IN', 'src', 'FROM', 'write'), ['DISALLOW', '*']],
          expectedProducts: [['CREATE', 'a b'], match('WITH', 'MATERIALS', 'FROM', 'build')],
        }),
      ],
      inspections: [
        createInspection({
          name: 'look',
          run: ['true'],
          expectedMaterials: [match('WITH', 'PRODUCTS', 'IN', 'out', 'FROM', 'build')],
        }),
      ],
    });
    expect(encodeLayout(built)).toEqual(encodeLayout(expected));
  });

  it('is immutable: a beginning can be shared', () => {
    const one = begun.step('build', { signers: [BOB] }).build();
    const other = begun.step('test', { signers: [BOB] }).build();
    expect([one, other].map(({ steps }) => steps.map(({ name }) => name))).toEqual([
      ['write', 'build'],
      ['write', 'test'],
    ]);
  });

  it('takes a date, a time or a duration', () => {
    expect(expiryOf(NOW)).toBe('2026-06-01T12:00:00Z');
    expect(expiryOf(EXPIRES)).toBe(EXPIRES);
    expect(expiryOf('90d', NOW)).toBe('2026-08-30T12:00:00Z');
    expect(() => expiryOf('90d')).toThrow(TypeError);
    expect(() => expiryOf('soon', NOW)).toThrow(expect.objectContaining({ code: 'ERR_EXPIRY_FORMAT' }));
  });

  it('can build what the linter finds nothing in', () => {
    const layout = begun
      .step('build', {
        signers: [BOB],
        materials: ['MATCH src/* WITH PRODUCTS FROM write', 'DISALLOW *'],
        products: ['CREATE dist/*', 'DISALLOW *'],
      })
      .build();
    expect(lintLayout(layout, { at: NOW })).toEqual([]);
  });

  it('refuses what could never pass', () => {
    const unsound = expect.objectContaining({ code: 'ERR_LAYOUT_UNSOUND' });
    expect(() => layoutBuilder({ expires: EXPIRES }).build()).toThrow(unsound);
    expect(() => begun.step('build', { signers: [BOB, BOB], threshold: 2 }).build()).toThrow(
      'Step "build" asks for 2 functionaries and has 1 different keys: it cannot pass.',
    );
    expect(() => begun.inspection('look', { run: '' }).build()).toThrow(unsound);
    expect(() => begun.step('build', { signers: [BOB], products: ['ALLOW *', 'REQUIRE x'] }).build()).toThrow(unsound);
  });

  it('refuses rules and commands that are none', () => {
    expect(() => begun.step('build', { products: ['ALLOW a b'] })).toThrow(
      expect.objectContaining({ code: 'ERR_RULE_FORMAT' }),
    );
    expect(() => begun.inspection('look', { run: "'a" })).toThrow(expect.objectContaining({ code: 'ERR_RULE_FORMAT' }));
  });
});

describe('the compiler', () => {
  it('knows the names that rules may refer to', () => {
    const signers = [BOB];
    // @ts-expect-error there is no such step
    const asText = begun.step('build', { signers, materials: ['MATCH * WITH PRODUCTS FROM wirte'] });
    // @ts-expect-error there is no such step
    const asObject = begun.step('build', { signers, materials: [from('wirte')] });
    // @ts-expect-error steps do not see later steps
    const later = begun.step('build', { signers, materials: ['MATCH * WITH PRODUCTS FROM test'] });
    for (const wrong of [asText, asObject, later]) {
      expect(() => wrong.build()).toThrow(expect.objectContaining({ code: 'ERR_LAYOUT_UNSOUND' }));
    }
    // @ts-expect-error steps do not see inspections
    begun.inspection('look', { run: 'true' }).step('build', { materials: [from('look')] });
    // @ts-expect-error the name is taken
    begun.step('write', {});
    // @ts-expect-error a rule has a keyword
    expect(() => begun.step('build', { products: ['KEEP *'] })).toThrow();
    begun.step('build', { materials: [from('write')], products: ['MATCH * IN a WITH MATERIALS IN b FROM build'] });
  });
});

describe('rules', () => {
  it('makes every kind', () => {
    const all = [
      ...[rules.create, rules.delete, rules.modify, rules.allow, rules.disallow, rules.require].map((make) =>
        make('x'),
      ),
      rules.match('x', { in: 'a' }).withMaterials('b').from('s'),
    ];
    expect(all.map(formatArtifactRule)).toEqual([
      ['CREATE', 'x'],
      ['DELETE', 'x'],
      ['MODIFY', 'x'],
      ['ALLOW', 'x'],
      ['DISALLOW', 'x'],
      ['REQUIRE', 'x'],
      ['MATCH', 'x', 'IN', 'a', 'WITH', 'MATERIALS', 'IN', 'b', 'FROM', 's'],
    ]);
  });
});
