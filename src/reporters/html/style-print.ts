/**
 * On paper nothing can be pressed, so all is open and nothing scrolls. The map asks no container there: Chromium 156 prints empty
 * pages where containers and tables that scroll meet; and a heading that is repeated on a page would be an empty band.
 */
export const printStyle = `
@media print{
html{font-size:80%}
body{font-size:10pt;background:#fff}
header nav,.theme,.filter,.skip,.crumbs,.detail{display:none!important}
header{position:static;background:none;backdrop-filter:none}
section{margin-top:2rem}
main>section{content-visibility:visible;margin-inline:0;padding-inline:0}
h2,h3,summary{break-after:avoid}
tr,li,.figures div{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}
a{color:inherit;text-decoration:none}
.scroll{overflow:clip}
.figures{grid-template-columns:repeat(4,1fr)}
.figures dd>b,.figures .grade b{font-size:1.4rem}
thead{display:table-row-group}
thead button::after{display:none}
table{font-size:8.5pt}
th,td{padding:.3rem .45rem}
tbody th,.tools tbody th{min-width:9rem}
.total{min-width:4.5rem}
.more .plain li{display:inline-block;margin-right:1.2em}
.more .plain .where{display:none}
.map{height:520px!important;break-inside:avoid}
.map.wide{display:block!important}
.map.tall{display:none!important}
.layer .cell,.part{container-type:normal}
.roomy>span{clip-path:none}
.cell>span{max-height:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`;
