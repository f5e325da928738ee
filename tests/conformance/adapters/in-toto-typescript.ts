/** Drives the packages of this repository with the command protocol of @intoto/conformance. */
import { verifyHere } from '../src/our-verifier.ts';
import { readProtocolArguments } from '../src/protocol-arguments.ts';

const { verdict, ...report } = await verifyHere(readProtocolArguments(process.argv.slice(2)));
console.log(JSON.stringify(report));
process.exitCode = verdict === 'pass' ? 0 : 1;
