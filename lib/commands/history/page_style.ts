/**
 * How the page looks. One set of colours by day and one by night, both with a
 * contrast of at least 4.5 for text and 3 for what is drawn (a test measures
 * it). No colour is ever the only sign.
 */

/** Colours by name, "light" on #ffffff, "dark" on #0d1117. */
export const PALETTE = {
  light: {
    bg: "#ffffff",
    fg: "#1f2328",
    mu: "#59636e",
    ln: "#d1d9e0",
    cd: "#f6f8fa",
    ok: "#1a7f37",
    warn: "#9a6700",
    crit: "#cf222e",
    planned: "#0969da",
    none: "#818b98",
  },
  dark: {
    bg: "#0d1117",
    fg: "#e6edf3",
    mu: "#9198a1",
    ln: "#3d444d",
    cd: "#151b23",
    ok: "#3fb950",
    warn: "#d29922",
    crit: "#f85149",
    planned: "#58a6ff",
    none: "#6e7681",
  },
} as const;

function variables(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours).map(([name, value]) => `--${name}:${value}`)
    .join(";");
}

/** In `<style>`; the same for every page. */
export const STYLE = [
  `:root{color-scheme:light dark;${variables(PALETTE.light)}}`,
  `@media(prefers-color-scheme:dark){:root{${variables(PALETTE.dark)}}}`,
  "*{box-sizing:border-box}",
  'body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}',
  "main{max-width:54rem;margin:0 auto;padding:1.5rem 1rem 3rem}",
  "h1,h2,h3{line-height:1.3;margin:0}h1{font-size:1.35rem}h2{font-size:1.05rem;margin-top:2.25rem}",
  ".many h2{font-size:1.2rem;margin-top:3rem;padding-top:1.25rem;border-top:1px solid var(--ln)}.many h3{font-size:1rem;margin-top:1.75rem}",
  "p{margin:.4rem 0}.mu{color:var(--mu)}small,.sm{font-size:.875rem}ul,ol,dl,dd{margin:0;padding:0;list-style:none}",
  ".list time,th time,.nw{white-space:nowrap}",
  ".sum{margin-top:1rem;padding:.8rem 1rem;background:var(--cd);border:1px solid var(--ln);border-inline-start:.375rem solid var(--c);border-radius:.375rem}.sum strong{font-size:1.1rem}",
  ".ok{--c:var(--ok)}.warn{--c:var(--warn)}.crit{--c:var(--crit)}.planned{--c:var(--planned)}.none{--c:var(--none)}",
  ".sg{color:var(--c);font-weight:700;display:inline-block;min-width:.9em}.sum.none .sg,.none>.sg{color:var(--mu)}",
  ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.3rem,1fr));gap:.75rem;margin-top:.75rem}.tiles>div{padding:.65rem .8rem;border:1px solid var(--ln);border-radius:.375rem}",
  ".tiles dt{color:var(--mu);font-size:.875rem}.tiles .big{font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.3}",
  "svg{display:block;width:100%}.bars{margin-top:.75rem}.bars rect{fill:var(--c)}.bars .part{fill:none;stroke:var(--c);stroke-width:1.5;vector-effect:non-scaling-stroke}",
  ".ends{display:flex;justify-content:space-between;gap:1rem;color:var(--mu);font-size:.875rem;margin-top:.25rem}",
  ".key{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;color:var(--mu);font-size:.875rem;margin-top:.4rem}.key svg{display:inline-block;width:.5rem;height:1.1rem;margin-inline-end:.4rem;vertical-align:text-bottom}.key rect{fill:var(--c)}",
  ".line{height:5.5rem;margin-top:.75rem;border-bottom:1px solid var(--ln)}.line path{fill:none;stroke:var(--planned);stroke-width:1.5;vector-effect:non-scaling-stroke;stroke-linejoin:round;stroke-linecap:round}.line .grid{stroke:var(--ln);stroke-width:1}",
  ".list{margin-top:.5rem}.list>li{display:grid;grid-template-columns:11rem 1fr;gap:.1rem 1rem;padding:.6rem 0;border-top:1px solid var(--ln);break-inside:avoid}.list>li:target{background:var(--cd)}",
  ".list time{color:var(--mu);font-variant-numeric:tabular-nums}.list p{margin:0}.list .len{font-weight:600}",
  "table{border-collapse:collapse;width:100%;margin-top:.5rem;font-variant-numeric:tabular-nums}th,td{text-align:start;vertical-align:top;font-weight:400;padding:.3rem .5rem .3rem 0;border-top:1px solid var(--ln)}thead th{color:var(--mu);font-size:.875rem;border-top:0}.n{text-align:end}",
  "details{margin-top:.6rem}summary{cursor:pointer;color:var(--planned);width:fit-content}a{color:var(--planned)}:focus-visible{outline:2px solid var(--planned);outline-offset:2px}",
  ".index{margin-top:1rem}.index li{display:grid;grid-template-columns:1fr auto;gap:0 1rem;padding:.4rem 0;border-top:1px solid var(--ln)}",
  "footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--ln);color:var(--mu);font-size:.875rem}",
  "@media(max-width:36rem){.list>li{grid-template-columns:1fr}.tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tiles>div{padding:.5rem .6rem}.tiles .big{font-size:1.25rem}}",
  "@media(forced-colors:active){.bars rect,.key rect{fill:CanvasText}.bars .warn,.bars .crit,.key .warn,.key .crit{fill:Highlight}.bars .part{fill:none;stroke:CanvasText}.line path{stroke:CanvasText}}",
  "@media print{:root{color-scheme:light;" + variables(PALETTE.light) +
  "}main{max-width:none;padding:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}details::details-content{content-visibility:visible;block-size:auto}summary{color:inherit}h2,h3{break-after:avoid}}",
].join("\n");
