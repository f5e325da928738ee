import { evidenceSourceConformance } from '@intoto/conformance/kits';
import { createDirectoryEvidence, linkFileName, sublayoutDirectoryName } from '@intoto/node';
import { describe, it } from 'vitest';

import { createTemporaryDirectory } from './temporary-directory.ts';

describe.each([false, true])('blocking: %s', (blocking) => {
  const cases = evidenceSourceConformance({
    createSource: async (items) => {
      const files = items.map(({ step, keyId, bytes, sublayouts }) => {
        const folders = sublayouts.map((each) => sublayoutDirectoryName(each.step, each.keyId));
        return [[...folders, linkFileName(step, keyId)].join('/'), bytes] as const;
      });
      return createDirectoryEvidence(await createTemporaryDirectory(Object.fromEntries(files)), { blocking });
    },
  });
  for (const { name, run } of cases) it(name, run);
});
