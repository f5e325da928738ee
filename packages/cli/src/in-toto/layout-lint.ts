import { applyFixes, lintLayout, renderFindings } from '@intoto/layout';
import { parseExpires, writeMetadataFile } from '@intoto/node';

import type { ArgumentTarget } from '../argument-target.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Command } from './command.ts';
import { readLayoutFile, wrapLayout } from './layout-file.ts';

/** The time of an option `--at`, or now. */
function readAt(args: Arguments): Date {
  const text = args.text('at');
  if (text === undefined) return new Date();
  try {
    return parseExpires(text);
  } catch {
    throw new UsageError(`--at ${text}: give a time YYYY-MM-DDTHH:MM:SSZ.`);
  }
}

/** Makes the fixes and writes the layout. @returns the findings that are left. */
async function fix(file: string, at: Date, terminal: Terminal): Promise<ReturnType<typeof lintLayout>> {
  const { metadata, layout } = await readLayoutFile(file);
  const { layout: fixed, applied } = applyFixes(layout, lintLayout(layout, { at }));
  if (applied.length === 0) return lintLayout(layout, { at });
  await writeMetadataFile(file, wrapLayout(fixed, metadata.container));
  const signatures = metadata.signatures.length > 0 ? ' Its signatures are gone with the change: sign it again.' : '';
  terminal.err(`in-toto: ${file}: ${applied.length} fixed.${signatures}\n`);
  return lintLayout(fixed, { at });
}

/** `in-toto layout lint`. */
export const layoutLint: Command = {
  name: 'lint',
  help: 'find mistakes in a layout',
  description:
    'Finds what is wrong with a layout, proved from the layout alone: docs/lint.md has every rule. Exit status: 0 no errors ' +
    'and warnings, 1 some, 2 wrong usage or not a layout. Signatures are not checked.',
  examples: [
    'in-toto layout lint root.layout',
    'in-toto layout lint root.layout --fix && in-toto sign -f root.layout -k owner',
  ],
  declare(parser: ArgumentTarget) {
    parser.add_argument('file', { metavar: 'FILE', help: 'layout, in either container' });
    parser.add_argument('--fix', {
      action: 'store_true',
      help: 'fix what can be fixed without letting anything more pass; FILE is then unsigned',
    });
    parser.add_argument('--at', { metavar: 'TIME', help: 'judge expiry for YYYY-MM-DDTHH:MM:SSZ (default: now)' });
    parser.add_argument('--json', { action: 'store_true', help: 'print the findings as JSON' });
  },
  async run(args, terminal) {
    const file = args.required('file');
    const at = readAt(args);
    const findings = args.flag('fix')
      ? await fix(file, at, terminal)
      : lintLayout((await readLayoutFile(file)).layout, { at });
    const ok = findings.every(({ severity }) => severity === 'note');
    terminal.out(
      args.flag('json')
        ? `${JSON.stringify({ ok, file, findings }, null, 2)}\n`
        : renderFindings(findings, { width: Math.max(terminal.width, 40) }),
    );
    return ok ? 0 : 1;
  },
};
