import type { AnyReport } from '@intoto/verifier';

import { andMore, countOf, type Field } from '../field.ts';
import type { KeyPrinter } from '../key-text.ts';
import { type Markup, tag } from '../markup.ts';
import { splitRemedy, tellFailures, type ToldFailure } from '../told-failures.ts';
import { tellWarnings } from '../told-warnings.ts';
import { failureAnchor } from './graph-svg.ts';

/** Beyond that a page is not read any more; the JSON has all. */
const MAX_STORIES = 500;

/** Labels and their texts. */
export function fieldList(fields: readonly Field[]): Markup {
  return tag(
    'dl',
    { class: 'fields' },
    ...fields.flatMap(({ label, text, quoted }) => [
      label === '' ? undefined : tag('dt', {}, label),
      tag('dd', { class: quoted === true ? 'quoted' : undefined }, text),
    ]),
  );
}

function failureArticle({ number, heading, message, fields }: ToldFailure): Markup {
  const { remedy, facts } = splitRemedy(fields);
  const id = failureAnchor(number);
  return tag(
    'article',
    { id, class: number.includes('.') ? 'failure inner' : 'failure', tabindex: '-1', 'aria-labelledby': `${id}-title` },
    tag('h3', { id: `${id}-title` }, `${number}. ${heading}`),
    tag('p', {}, message),
    fieldList(facts),
    remedy === undefined ? undefined : tag('p', { class: 'todo' }, tag('strong', {}, 'To do: '), remedy.text),
  );
}

/** Every failure, as an article that the graph and the artifacts link to. */
export function failureSections(report: AnyReport, printKey: KeyPrinter): Markup | undefined {
  const told = tellFailures(report, printKey);
  if (told.length === 0) return undefined;
  return tag(
    'section',
    { 'aria-labelledby': 'failures' },
    tag('h2', { id: 'failures' }, 'What failed, and what to do'),
    ...told.slice(0, MAX_STORIES).map(failureArticle),
    told.length > MAX_STORIES ? tag('p', {}, `${andMore(told.length - MAX_STORIES)} failures`) : undefined,
  );
}

/** Warnings that no failure tells. */
export function warningSections(report: AnyReport, printKey: KeyPrinter): Markup | undefined {
  const told = tellWarnings(report, printKey);
  if (told.length === 0) return undefined;
  return tag(
    'section',
    { 'aria-labelledby': 'warnings' },
    tag('h2', { id: 'warnings' }, countOf(told.length, 'warning')),
    ...told
      .slice(0, MAX_STORIES)
      .map(({ story: { heading, message, fields } }) =>
        tag('article', { class: 'warning' }, tag('h3', {}, heading), tag('p', {}, message), fieldList(fields)),
      ),
    told.length > MAX_STORIES ? tag('p', {}, `${andMore(told.length - MAX_STORIES)} warnings`) : undefined,
  );
}
