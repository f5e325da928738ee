import { decodeUtf8 } from '@intoto/encoding';
import {
  formatArtifactRule,
  formatTime,
  parseArtifactRule,
  parseArtifactRuleText,
  parseExpires,
  printArtifactRule,
  splitWords,
} from '@intoto/models';

import { HOSTILE_NAMES, MEANINGFUL_STRINGS } from '../hostile-values.ts';
import { mutateBytes } from '../mutation/mutate-bytes.ts';
import type { Random } from '../random.ts';
import { caseOf, inputOf, type Target } from '../target.ts';
import { attempt, demand, outcomeOf } from '../violation.ts';

const SAMPLES = [
  'MATCH \'my file\' IN src WITH PRODUCTS IN "dst dir" FROM build',
  'match * with materials from write\\ code',
  'DISALLOW *',
  "REQUIRE ''",
  String.raw`ALLOW "a\"b\\c" `,
  '2030-01-01T00:00:00Z',
  '2024-02-29T23:59:59Z',
].map((text) => new Uint8Array(Buffer.from(text)));

/** Texts that people write: rules, commands, times. */
export const textsTarget: Target = {
  name: 'texts',
  weight: 1,
  shortCount: 2500,
  generate: (random) => {
    const bytes = random.chance(0.6) ? random.pick(SAMPLES) : Buffer.from(writeRule(random));
    return caseOf(random.chance(0.7) ? mutateBytes(bytes, random, SAMPLES) : bytes);
  },
  check: (subject) => {
    const text = attempt(() => decodeUtf8(inputOf(subject)));
    if (!text.ok) return text.code;
    const time = attempt(() => parseExpires(text.value));
    if (time.ok) demand(formatTime(time.value) === text.value, 'a time reads as another');
    const words = attempt(() => splitWords(text.value));
    if (words.ok) {
      const printed = printArtifactRule(words.value);
      demand(isSameList(splitWords(printed), words.value), 'printed words split differently');
    }
    const rule = attempt(() => parseArtifactRuleText(text.value));
    demand(words.ok || !rule.ok, 'a rule was made of what has no words');
    if (rule.ok) {
      const again = parseArtifactRule(formatArtifactRule(rule.value));
      demand(JSON.stringify(again) === JSON.stringify(rule.value), 'a rule does not read back');
    }
    return time.ok ? 'a time' : outcomeOf(rule);
  },
};

function writeRule(random: Random): string {
  const count = random.pick([1, 2, 2, 6, 8, 10]);
  const words = Array.from({ length: count }, () =>
    random.pick(random.chance(0.7) ? MEANINGFUL_STRINGS : HOSTILE_NAMES),
  );
  return random.chance(0.5) ? printArtifactRule(words) : words.join(' ');
}

function isSameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((word, index) => word === right[index]);
}
