// The part of SARIF 2.1.0 that we write. Names and limits: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import type { Severity } from '../../rule.ts';

export type Level = 'error' | 'warning' | 'note';
export const LEVELS: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', info: 'note' };

interface Text {
  readonly text: string;
  readonly markdown?: string;
}

export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

export interface Location {
  readonly id?: number;
  readonly physicalLocation?: { readonly artifactLocation: ArtifactLocation; readonly region?: Region };
  readonly logicalLocations?: readonly {
    readonly name: string;
    readonly fullyQualifiedName: string;
    readonly kind: string;
  }[];
  readonly message?: Text;
}

export interface Descriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Text;
  readonly fullDescription: Text;
  readonly help: Text;
  readonly helpUri: string;
  readonly defaultConfiguration?: { readonly level: Level };
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Notification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: Level;
  readonly message: Text;
  readonly locations?: readonly Location[];
}

export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: Text;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly {
    readonly kind: 'inSource' | 'external';
    readonly status: 'accepted';
    readonly justification?: string;
  }[];
}

export interface Run {
  readonly tool: { readonly driver: Readonly<Record<string, unknown>> };
  readonly automationDetails: { readonly id: string; readonly description: Text };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly exitCode: number;
    readonly exitCodeDescription: string;
    readonly toolExecutionNotifications: readonly Notification[];
  }[];
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: Text }>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly language: 'en-US';
  readonly columnKind: 'utf16CodeUnits';
  readonly newlineSequences: readonly string[];
  readonly results: readonly Result[];
}

/** Plain text in which nothing is a link: `[text](target)` would be one (§3.11.6), and a tool's author may have written it. */
export const plain = (text: string): string => text.replaceAll('](', '\\](');
