import { Action, type ActionConstructorOptions, type ArgumentParser, type Namespace } from 'argparse';

import { UsageError } from '../usage-error.ts';

/** One option of the description of steps and inspections, in the order of the command line. */
export interface Part {
  readonly option: string;
  readonly values: readonly string[];
}

/** Appends to one list, so that `--signers` belongs to the `--step` before it. */
export class PartAction extends Action {
  constructor(options: ActionConstructorOptions) {
    super({ ...options, dest: 'parts' });
  }

  override call(_parser: ArgumentParser, namespace: Namespace, values: unknown, option: string = ''): void {
    const list = (namespace['parts'] ?? []) as readonly Part[];
    namespace['parts'] = [
      ...list,
      { option: option.slice(2), values: Array.isArray(values) ? (values as string[]) : [String(values)] },
    ];
  }
}

/** A step or an inspection as the command line describes it. */
export interface Draft {
  readonly kind: 'step' | 'inspection';
  readonly name: string;
  readonly parts: Map<string, readonly string[]>;
}

function assertItemName(option: string, name: string, drafts: readonly Draft[]): void {
  if (drafts.some((draft) => draft.name === name)) throw new UsageError(`The name "${name}" is given twice.`);
  if (/^\.{0,2}$|[/\\]/u.test(name)) {
    throw new UsageError(`--${option} "${name}": the name becomes part of a file name, so it cannot be this.`);
  }
}

/** Groups the options under the `--step` or `--inspection` they follow. */
export function groupParts(parts: readonly Part[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const { option, values } of parts) {
    if (option === 'step' || option === 'inspection') {
      const name = values[0] ?? '';
      assertItemName(option, name, drafts);
      drafts.push({ kind: option, name, parts: new Map() });
      continue;
    }
    const draft = drafts.at(-1);
    if (draft === undefined) throw new UsageError(`--${option} must follow the --step or --inspection it belongs to.`);
    const only =
      option === 'run'
        ? 'inspection'
        : ['signers', 'cert-signers', 'threshold', 'expect-command'].includes(option)
          ? 'step'
          : draft.kind;
    if (draft.kind !== only)
      throw new UsageError(`--${option} belongs to a --${only}; "${draft.name}" is a --${draft.kind}.`);
    if (draft.parts.has(option)) throw new UsageError(`--${option} is given twice for "${draft.name}".`);
    draft.parts.set(option, values);
  }
  return drafts;
}
