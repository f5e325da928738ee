import { deriveAuthenticated } from '@intoto/crypto';
import { type JsonValue, quoteText } from '@intoto/encoding';
import { type Authenticated, createLink, type Inspection, type Layout, type Link } from '@intoto/models';

import { isNormalArtifactName } from './artifact-names.ts';
import { bounded } from './bounded.ts';
import type { Details, Problem } from './check-list.ts';
import type { Evaluation } from './evaluation.ts';
import type { InspectionResult, InspectionRunner } from './inspection-runner.ts';
import { loadWording } from './load-wording.ts';
import { count, quoteSome } from './wording.ts';

/**
 * Has the layout's inspections carried out in order (specification 5.2, step 10), unless anything has failed before:
 * a command must not see files that are not what the steps made.
 * @returns the links of those that succeeded, by name.
 */
export async function runInspections(
  evaluation: Evaluation,
  layout: Authenticated<Layout>,
): Promise<ReadonlyMap<string, Authenticated<Link>>> {
  const { checks, inspectionRunner, narrowed = false, progress } = evaluation;
  const [first] = layout.inspections;
  const heldBack = first !== undefined && (narrowed || progress.failed) && checks.failures.length === 0;
  const links = new Map<string, Authenticated<Link>>();
  if (first !== undefined && !heldBack && !narrowed && inspectionRunner === undefined) {
    checks.failed('inspection', {
      code: 'ERR_INSPECTION_RUNNER_MISSING',
      message: `The layout has ${count(layout.inspections.length, 'inspection')} and no inspection runner was given.`,
      remedy: 'Pass an inspection runner; it carries out commands that the author of the layout chose.',
      details: bounded(
        'inspections',
        layout.inspections.map(({ name }) => name),
      ),
    });
  }
  if (heldBack) {
    evaluation.heldBack.failures += 1;
    checks.failed('inspection', {
      code: 'ERR_INSPECTION_FAILED',
      subject: { item: first.name },
      message: `Inspection ${quoteText(first.name)} was not run, since ${narrowed ? 'some steps alone are verified' : 'a check in another layout failed before'}.`,
      remedy: narrowed ? 'Verify the whole chain.' : 'See to the other failures first, then verify again.',
    });
  }
  for (const inspection of heldBack ? layout.inspections.slice(1) : layout.inspections) {
    const subject = { item: inspection.name };
    if (inspectionRunner === undefined || progress.failed) {
      const message = `Inspection ${quoteText(inspection.name)} was not run, since a check before it failed.`;
      checks.skipped('inspection', subject, message);
      continue;
    }
    const outcome = await runInspection(evaluation, inspection, inspectionRunner);
    if ('link' in outcome) {
      checks.passed('inspection', subject, `Inspection ${quoteText(inspection.name)} exited with status 0.`, {
        run: inspection.run.map(String),
        exitStatus: 0,
      });
      links.set(inspection.name, deriveAuthenticated(layout, outcome.link));
    } else {
      checks.failed('inspection', { ...outcome.problem, subject });
    }
  }
  return links;
}

type InspectionOutcome = { readonly link: Link } | { readonly problem: Problem };

async function runInspection(
  evaluation: Evaluation,
  { name, run }: Inspection,
  runner: InspectionRunner,
): Promise<InspectionOutcome> {
  const { path, signal } = evaluation;
  if (!run.every((word) => typeof word === 'string')) {
    return fail(
      name,
      'has a command with a word that is not a string',
      'Have the layout signed again with a proper command.',
    );
  }
  if (run.length === 0) return { problem: describeExit(name, run, undefined) };
  let result: InspectionResult;
  let link: Link;
  try {
    result = await runner.inspect({ name, run, path, signal });
    const { materials, products } = result;
    link = createLink({ name, materials, products, command: run });
  } catch (error) {
    const { describeOutsideFailure } = await loadWording();
    const cause = describeOutsideFailure(error, signal);
    const remedy = 'See to what the message says of the command, then verify again.';
    return fail(name, `could not be carried out: ${cause.message}`, remedy, {
      run: run.map(String),
      cause: { ...cause },
    });
  }
  signal?.throwIfAborted();
  if (result.exitStatus !== 0) return { problem: describeExit(name, run, result) };
  return checkNames(evaluation, name, link);
}

function fail(name: string, what: string, remedy: string, details: Details = {}): InspectionOutcome {
  return {
    problem: { code: 'ERR_INSPECTION_FAILED', message: `Inspection ${quoteText(name)} ${what}.`, remedy, details },
  };
}

function describeExit(name: string, run: readonly JsonValue[], result: InspectionResult | undefined): Problem {
  const status = result?.exitStatus;
  const what =
    status === undefined
      ? 'ran no command, so there is no exit status'
      : status < 0
        ? `was ended by signal ${String(-status)}`
        : `exited with status ${String(status)}`;
  return {
    code: 'ERR_INSPECTION_EXIT_STATUS',
    message: `Inspection ${quoteText(name)} ${what}.`,
    remedy:
      status === undefined
        ? 'Have the layout signed again with a command for the inspection.'
        : 'Run the command by hand in the same directory; what it complains about is what is wrong.',
    details: {
      run: run.map(String),
      exitStatus: status ?? null,
      ...(result?.output === undefined ? {} : { output: result.output }),
    },
  };
}

/** In `strict`, what an inspection reports must be as unambiguous as what a functionary does. */
function checkNames({ profile }: Evaluation, name: string, link: Link): InspectionOutcome {
  const names = [...new Set([...link.materials.keys(), ...link.products.keys()])];
  const refused = profile === 'strict' ? names.filter((artifact) => !isNormalArtifactName(artifact)) : [];
  if (refused.length === 0) return { link };
  return {
    problem: {
      code: 'ERR_LINK_ARTIFACT_NAME',
      message: `Inspection ${quoteText(name)} reports artifact names that are not in normal form: ${quoteSome(refused)}.`,
      remedy: 'Record the artifacts under their shortest paths.',
      details: bounded('artifacts', refused),
    },
  };
}
