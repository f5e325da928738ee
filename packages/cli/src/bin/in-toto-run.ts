import { inTotoRun } from '../drop-in/run.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto-run', inTotoRun, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus: () => 1,
});
