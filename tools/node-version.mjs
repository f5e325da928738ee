// Runs on any Node: without the repository's own Node the scripts behind it would fail in ways nobody understands.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `This is Node ${process.versions.node}; the repository brings Node 24 as a dependency, which is not installed.\n` +
      'Run `npx -y pnpm@12 install --frozen-lockfile` and read its first error.',
  );
  process.exit(2);
}
