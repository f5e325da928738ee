/**
 * Recording against the reference, and excludes against git: `node tests/interop/recording/run.ts --from SEED --count TREES --write`.
 * As many lists of exclude patterns as trees are tried with git, if it is there.
 */
import { spawnSync } from 'node:child_process';

import { printCount, writeSection } from '../differential/conformance-page.ts';
import { printVersions } from '../differential/peer-versions.ts';
import { readRunOptions } from '../differential/run-options.ts';
import { openPeer } from '../src/index.ts';
import { compareRecordings } from './compare.ts';
import { compareWithGit } from './git-excludes.ts';

const { from, count, write } = readRunOptions({ from: 0, count: 5000 });
const python = openPeer('python');
const trees = await compareRecordings(python, { from, count });
const versions = await printVersions(python, ['pathspec']);
await python.close();
const gitVersion = spawnSync('git', ['--version'], { encoding: 'utf8' }).stdout?.trim();
const git = gitVersion ? await compareWithGit({ from, count }) : undefined;

const command = `node tests/interop/recording/run.ts --from ${from} --count ${count}`;
const results = [
  `${printCount(trees.trees)} trees, ${printCount(trees.recordings)} recordings with ${printCount(trees.artifacts)} artifacts: ${trees.differences.length} differences. ${printCount(trees.refused)} recordings are refused by both, for the same reason.`,
  `In ${printCount(trees.loops)} recordings a link leads back to a directory above it: what lies in front of it is the same; the reference goes round until the system stops it, we do not.`,
  `${printCount(trees.notUnicode)} recordings we refuse because a name is not Unicode (\`ERR_ARTIFACT_NAME\`); the reference records it and cannot sign the link, or fails as well, some for another reason.`,
  git === undefined
    ? 'Git was not there.'
    : `${printCount(count)} lists of exclude patterns against \`git check-ignore\` (${gitVersion}): ${printCount(git.files)} files, ${printCount(git.excluded)} of them excluded: ${git.differences.length} differences. ${printCount(git.passedOver)} lists were passed over, because git and pathspec define them differently.`,
];
console.log(results.join('\n'));
const differences = [...trees.differences, ...(git?.differences ?? [])];
for (const difference of differences) console.error(difference);
if (write) {
  writeSection(
    'Recording',
    `\`recordArtifacts\` against the reference's \`record_artifacts_as_dict\`: the same names and digests, or the same reason to fail.

${results.map((result) => `- ${result}`).join('\n')}
- Seeds ${from} to ${from + count - 1}; after a build: \`${command}\`
- ${versions}

Trees have links to files and folders, loops, dangling links, pipes, devices, hidden and odd names; recordings have exclude patterns, base
paths, prefixes to strip, \`file:\`, \`dir:\` and \`ostree:\` artifacts, absolute and unnormalised paths, line endings cut by chunks.

Where git and pathspec (whose verdict is the reference's and ours) need not agree on which files are excluded:

- pathspec refuses a pattern: a lone \`!\`, a backslash at the end, a reversed range;
- a line feed ends a pattern for git; a blank at the end that is no space is kept by git and dropped by pathspec;
- character classes such as \`[[:alpha:]]\` and backslashes in brackets are known to git only;
- a final \`**/\` means directories for git, everything for pathspec;
- a final \`/\` in one pattern together with a \`!\`: git leaves the whole directory out, pathspec lets the \`!\` bring files back;
- a character beyond ASCII is several bytes for git, each a \`?\`;
- the artifact \`.\` is itself tried on the patterns by the reference, so that \`?\` excludes everything.`,
  );
}
process.exitCode = differences.length === 0 ? 0 : 1;
