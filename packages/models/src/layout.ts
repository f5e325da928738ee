import type { JsonObject, JsonValue } from '@intoto/encoding';

import type { RuleWords } from './artifact-rule.ts';
import type { CertificateAuthority, CertificateConstraint } from './certificates.ts';
import type { PublicKey } from './public-key.ts';

/** What a step and an inspection have in common. */
export interface SupplyChainItem {
  readonly name: string;
  readonly expectedMaterials: readonly RuleWords[];
  readonly expectedProducts: readonly RuleWords[];
  /** Members this package does not know, kept through read and write. */
  readonly unknown: JsonObject;
}

/** A step that functionaries carry out (in-toto specification 4.3.1). */
export interface Step extends SupplyChainItem {
  readonly type: 'step';
  /** Key ids of the functionaries who may sign a link for this step. */
  readonly pubkeys: readonly string[];
  /** Whose certificates may sign a link for this step besides (`cert_constraints`); one of them must hold in full. */
  readonly certConstraints: readonly CertificateConstraint[];
  readonly expectedCommand: readonly JsonValue[];
  /** How many distinct functionaries must sign. Not checked here to be at least 1. */
  readonly threshold: number;
  /**
   * The threshold as received where it is not a plain number: the reference takes `true`, `false` and integers of any
   * size. Written in place of a `threshold` that equals it.
   */
  readonly receivedThreshold?: boolean | bigint | undefined;
}

/** A command that the verifier runs (in-toto specification 4.3.2). */
export interface Inspection extends SupplyChainItem {
  readonly type: 'inspection';
  readonly run: readonly JsonValue[];
}

/** A layout (in-toto specification 4.3). */
export interface Layout {
  readonly type: 'layout';
  readonly readme: string;
  /**
   * `YYYY-MM-DDTHH:MM:SSZ`; `undefined` where the member is absent or empty. The reference then takes a month from the
   * moment it looks, so that a Metablock's signature over such a layout never verifies there.
   */
  readonly expires: string | undefined;
  /** By the names under which `keys` lists them, which need not be the keys' own `keyid`. */
  readonly keys: ReadonlyMap<string, PublicKey>;
  /** Certificate authorities that `certConstraints` rest on (`rootcas`), by the names under which the layout lists them. */
  readonly rootCas: ReadonlyMap<string, CertificateAuthority>;
  /** Certificates that may lead to them (`intermediatecas`). */
  readonly intermediateCas: ReadonlyMap<string, CertificateAuthority>;
  readonly steps: readonly Step[];
  readonly inspections: readonly Inspection[];
  /** Members this package does not know, kept through read and write. */
  readonly unknown: JsonObject;
}
