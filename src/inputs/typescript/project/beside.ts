import type { Disk } from './disk.ts';
import { sourceOf } from './module-file.ts';
import { within } from './paths.ts';
import type { Project } from './projects.ts';

const MAKES = /\bnew\s+(?:McpServer|MCPServer|FastMCP|LiteMCP|EasyMCP|Server)\s*[(<]/;
const STARTS = /\.\s*(?:connect|start|listen|serve)\s*\(/;
/** Words in the names of files and folders that show how a thing is used, or try it out. */
const TRIED =
  /(?:^|[-_.])(?:tests?|specs?|e2e|examples?|samples?|demos?|mocks?|fixtures?|playgrounds?|templates?|bench(?:mark)?s?|evals?|stories|scripts?|legacy|old|deprecated)(?:[-_.]|$)/i;

/**
 * The files of a package that make a server of their own and start it, and that its program, which has been read, does
 * not lead to. What only tries something out is not meant, nor what the program was built from.
 */
export function programsBeside(
  { package: own, files, root }: Project,
  read: ReadonlySet<string>,
  disk: Disk,
): string[] {
  const beside = files.filter((path) => {
    if (read.has(path) || (within(root, path) ?? '').split('/').some((name) => TRIED.test(name))) return false;
    const text = disk.read(path) ?? '';
    return MAKES.test(text) && STARTS.test(text);
  });
  if (beside.length === 0 || !own) return beside;
  const built = new Set([...read].map((path) => sourceOf(path, own, disk)));
  return beside.filter((path) => !built.has(path));
}
