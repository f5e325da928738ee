import type { ChainSketch, RulesSketch } from './difference.ts';

/** A chain that is good if the rules are kept, for those who cannot be asked about rules alone. */
export function ruleChain({ item, list, rules, links }: RulesSketch): ChainSketch {
  return {
    steps: Object.keys(links).map((name) => (name === item ? { name, [`expected_${list}`]: rules } : { name })),
    links: Object.entries(links).map(([step, link]) => ({ step, link: { ...link } })),
  };
}

/** Rules that are kept if the pattern matches the name. */
export function patternRules(pattern: string, name: string): RulesSketch {
  return {
    item: 'step',
    list: 'products',
    rules: [
      ['ALLOW', pattern],
      ['DISALLOW', '*'],
    ],
    links: { step: { products: { [name]: { sha256: '00'.repeat(32) } } } },
  };
}
