// Compares answers, then measures: `node run.mjs compare ANSWERS WASM`, `node run.mjs measure WASM CRITERION`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { engines } from "./engines.mjs";
import { inputs, rows } from "./table.mjs";

const N_SAMPLES = 15;
const SAMPLE_MS = 100;

const [command, ...paths] = process.argv.slice(2);
if (command === "compare") await compare(...paths);
else if (command === "measure") await measure(...paths);
else throw new Error(`no command is called ${command}`);

async function desk(wasm) {
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {});
  return instance.exports;
}

/** Every engine must decide every input alike before any is measured. */
async function compare(answers, wasm) {
  const expected = readFileSync(answers, "utf8").trim().split("\n");
  if (expected.length !== inputs.length) throw new Error(`${expected.length} answers for ${inputs.length} inputs`);
  const { answer } = await desk(wasm);
  const all = [...engines, { name: "triage desk in wasm", decide: (_, at) => rows[answer(at)]?.then }];
  for (const { name, decide } of all) {
    for (const [at, input] of inputs.entries()) {
      const given = await decide(input, at);
      if (given !== expected[at]) {
        throw new Error(`${name} says ${given}, not ${expected[at]}, to ${JSON.stringify(input)}`);
      }
    }
  }
  const n_rows = new Set(expected).size;
  console.log(`${inputs.length} inputs reach ${n_rows} rows; ${all.length + 1} engines give the same answers`);
}

async function measure(wasm, criterion) {
  const { verdicts, with_reasons: withReasons, whole, parse, check, compare: comparePlaybooks } = await desk(wasm);
  const native = (path, n) => {
    const read = (file) => JSON.parse(readFileSync(join(criterion, path, "new", file), "utf8"));
    const { iters, times } = read("sample.json");
    const samples = times.map((it, at) => it / iters[at] / n);
    return { ns: read("estimates.json").median.point_estimate / n, samples };
  };
  const decisions = [
    { name: "triage desk, native", ...native("table/verdicts", inputs.length) },
    { name: "triage desk, native, with reasons", ...native("table/with_reasons", inputs.length) },
    { name: "triage desk, native, whole verdict", ...native("table/whole", inputs.length) },
    { name: "triage desk, wasm", ...(await sampled(verdicts, inputs.length)) },
    { name: "triage desk, wasm, with reasons", ...(await sampled(withReasons, inputs.length)) },
    { name: "triage desk, wasm, whole verdict", ...(await sampled(whole, inputs.length)) },
  ];
  for (const { name, decide, isLate } of engines) {
    const all = isLate
      ? async () => {
          for (const input of inputs) await decide(input);
        }
      : () => {
          for (const input of inputs) decide(input);
        };
    decisions.push({ name: `${name} ${version(name)}`, ...(await sampled(all, inputs.length)) });
  }
  // A check that finds something, or a comparison that finds nothing, is not the work to be measured.
  if (!check(2021) || !check(2025) || !comparePlaybooks()) throw new Error("the shipped playbooks are not as expected");
  const playbooks = [];
  const add = async (name, path, call) => {
    playbooks.push({ name: `${name}, native`, ...native(path, 1) });
    playbooks.push({ name: `${name}, wasm`, ...(await sampled(call, 1)) });
  };
  for (const edition of [2021, 2025]) {
    await add(`read and prove ${edition}`, `shipped/parse/${edition}`, () => parse(edition));
    await add(`check ${edition}`, `shipped/check/${edition}`, () => check(edition));
  }
  await add("compare 2021 with 2025", "shipped/compare", comparePlaybooks);
  print(decisions, playbooks);
}

/** The median time of one of `n` decisions, and all samples; a call that answers later is waited for. */
async function sampled(call, n) {
  const samples = [];
  await call();
  for (let at = 0; at < N_SAMPLES; at += 1) {
    let n_calls = 0;
    const started = performance.now();
    let passed = 0;
    while (passed < SAMPLE_MS) {
      const later = call();
      if (later instanceof Promise) await later;
      n_calls += 1;
      passed = performance.now() - started;
    }
    samples.push((passed * 1e6) / n_calls / n);
  }
  const sorted = [...samples].sort((one, other) => one - other);
  return { ns: sorted[N_SAMPLES >> 1], samples };
}

function version(name) {
  const require = createRequire(import.meta.url);
  const path = join(import.meta.dirname, "node_modules", name, "package.json");
  return require(path).version;
}

function print(decisions, playbooks) {
  const number = (it) => it.toLocaleString("en", { maximumSignificantDigits: 3 });
  const line = (...cells) => console.log(cells.map((it, at) => (at ? it.padStart(14) : it.padEnd(38))).join(" "));
  const ours = decisions[0].ns;
  console.log(`\nOne decision of a table with ${rows.length} rows (medians; ratio to our native verdict)`);
  line("engine", "ns", "decisions/s", "ratio");
  for (const { name, ns } of decisions) line(name, number(ns), number(1e9 / ns), number(ns / ours));
  console.log("Ours takes facts as the desk holds them, by number; the others take an object of texts, and the last two answer later.");
  console.log("\nThe shipped playbooks as a whole (medians)");
  for (const { name, ns } of playbooks) line(name, `${number(ns / 1e6)} ms`);
  console.log("Checking starts from the text; comparing takes playbooks that are read, and counts every combination of answers.");
  console.log(`\n${JSON.stringify({ node: process.version, decisions, playbooks })}`);
}
