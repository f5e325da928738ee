/**
 * A deployment tool that refuses what does not verify: node deploy.ts LAYOUT OWNER.pub LINKS PRODUCT-FOLDER
 */
import { createExecInspectionRunner, renderText, verifyFiles } from '@intoto/node';

const [layout, owner, linkDirectory, product] = process.argv.slice(2);
if (layout === undefined || owner === undefined || linkDirectory === undefined || product === undefined) {
  console.error('usage: deploy.ts LAYOUT OWNER.pub LINKS PRODUCT-FOLDER');
  process.exit(2);
}

const report = await verifyFiles({
  layout,
  keys: [owner],
  linkDirectory,
  // The layout's author chose these commands: run them where they can do no harm.
  inspectionRunner: createExecInspectionRunner({ cwd: product, timeoutMs: 5_000 }),
});

if (report.ok) {
  const signers = report.signatures.map(({ item, keyId }) => `${item ?? 'layout'} by ${keyId.slice(0, 8)}`);
  console.log(`deploying ${Object.keys(report.summary.products).join(', ')}: ${signers.join(', ')}`);
} else {
  console.error(renderText(report));
  process.exitCode = 1;
}
