import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { systemErrorCode } from '@intoto/artifacts';
/** How long a process group may take to vanish before the next look. */
const POLL_MS = 20;
/** How long a killed process may take to vanish. */
const KILL_MS = 2000;

/** Whether this process belongs to a terminal that a child may want to talk to. */
export function hasControllingTerminal(): boolean {
  if (process.platform === 'win32') return true;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

/** Sends a signal to the child, and to all its descendants where it has a process group of its own. */
export function signalCommand(child: ChildProcess, ownGroup: boolean, signal: NodeJS.Signals): void {
  if (!ownGroup || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: all gone. macOS answers EPERM for a group of which only zombies are left.
    const code = systemErrorCode(error);
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Whether the child itself has not exited yet. */
export function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function isGone(child: ChildProcess, ownGroup: boolean): boolean {
  if (isRunning(child)) return false;
  if (!ownGroup || child.pid === undefined) return true;
  try {
    process.kill(-child.pid, 0);
    return false;
  } catch {
    return true;
  }
}

async function waitUntilGone(child: ChildProcess, ownGroup: boolean, maxMs: number): Promise<boolean> {
  const deadline = performance.now() + maxMs;
  while (!isGone(child, ownGroup)) {
    if (performance.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/**
 * Ends a command: SIGTERM, so that it can tidy up after itself, then SIGKILL for what is left after `graceMs`.
 * Its descendants are included where it has a process group of its own.
 */
export async function endCommand(child: ChildProcess, ownGroup: boolean, graceMs: number): Promise<void> {
  signalCommand(child, ownGroup, 'SIGTERM');
  if (await waitUntilGone(child, ownGroup, graceMs)) return;
  signalCommand(child, ownGroup, 'SIGKILL');
  // Of the group only zombies can be left. A child that runs as another user cannot be killed: it must not hold us.
  if (!(await waitUntilGone(child, false, KILL_MS))) child.unref();
}
