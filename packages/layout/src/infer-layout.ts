import { quoteText } from '@intoto/encoding';
import {
  createInspection,
  createLayout,
  createStep,
  type Inspection,
  type Layout,
  type PublicKey,
  type Step,
} from '@intoto/models';

import { indexProducts } from './find-origin.ts';
import { takeDelivery, takeMaterials, takeProducts, writeRules } from './infer-rules.ts';
import { mapKeyOwners } from './key-owners.ts';
import { groupSteps, refuse, type Rehearsal, type RehearsedStep } from './rehearsal.ts';
import { orderSteps } from './step-order.ts';

/** What {@link inferLayout} takes. */
export interface InferLayoutOptions {
  /** One at least, of the same steps. What differs between them is generalised where only numbers differ. */
  readonly rehearsals: readonly Rehearsal[];
  /** The public keys of those who signed, by key id. */
  readonly keys: ReadonlyMap<string, PublicKey>;
  /** A date, or `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly expires: Date | string;
  readonly readme?: string | undefined;
  /**
   * The name of an inspection that compares what is delivered with the products of the last step. Its command is `true`, which
   * does nothing. Without it nobody notices a change of what is delivered. @defaultValue none
   */
  readonly inspection?: string | undefined;
}

/**
 * Writes the strictest layout that rehearsals pass: steps in the order in which work is handed on, who signed and how many in
 * each rehearsal, every artifact by its name, compared with where it comes from, and nothing else allowed.
 *
 * A change of an artifact that is recorded in one place only cannot be noticed by any layout: materials from outside that a step
 * uses up, products that nobody uses. `testLayout` says which those are.
 *
 * @throws {@link LayoutError} `ERR_REHEARSAL` where the rehearsals have different steps, links of a step differ, a link has no
 * name, or a key is missing
 * @example
 * ```ts
 * import { inferLayout } from '@intoto/layout';
 * import type { Link, PublicKey } from '@intoto/models';
 *
 * export function planFrom(links: readonly Link[], key: PublicKey) {
 *   const rehearsal = links.map((link) => ({ link, keyId: key.keyId }));
 *   return inferLayout({ rehearsals: [rehearsal], keys: new Map([[key.keyId, key]]), expires: '2099-01-01T00:00:00Z' });
 * }
 * ```
 */
export function inferLayout({ rehearsals, keys, expires, readme, inspection }: InferLayoutOptions): Layout {
  const [first, ...others] = rehearsals.map(groupSteps);
  if (first === undefined || first.size === 0) throw refuse('There are no links to infer a layout from.');
  for (const steps of others) assertSameSteps(first, steps);
  const all = [first, ...others];
  const order = orderSteps(all);
  const owners = mapKeyOwners(keys);
  const steps = order.map((name, at) => inferStep(name, order.slice(0, at), all, owners));
  const used = new Set(steps.flatMap(({ pubkeys }) => pubkeys));
  return createLayout({
    expires,
    readme,
    keys: new Map([...keys].filter(([keyId]) => used.has(keyId))),
    steps,
    inspections: inspection === undefined ? [] : [inferInspection(inspection, order, all)],
  });
}

function assertSameSteps(first: ReadonlyMap<string, RehearsedStep>, other: ReadonlyMap<string, RehearsedStep>): void {
  const missing =
    [...first.keys()].find((name) => !other.has(name)) ?? [...other.keys()].find((name) => !first.has(name));
  if (missing !== undefined) throw refuse(`Not every rehearsal has links of step ${quoteText(missing)}.`);
}

/** What the step did, rehearsal by rehearsal. */
function pick(name: string, all: readonly ReadonlyMap<string, RehearsedStep>[]): readonly RehearsedStep[] {
  return all.flatMap((steps) => steps.get(name) ?? []);
}

function inferStep(
  name: string,
  earlier: readonly string[],
  all: readonly ReadonlyMap<string, RehearsedStep>[],
  owners: ReadonlyMap<string, string>,
): Step {
  const done = pick(name, all);
  const signers = done.map(({ keyIds }) => new Set(keyIds.map((keyId) => findOwner(keyId, name, owners))));
  const commands = new Set(done.map(({ link }) => JSON.stringify(link.command)));
  const [only] = done;
  return createStep({
    name,
    pubkeys: [...new Set(signers.flatMap((ids) => [...ids]))],
    threshold: Math.min(...signers.map((ids) => ids.size)),
    expectedCommand: commands.size === 1 ? only?.link.command : [],
    expectedMaterials: writeRules(
      all.flatMap((steps) => {
        const step = steps.get(name);
        const products = indexProducts(earlier.flatMap((other) => steps.get(other) ?? []));
        return step === undefined ? [] : [takeMaterials(step.link, products)];
      }),
      true,
    ),
    expectedProducts: writeRules(
      done.map(({ link }) => takeProducts(name, link)),
      true,
    ),
  });
}

function findOwner(keyId: string, step: string, owners: ReadonlyMap<string, string>): string {
  const owner = owners.get(keyId);
  if (owner !== undefined) return owner;
  throw refuse(`A link of step ${quoteText(step)} is signed by ${quoteText(keyId)}, whose public key was not given.`);
}

/** What is delivered may be less than the last step leaves: nothing is required. */
function inferInspection(
  name: string,
  order: readonly string[],
  all: readonly ReadonlyMap<string, RehearsedStep>[],
): Inspection {
  const last = order.at(-1) ?? '';
  const rules = writeRules(
    pick(last, all).map(({ link }) => takeDelivery(last, link)),
    false,
  );
  return createInspection({ name, run: ['true'], expectedMaterials: rules, expectedProducts: rules });
}
