import { metablock } from './containers.ts';
import { type Json, type JsonMembers, sha256 } from './json-text.ts';
import type { Signer } from './signers.ts';

/** The time that vectors are verified for. */
export const NOW = '2026-06-01T12:00:00Z';
/** When layouts expire: late enough for programs whose clock cannot be set. */
export const EXPIRES = '2099-12-31T23:59:59Z';

/** A rule as words: `rule('MATCH * WITH PRODUCTS FROM build')`. */
export function rule(text: string): readonly string[] {
  return text.split(' ');
}

export function rules(...texts: readonly string[]): readonly (readonly string[])[] {
  return texts.map(rule);
}

/** Artifacts with the SHA-256 of some text each. */
export function artifacts(contents: Readonly<Record<string, string>>): JsonMembers {
  return Object.fromEntries(Object.entries(contents).map(([name, text]) => [name, { sha256: sha256(text) }]));
}

/** Members of a step besides its name. */
export interface StepSpec {
  readonly by?: readonly Signer[];
  readonly materials?: Json;
  readonly products?: Json;
  readonly threshold?: Json;
  readonly command?: Json;
  /** Members replaced, or left out where the value is `undefined`. */
  readonly members?: Readonly<Record<string, Json | undefined>>;
}

/** Members replaced; left out where the new value is `undefined`. */
export function withMembers(tree: JsonMembers, members: Readonly<Record<string, Json | undefined>> = {}): JsonMembers {
  const entries = Object.entries({ ...tree, ...members });
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

export function step(name: Json, spec: StepSpec = {}): JsonMembers {
  const tree = {
    _type: 'step',
    name,
    expected_materials: spec.materials ?? [],
    expected_products: spec.products ?? [],
    expected_command: spec.command ?? [],
    pubkeys: (spec.by ?? []).map(({ keyId }) => keyId),
    threshold: spec.threshold ?? 1,
  };
  return withMembers(tree, spec.members);
}

/** Members of an inspection besides its name. */
export interface InspectionSpec {
  readonly materials?: Json;
  readonly products?: Json;
  readonly run?: Json;
}

export function inspection(name: Json, spec: InspectionSpec = {}): JsonMembers {
  return {
    _type: 'inspection',
    name,
    expected_materials: spec.materials ?? [],
    expected_products: spec.products ?? [],
    run: spec.run ?? ['true'],
  };
}

/** Members of a layout. */
export interface LayoutSpec {
  readonly steps?: readonly Json[];
  readonly inspect?: readonly Json[];
  readonly functionaries?: readonly Signer[];
  readonly expires?: Json;
  readonly members?: Readonly<Record<string, Json | undefined>>;
}

/** Public keys as a layout lists them. */
export function keyMap(...signers: readonly Signer[]): JsonMembers {
  return Object.fromEntries(signers.map(({ keyId, json }) => [keyId, json]));
}

export function layout(spec: LayoutSpec = {}): JsonMembers {
  const tree = {
    _type: 'layout',
    expires: spec.expires ?? EXPIRES,
    inspect: spec.inspect ?? [],
    keys: keyMap(...(spec.functionaries ?? [])),
    readme: '',
    steps: spec.steps ?? [],
  };
  return withMembers(tree, spec.members);
}

/** Members of a link besides its name. */
export interface LinkSpec {
  readonly materials?: JsonMembers;
  readonly products?: JsonMembers;
  readonly command?: Json;
  readonly byproducts?: Json;
  readonly members?: Readonly<Record<string, Json | undefined>>;
}

export function link(name: Json, spec: LinkSpec = {}): JsonMembers {
  const tree = {
    _type: 'link',
    byproducts: spec.byproducts ?? {},
    command: spec.command ?? [],
    environment: {},
    materials: spec.materials ?? {},
    name,
    products: spec.products ?? {},
  };
  return withMembers(tree, spec.members);
}

/** The name of the file in which a functionary's link lies. */
export function linkName(stepName: string, { keyId }: Signer): string {
  return `${stepName}.${keyId.slice(0, 8)}.link`;
}

/** The folder in which the links of a functionary's sublayout lie. */
export function sublayoutFolder(stepName: string, { keyId }: Signer): string {
  return `${stepName}.${keyId.slice(0, 8)}`;
}

/** Files by their paths. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A signed link under its usual name. */
export function linkFile(stepName: string, signer: Signer, spec: LinkSpec = {}): Files {
  return { [linkName(stepName, signer)]: metablock(link(stepName, spec), [signer]) };
}

/** Files in a folder. */
export function inFolder(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}
