#include "services/disclosure/writers/html_style.h"

namespace clearbudget::disclosure {

const std::string_view kHtmlStyle = R"css(
:root{--ink:#1b1b1b;--quiet:#555;--line:#8a8a8a;--hair:#c9c9c9;--shade:#f4f2ee;--accent:#8c1c13;
--song:"Noto Serif CJK SC","Source Han Serif SC","Songti SC",STSong,SimSun,serif;
--hei:"PingFang SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",SimHei,sans-serif}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:4rem}
body{margin:0;background:#fff;color:var(--ink);font:1.0625rem/1.9 var(--song);overflow-wrap:break-word;
line-break:strict}
.skip{position:absolute;left:-999em}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:3}
.banner{position:sticky;top:0;z-index:2;margin:0;padding:.45rem 1rem;background:#ffd54a;color:#3a1d00;
border-bottom:3px solid #3a1d00;text-align:center;font:700 1rem/1.5 var(--hei);letter-spacing:.1em}
main,footer,nav,.head{max-width:56rem;margin:0 auto;padding:0 1.25rem}
h1{margin:3.2rem 0 0;padding-bottom:1.4rem;border-bottom:2px solid var(--accent);text-align:center;
font-size:clamp(1.45rem,1rem + 2vw,2.1rem);line-height:1.5;letter-spacing:.02em;text-wrap:balance}
nav{margin-top:1.6rem}
main{margin-top:1.8rem}
nav h2{margin:0 0 .3rem;font:700 1rem/1.8 var(--hei);letter-spacing:.5em}
nav ol{margin:0;padding:0;list-style:none;columns:2 20rem;column-gap:2.5rem}
nav li{break-inside:avoid;font-size:1rem;line-height:1.6;padding:.15rem 0}
nav ol ol{columns:auto;padding-left:2em}
nav ol ol li{font-size:.9375rem;padding:.05rem 0}
nav a{color:inherit;text-decoration:none;display:block;padding:.1rem 0}
nav a:hover,nav a:focus{color:var(--accent);text-decoration:underline}
h2,h3,h4,h5,h6{line-height:1.6;break-after:avoid}
main h2{margin:3rem 0 1rem;font:700 1.3rem/1.6 var(--hei)}
h3{margin:2rem 0 .6rem;font:700 1.125rem/1.6 var(--hei)}
h4,h5,h6{margin:1.4rem 0 .4rem;font:700 1.0625rem/1.7 var(--song)}
p{margin:.35rem 0;text-indent:2em;text-align:justify;orphans:2;widows:2}
p.note{color:var(--quiet);font-size:.9375rem;line-height:1.7;text-indent:0;margin:.4rem 0}
data{font-variant-numeric:lining-nums tabular-nums}
.scroll{container-type:inline-size;overflow-x:auto;margin:1.5rem 0 .6rem}
.scroll:focus-visible,a:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
table{border-collapse:collapse;width:100%;font:.9375rem/1.6 var(--hei);font-variant-numeric:lining-nums tabular-nums;
border-top:2px solid var(--ink);border-bottom:2px solid var(--ink)}
.wide table{font-size:.8125rem}
.wide th,.wide td{padding:.35rem .3rem}
@media (min-width:60rem){.scroll.wide{margin-inline:calc(50% - min(50vw - 1.5rem,40rem))}}
caption{text-align:left;padding:0}
.cap{display:block;position:sticky;left:0;width:100cqw}
.cap .name{display:block;padding:.2rem 0;text-align:center;font:700 1.0625rem/1.6 var(--hei)}
.facts{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2em;padding:0 .1rem .25rem;color:var(--quiet);font-size:.875rem}
.facts span:only-child{margin-left:auto}
th,td{border:1px solid var(--hair);padding:.4rem .5rem;text-align:left;vertical-align:middle;height:2.4em}
table{border-left:hidden;border-right:hidden}
thead th,thead td,.h{background:var(--shade)}
th{font-weight:600;background:var(--shade)}
thead th{border-color:var(--line)}
.r{text-align:right;white-space:nowrap}
th.r,.wide .r{white-space:normal}
.c{text-align:center}
tr.total>*{font-weight:700;border-top:1px solid var(--line)}
.missing{color:var(--accent);background:#fff6f4;font-size:.875em}
.annex{margin-top:4rem;border-top:4px double var(--line)}
footer{margin-top:4rem;padding-bottom:3rem;color:var(--quiet);font:.8125rem/1.7 var(--hei)}
footer dl{margin:0;padding-top:1rem;border-top:1px solid var(--line);display:grid;grid-template-columns:auto 1fr;gap:.1rem 1em}
footer dt{white-space:nowrap}
footer dd{margin:0;overflow-wrap:anywhere}
@media (max-width:40rem){body{font-size:1rem;line-height:1.85}h1{margin-top:1.8rem;padding-bottom:1rem}
main h2{margin-top:2.4rem;font-size:1.2rem}nav ol ol{padding-left:1.2em}p{text-align:left}
footer dl{grid-template-columns:1fr}footer dd{margin-bottom:.4rem}
.scroll{background:linear-gradient(to right,#fff 30%,transparent) left/2.5rem 100% no-repeat local,
linear-gradient(to left,#fff 30%,transparent) right/2.5rem 100% no-repeat local,
linear-gradient(to right,rgba(0,0,0,.22),transparent) left/.8rem 100% no-repeat scroll,
linear-gradient(to left,rgba(0,0,0,.22),transparent) right/.8rem 100% no-repeat scroll}}
@page{size:A4;margin:24mm 20mm 22mm;@bottom-center{content:"— " counter(page) " —";font:10pt serif}}
@page wide{size:A4 landscape;margin:18mm 15mm}
@media print{body{font-size:11pt;line-height:1.7}main,footer,nav,.head{max-width:none;padding:0}
.skip{display:none}.banner{position:fixed;left:0;right:0;background:#fff;border:1pt solid #000;padding:1mm}
.has-banner .head{padding-top:12mm}h1{margin-top:6mm}.scroll,.scroll.wide{overflow:visible;background:none;margin:4mm 0 2mm}
.scroll.wide{page:wide}table{min-width:0!important;font-size:9pt}.wide table{font-size:7.5pt}
thead{display:table-header-group}tr{break-inside:avoid}th,td{padding:.8mm 1.2mm}.annex{break-before:page}
a{color:inherit}}
)css";

}  // namespace clearbudget::disclosure
