import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** A test that failed. */
export interface FailedTest {
  readonly file: string;
  readonly name: string;
}

/** What came of a run: how many tests there were, and which failed, by file and then in the file's order. */
export interface TestRun {
  readonly tests: number;
  readonly failed: readonly FailedTest[];
}

interface JsonReport {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** A bug may well make a test go on for ever. */
const MAX_MILLIS = 1_200_000;

/** Runs the tests of a tree in Node. @param paths - of test files, or how such paths begin */
export function runTests(root: string, paths: readonly string[]): TestRun {
  const folder = mkdtempSync(join(tmpdir(), 'in-toto-mutation-report-'));
  const file = join(folder, 'report.json');
  try {
    const words = ['run', '--project', 'node', '--reporter=json', `--outputFile=${file}`, ...paths];
    const { error, stderr } = spawnSync(join(root, 'node_modules/.bin/vitest'), words, {
      cwd: root,
      encoding: 'utf8',
      timeout: MAX_MILLIS,
      killSignal: 'SIGKILL',
      maxBuffer: 2 ** 28,
    });
    if (error !== undefined && !isTimeout(error)) throw error;
    if (error !== undefined)
      return { tests: 0, failed: [{ file: paths.join(' '), name: 'the run, which does not end' }] };
    return readReport(root, file, stderr);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(root: string, file: string, stderr: string): TestRun {
  let report: JsonReport;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
  } catch (cause) {
    throw new Error(`vitest wrote no report: ${stderr.slice(-2000)}`, { cause });
  }
  const failed = report.testResults
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((suite) => {
      const tests = suite.assertionResults.filter(({ status }) => status === 'failed');
      const name = relative(root, suite.name);
      // A file of which nothing could be run tells nothing of the bug but that it is one.
      if (tests.length === 0 && suite.status === 'failed')
        return [{ file: name, name: 'the file, which cannot be loaded' }];
      return tests.map(({ fullName }) => ({ file: name, name: fullName }));
    });
  return { tests: report.numTotalTests, failed };
}

function isTimeout(error: Error): boolean {
  return 'code' in error && error.code === 'ETIMEDOUT';
}
