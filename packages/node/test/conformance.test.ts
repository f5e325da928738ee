import { evidenceSourceConformance } from '@intoto/conformance/kits';
import { createDirectoryEvidence, linkFileName, sublayoutDirectoryName } from '@intoto/node';
import { it } from 'vitest';

import { createTemporaryDirectory } from './temporary-directory.ts';

const cases = evidenceSourceConformance({
  createSource: async (items) => {
    const files = items.map(({ step, keyId, bytes, sublayouts }) => {
      const folders = sublayouts.map((each) => sublayoutDirectoryName(each.step, each.keyId));
      return [[...folders, linkFileName(step, keyId)].join('/'), bytes] as const;
    });
    return createDirectoryEvidence(await createTemporaryDirectory(Object.fromEntries(files)));
  },
});
for (const { name, run } of cases) it(name, run);
