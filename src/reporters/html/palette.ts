/** Every colour of the page by its name in the style sheet: in light, and in dark. */
const COLORS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  paper: ['#fbfaf8', '#14161a'],
  card: ['#ffffff', '#1c1f25'],
  sunk: ['#f2f0ec', '#23272f'],
  line: ['#e2dfd8', '#323843'],
  ink: ['#1d1f23', '#e8e6e1'],
  soft: ['#5b5f68', '#a3a9b5'],
  accent: ['#1f5fbf', '#8ab8ff'],
  wash: ['#e7effb', '#1f2c42'],
  error: ['#b3261e', '#ff9d94'],
  'error-wash': ['#fbe9e7', '#43211f'],
  warning: ['#8a5a00', '#f0c26b'],
  'warning-wash': ['#fbf0d9', '#3b2f17'],
  info: ['#4f5a6b', '#b3bfd1'],
  'info-wash': ['#eceff4', '#2a303a'],
  good: ['#1c6b45', '#7fd6a8'],
  'good-wash': ['#e3f3ea', '#1b3529'],
  // What tokens are spent on; ink is legible on each.
  description: ['#a9c8f5', '#2f5488'],
  parameters: ['#bfe3d4', '#28614f'],
  schema: ['#e7dcc6', '#5d5138'],
  name: ['#d6c7f0', '#54447f'],
  instructions: ['#f4cfc0', '#7d4433'],
  other: ['#d9dade', '#494e58'],
};

const declared = (which: 0 | 1): string =>
  Object.entries(COLORS)
    .map(([name, pair]) => `--${name}:${pair[which]};`)
    .join('');

/** As the system has it, unless a theme was chosen; on paper always light. */
export const palette = `:root{color-scheme:light;${declared(0)}}
@media screen and (prefers-color-scheme:dark){:root:not(:has(#light:checked)){color-scheme:dark;${declared(1)}}}
@media screen{:root:has(#dark:checked){color-scheme:dark;${declared(1)}}}`;
