// How the customer picker does with a hundred thousand customers: what a keystroke takes until it is painted, what taking them in takes.
//   node picker.mjs [--root dist] [--customers 100000]
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const { values: asked } = parseArgs({
  options: {
    root: { type: "string", default: fileURLToPath(new URL("../../dist", import.meta.url)) },
    customers: { type: "string", default: "100000" },
  },
});
const n = Number(asked.customers);
/** What people type: names with and without diacritics, two words, a domain, an id, another script, what is not there; each taken back. */
const queries = ["zuraw", "lodz mly", "Őrségi", "sp. z o.o.", "12345.ex", "7c1e4", "север", "a", "plzen pek", "qqqq", "gora 99"];

/** Runs in the page: notes long tasks, and for every change of the search field when it was painted. */
function watch() {
  const seen = { long: [], painted: [] };
  globalThis.seen = seen;
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((it) => it.duration))).observe({ type: "longtask", buffered: true });
  // The memory of the program, which no measure of the browser's counts.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const usual = WebAssembly[name];
    WebAssembly[name] = async (...all) => {
      const made = await usual.apply(WebAssembly, all);
      globalThis.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
  document.addEventListener("input", (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.painted.push(performance.now() - began);
      port2.postMessage(0);
    });
  }, true);
}

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
const ms = (number) => `${number.toFixed(1)} ms`;
const print = (label, text) => console.log(`${label.padEnd(44)}${text}`);

function report(label, times) {
  const sorted = times.toSorted((a, b) => a - b);
  print(label, `p50 ${ms(part(sorted, 0.5))}  p95 ${ms(part(sorted, 0.95))}  max ${ms(sorted.at(-1) ?? 0)}  (${sorted.length} keystrokes)`);
}

async function type(page) {
  await page.evaluate(() => Object.assign(globalThis.seen, { painted: [], long: [] }));
  const field = page.getByRole("searchbox");
  let most = 0;
  for (const query of queries) {
    await field.focus();
    for (const letter of query) await page.keyboard.type(letter, { delay: 30 });
    most = Math.max(most, await page.locator("[role=grid] [role=row]").count());
    for (const _ of query) {
      await page.keyboard.press("Backspace");
      await page.waitForTimeout(30);
    }
  }
  await page.waitForTimeout(200);
  return { ...(await page.evaluate(() => globalThis.seen)), most };
}

const server = await serve(asked.root);
const browser = await launch("--enable-precise-memory-info");
try {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 900 }, reducedMotion: "reduce" })).newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.addInitScript(watch);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map((it) => [it.name, it.value]));
  const memory = () => page.evaluate(() => ({ js: performance.memory.usedJSHeapSize, program: globalThis.memory?.buffer.byteLength }));

  await page.goto(`${server.url}#/en/practice`);
  await page.locator("#latency").selectOption("0");
  let began = performance.now();
  await page.evaluate(() => Object.assign(globalThis.seen, { long: [] }));
  await page.locator("#size").selectOption(String(n));
  // Its file comes first, then it is made in one long task; a small one takes no long one.
  await page.waitForFunction(() => globalThis.seen.long.length > 0, undefined, { timeout: 10_000 }).catch(() => {});
  print(`a world of ${n.toLocaleString("en")} customers was made in`, ms(performance.now() - began));
  const before = { memory: await memory(), metrics: await metrics() };
  await page.evaluate(() => Object.assign(globalThis.seen, { painted: [], long: [] }));

  await page.evaluate(() => { location.hash = "#/en/customers"; });
  began = performance.now();
  await page.getByRole("grid").waitFor();
  print("first rows after", ms(performance.now() - began));
  const early = await type(page);
  report("keystroke to painted, while customers come", early.painted);
  await page.locator("progress").waitFor({ state: "detached", timeout: 10 * 60_000 });
  print("all read after", `${((performance.now() - began) / 1000).toFixed(0)} s`);
  const after = { memory: await memory(), metrics: await metrics() };
  const taken = await page.evaluate(() => performance.getEntriesByName("customers", "measure").map((it) => it.duration));
  const sum = taken.reduce((one, other) => one + other, 0);
  print("taking in, search index and all", `${ms(sum)} in ${taken.length} pieces, the longest ${ms(Math.max(...taken))}`);
  print("scripts meanwhile, practice portal and all", ms((after.metrics.ScriptDuration - before.metrics.ScriptDuration) * 1000));
  const long = await page.evaluate(() => globalThis.seen.long);
  print("tasks over 50 ms while customers came", `${long.length + early.long.length}, the longest ${ms(Math.max(0, ...long, ...early.long))}`);

  const late = await type(page);
  report("keystroke to painted, all read", late.painted);
  print("tasks over 50 ms while typing", `${late.long.length}, the longest ${ms(Math.max(0, ...late.long))}`);
  print("rows in the page, at most", String(Math.max(early.most, late.most)));
  const grid = page.getByRole("grid");
  print("aria-rowcount", await grid.getAttribute("aria-rowcount"));

  await page.evaluate(() => Object.assign(globalThis.seen, { long: [] }));
  const scrolled = await grid.evaluate(async (it) => {
    const frames = [];
    let last = performance.now();
    for (let step = 0; step < 240; step += 1) {
      it.scrollTop += step < 120 ? 60 : 15_000;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return frames.sort((a, b) => a - b);
  });
  print("frames while scrolling", `p50 ${ms(part(scrolled, 0.5))}  p95 ${ms(part(scrolled, 0.95))}  max ${ms(scrolled.at(-1))}`);
  const { js, program } = await memory();
  const mega = (bytes) => (bytes === undefined ? "unknown" : `${(bytes / 1e6).toFixed(1)} MB`);
  print("JS heap, before and after", `${mega(before.memory.js)}  ${mega(js)}`);
  print("memory of the program, before and after", `${mega(before.memory.program)}  ${mega(program)}`);
} finally {
  await browser.close();
  await server.close();
}
