import { execFileSync } from 'node:child_process';

/** Builds dist/ once, for the tests that start the command as its users do. */
export default function build(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
