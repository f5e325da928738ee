import type { Peer, PythonOperations } from '../src/index.ts';

/** The versions that a result holds for. */
export async function printVersions(
  python: Peer<PythonOperations>,
  libraries: readonly string[] = [],
): Promise<string> {
  const info = await python.ask('info', {});
  const theirs = [`in-toto ${info.version}`, ...libraries.map((name) => `${name} ${info.libraries[name] ?? '?'}`)];
  return `${theirs.join(', ')}; Node.js ${process.versions.node}`;
}
