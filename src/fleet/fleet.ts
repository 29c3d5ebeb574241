import type { WindowShare } from '../budget/spending/spending.ts';
import type { Address } from '../model/address.ts';
import type { ClientId } from '../profiles/clients.ts';

/**
 * What is started together, or instead of each other, side by side: the servers that the files of a client configure, and
 * the variants of one server. Counts are tokens of `o200k_base`.
 */
export interface Fleet {
  readonly groups: readonly FleetGroup[];
}

export interface FleetGroup {
  /** `variants`: of these one is started at a time. */
  readonly client: ClientId | 'variants';
  /** `Claude Code`. */
  readonly title: string;
  /** The files that say so, as messages show them. */
  readonly files: readonly string[];
  /** In the order they stand. */
  readonly members: readonly Member[];
  /** What a model is given of all of them; absent for variants, and a lower bound where a member failed. */
  readonly together?: Spent & { readonly tools: number };
  /** Tools that the client would call by one name, by that name. */
  readonly clashes: readonly Clash[];
  /** Tools whose whole name is longer than the client takes. */
  readonly long: readonly LongName[];
  /** Descriptions and instructions that the client cuts. */
  readonly cut: readonly CutText[];
  /** Set where there are more tools than the client takes. */
  readonly crowded?: { readonly most: number; readonly tools: number; readonly note: string };
  /** Whether it is known how the client names tools. */
  readonly named: boolean;
}

/** Tokens of `model` and `instructions`, and what both together take of common windows. */
export interface Spent {
  readonly model: number;
  readonly instructions: number;
  readonly total: number;
  readonly windows: readonly WindowShare[];
}

/** `read`: its list was read whole. `partial`: not whole. `failed`: not at all. `off`: the configuration does not start it. */
export type MemberState = 'read' | 'partial' | 'failed' | 'off';

export interface Member {
  /** The key it stands under. Untrusted. */
  readonly name: string;
  readonly state: MemberState;
  /** Why it is not read whole. */
  readonly reason?: string;
  /** The id of the server in the audit; absent where it is off. */
  readonly server?: string;
  /** The file and line of its entry. */
  readonly at?: { readonly file: string; readonly line: number };
  /** How many tools the model sees, and how many the server lists where the client keeps some back. */
  readonly tools?: number;
  readonly listed?: number;
  readonly spent?: Spent;
}

/** A tool of a member. */
export interface ToolOf {
  readonly member: string;
  readonly tool: string;
  readonly address: Address;
}

export interface Clash {
  /** What the model would see. Untrusted. */
  readonly name: string;
  readonly tools: readonly ToolOf[];
}

export interface LongName extends ToolOf {
  /** The whole name before it is shortened. */
  readonly name: string;
  readonly longest: number;
  readonly over: 'refused' | 'left out' | 'cut' | 'middle' | 'hashed';
}

export interface CutText extends Omit<ToolOf, 'tool'> {
  /** Absent for the instructions of the server. */
  readonly tool?: string;
  readonly characters: number;
  readonly most: number;
}

/** What is to be put side by side, as the caller knows it before anything is started. */
export interface FleetPlan {
  readonly groups: readonly PlannedGroup[];
}

export interface PlannedGroup extends Pick<FleetGroup, 'client' | 'title' | 'files'> {
  /** Told apart from the others by this. */
  readonly key: string;
  readonly members: readonly PlannedMember[];
}

export interface PlannedMember extends Pick<Member, 'name' | 'at'> {
  /** Set where it is not started. */
  readonly off?: string;
  /** Which of its tools the client lets through. */
  readonly lets?: (tool: string) => boolean;
}
