import { inTotoMatchProducts } from '../drop-in/match-products.ts';
import { runProgram } from '../program.ts';
import { processTerminal } from '../terminal.ts';

process.exitCode = await runProgram('in-toto-match-products', inTotoMatchProducts, {
  args: process.argv.slice(2),
  terminal: processTerminal,
  failureStatus: () => 1,
});
