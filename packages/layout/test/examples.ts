import { createJsonObject, isJsonObject, type JsonObject, type JsonValue } from '@intoto/encoding';
import { type Layout, parseLayout } from '@intoto/models';

import table from '../lint-examples.json' with { type: 'json' };

/** The time that the examples are linted for. */
export const AT = new Date(table.at);

/** Members laid over the sound layout: by the name of a step or inspection, or `layout` for the whole. */
type Overlay = Readonly<Record<string, JsonObject | undefined>>;

/** Of each rule what is wrong, and what is right. */
export const EXAMPLES = table.examples as unknown as readonly {
  readonly code: string;
  readonly bad: Overlay;
  readonly good: Overlay;
}[];

const lay = (base: JsonObject, members: JsonObject | undefined): JsonObject =>
  createJsonObject(Object.entries({ ...base, ...members }).filter(([, value]) => value !== null));

/** The sound layout of the examples, with other members. */
export function layoutWith(overlay: Overlay = {}): Layout {
  const { steps, inspect, ...rest } = table.sound as unknown as JsonObject & Record<'steps' | 'inspect', JsonObject[]>;
  const layItems = (items: readonly JsonObject[]): JsonValue =>
    items.map((item) => lay(item, overlay[typeof item['name'] === 'string' ? item['name'] : '']));
  const layout = lay({ ...rest, steps: layItems(steps), inspect: layItems(inspect) }, overlay['layout']);
  if (!isJsonObject(layout)) throw new TypeError('no layout');
  return parseLayout(layout);
}
