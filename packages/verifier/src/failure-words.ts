/** The words for everything that can be wrong: one file for a page to load where something is. */
export * from './artifact-agreement-failure.ts';
export * from './authenticate-layout-failure.ts';
export * from './expiry-failure.ts';
export * from './item-rules-failure.ts';
export * from './layout-content-failure.ts';
export * from './layout-keys-failure.ts';
export { LIMIT_REMEDY } from './limits.ts';
export * from './link-content-failure.ts';
export * from './link-signature-failure.ts';
export * from './load-links-failure.ts';
export * from './missing-links.ts';
export * from './outside-failure.ts';
export * from './read-candidate-failure.ts';
export * from './skipped-stages.ts';
export * from './threshold-warnings.ts';
