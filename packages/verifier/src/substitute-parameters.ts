import { type JsonValue, quoteText } from '@intoto/encoding';
import type { Inspection, Layout, RuleWords, Step, SupplyChainItem } from '@intoto/models';

/** Values for placeholders, by parameter name. */
export type Parameters = ReadonlyMap<string, string>;

/** A word of a layout in which parameters cannot be put. */
export interface SubstitutionProblem {
  readonly item: string;
  readonly list: 'expected_materials' | 'expected_products' | 'expected_command' | 'run';
  /** The rule's or the command word's place in its list, from 1. */
  readonly number: number;
  readonly message: string;
}

/** Names that the reference accepts for parameters. */
export function isParameterName(name: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(name);
}

/**
 * Replaces `{name}` by the parameter's value and `{{`, `}}` by braces. Python's `str.format` without what it would evaluate:
 * positions (`{}`, `{0}`), attributes, indexes, conversions and format specifications are problems.
 * @returns the new text, or what is wrong with it as a sentence without a full stop.
 */
export function substituteText(
  text: string,
  parameters: Parameters,
): { readonly text: string } | { readonly problem: string } {
  const problems: string[] = [];
  const result = text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g, (found: string, name: string | undefined) => {
    if (found === '{{') return '{';
    if (found === '}}') return '}';
    const value = name === undefined || isPosition(name) ? undefined : parameters.get(name);
    if (value !== undefined) return value;
    problems.push(explain(found, name));
    return found;
  });
  const problem = problems[0];
  return problem === undefined ? { text: result } : { problem };
}

function isPosition(name: string): boolean {
  return /^\p{Nd}*$/u.test(name);
}

function explain(found: string, name: string | undefined): string {
  if (name === undefined) return `a single ${quoteText(found)}; write ${quoteText(found + found)} for a brace`;
  if (isPosition(name)) return `${quoteText(found)} stands for a position, and parameters have names only`;
  if (isParameterName(name)) return `no value for the parameter ${quoteText(name)}`;
  return `${quoteText(found)} is more than a parameter's name; conversions, formats, attributes and indexes are not evaluated`;
}

/**
 * Puts parameters into a layout: into every word of its rules, into `expected_command` and `run`, and nowhere else.
 * @returns the new layout, or all problems.
 */
export function substituteParameters(
  layout: Layout,
  parameters: Parameters,
): { readonly layout: Layout } | { readonly problems: readonly SubstitutionProblem[] } {
  const problems: SubstitutionProblem[] = [];

  function word(value: JsonValue, place: Omit<SubstitutionProblem, 'message'>): string {
    if (typeof value !== 'string') {
      problems.push({ ...place, message: 'a word that is not a string' });
      return '';
    }
    const result = substituteText(value, parameters);
    if ('text' in result) return result.text;
    problems.push({ ...place, message: result.problem });
    return value;
  }

  function rules(item: SupplyChainItem, list: 'expected_materials' | 'expected_products'): RuleWords[] {
    const source = list === 'expected_materials' ? item.expectedMaterials : item.expectedProducts;
    return source.map((words, index) =>
      words.map((value) => word(value, { item: item.name, list, number: index + 1 })),
    );
  }

  function command(item: SupplyChainItem, list: 'expected_command' | 'run', words: readonly JsonValue[]): string[] {
    return words.map((value, index) => word(value, { item: item.name, list, number: index + 1 }));
  }

  const steps = layout.steps.map((step): Step => ({
    ...step,
    expectedMaterials: rules(step, 'expected_materials'),
    expectedProducts: rules(step, 'expected_products'),
    expectedCommand: command(step, 'expected_command', step.expectedCommand),
  }));
  const inspections = layout.inspections.map((inspection): Inspection => ({
    ...inspection,
    expectedMaterials: rules(inspection, 'expected_materials'),
    expectedProducts: rules(inspection, 'expected_products'),
    run: command(inspection, 'run', inspection.run),
  }));
  return problems.length === 0 ? { layout: { ...layout, steps, inspections } } : { problems };
}
