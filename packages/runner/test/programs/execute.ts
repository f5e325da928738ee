// Runs a command with the options given as JSON, and prints the result as JSON on file descriptor 3.
import { writeSync } from 'node:fs';

import type { ExecuteCommandOptions } from '../../src/command-options.ts';
import { executeCommand } from '../../src/execute-command.ts';

const options = JSON.parse(process.argv[2] ?? '') as ExecuteCommandOptions;
try {
  writeSync(3, JSON.stringify(await executeCommand(options)));
} catch (error) {
  writeSync(3, JSON.stringify({ code: (error as { code?: unknown }).code }));
}
