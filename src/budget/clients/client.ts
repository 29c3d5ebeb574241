import type { Address, Item } from '../../model/address.ts';
import type { Tool } from '../../model/server.ts';

/** The tools as one client gives them to its model. */
export interface Client {
  /** Lower case: `openai-json`. */
  readonly id: string;
  /** What a reader sees. */
  readonly title: string;
  /** Where the rendering is documented. */
  readonly source: string;
  /** Whose models read it. Only OpenAI has published its tokenizers. */
  readonly maker: 'claude' | 'openai' | 'gemini';
  /** Pure; in time linear in the size of the tools. */
  render(tools: readonly Item<Tool>[], to: RenderedTo): Rendering;
}

export interface RenderedTo {
  /** The name the server has in the configuration of the client, which some clients put before the names of its tools. */
  readonly server: string;
}

export interface Rendering {
  /** What is counted: one text, or several that are each encoded on their own. */
  readonly texts: readonly string[];
  /** What the model does not get to see of descriptions and input schemas: the outermost of the parts left out. Empty where that is not published. */
  readonly hidden: readonly Address[];
}
