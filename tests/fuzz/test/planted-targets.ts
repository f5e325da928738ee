import type { Random } from '../src/random.ts';
import { caseOf, inputOf, type Target } from '../src/target.ts';
import { attempt } from '../src/violation.ts';

/** The byte on which a planted defect shows. */
export const TRIGGER = 7;

function planted(name: string, defect: () => unknown): Target {
  return {
    name,
    weight: 1,
    shortCount: 20,
    generate: (random: Random) => caseOf(random.bytes(40).map((byte) => byte % 16)),
    check: async (subject) => {
      if (inputOf(subject).includes(TRIGGER)) await defect();
      return 'sound';
    },
  };
}

const hoard: unknown[] = [];

/** Readers that are not up to their input, each in another way. */
export const TARGETS: readonly Target[] = [
  planted('sound', () => undefined),
  planted('throws', () =>
    attempt(() => {
      throw new RangeError('Invalid array length');
    }),
  ),
  planted('pollutes', () => {
    Object.assign(Object.prototype, { polluted: true });
    // Put right, so that one finding is not one of every case after it.
    setTimeout(() => Reflect.deleteProperty(Object.prototype, 'polluted'));
  }),
  planted('forgets', () => {
    void Promise.reject(new Error('nobody waits for me'));
  }),
  planted('hangs', () => {
    for (;;) if (performance.now() < 0) return;
  }),
  planted('hoards', () => {
    for (;;) hoard.push(Array.from({ length: 1_000_000 }).fill(0));
  }),
  planted('exits', () => process.exit(3)),
];
