import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

import { asCommonPeer, isPresent, openPeer, pythonProgram } from '@intoto-tests/interop';
import sigstore from '@sigstore/verify/package.json' with { type: 'json' };

function ask(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' }).trim();
}

/** The commit that is measured, and whether it is all that is measured. */
export function describeCommit(): string {
  const commit = ask('git', 'rev-parse', '--short', 'HEAD');
  return ask('git', 'status', '--porcelain') === '' ? `commit ${commit}` : `commit ${commit} with changes on top`;
}

/** On what it was measured, as a list in Markdown. Names no host and no folder. */
export async function describeEnvironment(): Promise<readonly string[]> {
  const [cpu] = cpus();
  const system = /^PRETTY_NAME="(.*)"$/mu.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? process.platform;
  const versions = [
    `Node.js ${process.versions.node}`,
    ...(await describePeers()),
    `@sigstore/verify ${sigstore.version}`,
  ];
  return [
    `- machine: ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${system}`,
    `- versions: ${versions.join(', ')}, ${ask('openssl', 'version').replace(/ \(.*$/u, '')}`,
  ];
}

async function describePeers(): Promise<readonly string[]> {
  const versions: string[] = [];
  for (const name of ['python', 'go'] as const) {
    if (!isPresent(name)) continue;
    const peer = asCommonPeer(openPeer(name));
    const { version } = await peer.ask('info', {});
    await peer.close();
    versions.push(
      name === 'go'
        ? `in-toto-golang ${version}`
        : `in-toto ${version} on ${ask(pythonProgram(name, 'python'), '--version')}`,
    );
  }
  return versions;
}
