import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inspectionRunnerConformance } from '@intoto/conformance/kits';
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
const recorded = [succeeding, failing].map(({ name, run }, status) =>
  createLink({ name: `${name}${status}`, command: run }),
);

const KITS = {
  exec: inspectionRunnerConformance({ createRunner: execIn, succeeding, failing, endless, refused }),
  'allow list': inspectionRunnerConformance({
    createRunner: async () => createAllowListInspectionRunner(await execIn(), [succeeding.run, failing.run]),
    succeeding,
    failing,
    refused: endless,
  }),
  recorded: inspectionRunnerConformance({
    createRunner: async () => createRecordedInspectionRunner(recorded.map((link) => ({ link }))),
    succeeding: { ...succeeding, name: 'look0' },
    refused: { ...succeeding, name: 'look1' },
  }),
  deny: inspectionRunnerConformance({ createRunner: async () => denyInspections, refused }),
};
for (const [kind, cases] of Object.entries(KITS)) for (const { name, run } of cases) it(`${kind}: ${name}`, run);
