import { inTotoMock } from '../drop-in/mock.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto-mock', inTotoMock, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus: () => 1,
});
