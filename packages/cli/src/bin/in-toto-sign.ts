import { inTotoSign } from '../drop-in/sign.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto-sign', inTotoSign, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus: () => 1,
});
