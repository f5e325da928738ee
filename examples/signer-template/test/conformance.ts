/** The whole test that a signer owes to its users, without a test runner; with one: `it(name, run)`. */
import { signerConformance } from '@intoto/conformance/kits';
import { nodeBackend as backend } from '@intoto/crypto-node';

import { createLocalService, createServiceSigner } from '../src/index.ts';

const service = createLocalService(['release']);
const cases = signerConformance({
  createSigner: () => createServiceSigner(service, { key: 'release', backend }),
  backend,
});
for (const { name, run } of cases) await run().then(() => console.log(`holds: ${name}`));
console.log(`${cases.length} cases hold`);
