import { readReport, renderReport, REPORT_FORMATS, type ReportFormat } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Command } from './command.ts';
import { readKeyNames } from './key-names.ts';
import { declareReportFiles, readReportFiles, writeReportFiles } from './report-files.ts';

/** `in-toto explain`. */
export const explain: Command = {
  name: 'explain',
  help: 'show a saved report again, in any format',
  description:
    'Shows a report that "in-toto verify --json" or "--report FILE.json" saved. It verifies nothing: the report says what whoever ' +
    'saved it claims to have found. Exit status 0 for a report of any verdict, 2 for what is no report.',
  examples: [
    'in-toto explain report.json -k owner.pub alice.pub',
    'in-toto explain report.json --report report.html --report comment.md',
    'in-toto explain report.json --format mermaid',
  ],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'REPORT', help: 'saved report, as JSON' });
    parser.add_argument('-k', '--keys', {
      nargs: '+',
      metavar: 'KEY',
      help: 'public keys whose file names tell the owners, to be shown beside their ids',
    });
    parser.add_argument('--format', {
      choices: [...REPORT_FORMATS],
      default: 'text',
      metavar: 'FORMAT',
      help: `what to print: ${REPORT_FORMATS.join(', ')} (default: text)`,
    });
    declareReportFiles(parser);
  },
  async run(args, terminal) {
    const files = readReportFiles(args);
    const path = args.required('file');
    const options = { keyNames: await readKeyNames(args.list('keys') ?? []), expiries: true };
    const report = await readReport(path);
    terminal.err(`in-toto: ${path} is shown as it was saved; nothing was verified.\n`);
    const { width, color } = terminal;
    // Argparse has refused any other.
    terminal.out(renderReport(report, args.required('format') as ReportFormat, { ...options, width, color }));
    await writeReportFiles(files, report, options);
    return 0;
  },
};
