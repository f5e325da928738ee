import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inspectionRunnerConformance } from '@intoto/conformance/kits';
import { createJsonObject } from '@intoto/encoding';
import { createLink } from '@intoto/models';
import {
  createAllowListInspectionRunner,
  createExecInspectionRunner,
  createRecordedInspectionRunner,
  denyInspections,
} from '@intoto/runner';
import { it } from 'vitest';

const evaluate = (script: string) => ({ name: 'look', run: [process.execPath, '-e', script] });
const succeeding = evaluate('require("fs").writeFileSync("made.txt", "made")');
const failing = { ...evaluate('process.exit(3)'), exitStatus: 3 };
const endless = evaluate('setTimeout(() => {}, 60_000)');
const refused = { name: 'look', run: ['no-such-command'] };
const execIn = async () => createExecInspectionRunner({ cwd: await mkdtemp(join(tmpdir(), 'in-toto-inspect-')) });
const byproducts = createJsonObject([['return-value', 0]]);
const recorded = { link: createLink({ name: 'look', command: succeeding.run, byproducts }) };

const KITS = {
  exec: inspectionRunnerConformance({ createRunner: execIn, succeeding, failing, endless, refused }),
  'allow list': inspectionRunnerConformance({
    createRunner: async () => createAllowListInspectionRunner(await execIn(), [succeeding.run, failing.run]),
    succeeding,
    failing,
    refused: endless,
  }),
  recorded: inspectionRunnerConformance({
    createRunner: async () => createRecordedInspectionRunner([recorded]),
    succeeding,
    refused: failing,
  }),
  deny: inspectionRunnerConformance({ createRunner: async () => denyInspections, refused }),
};
for (const [kind, cases] of Object.entries(KITS)) for (const { name, run } of cases) it(`${kind}: ${name}`, run);
