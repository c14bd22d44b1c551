// One page, many navigations: memory and the document must not grow.
import { Desk, watchPolicy } from "./desk.mjs";

const limit = 1.1;

async function weigh(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

/** Walks the rail `turns` times and compares the last tenth with the first. */
export async function soak(browser, url, turns) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await context.addInitScript(watchPolicy);
  const page = await context.newPage();
  const desk = new Desk(page, url, "pointer");
  await desk.open();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  const addresses = await page.locator("nav a[href^='#']").evaluateAll((links) => links.map((it) => it.getAttribute("href")));
  const warm = Math.ceil(turns / 10);
  let before;
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn === warm) before = await weigh(session);
    await page.evaluate((address) => new Promise((done) => {
      location.hash = address;
      requestAnimationFrame(() => setTimeout(done));
    }), addresses[turn % addresses.length]);
  }
  const after = await weigh(session);
  await context.close();
  const grown = [];
  for (const [name, value] of Object.entries(after)) {
    console.log(`${name.padEnd(10)}${before[name].toLocaleString("en").padStart(14)}${value.toLocaleString("en").padStart(14)}`);
    if (value > before[name] * limit) grown.push(name);
  }
  const faults = [...desk.faults, ...grown.map((name) => `${name} grew by more than a tenth`)];
  console.log(`${turns} navigations, ${faults.length} faults`);
  if (faults.length > 0) throw new Error(faults.join("\n"));
}
