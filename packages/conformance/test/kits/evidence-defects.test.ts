import { type EvidenceItem, evidenceSourceConformance } from '@intoto/conformance/kits';
import { type Candidate, createMemoryEvidence, type EvidenceQuery, type EvidenceSource } from '@intoto/verifier';
import { describe, expect, it } from 'vitest';

import { failuresOf } from './failures-of.ts';

/** A source as simple as can be, in which defects are easy to plant. */
function simple(items: readonly EvidenceItem[], path = '[]'): EvidenceSource {
  return {
    description: 'simple',
    find: async ({ step, keyIds }) =>
      items
        .filter((item) => JSON.stringify(item.sublayouts) === path && item.step === step && keyIds.includes(item.keyId))
        .map((item): Candidate => ({
          location: `${item.step} by ${item.keyId}`,
          keyIds: [item.keyId],
          read: async (maxBytes) => item.bytes.slice(0, maxBytes + 1),
        })),
    sublayout: (step, keyId) => simple(items, JSON.stringify([...(JSON.parse(path) as object[]), { step, keyId }])),
  };
}

type Find = (query: EvidenceQuery) => Promise<readonly Candidate[]>;

/** The simple source, asked in another way at every level. */
function asked(
  items: readonly EvidenceItem[],
  find: (right: Find, query: EvidenceQuery) => Promise<readonly Candidate[]>,
) {
  const wrap = (source: EvidenceSource): EvidenceSource => ({
    ...source,
    find: (query) => find((asking) => source.find(asking), query),
    sublayout: (step, keyId) => wrap(source.sublayout(step, keyId)),
  });
  return wrap(simple(items));
}

/** Every candidate changed. */
const changed = (change: (candidate: Candidate) => Candidate) => (items: readonly EvidenceItem[]) =>
  asked(items, async (right, query) => (await right(query)).map(change));

const DEFECTS: readonly (readonly [
  name: string,
  create: (items: readonly EvidenceItem[]) => EvidenceSource,
  noticed: RegExp,
])[] = [
  ['holds nothing', () => simple([]), /finds what/u],
  [
    'finds nothing where only what claims a key is asked for',
    (items) => asked(items, async (right, query) => (query.claimedOnly === true ? [] : right(query))),
    /finds what/u,
  ],
  [
    'gives everything for every step',
    (items) =>
      asked(items, async (right, query) =>
        (await Promise.all(['build', 'test'].map((step) => right({ ...query, step })))).flat(),
      ),
    /finds what/u,
  ],
  [
    'goes by the beginning of a name',
    (items) =>
      asked(items, async (right, query) => [
        ...(await right(query)),
        ...(await right({ ...query, step: `${query.step}.more` })),
      ]),
    /finds what/u,
  ],
  [
    'does not look at key ids',
    (items) => asked(items, (right, query) => right({ ...query, keyIds: items.map(({ keyId }) => keyId) })),
    /by keys/u,
  ],
  [
    'rejects where there is nothing',
    (items) =>
      asked(items, async (right, query) => {
        const found = await right(query);
        if (found.length === 0) throw new Error('ENOENT');
        return found;
      }),
    /where there is nothing/u,
  ],
  [
    'has no sublayouts',
    (items) => {
      const source = simple(items);
      return { ...source, sublayout: () => simple([]) };
    },
    /sublayouts apart/u,
  ],
  [
    'answers for sublayouts as for the layout',
    (items) => {
      const source: EvidenceSource = { ...simple(items), sublayout: () => source };
      return source;
    },
    /sublayouts apart/u,
  ],
  [
    'does not look who signed a sublayout',
    (items) => {
      const source = simple(items);
      const signer = items.find(({ step }) => step === 'delegated');
      return { ...source, sublayout: (step) => source.sublayout(step, signer?.keyId ?? '') };
    },
    /sublayouts apart/u,
  ],
  ['has no description', (items) => ({ ...simple(items), description: '' }), /says where/u],
  ['does not say where things are', changed((candidate) => ({ ...candidate, location: '' })), /says where/u],
  [
    'tells of keys that nobody asked for',
    changed((candidate) => ({ ...candidate, keyIds: [...candidate.keyIds, 'else'] })),
    /says where/u,
  ],
  [
    'hands out its own bytes',
    (items) => {
      const kept = new Map(items.map(({ step, keyId, bytes }) => [`${step} by ${keyId}`, bytes]));
      const create = changed(({ location, keyIds }) => ({
        location,
        keyIds,
        read: async () => kept.get(location) ?? new Uint8Array(),
      }));
      return create(items);
    },
    /bytes of their own/u,
  ],
  [
    'can be read once',
    changed((candidate) => {
      let isRead = false;
      return {
        ...candidate,
        read: async (maxBytes) => {
          if (isRead) throw new Error('read already');
          isRead = true;
          return candidate.read(maxBytes);
        },
      };
    }),
    /as often as/u,
  ],
  [
    'cuts what is too long without a sign',
    changed((candidate) => ({
      ...candidate,
      read: async (maxBytes) => (await candidate.read(1_000_000)).slice(0, maxBytes),
    })),
    /one byte over/u,
  ],
  [
    'looks for names without case',
    (items) => asked(items, (right, query) => right({ ...query, step: query.step.toLowerCase() })),
    /every name/u,
  ],
  [
    'takes names for paths',
    (items) => asked(items, (right, query) => right({ ...query, step: query.step.split('/').at(-1) ?? '' })),
    /every name/u,
  ],
  [
    'takes names for patterns',
    (items) =>
      asked(items, async (right, query) => {
        const pattern = new RegExp(
          `^${query.step.slice(0, 100).replaceAll('*', '.*').replaceAll('?', '.').replaceAll('\\', '')}$`,
          'u',
        );
        return (
          await Promise.all(
            ['build', 'test', 'build.more', 'delegated']
              .filter((step) => pattern.test(step))
              .map((step) => right({ ...query, step })),
          )
        ).flat();
      }),
    /every name/u,
  ],
  [
    'fails for long names',
    (items) =>
      asked(items, async (right, query) => {
        if (query.step.length > 255) throw new RangeError('ENAMETOOLONG');
        return right(query);
      }),
    /every name/u,
  ],
  [
    'changes the question',
    (items) =>
      asked(items, async (right, query) => {
        const found = await right(query);
        (query.keyIds as string[]).sort().reverse();
        return found;
      }),
    /question/u,
  ],
  [
    'answers one question at a time',
    (items) => {
      let busy = false;
      return asked(items, async (right, query) => {
        if (busy) return [];
        busy = true;
        await Promise.resolve();
        busy = false;
        return right(query);
      });
    },
    /many at once/u,
  ],
];

async function memory(items: readonly EvidenceItem[]): Promise<EvidenceSource> {
  return createMemoryEvidence({ links: items.map((item) => ({ ...item, name: `a link for ${item.step}` })) });
}

describe('the kit for evidence sources', () => {
  it('is content with sources that have no defect', async () => {
    expect(await failuresOf(evidenceSourceConformance({ createSource: memory }))).toEqual([]);
    expect(await failuresOf(evidenceSourceConformance({ createSource: async (items) => simple(items) }))).toEqual([]);
  });

  it.each(DEFECTS)('notices one that %s', async (_name, create, noticed) => {
    const failed = await failuresOf(evidenceSourceConformance({ createSource: async (items) => create(items) }));
    expect(failed.filter((name) => noticed.test(name))).not.toEqual([]);
  });
});
