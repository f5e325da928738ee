import { quoteText } from '@intoto/encoding';

/** The first few names in quotation marks, and how many more there are. */
export function listNames(names: readonly string[], most: number = 5): string {
  const shown = names.slice(0, most).map(quoteText).join(', ');
  return names.length <= most ? shown : `${shown} and ${String(names.length - most)} more`;
}
