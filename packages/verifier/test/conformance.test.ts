import { evidenceSourceConformance } from '@intoto/conformance/kits';
import { linkFileName, sublayoutDirectoryName } from '@intoto/models';
import { createMemoryEvidence } from '@intoto/verifier';
import { it } from 'vitest';

const byStep = evidenceSourceConformance({
  createSource: async (items) => createMemoryEvidence({ links: items.map((item) => ({ ...item, name: 'a link' })) }),
});
for (const { name, run } of byStep) it(`links with their steps: ${name}`, run);

const byName = evidenceSourceConformance({
  createSource: async (items) =>
    createMemoryEvidence({
      links: items.map(({ step, keyId, bytes, sublayouts }) => ({
        name: [
          ...sublayouts.map((each) => sublayoutDirectoryName(each.step, each.keyId)),
          linkFileName(step, keyId),
        ].join('/'),
        bytes,
      })),
    }),
});
for (const { name, run } of byName) it(`links with file names: ${name}`, run);
