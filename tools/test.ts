/**
 * The README's test command: builds, then runs every test in Node, in Chromium and on the oldest Node.
 * What is missing on this machine is said in one line and counted as skipped; with REQUIRE_ALL=1 it fails.
 * Ends with one line: `N passed, N failed, N skipped`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is used of vitest's JSON report. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Said again at the end, where they are seen. */
const failures: string[] = [];

const required = process.env['REQUIRE_ALL'] === '1';
// Before the list is made, here and in vitest.
if (!required) process.env['SOME_BROWSER_TESTS'] = '1';
const { BROWSER_TESTS, CHROMIUM, LEFT_OUT } = await import('./browser.ts');

function run(command: string, args: readonly string[]): { status: number; stdout: string } {
  const { status, stdout, error } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
    // What is read here is text, also where somebody forces colours on everything.
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  if (error !== undefined) throw error;
  return { status: status ?? 1, stdout };
}

/** A step without tests of its own; it ends the run when it fails. */
function prepare(command: string, ...args: readonly string[]): void {
  const { status, stdout } = run(command, args);
  if (status === 0) return;
  console.error(stdout);
  console.error(`${[command, ...args].join(' ')}: exit ${status}`);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}

function vitest(): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-test-'));
  const report = join(folder, 'report.json');
  const { status, stdout } = run('vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]);
  console.log(stdout);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const json = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  rmSync(folder, { recursive: true });
  failures.push(...listFailures(json));
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests === 0 && status !== 0 ? 1 : json.numFailedTests,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}

/** A line for each failed test, and for each file that did not come to its tests. */
function* listFailures({ testResults }: VitestReport): Generator<string> {
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) yield `FAILED ${relative('.', name)}: ${firstLine(message)}`;
    for (const { fullName, failureMessages } of failed)
      yield `FAILED ${relative('.', name)}: ${fullName}: ${firstLine(failureMessages.join('\n'))}`;
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1).join('').slice(0, 300);
}

/** Beside the others: these leave a part of each core idle while they wait for their child processes. */
function startOldestNode(): Promise<Counts> {
  const child = spawn('node', ['tests/oldest-node/run.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve(readOldestNode(status, stdout)));
  });
}

function readOldestNode(status: number | null, stdout: string): Counts {
  console.log(stdout.trimEnd());
  const [, passed, failed, skipped] = (/^(\d+) passed, (\d+) failed, (\d+) skipped$/mu.exec(stdout) ?? []).map(Number);
  if (passed === undefined || failed === undefined || skipped === undefined)
    return { passed: 0, failed: 1, skipped: 0 };
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, skipped };
}

function browser(): Counts {
  if (existsSync(CHROMIUM)) {
    if (LEFT_OUT > 0) console.log(`${LEFT_OUT} test files are not run in a browser. With REQUIRE_ALL=1 they are.`);
    return { passed: 0, failed: 0, skipped: LEFT_OUT };
  }
  console.log(
    `No Chromium at ${CHROMIUM}: ${BROWSER_TESTS.length} test files are not run in a browser. ` +
      'On Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH.',
  );
  return required
    ? { passed: 0, failed: BROWSER_TESTS.length, skipped: 0 }
    : { passed: 0, failed: 0, skipped: BROWSER_TESTS.length };
}

prepare('node', 'tools/build.ts');
prepare('node', 'tools/doctest.ts');
const oldestNode = startOldestNode();
const tests = vitest();
const results = [tests, await oldestNode, browser()];
for (const line of failures) console.log(line);
const total = (key: keyof Counts): number => results.reduce((sum, counts) => sum + counts[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') === 0 && total('passed') > 0 ? 0 : 1;
