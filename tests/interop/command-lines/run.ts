/** Command lines against the reference's: `node tests/interop/command-lines/run.ts --from NUMBER --count LINES --write`. Runs what was built. */
import { printCount, writeSection } from '../differential/conformance-page.ts';
import { printVersions } from '../differential/peer-versions.ts';
import { readRunOptions } from '../differential/run-options.ts';
import { openPeer } from '../src/index.ts';
import { COMMAND_LINES } from './command-line.ts';
import { compareCommandLines } from './compare.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';

const { from, count, write } = readRunOptions({ from: 0, count: COMMAND_LINES.length });
const { lines, successes, changes, known, differences } = await compareCommandLines(
  COMMAND_LINES.slice(from, from + count),
);
const python = openPeer('python');
const versions = await printVersions(python);
await python.close();

const result = `${printCount(lines)} command lines, ${printCount(successes)} of which succeed, with ${printCount(changes)} files written, changed or removed: ${differences.length} differences besides ${known} on purpose.`;
console.log(result);
for (const difference of differences) console.error(difference);
if (write) {
  writeSection(
    'Command lines',
    `The programs of the reference and our drop-ins, side by side: exit statuses, files written, the metadata in them byte by byte (RSA and
ECDSA signatures are different each time; each side verifies its own), and standard output but for help and usage.

- ${result}
- The lines are in \`tests/interop/command-lines/lines\`; after a build: \`node tests/interop/command-lines/run.ts\`
- ${versions}

${[...KNOWN_DIFFERENCES].map(([line, reason]) => `- \`${line}\`: ${reason}`).join('\n')}`,
  );
}
process.exitCode = differences.length === 0 ? 0 : 1;
