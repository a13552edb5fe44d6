/** The style of the report. Light or dark by the reader's setting; printed without the controls. */
export const STYLE = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--text:#1c2127;--soft:#56606c;--line:#d9dee4;--accent:#0b57d0;
--error:#b3261e;--warning:#8a5300;--info:#0b57d0;--bar-error:#c9453c;--bar-warning:#d6952b;--bar-info:#5b8def;--mark:#ffe3e0;--cell:#f1f3f5}
@media (prefers-color-scheme:dark){:root{--page:#14171b;--card:#1d2227;--text:#e7eaee;--soft:#a9b3be;--line:#363d45;--accent:#a3c4ff;
--error:#ffb4ab;--warning:#f5c26b;--info:#a3c4ff;--bar-error:#e0665c;--bar-warning:#d6a04a;--bar-info:#6b96ee;--mark:#5c2420;--cell:#272d33}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.2rem;margin:2rem 0 .75rem}
h3{font-size:1rem;margin:0;font-weight:650}
p{margin:.35rem 0}
a{color:var(--accent)}
small,.soft{color:var(--soft);font-size:.875rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
.verdict{font-size:1.05rem}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}
.card,.claim,.charts section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.15rem}
.totals{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.75rem;margin:1rem 0 0}
.totals div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.6rem .9rem}
.totals dt{color:var(--soft);font-size:.875rem}
.totals dd{margin:0;font-size:1.45rem;font-weight:650;font-variant-numeric:tabular-nums}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:.9rem}
.charts .file{grid-column:1/-1}
.charts .file th{width:64%}
.charts h3{margin-bottom:.5rem}
table{border-collapse:collapse;width:100%}
th{font-weight:400;text-align:left;padding:.2rem .6rem .2rem 0;width:52%}
td{padding:.2rem 0}
td:last-child{text-align:right;width:3.5rem;font-variant-numeric:tabular-nums}
thead th{color:var(--soft);font-size:.875rem;width:auto}
svg.bar{display:block;width:100%;height:.8rem;border-radius:3px}
.bar .e{fill:var(--bar-error)}.bar .w{fill:var(--bar-warning)}.bar .i{fill:var(--bar-info)}
form{display:flex;flex-wrap:wrap;gap:.9rem 1.4rem;align-items:end;margin-bottom:.75rem}
fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;min-height:2.4rem;align-items:center}
legend{padding:0;color:var(--soft);font-size:.875rem}
form label.field{display:grid;color:var(--soft);font-size:.875rem;flex:1 1 11rem;min-width:0}
input[type=search],select{font:inherit;color:var(--text);background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.4rem .55rem;width:100%;height:2.4rem}
input[type=checkbox]{width:1.05rem;height:1.05rem;vertical-align:-.15rem;accent-color:var(--accent)}
button{font:inherit;color:var(--accent);background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.4rem .9rem;height:2.4rem;cursor:pointer}
.claim{margin-bottom:.9rem;content-visibility:auto;contain-intrinsic-size:auto 16rem}
.finding{border-top:1px solid var(--line);margin-top:.75rem;padding-top:.75rem}
.finding .top{display:flex;flex-wrap:wrap;gap:.1rem .8rem;align-items:baseline}
.level{font-weight:650;text-transform:capitalize}
.what{font-weight:600}
.seg{display:flex;flex-wrap:wrap;gap:3px;margin:.55rem 0;padding:0;font-family:ui-monospace,"Cascadia Mono",Consolas,monospace;font-size:.875rem}
.seg span{display:grid;background:var(--cell);border:1px solid transparent;border-radius:4px;padding:.05rem .4rem;min-width:2.2rem;width:max-content;max-width:100%}
.seg b{font-weight:400;min-height:1.4em}
.seg i{font-style:normal;font-size:.75rem;color:var(--soft)}
.seg .bad{background:var(--mark);border-color:var(--error)}
.seg .bad i{color:var(--error)}
.seg u{text-decoration-color:var(--error);text-decoration-thickness:2px;text-underline-offset:3px}
.help{border-left:3px solid var(--accent);margin:.6rem 0 .2rem;padding:.1rem 0 .1rem .9rem}
dl.rule{margin:.2rem 0}
dl.rule dt{color:var(--soft);font-size:.875rem;margin-top:.35rem}
dl.rule dd{margin:0}
.rules .card{margin-bottom:.75rem;content-visibility:auto;contain-intrinsic-size:auto 12rem}
ul{padding-left:1.2rem}
ul.card{padding-left:2.2rem}
summary{cursor:pointer}
footer{padding-top:1.5rem;padding-bottom:2.5rem;color:var(--soft);font-size:.875rem}
@media (max-width:34rem){header,main,footer{padding-left:.8rem;padding-right:.8rem}.totals{grid-template-columns:repeat(2,1fr)}
.card,.claim,.charts section{padding:.8rem .85rem}th{width:46%}}
@media print{:root{color-scheme:light;--page:#fff;--card:#fff;--text:#000;--soft:#444;--line:#bbb;--accent:#000;--error:#900;--warning:#630;--info:#036;
--mark:#fdd;--cell:#f2f2f2}
body{font-size:10.5pt}form,.skip{display:none!important}.claim,.rules .card{content-visibility:visible}.finding,.charts section,.totals div{break-inside:avoid}
.claim{border:0;border-top:2px solid #000;border-radius:0;padding:.5rem 0}header,main,footer{max-width:none;padding:0}svg.bar,.seg .bad{print-color-adjust:exact}}
`;
