// Runs the journeys in tests/e2e/journeys on the release build, each with a pointer in light and with keys in dark.
// The journeys of whole cases also run in every other language, and in the made-up one, with one hand each.
//   node run.mjs [part of a name …] [--root dist] [--language pl …] [--shots] [--soak TURNS]
import { mkdir, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { Desk, watchPolicy } from "./desk.mjs";
import { serve } from "./serve.mjs";
import { soak } from "./soak.mjs";
import { Tongue } from "./tongue.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: "string", default: here("../../dist") },
    language: { type: "string", multiple: true, default: ["en", "pl", "cs", "hu", "ru", "en-x-ploc"] },
    shots: { type: "boolean", default: false },
    soak: { type: "string" },
  },
});
const hands = { pointer: "light", keyboard: "dark" };
const out = here("out");
const patience = 10_000;

/** Every `"what a visitor does": async (desk) => …` of every file, by file name. */
async function journeys() {
  const found = [];
  for (const file of (await readdir(here("journeys"))).sort()) {
    const { default: told } = await import(`./journeys/${file}`);
    for (const [title, walk] of Object.entries(told)) found.push({ file, title, walk });
  }
  return found.filter(({ file, title }) => names.length === 0 || names.some((name) => `${file} ${title}`.includes(name)));
}

/** Who walks which journey in which language: all of them in English with both hands, whole cases in every other with one or the other. */
function plan(found) {
  return asked.language.flatMap((language, nth) =>
    found
      .filter(({ file, title }) => language === "en" || (file === "cases.mjs" && !title.startsWith("every worked case")))
      .flatMap((told, at) => {
        const both = Object.keys(hands);
        return (language === "en" ? both : [both[(nth + at) % 2]]).map((hand) => ({ ...told, language, hand }));
      }),
  );
}

async function visit(browser, url, hand, tongue, walk) {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 900 },
    colorScheme: hands[hand],
    reducedMotion: "reduce",
    locale: tongue.locale,
    timezoneId: "Europe/Warsaw",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await context.addInitScript(watchPolicy);
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const desk = new Desk(page, url, hand, tongue, asked.shots && out);
  try {
    await walk(desk);
    if (desk.faults.length > 0) throw new Error(desk.faults.join("\n    "));
  } catch (error) {
    const also = desk.faults.filter((fault) => !error.message.includes(fault));
    if (also.length > 0) error.message += `\n    meanwhile: ${also.join("\n    ")}`;
    await page.screenshot({ path: `${out}/failed.png`, fullPage: true }).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
  return desk;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const server = await serve(asked.root);
const browser = await launch();
const rows = [];
let failed = 0;
let audits = 0;
const tongues = new Map();
try {
  if (asked.soak) {
    await soak(browser, server.url, Number(asked.soak));
  } else {
    const found = await journeys();
    if (found.length === 0) throw new Error(`no journey is called ${names.join(" or ") || "anything: the folder is empty"}`);
    for (const { language, file, title, walk, hand } of plan(found)) {
      const started = performance.now();
      let result = "passed";
      try {
        if (!tongues.has(language)) tongues.set(language, await Tongue.of(asked.root, language));
        audits += (await visit(browser, server.url, hand, tongues.get(language), walk)).audits;
      } catch (error) {
        result = "FAILED";
        failed += 1;
        console.error(`\n${file}: ${title} (${hand}, ${language})\n    ${error.message}`);
        console.error(error.stack?.split("\n").filter((line) => line.includes("/journeys/")).join("\n") ?? "");
      }
      const time = `${((performance.now() - started) / 1000).toFixed(1)} s`;
      const row = `${result}  ${language.padEnd(8)}  ${hand.padEnd(8)}  ${time.padStart(7)}  ${title}`;
      rows.push(row);
      console.log(row);
    }
    if (failed > 0) console.log(`\n${rows.filter((row) => row.startsWith("FAILED")).join("\n")}`);
    console.log(`${audits} audits, each at two widths`);
    console.log(`${rows.length - failed} passed, ${failed} failed`);
  }
} catch (error) {
  console.error(error.message);
  failed += 1;
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = failed > 0 ? 1 : 0;
