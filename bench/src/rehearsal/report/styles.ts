/** How the report looks: light, dark, and on paper. */
export const styles = `
:root { color-scheme: light dark;
  --page: #f6f6f3; --card: #ffffff; --ink: #17181c; --soft: #5d606b; --line: #e3e3de; --grid: #ececea;
  --a: #2f5bea; --b: #d9622b; --c: #0d8a72; --d: #8a4fd0; --good: #0b7a55; --bad: #b3261e; --cap: #9a9ca5; }
@media (prefers-color-scheme: dark) { :root {
  --page: #101114; --card: #191b20; --ink: #eeeef0; --soft: #a2a5b0; --line: #2b2e36; --grid: #262931;
  --a: #7d9bff; --b: #f08b57; --c: #3fc3a5; --d: #b98af0; --good: #56c99a; --bad: #ff8a80; --cap: #6f727c; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
  font-variant-numeric: tabular-nums; padding: 40px 24px 72px; }
main { max-width: 1180px; margin: 0 auto; display: grid; gap: 28px; }
header p.kicker { color: var(--soft); font-size: 13px; letter-spacing: .04em; }
h1 { font-size: clamp(26px, 3.4vw, 40px); line-height: 1.18; letter-spacing: -.022em; font-weight: 680; max-width: 27em;
  text-wrap: balance; margin: 10px 0 14px; }
header p.why { color: var(--soft); max-width: 60em; font-size: 16px; }
.badge { display: inline-block; border-radius: 99px; padding: 3px 12px; font-size: 13px; font-weight: 600;
  border: 1px solid currentColor; margin-bottom: 10px; }
.good { color: var(--good); } .bad { color: var(--bad); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 1px; background: var(--card);
  border: 1px solid var(--line); border-radius: 14px; overflow: hidden; }
.facts div { box-shadow: 0 0 0 1px var(--line); padding: 16px 18px; display: flex; flex-direction: column; }
.facts dt { color: var(--soft); font-size: 13px; } .facts dd { font-size: 26px; font-weight: 640; letter-spacing: -.02em; line-height: 1.3; }
.facts small { color: var(--soft); font-size: 13px; }
h2 { font-size: 20px; letter-spacing: -.012em; margin-top: 14px; }
h2 + p.lead { color: var(--soft); margin-top: -22px; max-width: 62em; }
.grid-2 { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 16px; }
figure, .card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 18px 20px 14px;
  min-width: 0; break-inside: avoid; }
figcaption h3, .card h3 { font-size: 15px; font-weight: 640; } h3 small { color: var(--soft); font-weight: 400; }
figcaption p { color: var(--soft); font-size: 13px; min-height: 2.9em; }
svg { display: block; width: 100%; height: auto; margin-top: 6px; overflow: visible; }
svg text { fill: var(--soft); font-size: 11.5px; }
.grid { stroke: var(--grid); } .opening { stroke: var(--soft); stroke-dasharray: 2 3; }
line.ceiling { stroke: var(--cap); stroke-width: 1.5; stroke-dasharray: 6 4; }
.tone-a { --tone: var(--a); } .tone-b { --tone: var(--b); } .tone-c { --tone: var(--c); } .tone-d { --tone: var(--d); }
.line { fill: none; stroke: var(--tone); stroke-width: 1.8; stroke-linejoin: round; }
.area { fill: var(--tone); opacity: .14; } .dot { fill: var(--tone); opacity: .6; } .bar { fill: var(--tone); }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 16px; color: var(--soft); font-size: 13px; margin-top: 4px; }
.legend i { display: inline-block; width: 14px; height: 3px; border-radius: 2px; background: var(--tone); vertical-align: middle; margin-right: 7px; }
.legend .ceiling i { background: repeating-linear-gradient(90deg, var(--cap) 0 5px, transparent 5px 8px); }
.stack { display: grid; gap: 16px; align-content: start; min-width: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; color: var(--soft); font-weight: 500; font-size: 13px; }
th, td { padding: 7px 14px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; } .num { text-align: right; white-space: nowrap; } td.mark { width: 1.8em; font-weight: 700; }
td small { color: var(--soft); display: block; }
details summary { cursor: pointer; color: var(--soft); } footer { color: var(--soft); font-size: 13px; max-width: 70em; }
@media print { :root { --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; --grid: #e5e5e5;
    --a: #2f5bea; --b: #c04e18; --c: #0d8a72; --d: #7a3fc0; --good: #0b7a55; --bad: #b3261e; --cap: #777; }
  body { padding: 0; font-size: 11px; } h2 + p.lead { margin-top: -12px; } main { gap: 16px; } h1 { font-size: 24px; }
  .grid-2 { grid-template-columns: 1fr 1fr; gap: 10px; } figure, .card { padding: 10px 12px; }
  h2 { break-after: avoid; } * { print-color-adjust: exact; } @page { margin: 14mm; } }
`;
