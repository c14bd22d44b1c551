// Runs the journeys over the network: the release build against the practice portal as a server, over HTTPS, with real redirects.
//   node live.mjs --portal PROGRAM [part of a name …] [--root dist] [--customers N] [--shots] [--faults]
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { Desk, watchPolicy } from "./desk.mjs";
import { meet } from "./live/faults.mjs";
import { file } from "./live/filing.mjs";
import walks from "./live/journeys.mjs";
import { note } from "./live/notes.mjs";
import { Portal } from "./live/portal.mjs";
import { Traces } from "./live/traces.mjs";
import { Tongue } from "./tongue.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    portal: { type: "string" },
    root: { type: "string", default: here("../../dist") },
    customers: { type: "string", default: "1000" },
    shots: { type: "boolean", default: false },
    faults: { type: "boolean", default: false },
  },
});
const journeys = {
  ...walks,
  "trouble on each route is said, and the draft survives": async (desk, world) => {
    console.log(`        ${await meet(desk, world, asked.faults)} times trouble was met`);
  },
  "trouble on each route of notes is said, and a note is there once": async (desk, world) => {
    console.log(`        ${await note(desk, world, asked.faults)} times trouble was met`);
  },
  "trouble on each route of filing is said, and one ticket comes of it": async (desk, world) => {
    console.log(`        ${await file(desk, world, asked.faults)} times trouble was met`);
  },
};
const out = here("out");
await mkdir(out, { recursive: true });
const browser = await launch();
const tongue = await Tongue.of(asked.root, "en");
let passed = 0;
let failed = 0;
for (const [title, walk] of Object.entries(journeys)) {
  if (names.length > 0 && !names.some((name) => title.includes(name))) continue;
  const started = performance.now();
  const portal = await Portal.start(asked.portal, asked.root, "--customers", asked.customers);
  // The certificate is the portal's own; what matters here is that everything goes over TLS.
  const context = await browser.newContext({
    viewport: { width: 1366, height: 900 },
    reducedMotion: "reduce",
    locale: tongue.locale,
    timezoneId: "Europe/Warsaw",
    ignoreHTTPSErrors: true,
  });
  await context.addInitScript(watchPolicy);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const desk = new Desk(page, portal.url, "pointer", tongue, asked.shots && out);
  const traces = Traces.of(page, portal.at.origin);
  let result = "passed";
  try {
    await walk(desk, { portal, traces, sought: await portal.customerWithAzure() });
    if (desk.faults.length > 0) throw new Error(desk.faults.join("\n    "));
    passed += 1;
  } catch (error) {
    result = "FAILED";
    failed += 1;
    console.error(`\n${title}\n    ${error.message}\n    meanwhile: ${desk.faults.join("\n    ")}`);
    console.error(error.stack?.split("\n").filter((line) => line.includes("/live/")).join("\n") ?? "");
    await page.screenshot({ path: `${out}/failed-live.png`, fullPage: true }).catch(() => {});
  } finally {
    await context.close();
    await portal.stop();
  }
  console.log(`${result}  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${title}`);
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
