import type { EvidenceSource, InspectionResult, InspectionRunner } from '@intoto/verifier';

/** A source of evidence that remembers what was read of it. */
export interface RecordingEvidence {
  readonly source: EvidenceSource;
  /** The bytes of each piece that was read, by its location. */
  readonly read: ReadonlyMap<string, Uint8Array>;
  /** What was read of a sublayout's source. */
  sublayout(step: string, keyId: string): RecordingEvidence;
}

/** Wraps a source. */
export function recordEvidence(source: EvidenceSource): RecordingEvidence {
  const read = new Map<string, Uint8Array>();
  const children = new Map<string, RecordingEvidence>();
  const sublayout = (step: string, keyId: string): RecordingEvidence => {
    const key = JSON.stringify([step, keyId]);
    const child = children.get(key) ?? recordEvidence(source.sublayout(step, keyId));
    children.set(key, child);
    return child;
  };
  return {
    read,
    sublayout,
    source: {
      description: source.description,
      find: async (query) => {
        const candidates = await source.find(query);
        return candidates.map((candidate) => ({
          location: candidate.location,
          keyIds: candidate.keyIds,
          read: async (maxBytes) => {
            const bytes = await candidate.read(maxBytes);
            read.set(candidate.location, bytes);
            return bytes;
          },
        }));
      },
      sublayout: (step, keyId) => sublayout(step, keyId).source,
    },
  };
}

/** What inspections saw, by their names behind those of the sublayout steps they are in. */
export type InspectionResults = ReadonlyMap<string, InspectionResult>;

/** The key of an inspection in {@link InspectionResults}. */
export function inspectionKey(path: readonly string[], name: string): string {
  return JSON.stringify([...path, name]);
}

/** Wraps a runner so that what its inspections see is remembered. */
export function recordInspections(runner: InspectionRunner): {
  readonly runner: InspectionRunner;
  readonly results: InspectionResults;
} {
  const results = new Map<string, InspectionResult>();
  return {
    results,
    runner: {
      inspect: async (request) => {
        const result = await runner.inspect(request);
        results.set(inspectionKey(request.path, request.name), result);
        return result;
      },
    },
  };
}

/** A runner that answers with what was seen. Nothing is run. */
export function replayInspections(results: InspectionResults): InspectionRunner {
  return {
    inspect: ({ path, name }) => {
      const result = results.get(inspectionKey(path, name));
      return result === undefined
        ? Promise.reject(new Error(`inspection ${name} was not run before`))
        : Promise.resolve(result);
    },
  };
}
