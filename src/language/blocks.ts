import { linesOf, type Line, type TextLine } from './lines.ts';
import { sectionOf, type Section } from './sections.ts';

/** A paragraph or a list item: lines that belong together. Offsets are UTF-16 units, end exclusive. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly section: Section;
  /** The heading it stands under, or the sentence with a colon that leads to its list; in lower case, empty without one. */
  readonly heading: string;
  readonly item: boolean;
  /** Whether the heading is a label before running text: in `Returns: the height. Water it.` it is of the first sentence only. */
  readonly inline: boolean;
}

/** What the lines below stand under. */
interface Scope {
  readonly section: Section;
  readonly heading: string;
  /** How far the heading is indented: a paragraph behind a blank line and not deeper has left it. */
  readonly indent: number;
  /** A label with its text behind it: the next paragraph has left it. */
  readonly inline?: boolean;
  /** Of a heading that is an item of a list itself: what its siblings stand under. */
  readonly around?: { readonly scope: Scope; readonly lead: string };
}

interface Open extends Block {
  end: number;
  readonly indent: number;
}

/** A line that starts so goes on with the sentence above it. */
const SMALL = /^[\p{Ll}(]/u;
/** `litres: …`, `pot (string): …`: it starts something of its own. */
const FIELD = /^[`'"*]{0,2}[\w.-]{1,60}[`'"*]{0,2}(?: ?\([^)]{0,80}\))? ?:\s/;
/** `Steps: 1. Dig. 2. Water.`: the label is of them all. */
const NUMBER = /^\(?1[.)]\s/;
/** The end of a sentence, or of what leads to a list. */
const STOP = /[.!?:;。！？]["')\]*_]*$/;
const BODY: Scope = { section: 'body', heading: '', indent: 0 };

/** The paragraphs and list items of a text with the headings they stand under. Code is left out. Linear in the text. */
export function blocksOf(text: string): readonly Block[] {
  const outline = new Outline(text);
  for (const line of linesOf(text)) outline.take(line);
  return outline.blocks;
}

class Outline {
  readonly blocks: Open[] = [];
  readonly #text: string;
  /** The scopes around the open tags, outermost first. */
  readonly #tags: Scope[] = [];
  #scope = BODY;
  /** The block that the next line may go on with. */
  #open: Open | undefined;
  /** The last paragraph, if nothing but its list stands behind it. */
  #above: Open | undefined;
  /** What leads to the list that is being read. */
  #lead = '';
  #fenced = false;
  #blank = false;
  /** The line above is a heading in a list, with nothing under it yet. */
  #bare = false;

  constructor(text: string) {
    this.#text = text;
  }

  take(line: Line): void {
    if (line.kind === 'fence') this.#fenced = !this.#fenced;
    if (this.#fenced) this.#open = undefined;
    else if (line.kind === 'text') this.#read(line);
    else if (line.kind === 'tag') this.#tag(line);
    else if (line.kind === 'title') this.#title(line);
    else this.#pause(line.kind === 'blank');
    if (line.kind !== 'blank' && line.kind !== 'title') this.#bare = false;
  }

  #pause(blank: boolean): void {
    this.#blank ||= blank;
    this.#open = undefined;
  }

  #enter(scope: Scope): void {
    this.#scope = scope;
    this.#open = undefined;
    this.#above = undefined;
    this.#lead = '';
    this.#blank = false;
  }

  #title(line: Line & { kind: 'title' }): void {
    this.#leave(line);
    this.#enter({ ...under(line), ...(line.listed && { around: this.#around() }) });
    this.#bare = line.listed;
  }

  #around(): NonNullable<Scope['around']> {
    return { scope: this.#scope, lead: this.#lead };
  }

  /** A heading among the items of a list is over where the next item is no deeper than it. */
  #leave({ indent }: { readonly indent: number }): void {
    const blank = this.#blank;
    while (this.#scope.around && indent <= this.#scope.indent) {
      const { scope, lead } = this.#scope.around;
      this.#enter(scope);
      this.#lead = lead;
      this.#blank = blank;
    }
  }

  #tag(line: Line & { kind: 'tag' }): void {
    if (line.closes) return this.#enter(this.#tags.pop() ?? BODY);
    this.#tags.push(this.#scope);
    this.#enter(under(line));
  }

  #read(line: TextLine): void {
    if (!line.label && this.#open && !line.item && this.#goesOn(this.#open, line)) {
      this.#open.end = line.end;
      return;
    }
    const { section, heading, indent } = this.#scope;
    // `- Args:` and its list may stand side by side
    if (this.#bare && line.indent === indent) this.#enter({ section, heading, indent });
    this.#leave(line);
    // in a list of parameters, `options: …` is a parameter
    if (line.label && !(line.item && this.#scope.section === 'parameters')) return this.#label(line, line.label);
    if (line.item) this.#lead ||= this.#leadOf(this.#above);
    else this.#paragraph(line);
    this.#blank = false;
    this.#begin(line, line.start, this.#lead || this.#scope.heading);
    this.#above = line.item ? undefined : this.#open;
  }

  #label(line: TextLine, { title, section, from, listed }: NonNullable<TextLine['label']>): void {
    const inline = from < line.end;
    this.#enter({ section, heading: title, indent: line.indent, inline, ...(listed && { around: this.#around() }) });
    if (inline) this.#begin({ ...line, item: false }, from, title, !NUMBER.test(this.#text.slice(from, from + 5)));
  }

  #paragraph({ indent }: TextLine): void {
    this.#lead = '';
    if (this.#scope.inline || (this.#blank && indent <= this.#scope.indent)) this.#scope = BODY;
  }

  #begin({ argument, item, indent, end }: TextLine, start: number, heading: string, inline = false): void {
    const section = argument ? 'parameters' : this.#scope.section;
    this.#open = { start, end, section, heading, item, inline, indent };
    this.blocks.push(this.#open);
  }

  /** Whether a line continues the sentence of the one before; under a list item it is indented, or starts small. */
  #goesOn({ item, indent, end }: Open, line: TextLine): boolean {
    if (SMALL.test(line.body)) return !line.argument && !FIELD.test(line.body);
    return (!item || line.indent > indent) && !STOP.test(this.#text.slice(Math.max(0, end - 8), end));
  }

  /** The end of a paragraph with a colon, in lower case: what the list behind it is of. */
  #leadOf(paragraph: Block | undefined): string {
    const text = paragraph ? this.#text.slice(paragraph.start, paragraph.end) : '';
    return text.endsWith(':')
      ? text
          .slice(-200)
          .toLowerCase()
          .replace(/^.*[.!?]\s+(?=\S)/s, '')
      : '';
  }
}

const under = ({ title, indent }: { title: string; indent: number }): Scope => ({
  section: sectionOf(title),
  heading: title,
  indent,
});
