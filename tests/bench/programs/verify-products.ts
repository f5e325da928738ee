/** Verifies the chain in the working directory, read anew each time, as often as told: `node verify-products.ts 1000`. */
import { verifyFiles } from '@intoto/node';

const count = Number(process.argv[2]);
for (let done = 0; done < count; done++) {
  const report = await verifyFiles({ layout: 'root.layout', keys: ['owner.pub'], linkDirectory: 'links' });
  if (!report.ok) throw new Error('the chain does not verify');
}
