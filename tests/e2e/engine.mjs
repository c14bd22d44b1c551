// How fast the engine is in Chromium: decisions of a table, the check of a shipped playbook, the comparison of the two.
//   node engine.mjs WASM
import { readFileSync } from "node:fs";
import { inputs } from "../../benches/peers/table.mjs";
import { launch } from "./browser.mjs";

const [file] = process.argv.slice(2);
const browser = await launch();
const page = await browser.newPage();
const seen = await page.evaluate(measure, [readFileSync(file).toString("base64"), inputs.length]);
const name = `Chromium ${browser.version()}`;
await browser.close();

const number = (it) => it.toLocaleString("en", { maximumSignificantDigits: 3 });
console.log(`\nThe engine in ${name} (medians of ${seen.n_samples}; the first call of a fresh page beside them)`);
for (const [what, { first, median }] of Object.entries(seen.ms)) {
  console.log(`${what.padEnd(38)} ${`${number(median)} ms`.padStart(14)} ${`first ${number(first)} ms`.padStart(20)}`);
}
for (const [what, perSecond] of Object.entries(seen.per_second)) {
  console.log(`${what.padEnd(38)} ${`${number(perSecond)}/s`.padStart(14)}`);
}
console.log(`\n${JSON.stringify({ browser: name, ...seen })}`);

/** Runs in the page. */
async function measure([text, n_inputs]) {
  const n_samples = 15;
  const bytes = Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const { verdicts, with_reasons, check, compare } = instance.exports;
  const timed = (call) => {
    const began = performance.now();
    if (call() === 0) throw new Error("the shipped playbooks are not as expected");
    return performance.now() - began;
  };
  const median = (all) => all.sort((one, other) => one - other)[all.length >> 1];
  const ms = {};
  for (const [what, call] of [["check 2021", () => check(2021)], ["check 2025", () => check(2025)], ["compare 2021 with 2025", compare]]) {
    const first = timed(call);
    ms[what] = { first, median: median(Array.from({ length: n_samples }, () => timed(call))) };
  }
  const per_second = {};
  for (const [what, call] of [["verdicts", verdicts], ["verdicts with reasons", with_reasons]]) {
    const rates = Array.from({ length: n_samples }, () => {
      const began = performance.now();
      let n = 0;
      for (; performance.now() - began < 100; n += n_inputs) call();
      return (n * 1_000) / (performance.now() - began);
    });
    per_second[what] = median(rates);
  }
  return { n_samples, ms, per_second };
}
