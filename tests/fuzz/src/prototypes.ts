import { demand } from './violation.ts';

/** Objects that everything inherits from, and that nothing may write to. */
const WATCHED: readonly (readonly [name: string, object: object])[] = [
  ['Object.prototype', Object.prototype],
  ['Array.prototype', Array.prototype],
  ['Function.prototype', Function.prototype],
  ['String.prototype', String.prototype],
  ['Number.prototype', Number.prototype],
  ['RegExp.prototype', RegExp.prototype],
  ['Map.prototype', Map.prototype],
  ['Set.prototype', Set.prototype],
  ['Promise.prototype', Promise.prototype],
  ['Error.prototype', Error.prototype],
  ['Uint8Array.prototype', Uint8Array.prototype],
  ['Object', Object],
  ['globalThis', globalThis],
];

type Snapshot = readonly (readonly [PropertyKey, PropertyDescriptor | undefined])[];

function snapshot(object: object): Snapshot {
  return Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)] as const);
}

/** Makes a check that what everything inherits from is as it was when the check was made. */
export function watchPrototypes(): () => void {
  const before = WATCHED.map(([name, object]) => ({ name, object, count: Reflect.ownKeys(object).length }));
  const values = WATCHED.filter(([name]) => name !== 'globalThis').map(
    ([name, object]) => [name, object, snapshot(object)] as const,
  );
  let calls = 0;
  return () => {
    for (const { name, object, count } of before) {
      demand(Reflect.ownKeys(object).length === count, `${name} has got or lost a property`);
    }
    // Comparing every property takes a while, and one that has changed stays changed.
    if (calls++ % 500 !== 0) return;
    for (const [name, object, properties] of values) {
      for (const [key, descriptor] of properties) {
        const now = Object.getOwnPropertyDescriptor(object, key);
        const same = now?.value === descriptor?.value && now?.get === descriptor?.get && now?.set === descriptor?.set;
        demand(same, `${name}.${String(key)} has changed`);
      }
    }
  };
}
