import { deriveAuthenticated } from '@intoto/crypto';
import { createJsonObject } from '@intoto/encoding';
import type { Authenticated, Layout, Link } from '@intoto/models';

import { toReportArtifacts, toReportObject, toReportValue } from './report-value.ts';
import type { SummaryLink } from './report.ts';

/**
 * The link that stands for the whole layout (specification 5.2, step 11): materials of the first step, the rest of the last.
 * @param links - the one link of each step.
 */
export function summarize(
  layout: Authenticated<Layout>,
  links: ReadonlyMap<string, Authenticated<Link>>,
  name: string,
): Authenticated<Link> {
  const first = links.get(layout.steps[0]?.name ?? '');
  const last = links.get(layout.steps.at(-1)?.name ?? '');
  const object = createJsonObject([]);
  // Not by createLink, which would check again every artifact that was checked when it was read.
  const empty: Link = {
    type: 'link',
    name: null,
    materials: new Map(),
    products: new Map(),
    command: [],
    byproducts: object,
    environment: object,
    unknown: object,
  };
  if (first === undefined || last === undefined) return deriveAuthenticated(layout, empty);
  const { products, command, byproducts } = last;
  const summary = { ...empty, name, materials: first.materials, products, command, byproducts };
  return deriveAuthenticated<Link>([first, last], summary);
}

/** A summary link as a report carries it. */
export function toSummary(link: Link): SummaryLink {
  return {
    name: link.name,
    materials: toReportArtifacts(link.materials),
    products: toReportArtifacts(link.products),
    command: link.command.map(toReportValue),
    byproducts: toReportObject(Object.entries(link.byproducts).map(([name, value]) => [name, toReportValue(value)])),
    environment: toReportObject(Object.entries(link.environment).map(([name, value]) => [name, toReportValue(value)])),
  };
}
