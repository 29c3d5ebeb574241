import { palette } from './palette.ts';
import { mapStyle } from './style-map.ts';
import { partStyle } from './style-parts.ts';
import { printStyle } from './style-print.ts';

/**
 * Type, the frame of the page, and what holds everywhere. Sections that are out of view are laid out when they come into it: a
 * thousand tools open in half the time. No line begins with `::`, which CI runners read as an order.
 */
const pageStyle = `
*{box-sizing:border-box}
html{scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
code,pre{font-family:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em}
code{overflow-wrap:anywhere}
a,b,code,th,td,li,summary{unicode-bidi:isolate}
b{font-weight:650}
small{font-size:.82rem;color:var(--soft)}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.18em}
a:not(:hover){text-decoration-color:color-mix(in srgb,var(--accent) 35%,transparent)}
button,input{font:inherit;color:inherit}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
main:focus,.detail:focus{outline:0}
h1,h2,h3,h4,p,ul,ol,dl,dd,table,figure{margin:0}
h1{font-size:clamp(1.6rem,1.2rem + 1.8vw,2.3rem);line-height:1.15;letter-spacing:-.022em;font-weight:700;overflow-wrap:anywhere;unicode-bidi:isolate}
h2{font-size:1.4rem;line-height:1.25;letter-spacing:-.014em;font-weight:680}
h3{font-size:1.08rem;line-height:1.3;font-weight:650;overflow-wrap:anywhere;unicode-bidi:isolate}
section{margin-top:3.75rem}
main>section{content-visibility:auto;contain-intrinsic-size:auto 60rem;margin-inline:-.5rem;padding-inline:.5rem}
section h2+*,.overview h2+*{margin-top:.4rem}
section>h3{margin:2rem 0 .75rem}
.lead{color:var(--soft);max-width:48rem}
.facts,.none{color:var(--soft)}
.none{font-size:.87rem}
.label{font-size:.75rem;line-height:1.4;letter-spacing:.05em;text-transform:uppercase;font-weight:600;color:var(--soft)}
.label code{text-transform:none;letter-spacing:0}
.unseen,.skip:not(:focus){position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:fixed;z-index:9;top:.5rem;left:.5rem;padding:.5rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
section .skip:focus{position:static;display:inline-block;margin-bottom:.5rem}
header,main,footer{padding-inline:max(1rem,calc(50vw - 620px))}
header{position:sticky;top:0;z-index:5;background:color-mix(in srgb,var(--paper) 92%,transparent);backdrop-filter:blur(8px);border-bottom:1px solid var(--line)}
.inner{display:flex;align-items:center;gap:.25rem 1.5rem;min-height:3rem}
.brand{color:var(--soft);white-space:nowrap}
.brand b{color:var(--ink)}
nav{display:flex;gap:1.1rem;overflow-x:auto;scrollbar-width:none;flex:1;padding:.2rem}
nav a{color:var(--soft);text-decoration:none;white-space:nowrap;font-size:.92rem;padding:.15rem 0}
nav a:hover{color:var(--ink);text-decoration:underline}
.theme{display:flex;border:1px solid var(--line);border-radius:2rem;padding:2px;margin:0;background:var(--sunk)}
.theme input{position:absolute;opacity:0;width:1px;height:1px}
.theme span{display:block;padding:.1rem .65rem;border-radius:2rem;font-size:.8rem;color:var(--soft);cursor:pointer}
.theme :checked+span{background:var(--card);color:var(--ink);box-shadow:0 1px 2px #0003}
.theme :focus-visible+span{outline:2px solid var(--accent)}
main{padding-block:2.5rem 1rem}
footer{margin-top:4rem;padding-block:1.5rem 3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media (max-width:700px){
header .inner{flex-wrap:wrap;padding-block:.5rem}
nav{order:3;flex-basis:100%;flex-wrap:wrap;gap:0 1.1rem}
.brand{flex:1}
header{position:static}
html{scroll-padding-top:1rem}
main{padding-top:1.5rem}
section{margin-top:3rem}
}`;

export const STYLE = `${palette}${pageStyle}${partStyle}${mapStyle}${printStyle}`.replace(/\n+/g, '\n');
