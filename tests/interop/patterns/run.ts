/** Patterns against CPython's fnmatch: `node tests/interop/patterns/run.ts --from SEED --count PATTERNS --write`. */
import { printCount, writeSection } from '../differential/conformance-page.ts';
import { printVersions } from '../differential/peer-versions.ts';
import { readRunOptions } from '../differential/run-options.ts';
import { openPeer } from '../src/index.ts';
import { comparePatterns } from './compare.ts';
import { NAMES_PER_PATTERN } from './generate.ts';

const { from, count, write } = readRunOptions({ from: 0, count: 10_000 });
const python = openPeer('python');
const { pairs, matches, differences } = await comparePatterns(python, { from, count });
const versions = await printVersions(python);
await python.close();

const command = `node tests/interop/patterns/run.ts --from ${from} --count ${count}`;
const result = `${printCount(pairs)} pairs of a pattern and a name, ${printCount(matches)} of which match: ${differences.length} differences.`;
console.log(result);
for (const difference of differences) console.error(difference);
if (write) {
  writeSection(
    'Patterns',
    `\`matchPattern\` against CPython's \`fnmatch.filter\`, which decides the reference's artifact rules.

- ${result}
- Seeds ${from} to ${from + count - 1}, each a pattern with ${NAMES_PER_PATTERN} names; after a build: \`${command}\`
- ${versions}

Patterns have unclosed, reversed, negated and nested brackets, backslashes, line feeds, characters beyond U+FFFF and lone surrogates.
Names are made to match or nearly match. That the time is linear in the name is shown by \`node tests/interop/patterns/benchmark.ts\`.`,
  );
}
process.exitCode = differences.length === 0 ? 0 : 1;
