import { inTotoVerify } from '../drop-in/verify.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto-verify', inTotoVerify, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus: () => 1,
});
