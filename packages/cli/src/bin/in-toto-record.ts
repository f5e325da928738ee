import { inTotoRecord } from '../drop-in/record.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto-record', inTotoRecord, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus: () => 1,
});
