// generated from rule.ts by npm run gen
import type { Rule } from '../src/rule.ts';
import abortSignalIgnored from './abort-signal-ignored/rule.ts';
import ambientCredential from './ambient-credential/rule.ts';
import annotationsContradictory from './annotations-contradictory/rule.ts';
import annotationsDestructiveImplicit from './annotations-destructive-implicit/rule.ts';
import annotationsEffectMismatch from './annotations-effect-mismatch/rule.ts';
import annotationsHintType from './annotations-hint-type/rule.ts';
import annotationsMissing from './annotations-missing/rule.ts';
import annotationsUniform from './annotations-uniform/rule.ts';
import annotationsUnknownKey from './annotations-unknown-key/rule.ts';
import ansiEscape from './ansi-escape/rule.ts';
import cacheHints from './cache-hints/rule.ts';
import callErrorNotFlagged from './call-error-not-flagged/rule.ts';
import callErrorUnnamedField from './call-error-unnamed-field/rule.ts';
import callHttp500 from './call-http-500/rule.ts';
import callSlow from './call-slow/rule.ts';
import callStackLeak from './call-stack-leak/rule.ts';
import capabilityRejected from './capability-rejected/rule.ts';
import capabilityToolsMissing from './capability-tools-missing/rule.ts';
import constraintInvisible from './constraint-invisible/rule.ts';
import deprecatedFeature from './deprecated-feature/rule.ts';
import deprecatedSseTransport from './deprecated-sse-transport/rule.ts';
import deprecatedToolMethod from './deprecated-tool-method/rule.ts';
import descriptionBoilerplate from './description-boilerplate/rule.ts';
import descriptionPromotional from './description-promotional/rule.ts';
import descriptionSteering from './description-steering/rule.ts';
import duplicateKey from './duplicate-key/rule.ts';
import egressSilent from './egress-silent/rule.ts';
import endpointGet from './endpoint-get/rule.ts';
import errorAsEmpty from './error-as-empty/rule.ts';
import errorBareMessage from './error-bare-message/rule.ts';
import errorProtocolFromTool from './error-protocol-from-tool/rule.ts';
import errorRetryAfterDropped from './error-retry-after-dropped/rule.ts';
import errorShapeInconsistent from './error-shape-inconsistent/rule.ts';
import errorShapeMissing from './error-shape-missing/rule.ts';
import errorStackLeak from './error-stack-leak/rule.ts';
import errorStructuredContent from './error-structured-content/rule.ts';
import errorSwallowed from './error-swallowed/rule.ts';
import exampleMissingComplex from './example-missing-complex/rule.ts';
import executionTaskSupport from './execution-task-support/rule.ts';
import gracefulShutdownMissing from './graceful-shutdown-missing/rule.ts';
import handleWithoutExpiry from './handle-without-expiry/rule.ts';
import healthAnswerLeaks from './health-answer-leaks/rule.ts';
import healthAnswerUntrue from './health-answer-untrue/rule.ts';
import healthBehindAuth from './health-behind-auth/rule.ts';
import healthEndpointMissing from './health-endpoint-missing/rule.ts';
import healthLeaks from './health-leaks/rule.ts';
import healthUnreachable from './health-unreachable/rule.ts';
import hiddenUnicode from './hidden-unicode/rule.ts';
import httpBindAllInterfaces from './http-bind-all-interfaces/rule.ts';
import httpBodyUnlimited from './http-body-unlimited/rule.ts';
import httpOriginUnchecked from './http-origin-unchecked/rule.ts';
import httpStatusUnchecked from './http-status-unchecked/rule.ts';
import iconDataUriLarge from './icon-data-uri-large/rule.ts';
import iconInvalid from './icon-invalid/rule.ts';
import iconSrcScheme from './icon-src-scheme/rule.ts';
import identityParameter from './identity-parameter/rule.ts';
import instructionsLong from './instructions-long/rule.ts';
import instructionsUnknownTool from './instructions-unknown-tool/rule.ts';
import instructsBeyondTool from './instructs-beyond-tool/rule.ts';
import listUnstable from './list-unstable/rule.ts';
import listVariesByIdentity from './list-varies-by-identity/rule.ts';
import lockDrift from './lock-drift/rule.ts';
import longCallUntasked from './long-call-untasked/rule.ts';
import metaKeyFormat from './meta-key-format/rule.ts';
import metaKeyReserved from './meta-key-reserved/rule.ts';
import nullOptionalField from './null-optional-field/rule.ts';
import officialServerExists from './official-server-exists/rule.ts';
import outboundNoTimeout from './outbound-no-timeout/rule.ts';
import outputSchemaNullable from './output-schema-nullable/rule.ts';
import outputSchemaRootNotObject from './output-schema-root-not-object/rule.ts';
import outputSchemaUnstructured from './output-schema-unstructured/rule.ts';
import paginationCursorEmpty from './pagination-cursor-empty/rule.ts';
import paginationCursorNull from './pagination-cursor-null/rule.ts';
import paginationCursorRepeated from './pagination-cursor-repeated/rule.ts';
import paramDescriptionEmpty from './param-description-empty/rule.ts';
import paramDescriptionMissing from './param-description-missing/rule.ts';
import paramFormatUnstated from './param-format-unstated/rule.ts';
import paramNameAmbiguous from './param-name-ambiguous/rule.ts';
import paramNameInconsistent from './param-name-inconsistent/rule.ts';
import paramNameStyle from './param-name-style/rule.ts';
import pollingUnbounded from './polling-unbounded/rule.ts';
import probeHitsMcp from './probe-hits-mcp/rule.ts';
import probePathMissing from './probe-path-missing/rule.ts';
import promptDescriptionMissing from './prompt-description-missing/rule.ts';
import proseOnlyConstraint from './prose-only-constraint/rule.ts';
import proseSchemaMismatch from './prose-schema-mismatch/rule.ts';
import readinessHollow from './readiness-hollow/rule.ts';
import readinessMissing from './readiness-missing/rule.ts';
import resourceDescriptionMissing from './resource-description-missing/rule.ts';
import resultStateInMemory from './result-state-in-memory/rule.ts';
import resultUnbounded from './result-unbounded/rule.ts';
import schemaArrayNoItems from './schema-array-no-items/rule.ts';
import schemaBoundsContradict from './schema-bounds-contradict/rule.ts';
import schemaDefaultInvalid from './schema-default-invalid/rule.ts';
import schemaDefaultVolatile from './schema-default-volatile/rule.ts';
import schemaDialectKeyword from './schema-dialect-keyword/rule.ts';
import schemaDialectPortability from './schema-dialect-portability/rule.ts';
import schemaDialectUnknown from './schema-dialect-unknown/rule.ts';
import schemaEnumDuplicate from './schema-enum-duplicate/rule.ts';
import schemaEnumEmpty from './schema-enum-empty/rule.ts';
import schemaEnumType from './schema-enum-type/rule.ts';
import schemaFreeFormObject from './schema-free-form-object/rule.ts';
import schemaInvalid from './schema-invalid/rule.ts';
import schemaItemsEmpty from './schema-items-empty/rule.ts';
import schemaKeywordNoEffect from './schema-keyword-no-effect/rule.ts';
import schemaMissing from './schema-missing/rule.ts';
import schemaPatternInvalid from './schema-pattern-invalid/rule.ts';
import schemaPropertyKey from './schema-property-key/rule.ts';
import schemaPropertyNoType from './schema-property-no-type/rule.ts';
import schemaPropertyNotSchema from './schema-property-not-schema/rule.ts';
import schemaRefExternal from './schema-ref-external/rule.ts';
import schemaRefRecursive from './schema-ref-recursive/rule.ts';
import schemaRefUnresolved from './schema-ref-unresolved/rule.ts';
import schemaRequiredBoolean from './schema-required-boolean/rule.ts';
import schemaRequiredUndeclared from './schema-required-undeclared/rule.ts';
import schemaRootComposition from './schema-root-composition/rule.ts';
import schemaRootNotObject from './schema-root-not-object/rule.ts';
import schemaUnknownFormat from './schema-unknown-format/rule.ts';
import schemaUnknownKeyword from './schema-unknown-keyword/rule.ts';
import secretParameter from './secret-parameter/rule.ts';
import serverInfoMissing from './server-info-missing/rule.ts';
import sessionIdReliance from './session-id-reliance/rule.ts';
import sessionStateInMemory from './session-state-in-memory/rule.ts';
import sourceDrift from './source-drift/rule.ts';
import stdioConsoleLog from './stdio-console-log/rule.ts';
import stdioDotenvBanner from './stdio-dotenv-banner/rule.ts';
import stdioLoggerStdout from './stdio-logger-stdout/rule.ts';
import stdioStdoutPollution from './stdio-stdout-pollution/rule.ts';
import suppressionReason from './suppression-reason/rule.ts';
import suppressionUnused from './suppression-unused/rule.ts';
import toolCallsUnobserved from './tool-calls-unobserved/rule.ts';
import toolDescriptionDuplicate from './tool-description-duplicate/rule.ts';
import toolDescriptionLong from './tool-description-long/rule.ts';
import toolDescriptionMissing from './tool-description-missing/rule.ts';
import toolEffectsUnstated from './tool-effects-unstated/rule.ts';
import toolNameAbbreviation from './tool-name-abbreviation/rule.ts';
import toolNameCharset from './tool-name-charset/rule.ts';
import toolNameCollision from './tool-name-collision/rule.ts';
import toolNameDuplicate from './tool-name-duplicate/rule.ts';
import toolNameEdgePunctuation from './tool-name-edge-punctuation/rule.ts';
import toolNameGeneric from './tool-name-generic/rule.ts';
import toolNameLength from './tool-name-length/rule.ts';
import toolNameMissing from './tool-name-missing/rule.ts';
import toolNameNoVerb from './tool-name-no-verb/rule.ts';
import toolNamePrefix from './tool-name-prefix/rule.ts';
import toolNameSimilar from './tool-name-similar/rule.ts';
import toolNameStyle from './tool-name-style/rule.ts';
import toolPurposeUnclear from './tool-purpose-unclear/rule.ts';
import toolReturnsUnstated from './tool-returns-unstated/rule.ts';
import toolUsageUnstated from './tool-usage-unstated/rule.ts';
import toolsConfusable from './tools-confusable/rule.ts';
import toolsetOptionMissing from './toolset-option-missing/rule.ts';
import unknownToolCode from './unknown-tool-code/rule.ts';
import workflowOverBudget from './workflow-over-budget/rule.ts';
import writeRetryUnsafe from './write-retry-unsafe/rule.ts';
import xMcpHeaderInvalid from './x-mcp-header-invalid/rule.ts';
import xMcpHeaderSensitive from './x-mcp-header-sensitive/rule.ts';

export const rules: readonly Rule[] = [
  abortSignalIgnored,
  ambientCredential,
  annotationsContradictory,
  annotationsDestructiveImplicit,
  annotationsEffectMismatch,
  annotationsHintType,
  annotationsMissing,
  annotationsUniform,
  annotationsUnknownKey,
  ansiEscape,
  cacheHints,
  callErrorNotFlagged,
  callErrorUnnamedField,
  callHttp500,
  callSlow,
  callStackLeak,
  capabilityRejected,
  capabilityToolsMissing,
  constraintInvisible,
  deprecatedFeature,
  deprecatedSseTransport,
  deprecatedToolMethod,
  descriptionBoilerplate,
  descriptionPromotional,
  descriptionSteering,
  duplicateKey,
  egressSilent,
  endpointGet,
  errorAsEmpty,
  errorBareMessage,
  errorProtocolFromTool,
  errorRetryAfterDropped,
  errorShapeInconsistent,
  errorShapeMissing,
  errorStackLeak,
  errorStructuredContent,
  errorSwallowed,
  exampleMissingComplex,
  executionTaskSupport,
  gracefulShutdownMissing,
  handleWithoutExpiry,
  healthAnswerLeaks,
  healthAnswerUntrue,
  healthBehindAuth,
  healthEndpointMissing,
  healthLeaks,
  healthUnreachable,
  hiddenUnicode,
  httpBindAllInterfaces,
  httpBodyUnlimited,
  httpOriginUnchecked,
  httpStatusUnchecked,
  iconDataUriLarge,
  iconInvalid,
  iconSrcScheme,
  identityParameter,
  instructionsLong,
  instructionsUnknownTool,
  instructsBeyondTool,
  listUnstable,
  listVariesByIdentity,
  lockDrift,
  longCallUntasked,
  metaKeyFormat,
  metaKeyReserved,
  nullOptionalField,
  officialServerExists,
  outboundNoTimeout,
  outputSchemaNullable,
  outputSchemaRootNotObject,
  outputSchemaUnstructured,
  paginationCursorEmpty,
  paginationCursorNull,
  paginationCursorRepeated,
  paramDescriptionEmpty,
  paramDescriptionMissing,
  paramFormatUnstated,
  paramNameAmbiguous,
  paramNameInconsistent,
  paramNameStyle,
  pollingUnbounded,
  probeHitsMcp,
  probePathMissing,
  promptDescriptionMissing,
  proseOnlyConstraint,
  proseSchemaMismatch,
  readinessHollow,
  readinessMissing,
  resourceDescriptionMissing,
  resultStateInMemory,
  resultUnbounded,
  schemaArrayNoItems,
  schemaBoundsContradict,
  schemaDefaultInvalid,
  schemaDefaultVolatile,
  schemaDialectKeyword,
  schemaDialectPortability,
  schemaDialectUnknown,
  schemaEnumDuplicate,
  schemaEnumEmpty,
  schemaEnumType,
  schemaFreeFormObject,
  schemaInvalid,
  schemaItemsEmpty,
  schemaKeywordNoEffect,
  schemaMissing,
  schemaPatternInvalid,
  schemaPropertyKey,
  schemaPropertyNoType,
  schemaPropertyNotSchema,
  schemaRefExternal,
  schemaRefRecursive,
  schemaRefUnresolved,
  schemaRequiredBoolean,
  schemaRequiredUndeclared,
  schemaRootComposition,
  schemaRootNotObject,
  schemaUnknownFormat,
  schemaUnknownKeyword,
  secretParameter,
  serverInfoMissing,
  sessionIdReliance,
  sessionStateInMemory,
  sourceDrift,
  stdioConsoleLog,
  stdioDotenvBanner,
  stdioLoggerStdout,
  stdioStdoutPollution,
  suppressionReason,
  suppressionUnused,
  toolCallsUnobserved,
  toolDescriptionDuplicate,
  toolDescriptionLong,
  toolDescriptionMissing,
  toolEffectsUnstated,
  toolNameAbbreviation,
  toolNameCharset,
  toolNameCollision,
  toolNameDuplicate,
  toolNameEdgePunctuation,
  toolNameGeneric,
  toolNameLength,
  toolNameMissing,
  toolNameNoVerb,
  toolNamePrefix,
  toolNameSimilar,
  toolNameStyle,
  toolPurposeUnclear,
  toolReturnsUnstated,
  toolUsageUnstated,
  toolsConfusable,
  toolsetOptionMissing,
  unknownToolCode,
  workflowOverBudget,
  writeRetryUnsafe,
  xMcpHeaderInvalid,
  xMcpHeaderSensitive,
];
