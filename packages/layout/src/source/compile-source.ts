import { InTotoError } from '@intoto/encoding';
import {
  createInspection,
  createLayout,
  createStep,
  formatArtifactRule,
  type Inspection,
  type Layout,
  parseArtifactRule,
  type PublicKey,
  type RuleWords,
  type Step,
} from '@intoto/models';

import { readExpiry } from '../read-expiry.ts';
import { toCommandWords, toRuleWords } from '../rule-input.ts';
import { assertSound } from '../sound-layout.ts';
import { parseSource } from './source-document.ts';
import { createReader, type SourceReader } from './source-reader.ts';

/** What {@link compileLayoutSource} takes besides the source. */
export interface CompileSourceOptions {
  /** What durations in `expires` count from. */
  readonly now: Date;
  /** Reads the public key that a path in `keys` names. What it rejects with goes on to the caller. */
  readonly readKey: (path: string) => PublicKey | Promise<PublicKey>;
}

/**
 * Compiles the source of a layout: YAML with comments, keys by the paths of their files, rules as text.
 * `schemas/layout-source.schema.json` of this package describes it to editors.
 *
 * @param text - at most 1,000,000 characters; it may come from anybody
 * @throws LayoutError of `@intoto/layout` `ERR_SOURCE_FORMAT` with `details.line` for what is not a source, unknown members included;
 * `ERR_LAYOUT_UNSOUND` for a layout that could never pass, or asks for no evidence
 * @example
 * ```ts
 * import { compileLayoutSource } from '@intoto/layout/source';
 * import type { PublicKey } from '@intoto/models';
 *
 * const source = `
 * expires: 90d
 * keys:
 *   alice: alice.pub # who writes
 * steps:
 *   - name: write
 *     signers: [alice]
 *     materials: [DISALLOW *]
 *     products:
 *       - CREATE src/*
 *       - DISALLOW *
 * `;
 * export const compile = (readKey: (path: string) => Promise<PublicKey>) =>
 *   compileLayoutSource(source, { now: new Date(), readKey });
 * ```
 */
export async function compileLayoutSource(text: string, { now, readKey }: CompileSourceOptions): Promise<Layout> {
  const source = createReader(parseSource(text)).only(['expires', 'readme', 'keys', 'steps', 'inspections']);
  const expires = read(source.required('expires'), (reader) => readExpiry(reader.text(), now));
  const names = (source.member('keys')?.entries() ?? []).map(([name, reader]) => [name, reader.text()] as const);
  const keys = new Map<string, PublicKey>();
  const parts = {
    readme: source.member('readme')?.text(),
    // Before any file is read, so that what is wrong with the source is said first.
    steps: source.required('steps').items().map(readStep),
    inspections: (source.member('inspections')?.items() ?? []).map(readInspection),
  };
  for (const [name, path] of names) keys.set(name, await readKey(path));
  const layout = createLayout({
    ...parts,
    expires,
    keys: new Map([...keys.values()].map((key) => [key.keyId, key])),
    steps: parts.steps.map(({ step, signers }): Step =>
      Object.assign({}, step, { pubkeys: signers.map((signer) => findKey(signer, keys)) }),
    ),
  });
  return assertSound(layout);
}

function readStep(source: SourceReader): { readonly step: Step; readonly signers: readonly SourceReader[] } {
  source.only(['name', 'signers', 'threshold', 'command', 'materials', 'products']);
  const step = createStep({
    name: readName(source),
    threshold: source.member('threshold')?.integer(),
    expectedCommand: readCommand(source.member('command')),
    expectedMaterials: readRules(source.member('materials')),
    expectedProducts: readRules(source.member('products')),
  });
  const signers = source.member('signers')?.items() ?? [];
  for (const signer of signers) signer.text();
  return { step, signers };
}

function readInspection(source: SourceReader): Inspection {
  source.only(['name', 'run', 'materials', 'products']);
  return createInspection({
    name: readName(source),
    run: readCommand(source.required('run')),
    expectedMaterials: readRules(source.member('materials')),
    expectedProducts: readRules(source.member('products')),
  });
}

function readName(source: SourceReader): string {
  const reader = source.required('name');
  const name = reader.text();
  if (/^\.{0,2}$|[/\\]/u.test(name)) throw reader.refuse('becomes part of a file name, so it cannot be this');
  return name;
}

function findKey(signer: SourceReader, keys: ReadonlyMap<string, PublicKey>): string {
  const key = keys.get(signer.text());
  if (key === undefined) throw signer.refuse(`is "${signer.text()}", which is not among the keys`);
  return key.keyId;
}

function readCommand(source: SourceReader | undefined): readonly string[] {
  return source === undefined ? [] : read(source, (reader) => toCommandWords(reader.textOrTexts()));
}

/** Each rule is text, or a list of its words. */
function readRules(source: SourceReader | undefined): readonly RuleWords[] {
  return (source?.items() ?? []).map((item) =>
    read(item, (reader) => {
      const rule = reader.textOrTexts();
      return typeof rule === 'string' ? toRuleWords(rule) : formatArtifactRule(parseArtifactRule(rule));
    }),
  );
}

/** Reads with another package's reader and says where in the source it was. */
function read<Value>(source: SourceReader, convert: (source: SourceReader) => Value): Value {
  try {
    return convert(source);
  } catch (error) {
    if (!InTotoError.is(error) || error.code === 'ERR_SOURCE_FORMAT') throw error;
    throw source.refuse(`cannot be used: ${error.message.replace(/\.$/u, '')}`, error);
  }
}
