import { keyMaterialId } from '@intoto/crypto';
import {
  type CertificateConstraint,
  encodeLayout,
  type Inspection,
  type Layout,
  parseExpires,
  printArtifactRule,
  type RuleWords,
  type Step,
  type SupplyChainItem,
} from '@intoto/models';

import type { ChangeEffect, LayoutChange } from './layout-change.ts';
import { assertLayoutSize } from './layout-size.ts';
import { compareLists } from './list-difference.ts';

/**
 * What is different between two layouts, in the order of the new one. What cannot be told from each other is not: the order of
 * keys and of signers, members that are left out and have the value they have then.
 *
 * @throws {@link LayoutError} `ERR_LAYOUT_SIZE` as `lintLayout`
 * @example
 * ```ts
 * import { diffLayouts, renderChanges } from '@intoto/layout';
 * import { createLayout, createStep } from '@intoto/models';
 *
 * const layoutOf = (threshold: number) => createLayout({ expires: undefined, steps: [createStep({ name: 'build', threshold })] });
 * console.log(renderChanges(diffLayouts(layoutOf(2), layoutOf(1)))); // ~ build: threshold 2 -> 1 (laxer)
 * ```
 */
export function diffLayouts(before: Layout, after: Layout): readonly LayoutChange[] {
  assertLayoutSize(before);
  assertLayoutSize(after);
  return [
    ...diffValue({ path: '/expires', what: 'expires' }, before.expires, after.expires, compareExpiry),
    ...diffValue({ path: '/readme', what: 'readme' }, before.readme, after.readme),
    ...diffKeys(before, after),
    ...diffItems('step', before.steps, after.steps, diffStep),
    ...diffItems('inspection', before.inspections, after.inspections, diffInspection),
    ...diffRest(before, after),
  ];
}

type Place = Pick<LayoutChange, 'path' | 'item' | 'what'>;

function diffValue(
  place: Place,
  before: string | undefined,
  after: string | undefined,
  effectOf: (before: string | undefined, after: string | undefined) => ChangeEffect = () => 'unknown',
): readonly LayoutChange[] {
  return before === after ? [] : [{ type: 'changed', ...place, before, after, effect: effectOf(before, after) }];
}

function compareExpiry(before: string | undefined, after: string | undefined): ChangeEffect {
  if (before === undefined || after === undefined) return 'unknown';
  return parseExpires(after) > parseExpires(before) ? 'laxer' : 'stricter';
}

/** A key that became another under its old id is one that went and one that came. */
function diffKeys(before: Layout, after: Layout): readonly LayoutChange[] {
  const [old, now] = [identifyKeys(before), identifyKeys(after)];
  return [
    ...[...old].filter(([key]) => !now.has(key)).map(([, keyId]) => keyChange('removed', keyId)),
    ...[...now].filter(([key]) => !old.has(key)).map(([, keyId]) => keyChange('added', keyId)),
  ];
}

/** Ids of keys by a text that is another for another key, even under the same id. */
function identifyKeys({ keys }: Layout): ReadonlyMap<string, string> {
  return new Map([...keys].map(([keyId, key]) => [`${keyId} ${keyMaterialId(key)}`, keyId]));
}

function keyChange(type: 'added' | 'removed', keyId: string): LayoutChange {
  return { type, path: `/keys/${keyId}`, what: `key ${keyId}`, effect: 'unknown' };
}

function diffItems<Item extends SupplyChainItem>(
  what: 'step' | 'inspection',
  before: readonly Item[],
  after: readonly Item[],
  diff: (place: Place, before: Item, after: Item) => readonly LayoutChange[],
): readonly LayoutChange[] {
  const list = what === 'step' ? 'steps' : 'inspect';
  const old = new Map(before.map((item) => [item.name, item]));
  const moved = compareLists(before, after, ({ name }) => name);
  const names = new Set(after.map(({ name }) => name));
  const changes = moved.flatMap(({ type, index, entry: { name } }): readonly LayoutChange[] => {
    const place = { path: `/${list}/${index}`, item: name, effect: 'unknown' } as const;
    if (type === 'removed') return names.has(name) ? [] : [{ type, ...place, what }];
    return old.has(name)
      ? [
          {
            type: 'changed',
            ...place,
            what: `place of the ${what}`,
            after: String(index + 1),
            before: String(before.findIndex((item) => item.name === name) + 1),
          },
        ]
      : [{ type, ...place, what }];
  });
  const inner = after.flatMap((item, index) => {
    const previous = old.get(item.name);
    return previous === undefined ? [] : diff({ path: `/${list}/${index}`, item: item.name, what }, previous, item);
  });
  return [...changes, ...inner];
}

function diffStep(place: Place, before: Step, after: Step): readonly LayoutChange[] {
  const at = (member: string, what: string): Place => ({ ...place, path: `${place.path}/${member}`, what });
  const [old, now] = [new Set(before.pubkeys), new Set(after.pubkeys)];
  const { path } = at('pubkeys', 'signer');
  const { item } = place;
  const lost = [...old].filter((id) => !now.has(id));
  const gained = [...now].filter((id) => !old.has(id));
  return [
    ...lost.map((id): LayoutChange => ({
      type: 'removed',
      path,
      item,
      what: 'signer',
      before: id,
      effect: 'stricter',
    })),
    ...gained.map((id): LayoutChange => ({ type: 'added', path, item, what: 'signer', after: id, effect: 'laxer' })),
    ...diffValue(at('threshold', 'threshold'), String(before.threshold), String(after.threshold), () =>
      after.threshold < before.threshold ? 'laxer' : 'stricter',
    ),
    ...diffValue(
      at('cert_constraints', 'certificates'),
      describeConstraints(before.certConstraints),
      describeConstraints(after.certConstraints),
    ),
    ...diffValue(at('expected_command', 'command'), words(before.expectedCommand), words(after.expectedCommand)),
    ...diffRules(place, before, after),
    ...diffUnknown(place, before, after),
  ];
}

function diffInspection(place: Place, before: Inspection, after: Inspection): readonly LayoutChange[] {
  const run = { ...place, path: `${place.path}/run`, what: 'run' };
  return [
    ...diffValue(run, words(before.run), words(after.run)),
    ...diffRules(place, before, after),
    ...diffUnknown(place, before, after),
  ];
}

function diffUnknown(place: Place, before: SupplyChainItem, after: SupplyChainItem): readonly LayoutChange[] {
  if (textOf(before.unknown) === textOf(after.unknown)) return [];
  return [{ type: 'changed', ...place, what: 'members that in-toto does not know', effect: 'unknown' }];
}

function diffRules(place: Place, before: SupplyChainItem, after: SupplyChainItem): readonly LayoutChange[] {
  const lists: readonly (readonly [string, readonly RuleWords[], readonly RuleWords[]])[] = [
    ['expected_materials', before.expectedMaterials, after.expectedMaterials],
    ['expected_products', before.expectedProducts, after.expectedProducts],
  ];
  return lists.flatMap(([list, old, now]) =>
    compareLists(old, now, (rule) => JSON.stringify(rule)).map(({ type, index, entry }): LayoutChange => {
      const rule = printArtifactRule(entry);
      const where = { path: `${place.path}/${list}/${index}`, item: place.item, what: `rule ${index + 1} of ${list}:` };
      return type === 'added'
        ? Object.assign(where, { type, after: rule, effect: 'unknown' as const })
        : Object.assign(where, { type, before: rule, effect: 'unknown' as const });
    }),
  );
}

/** Members that this package does not know, and those of certificates. */
function diffRest(before: Layout, after: Layout): readonly LayoutChange[] {
  const known = new Set(['steps', 'inspect', 'keys', 'expires', 'readme', '_type']);
  const [old, now] = [encodeLayout(before), encodeLayout(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((name) => !known.has(name));
  return names.flatMap((name) => {
    const place = { path: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, what: name };
    return textOf(old[name]) === textOf(now[name])
      ? []
      : [{ type: 'changed' as const, ...place, effect: 'unknown' as const }];
  });
}

function words(command: readonly unknown[]): string {
  return printArtifactRule(command.map((word) => (typeof word === 'string' ? word : textOf(word))));
}

function describeConstraints(constraints: readonly CertificateConstraint[]): string {
  return constraints.length === 0
    ? 'none'
    : textOf(constraints.map((constraint) => Object.assign({}, constraint, { received: undefined })));
}

/** A text that tells values apart; the order of members counts. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';
}
