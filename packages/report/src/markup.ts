import { finishText } from './escape.ts';

/** A piece of HTML, SVG or XML. Only this module makes one, so that text is always escaped. */
export interface Markup {
  readonly markup: string;
}

/** What an element holds: text is escaped, also for those who read it; nothing where it is `undefined`. */
export type Child = string | Markup | undefined | readonly Child[];

/** Attributes by name; left out where the value is `undefined` or `false`, without a value where it is `true`. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Elements of HTML that have no end tag. */
const VOID: ReadonlySet<string> = new Set(['meta', 'input']);

function escapeMarkup(text: string): string {
  return finishText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

function write(child: Child): string {
  if (child === undefined) return '';
  if (typeof child === 'string') return escapeMarkup(child);
  return 'markup' in child ? child.markup : child.map(write).join('');
}

/** An element. Names of elements and attributes are the caller's own, never from outside. */
export function tag(name: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const written = Object.entries(attributes).map(([attribute, value]) => {
    if (value === undefined || value === false) return '';
    return value === true ? ` ${attribute}` : ` ${attribute}="${escapeMarkup(String(value))}"`;
  });
  const open = `<${name}${written.join('')}>`;
  return { markup: VOID.has(name) ? open : `${open}${write(children)}</${name}>` };
}

/** Lines below each other, where line breaks are kept. */
export function lines(texts: readonly string[]): Markup {
  return { markup: texts.map(escapeMarkup).join('\n') };
}

/** What is ours and holds nothing from outside: scripts, styles, declarations. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** JSON that no script runs: readable by `JSON.parse`, and without a `<` that could end its element. */
export function jsonElement(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
  return { markup: `<script type="application/json" id="${id}">${json}</script>` };
}
