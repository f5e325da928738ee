import { pickKey } from './key-ring.ts';
import { ODD_VALUES } from './odd-values.ts';
import type { Random } from './random.ts';
import { addPart, editTree, memberOf, partsOf, pathOf, type Plain, setMember, toTree, type Tree } from './tree.ts';

/** Makes of a key object one that is odd or none. */
export function tamperKey(random: Random, key: Tree): Tree {
  const changes: readonly (() => Tree)[] = [
    () => setMember(key, ['keyid'], random.pick<Plain>(['ab', '', 'x', 7, pickKey(random).keyId])),
    () =>
      setMember(key, ['keytype'], random.pick<Plain>(['rsa', 'ecdsa', 'ed25519', 'ecdsa-sha2-nistp256', 'x', null])),
    () =>
      setMember(
        key,
        ['scheme'],
        random.pick<Plain>(['ed25519', 'rsassa-pss-sha512', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'x', 1]),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public'],
        random.pick<Plain>(['', 'ab', '0'.repeat(64), 'f'.repeat(64), 'x', null, 7]),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public'],
        changeText(memberOf(memberOf(key, 'keyval') ?? key, 'public'), (text) => text.toUpperCase()),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public'],
        changeText(memberOf(memberOf(key, 'keyval') ?? key, 'public'), (text) => `${text} \n`),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public'],
        changeText(memberOf(memberOf(key, 'keyval') ?? key, 'public'), (text) => text.replaceAll('\n', '\r\n')),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public'],
        changeText(memberOf(memberOf(key, 'keyval') ?? key, 'public'), (text) => `x\n${text}`),
      ),
    () => setMember(key, ['keyval'], random.pick<Plain>([{}, null, [], 'x'])),
    () => editTree(key, pathOf(key, ['keyval']) ?? [], (value) => [addPart(value, 'private', toTree(''))]),
    () => editTree(key, [random.below(partsOf(key).length)], () => []),
    () => addPart(key, 'subkeys', toTree(random.pick<Plain>([{}, { ab: {} }, [], null, { ab: null }]))),
    () => addPart(key, 'extra', random.pick(ODD_VALUES)),
    ...changesOfGpgKeys(random, key),
    () =>
      toTree({
        keyid: 'ab',
        type: 'rsa',
        method: 'pgp+rsa-pkcsv1.5',
        hashes: ['pgp+SHA2'],
        keyval: { private: '', public: { e: '010001', n: 'ab' } },
      }),
  ];
  return random.pick(changes)();
}

/** Where keys in GPG form can be odd; in those of the other form too. */
function changesOfGpgKeys(random: Random, key: Tree): readonly (() => Tree)[] {
  const time = (): Tree => toTree(random.pick<Plain>([0, 1, 2_000_000_000, -1, '1', null, true, [], {}, [1]]));
  const number = (): Plain =>
    random.pick<Plain>([
      '',
      '0',
      '1',
      '2',
      '3',
      'ff',
      ' 10001 ',
      '0x10001',
      '-3',
      '1_0',
      'zz',
      null,
      7,
      'f'.repeat(64),
    ]);
  const names = ['n', 'e', 'p', 'q', 'g', 'y'];
  return [
    () => setOrAdd(key, 'type', toTree(random.pick<Plain>(['rsa', 'dsa', 'eddsa', 'ecdsa', 'constructor', null, 7]))),
    () => setOrAdd(key, 'creation_time', time()),
    () => setOrAdd(setOrAdd(key, 'creation_time', time()), 'validity_period', time()),
    () => setMember(key, ['keyval', 'public', random.pick(names)], number()),
    () => removeMember(key, ['keyval', 'public', random.pick(names)]),
    () =>
      setMember(
        key,
        ['keyval', 'public', 'n'],
        changeText(numberOf(key, 'n'), (text) => `00${text}`),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public', 'n'],
        changeText(numberOf(key, 'n'), (text) => text.toUpperCase()),
      ),
    () =>
      setMember(
        key,
        ['keyval', 'public', 'e'],
        changeText(numberOf(key, 'e'), (text) => ` 0x${text}\n`),
      ),
    // Members of both forms.
    () => setOrAdd(setOrAdd(key, 'keytype', toTree('rsa')), 'scheme', toTree('rsassa-pss-sha256')),
    () => setOrAdd(setOrAdd(key, 'method', toTree('x')), 'hashes', toTree([])),
    () => {
      const both = { type: 'rsa', method: 'x', hashes: [] };
      return Object.entries(both).reduce((made, [name, value]) => setOrAdd(made, name, toTree(value)), key);
    },
    () => {
      const subkeys = memberOf(key, 'subkeys');
      const path = pathOf(key, ['subkeys']);
      if (subkeys?.kind !== 'members' || path === undefined || subkeys.parts.length === 0) return key;
      const index = random.below(subkeys.parts.length);
      return editTree(key, [...path, index], (subkey) => [tamperKey(random, subkey)]);
    },
  ];
}

function numberOf(key: Tree, name: string): Tree | undefined {
  const keyVal = memberOf(key, 'keyval');
  const numbers = keyVal === undefined ? undefined : memberOf(keyVal, 'public');
  return numbers === undefined ? undefined : memberOf(numbers, name);
}

function removeMember(tree: Tree, names: readonly string[]): Tree {
  const path = pathOf(tree, names);
  return path === undefined ? tree : editTree(tree, path, () => []);
}

function setOrAdd(tree: Tree, name: string, value: Tree): Tree {
  const path = pathOf(tree, [name]);
  return path === undefined ? addPart(tree, name, value) : editTree(tree, path, () => [value]);
}

function changeText(part: Tree | undefined, change: (text: string) => string): Plain {
  return part?.kind === 'atom' && part.text.startsWith('"') ? change(JSON.parse(part.text) as string) : null;
}
