import type { ArtifactMap } from '@intoto/models';

/** An inspection that the verifier wants done. It stems from an authenticated layout, parameters substituted. */
export interface InspectionRequest {
  readonly name: string;
  /** The command and its arguments, as the layout's author chose them; one word at least. */
  readonly run: readonly string[];
  /** Names of the sublayout steps from the outermost layout down to this inspection's; empty in the outermost. */
  readonly path: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** What an inspection saw and did. */
export interface InspectionResult {
  readonly materials: ArtifactMap;
  readonly products: ArtifactMap;
  /** The command's exit status; `-n` where signal n ended it; `undefined` where no command ran. */
  readonly exitStatus: number | undefined;
  /** The end of its output, for the report. */
  readonly output?: string | undefined;
}

/**
 * Carries out inspections. The verifier runs none by itself and calls this only when nothing has failed before.
 * Rejects with an `InTotoError` for a command that is refused, cannot be started or takes too long.
 */
export interface InspectionRunner {
  /** Called once for each inspection, one after the other, in the layout's order. */
  inspect(request: InspectionRequest): Promise<InspectionResult>;
}
