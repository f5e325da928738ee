import { failureStatus } from '../in-toto/failure-status.ts';
import { inToto } from '../in-toto/main.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto', inToto, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus,
});
