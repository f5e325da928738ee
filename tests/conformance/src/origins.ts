/** Where expectations come from, in the words that `case.json` uses. */

/** What in-toto for Python does, found out by running it. */
export const OBSERVED = 'in-toto for Python 3.1.0, observed';

/** A section of the in-toto specification. */
export function spec(section: string): string {
  return `in-toto specification 1.0, ${section}`;
}

/** Both profiles follow the section, and the reference was run. */
export const SIGNATURES: string = spec('5.2 step 1');
export const EXPIRY: string = spec('5.2 step 2');
export const PARAMETERS: string = spec('4.3');
export const LINKS: string = spec('5.2 step 4');
export const THRESHOLDS: string = spec('5.2 step 5');
export const SUBLAYOUTS: string = spec('5.2 step 6');
export const COMMANDS: string = spec('5.2 step 7');
export const RULES: string = spec('4.3.3');
export const INSPECTIONS: string = spec('5.2 step 10');
export const LINK_FORMAT: string = spec('4.4');
export const LAYOUT_FORMAT: string = spec('4.3');
export const DSSE = 'Dead Simple Signing Envelope 1.0, protocol';
export const ARTIFACT_NAMES = 'CVE-2021-41087';
