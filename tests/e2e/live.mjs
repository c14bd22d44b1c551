// Runs the journeys over the network: the release build against the practice portal as a server, over HTTPS, with real redirects.
//   node live.mjs --portal PROGRAM [part of a name …] [--root dist] [--customers N] [--shots] [--faults] [--lanes N]
// With --faults every trouble is met on every route, and nothing else is done; as it mostly waits, several lanes run beside each other.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { Desk, watchPolicy } from "./desk.mjs";
import { direct } from "./live/direct.mjs";
import * as faults from "./live/faults.mjs";
import * as filing from "./live/filing.mjs";
import walks from "./live/journeys.mjs";
import * as notes from "./live/notes.mjs";
import { Portal } from "./live/portal.mjs";
import * as tickets from "./live/tickets.mjs";
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
    lanes: { type: "string", default: "1" },
  },
});
let met = 0;
const count = (walk) => async (desk, world) => {
  const n = await walk(desk, world);
  met += n;
  console.log(`        ${n} times trouble was met`);
};

/** Each trouble on some route, one after the other: what the gate has time for. */
const short = {
  "trouble on each route is said, and the draft survives": count((desk, world) =>
    faults.meet(desk, world, faults.routes, (at) => [faults.faults[at % (faults.faults.length - 1)]]),
  ),
  "trouble with notes and with closing is said, a note is there once, and what is closed is closed": count((desk, world) =>
    notes.write(desk, world, ["reset"]),
  ),
  "trouble on each route of filing is said, and one ticket comes of it": count((desk, world) =>
    filing.file(desk, world, filing.routes, (route) => [route[2]], true),
  ),
  "trouble with a ticket is said, a message to it is there once, and what is closed is closed": count((desk, world) =>
    tickets.talk(desk, world, ["reset"]),
  ),
};

/** Each trouble on each route, a journey a route; filing, which takes minutes each time, a journey a trouble. The longest come first. */
const whole = Object.fromEntries([
  ...[...filing.routes].reverse().flatMap((route) =>
    faults.faults.map((fault) => [
      `trouble at filing, ${fault} at ${route[0]} ${route[1]}`,
      count((desk, world) => filing.file(desk, world, [route], () => [fault])),
    ]),
  ),
  ["every trouble with a ticket", count((desk, world) => tickets.talk(desk, world, faults.faults))],
  ["every trouble at writing, PATCH /v1/servicerequests/*", count((desk, world) => notes.write(desk, world, faults.faults))],
  ...faults.routes.map((route) => [
    `every trouble at reading, ${route[1]} ${route[0]}${route[2]}, ${route[3].name}`,
    count((desk, world) => faults.meet(desk, world, [route], () => faults.faults)),
  ]),
]);

const journeys = asked.faults ? whole : { ...walks, ...short };
const out = here("out");
await mkdir(out, { recursive: true });
const browser = await launch();
const tongue = await Tongue.of(asked.root, "en");
let passed = 0;
let failed = 0;
/** Every call of the desk in these journeys. */
const calls = new Set();

async function run(title, walk, lane) {
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
  page.on("request", (it) => calls.add(`${it.method()} ${new URL(it.url()).pathname}`));
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
    await page.screenshot({ path: `${out}/failed-live-${lane}.png`, fullPage: true }).catch(() => {});
  } finally {
    await context.close();
    await portal.stop();
  }
  console.log(`${result}  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${title}`);
}

const isWanted = (title) => names.length === 0 || names.some((name) => title.includes(name));
const queue = Object.entries(journeys).filter(([title]) => isWanted(title));
const isWhole = queue.length === Object.keys(journeys).length;
const lanes = Array.from({ length: Number(asked.lanes) }, async (_, lane) => {
  for (let next = queue.shift(); next; next = queue.shift()) await run(...next, lane);
});
await Promise.all(lanes);
await browser.close();

// It needs a browser and hosts of its own.
const straight = "straight from the browser Graph and Azure answer, and that Partner Center does not is said";
if (!asked.faults && isWanted(straight)) {
  const started = performance.now();
  const failure = await direct(asked.root, asked.portal, tongue).then(() => "", (error) => error.stack);
  if (failure) console.error(`\n${straight}\n    ${failure}`);
  failed += failure ? 1 : 0;
  passed += failure ? 0 : 1;
  console.log(`${failure ? "FAILED" : "passed"}  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${straight}`);
}

// A route that the desk asks and no round of trouble knows would never meet any.
const shape = (prefix, method, pattern) => {
  const rest = pattern.replace(/^\*/, "").replace(/[.$]/g, "\\$&").replaceAll("*", "[^/]+");
  return new RegExp(`^${method} /${prefix}${pattern.startsWith("*") ? ".*" : ""}${rest}$`, "i");
};
const known = [
  ...[...faults.routes, ...notes.routes, ...tickets.routes].map(([prefix, method, pattern]) => shape(prefix, method, pattern)),
  ...filing.routes.map(([method, pattern]) => shape("azure", method, pattern)),
];
const strange = [...calls].filter((it) => /^\w+ \/(partner-center|graph|azure|authority)\//.test(it) && !known.some((one) => one.test(it)));
// The browser goes there by itself: it is a page, and no call.
const unmet = strange.filter((it) => !/^(GET|POST) \/authority\/[^/]+\/oauth2\/v2\.0\/(authorize|logout)$/.test(it));
if (isWhole && !asked.faults && unmet.length > 0) {
  console.error(`no round of trouble knows ${[...new Set(unmet)].join(", ")}`);
  failed += 1;
}
console.log(`${met} times trouble was met`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
