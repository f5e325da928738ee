import { both, type CaseDefinition, fail, type Outcome, PASS } from './case-definition.ts';
import { metablock } from './containers.ts';
import type { JsonMembers } from './json-text.ts';
import { RULES } from './origins.ts';
import { bob, carl, owner } from './signers.ts';
import { artifacts, layout, linkFile, rule, step } from './supply-chain.ts';

/** Rules, as text or as words where a word has a blank or is empty. */
export type RuleTexts = readonly (string | readonly string[])[];

/** What a step reports, and the rules for it. */
export interface RuleSpec {
  readonly materials?: Readonly<Record<string, string>> | JsonMembers;
  readonly products?: Readonly<Record<string, string>> | JsonMembers;
  readonly expectMaterials?: RuleTexts;
  readonly expectProducts?: RuleTexts;
  /** What the step before, `source`, made. */
  readonly source?: Readonly<Record<string, string>> | JsonMembers;
}

export const ALLOWED: Outcome = both(PASS);
export const DISALLOWED: Outcome = both(fail('step-rules', 'ERR_RULE_DISALLOW'));
export const MISSED: Outcome = both(fail('step-rules', 'ERR_RULE_REQUIRE'));

/** Contents by name, or digest sets as they are. */
function contents(of: Readonly<Record<string, string>> | JsonMembers = {}): JsonMembers {
  return Object.fromEntries(
    Object.entries(of).map(([name, content]) => [
      name,
      typeof content === 'string' ? (artifacts({ x: content })['x'] ?? {}) : content,
    ]),
  );
}

function words(texts: RuleTexts = []): readonly (readonly string[])[] {
  return texts.map((text) => (typeof text === 'string' ? rule(text) : text));
}

/** A case about the rules of the step `build`. */
export function about(
  name: string,
  description: string,
  spec: RuleSpec,
  outcome: Outcome,
  origin = RULES,
): CaseDefinition {
  const { source } = spec;
  const build = step('build', {
    by: [bob],
    materials: words(spec.expectMaterials),
    products: words(spec.expectProducts),
  });
  const tree = layout({
    steps: source === undefined ? [build] : [step('source', { by: [carl] }), build],
    functionaries: [bob, carl],
  });
  return {
    name: `rule-${name}`,
    description,
    origin,
    layout: metablock(tree, [owner]),
    links: {
      ...(source === undefined ? {} : linkFile('source', carl, { products: contents(source) })),
      ...linkFile('build', bob, { materials: contents(spec.materials), products: contents(spec.products) }),
    },
    ...outcome,
  };
}

/** A rule for products that must leave nothing. */
export function only(text: string | readonly string[]): RuleTexts {
  return [text, 'DISALLOW *'];
}

/** One artifact. */
export const A: Readonly<Record<string, string>> = { a: 'a' };
