/** Badges, cards, tables, findings. */
export const partStyle = `
.badge{display:inline-block;padding:.05em .55em;border-radius:.35rem;font-size:.82rem;font-weight:620;font-style:normal;line-height:1.5;white-space:nowrap}
.badge.error{color:var(--error);background:var(--error-wash)}
.badge.warning{color:var(--warning);background:var(--warning-wash)}
.badge.info{color:var(--info);background:var(--info-wash)}
.badge.good{color:var(--good);background:var(--good-wash)}
.overview>*+*{margin-top:.9rem}
.overview h2{margin-top:2.5rem}
.overview h1+.facts{margin-top:.35rem}
.verdict{max-width:60rem}
.verdict .badge{font-size:.95rem;margin-right:.35rem}
.note{padding:.75rem 1rem;border-radius:.6rem;background:var(--sunk)}
.note.error{background:var(--error-wash)}
.note.warning{background:var(--warning-wash)}
.note pre{margin:.5rem 0;max-height:16rem;overflow:auto;white-space:pre-wrap}
section>.note{margin-top:.75rem;padding:.4rem .8rem;font-size:.9rem;color:var(--soft)}
section>.note.warning{color:var(--ink)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:.8rem;overflow:hidden;margin-block:1.5rem}
.figures div{background:var(--card);padding:.9rem 1.15rem 1rem}
.figures dt{font-size:.87rem;color:var(--soft)}
.figures dd>b,.figures .grade b{font-size:1.9rem;line-height:1.25;letter-spacing:-.02em;font-weight:680}
.figures .badge{font-size:1.15rem;vertical-align:.18em;margin-left:.2rem}
.figures small{display:block}
.grade{white-space:nowrap}
.scroll{position:relative;overflow-x:auto;margin-top:.9rem;border:1px solid var(--line);border-radius:.8rem;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.93rem}
th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{border-top:0;background:var(--sunk);font-size:.8rem;font-weight:600;color:var(--soft);white-space:nowrap}
tbody th{font-weight:400;min-width:11rem;overflow-wrap:anywhere}
tbody th code{color:var(--ink);font-weight:600}
th.n,td.n{text-align:right;white-space:nowrap}
thead button{all:unset;cursor:pointer;position:relative}
thead button:hover{color:var(--ink)}
thead button:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
thead button::after{content:"\\2195";position:absolute;left:100%;width:.9em;text-align:center;opacity:0}
thead .n button::after{left:auto;right:100%}
thead th:hover button::after,thead button:focus-visible::after{opacity:.6}
[aria-sort] button{color:var(--ink)}
th[aria-sort=descending] button::after{content:"\\2193";opacity:1}
th[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
tbody tr:hover{background:var(--sunk)}
tr:target,tr:target:hover{background:var(--wash)}
tr:target th{box-shadow:inset 3px 0 var(--accent)}
.about{display:block;color:var(--soft);font-size:.85rem;line-height:1.4;font-weight:400;max-width:44rem;margin-top:.1rem}
.tools .about{max-width:34rem;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.tools tbody th{min-width:15rem}
.tools th,.tools td{padding-inline:.5rem}
.tools{font-size:.9rem}
.tools .badge{font-size:.78rem}
.total{min-width:6.5rem}
.stack{display:block;height:6px;margin-top:.35rem;border-radius:1px;background-image:linear-gradient(90deg,var(--description) var(--p0),var(--parameters) 0 var(--p1),var(--schema) 0 var(--p2),var(--name) 0 var(--p3),var(--other) 0 var(--p4),transparent 0)}
th .where code,.amount code{font-weight:400;color:inherit}
.status.partial{color:var(--warning)}
.status.not-evaluated{color:var(--error)}
.counts{display:inline-flex;gap:.3rem}
a.counts{text-decoration:none}
td a:hover .badge{text-decoration:underline}
.filter{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1.25rem;margin-top:1rem;font-size:.92rem}
.filter[hidden]{display:none}
.filter label{display:inline-flex;align-items:center;gap:.4rem}
.filter [type=search]{width:min(17rem,60vw);padding:.35rem .65rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--card)}
.filter [type=checkbox]{accent-color:var(--accent);width:1rem;height:1rem;margin:0}
.filter output{margin-left:auto;color:var(--soft)}
.filter button,.crumbs button{border:1px solid var(--line);background:var(--wash);color:var(--accent);border-radius:2rem;padding:.1rem .75rem;cursor:pointer}
.cards{display:grid;gap:1rem;margin-top:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.8rem;padding:1.1rem 1.25rem;min-width:0}
.big{font-size:1.6rem}
.columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:1.25rem 3rem}
.columns>div{display:flex;flex-wrap:wrap;gap:1rem 3rem}
.bars div{display:grid;grid-template-columns:6.5rem 1fr;align-items:center;gap:.75rem;padding:.16rem 0}
.windows div{grid-template-columns:3.2rem 1fr}
.bars dt{color:var(--soft);font-size:.92rem}
.bars dd{display:grid;grid-template-columns:1fr 3.8rem;align-items:center;gap:.75rem;text-align:right}
.bar{display:block;height:.5rem;border-radius:1rem;background:linear-gradient(90deg,var(--tone,var(--accent)) var(--v),var(--sunk) 0)}
.bar.good{--tone:var(--good)}.bar.warning{--tone:var(--warning)}.bar.error{--tone:var(--error)}
.plain{list-style:none;padding:0}
.plain li{padding:.12rem 0}
.costs{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.9fr);gap:1.75rem 2.5rem;margin-top:1rem}
.costs>div{min-width:0}
.costs .span{grid-column:1/-1}
.costs .scroll,.label+.scroll{margin-top:.5rem}
.costs .none{margin-top:.4rem}
section>.label,.server>.label{margin-top:2rem}
.savings{list-style:none;padding:0;display:grid;gap:.75rem;margin-top:1rem}
.savings .card{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.5rem 1.5rem}
.amount b{display:block;font-size:1.45rem;line-height:1.2;letter-spacing:-.015em;font-weight:680}
.amount .minus{color:var(--good)}
.amount small{display:block;line-height:1.35}
summary{cursor:pointer}
.cause{border:1px solid var(--line);border-radius:.8rem;background:var(--card);padding:0 1.1rem;margin-top:.75rem}
.server{border-top:1px solid var(--line);padding:.6rem 0}
.server:last-child{border-bottom:1px solid var(--line)}
.server>summary{padding:.2rem 0}
.server h3{display:inline}
.server .count{color:var(--soft);margin-left:.5rem}
h2+.server,.lead+.server{margin-top:1rem}
tfoot th{font-weight:400}
tfoot th,tfoot td{background:var(--sunk)}
.note .plain{margin-top:.3rem}
.cause>summary{padding:.7rem 0;list-style-position:inside}
.cause .title{font-weight:620}
.cause .count{color:var(--soft);margin-left:.35rem}
.cause[open]{padding-bottom:.9rem}
.cause[hidden],.more[hidden],li[hidden]{display:none}
.places{list-style:none;padding:0}
.places>li{padding:.45rem 0;border-top:1px solid var(--line)}
.places pre{margin:.35rem 0 0;padding:.4rem .7rem;border-radius:.4rem;background:var(--sunk);overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}
mark{background:none;color:inherit;text-decoration:underline 2px var(--tone,var(--info));text-underline-offset:.22em}
.error mark{--tone:var(--error)}.warning mark{--tone:var(--warning)}
del{color:var(--error);background:var(--error-wash);text-decoration:line-through}
ins{color:var(--good);background:var(--good-wash);text-decoration:none}
.where{color:var(--soft);font-size:.87rem}
.see{margin-top:.35rem;color:var(--soft);font-size:.9rem}
.hint{margin-top:.55rem}
.hint>b:first-child{color:var(--good)}
.more{margin-top:.5rem}
.more>summary{color:var(--accent);width:max-content;max-width:100%}
@media (max-width:900px){.wide{display:none}.columns,.costs{grid-template-columns:minmax(0,1fr)}}
@media (max-width:560px){
th,td{padding:.45rem .5rem}
tbody th{min-width:8.5rem}
.tools .about,.mid{display:none}
.tools tbody th{min-width:8rem}
.total{min-width:5rem}
.savings .card{grid-template-columns:minmax(0,1fr)}
.figures{grid-template-columns:1fr 1fr}
.figures div{padding:.7rem .8rem}
.figures div:last-child:nth-child(odd){grid-column:1/-1}
.figures dd>b,.figures .grade b{font-size:1.45rem}
.cause{padding-inline:.8rem}
.filter output{margin-left:0}
}`;
