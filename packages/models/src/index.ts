export type { ArtifactMap, DigestSet } from './artifact.ts';
export type { ArtifactRule, MatchRule, PatternRule, RequireRule, RuleWords } from './artifact-rule.ts';
export type { Authenticated } from './authenticated.ts';
export type { Inspection, Layout, Step, SupplyChainItem } from './layout.ts';
export type { Link } from './link.ts';
export {
  type Envelope,
  type EnvelopeSignature,
  type GpgSignature,
  IN_TOTO_PAYLOAD_TYPE,
  type Metablock,
  type MetablockSignature,
  type Metadata,
  type PlainSignature,
} from './metadata.ts';
export type { GpgPublicKey, PublicKey, SslibPublicKey } from './public-key.ts';
