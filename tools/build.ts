/** Builds every package; says something only where it fails. turbo wants to be started through pnpm. */
import { spawnSync } from 'node:child_process';

const { status, stdout } = spawnSync(
  'pnpm',
  ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--log-prefix=none'],
  {
    env: { ...process.env, DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  },
);
if (status !== 0) console.error(stdout);
process.exitCode = status ?? 1;
