// Lighthouse, mobile preset, median of three runs on the release build as it is served.
//   node lighthouse.mjs [dist]
import lighthouse from "lighthouse";
import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

const floor = { performance: 95, accessibility: 100, "best-practices": 100 };
const runs = 3;
const port = 9700 + (process.pid % 200);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const server = await serve(process.argv[2] ?? "dist");
const browser = await launch(`--remote-debugging-port=${port}`);
const reports = [];
try {
  for (let run = 0; run < runs; run += 1) {
    const options = { port, output: "json", logLevel: "error", onlyCategories: Object.keys(floor) };
    reports.push((await lighthouse(server.url, options)).lhr);
  }
} finally {
  await browser.close();
  await server.close();
}

let failed = 0;
for (const [category, least] of Object.entries(floor)) {
  const scores = reports.map((report) => Math.round(report.categories[category].score * 100));
  const score = median(scores);
  const result = score >= least ? "passed" : "FAILED";
  if (score < least) failed += 1;
  console.log(`${result}  ${category.padEnd(16)}${String(score).padStart(4)}  of ${scores.join(", ")}; at least ${least}`);
  if (score >= least) continue;
  const last = reports.at(-1);
  for (const { id, weight } of last.categories[category].auditRefs) {
    const { score: part, title, displayValue } = last.audits[id];
    if (weight > 0 && part !== null && part < 1) console.log(`          ${id}: ${title} ${displayValue ?? ""}`);
  }
}
for (const id of ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]) {
  console.log(`        ${id.padEnd(28)}${reports.map((report) => report.audits[id].displayValue).join(", ")}`);
}
console.log(`${Object.keys(floor).length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
