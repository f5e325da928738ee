import { isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';

import { readArtifactRule, type RuleWords } from './artifact-rule.ts';
import { checkLayoutShape } from './generated/shape-checks.ts';
import { refuseSelf } from './members.ts';
import { pointerStep, type ProblemSink } from './problem.ts';
import { findPublicKeyProblems } from './public-key-codec.ts';
import { hasTimeForm, readTime } from './time.ts';

/** Reports everything that keeps a tree from being a layout; what one check says another does not repeat. */
export function findLayoutProblems(tree: JsonValue, problems: ProblemSink): void {
  checkLayoutShape(tree, '', problems);
  if (!isJsonObject(tree)) return;
  refuseSelf(tree, '', problems);
  findExpiryProblem(tree['expires'], problems);
  const { keys, steps, inspect } = tree;
  if (isJsonObject(keys)) findKeyProblems(keys, problems);
  const names = new Set<string>();
  for (const [list, items] of [
    ['steps', steps],
    ['inspect', inspect],
  ] as const) {
    for (const [index, item] of asArray(items).entries()) {
      if (isJsonObject(item)) findItemProblems(item, `/${list}/${index}`, names, problems);
    }
  }
}

function findExpiryProblem(expires: JsonValue | undefined, problems: ProblemSink): void {
  if (typeof expires !== 'string' || !hasTimeForm(expires) || readTime(expires) !== undefined) return;
  problems.add('/expires', 'must be a time that exists');
}

function findKeyProblems(keys: JsonObject, problems: ProblemSink): void {
  for (const [keyId, key] of Object.entries(keys)) {
    const path = `/keys${pointerStep(keyId)}`;
    if (!/^[0-9a-fA-F]+$/.test(keyId)) problems.add(path, 'must have a key id of hexadecimal digits as its name');
    findPublicKeyProblems(key, path, problems);
  }
}

function findItemProblems(item: JsonObject, path: string, names: Set<string>, problems: ProblemSink): void {
  refuseSelf(item, path, problems);
  const { name, expected_materials: materials, expected_products: products } = item;
  if (typeof name === 'string') {
    if (names.has(name)) problems.add(`${path}/name`, `must be another than ${JSON.stringify(name)}, which is taken`);
    names.add(name);
  }
  findRuleProblems(materials, `${path}/expected_materials`, problems);
  findRuleProblems(products, `${path}/expected_products`, problems);
}

function findRuleProblems(rules: JsonValue | undefined, path: string, problems: ProblemSink): void {
  for (const [index, words] of asArray(rules).entries()) {
    if (!isWords(words)) continue;
    const rule = readArtifactRule(words);
    if (typeof rule === 'string') problems.add(`${path}/${index}`, rule);
  }
}

function asArray(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

function isWords(value: JsonValue): value is RuleWords {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}
