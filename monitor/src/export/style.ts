/** How the pages of an export look: as a chat reads, light and dark, on a phone and on paper. */
export const exportStyle = `
:root{color-scheme:light dark;--ground:#f4f5f5;--sheet:#fff;--ink:#1b2021;--soft:#535d60;--line:#c9d0d2;--mine:#d7ece8;--link:#0b5d57}
@media(prefers-color-scheme:dark){:root{--ground:#14181a;--sheet:#1d2326;--ink:#e9eded;--soft:#a8b3b6;--line:#3b4549;--mine:#17423d;--link:#7fd0c5}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--sheet);padding:8px}
header,main,footer{max-width:48rem;margin:0 auto;padding:16px}
h1{font-size:22px;margin:0 0 8px}h2{font-size:18px;margin:32px 0 8px}
nav ul{display:flex;flex-wrap:wrap;gap:8px 16px;list-style:none;padding:0;margin:0}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:4px 16px;margin:0}dt{color:var(--soft)}dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:var(--sheet);overflow-wrap:break-word}
h3{font-size:16px;margin:16px 0 4px}
.said{white-space:pre-wrap;background:var(--sheet);border:1px solid var(--line);border-radius:6px;padding:8px 12px;margin:0 0 8px}
th,td{border:1px solid var(--line);padding:4px 8px;text-align:start;vertical-align:top;white-space:pre-wrap}
.chat{list-style:none;padding:0;margin:0;display:flex;flex-direction:column;gap:8px}
.day{align-self:center;color:var(--soft);font-weight:600;margin:16px 0 0;font-size:16px}
.note{align-self:stretch;border-top:1px dashed var(--line);border-bottom:1px dashed var(--line);color:var(--soft);padding:4px 8px;text-align:center}
.note p{text-align:start;white-space:pre-wrap;margin:4px 0}
.bubble{align-self:flex-start;max-width:85%;background:var(--sheet);border:1px solid var(--line);border-radius:6px;padding:8px 12px}
.you{align-self:flex-end;background:var(--mine)}
.bubble p{margin:0;white-space:pre-wrap}
.who{display:block;font-weight:600}.small{color:var(--soft);font-size:14px}.you .small{color:var(--ink)}
.quote{border-inline-start:3px solid var(--line);padding-inline-start:8px;margin:4px 0;font-size:14px}
.bubble img,.bubble video{max-width:100%;height:auto;display:block;margin:4px 0}.bubble audio{max-width:100%}
.put-right{border-top:1px solid var(--line);margin-top:4px;padding-top:4px}
@media print{body{background:#fff}.bubble{break-inside:avoid}nav{display:none}}
`.trim();
