/** What looks at certificates: one file for a page to load where they may sign for a step. */
export * from './certified-links.ts';
export * from './certified-signature.ts';
export * from './open-certificates.ts';
