import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { onTestFinished } from 'vitest';

import type { RequiredPrograms } from './with-programs.ts';

/** What `apt-get install openssh-client` brings. */
export const OPENSSH: RequiredPrograms = {
  programs: ['ssh-agent', 'ssh-add', 'ssh-keygen'],
  install: 'apt-get install openssh-client',
};

/** Kinds of keys, by the names that tests use. */
export type AgentKeyName = 'ed25519' | 'p256' | 'p384' | 'p521' | 'rsa';
export const AGENT_KEY_NAMES: readonly AgentKeyName[] = ['ed25519', 'p256', 'p384', 'p521', 'rsa'];

const KEY_TYPES: Readonly<Record<AgentKeyName, readonly string[]>> = {
  ed25519: ['-t', 'ed25519'],
  p256: ['-t', 'ecdsa', '-b', '256'],
  p384: ['-t', 'ecdsa', '-b', '384'],
  p521: ['-t', 'ecdsa', '-b', '521'],
  rsa: ['-t', 'rsa', '-b', '2048'],
};

/** A running ssh-agent of the test's own. */
export interface RealAgent {
  readonly socketPath: string;
  readonly process: ChildProcess;
  /** Adds a new key with its name as comment; returns the path of its private key, the public one beside it. */
  readonly add: (name: AgentKeyName, ...options: readonly string[]) => string;
  /** Runs ssh-add against this agent, with `password` for all it asks. */
  readonly sshAdd: (args: readonly string[], password?: string) => string;
  readonly kill: () => Promise<void>;
  /** Kills it and removes its keys. */
  readonly end: () => Promise<void>;
}

/** How to start an agent. */
export interface StartAgentOptions {
  /** A shell command that the agent asks its user with; exit status 0 means yes. @defaultValue `exit 1` */
  readonly askpass?: string;
  /** For several tests; who starts it ends it. @defaultValue it ends with the test */
  readonly isShared?: boolean;
  /** New keys that it has from the beginning, with their names as comments. @defaultValue none */
  readonly keys?: readonly AgentKeyName[];
}

/** Starts one of the tests' own. */
export async function startAgent(options: StartAgentOptions = {}): Promise<RealAgent> {
  const { askpass = 'exit 1', isShared = false, keys = [] } = options;
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-agent-'));
  const socketPath = join(folder, 'socket');
  const program = writeScript(join(folder, 'askpass'), askpass);
  const env = { ...process.env, SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: 'force', DISPLAY: ':0' };
  const child = spawn('ssh-agent', ['-D', '-a', socketPath], { stdio: 'ignore', env });
  const exit = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
  };
  const end = async (): Promise<void> => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  if (!isShared) onTestFinished(end);
  // Its socket exists before anybody listens there.
  const unreachable = 2;
  const list = { env: { ...env, SSH_AUTH_SOCK: socketPath } };
  while (spawnSync('ssh-add', ['-l'], list).status === unreachable) await sleep(5);
  const sshAdd = (args: readonly string[], password = ''): string => {
    const answer = writeScript(join(folder, 'answer'), `echo '${password}'`);
    return execFileSync('ssh-add', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, SSH_AUTH_SOCK: socketPath, SSH_ASKPASS: answer },
    });
  };
  let count = 0;
  const add: RealAgent['add'] = (name, ...addOptions) => {
    const path = join(folder, `${name}-${count++}`);
    execFileSync('ssh-keygen', ['-q', ...KEY_TYPES[name], '-N', '', '-C', name, '-f', path]);
    sshAdd([...addOptions, path]);
    return path;
  };
  for (const key of keys) add(key);
  return { socketPath, process: child, sshAdd, kill, end, add };
}

/** The line that `ssh-keygen -l` prints: bits, fingerprint, comment, type. */
export function fingerprintOf(path: string): string {
  return execFileSync('ssh-keygen', ['-lf', `${path}.pub`], { encoding: 'utf8' }).split(' ')[1] ?? '';
}

/** The public key's blob. */
export function blobOf(path: string): Buffer<ArrayBuffer> {
  return Buffer.from(readFileSync(`${path}.pub`, 'utf8').split(' ')[1] ?? '', 'base64');
}

function writeScript(path: string, command: string): string {
  writeFileSync(path, `#!/bin/sh\n${command}\n`, { mode: 0o700 });
  return path;
}
