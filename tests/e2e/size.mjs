// What a first visit downloads, in brotli, against the budget: all that is fetched before the visitor does anything, and the
// playbook, though it comes later. And what another language downloads, against its own.
//   node size.mjs dist
import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";

const root = process.argv[2] ?? "dist";
const budget = 150_000;
const aim = 110_000;
const budgetOfLanguage = 25_000;
const first = {
  html: (name) => name === "index.html",
  css: (name) => extname(name) === ".css",
  js: (name) => extname(name) === ".js" && name !== "sw.js",
  wasm: (name) => extname(name) === ".wasm" && !name.startsWith("rest-"),
  playbook: (name) => name === "data/playbook-2021.json",
  words: (name) => name === "data/words-en.json",
};

const bytes = async (name) => (await stat(join(root, name))).size;
const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".br"));
const row = (label, raw, packed) =>
  console.log(`${label.padEnd(24)}${raw.toLocaleString("en").padStart(10)}${packed.toLocaleString("en").padStart(10)}`);

console.log(`${"first visit".padEnd(24)}${"raw".padStart(10)}${"brotli".padStart(10)}`);
const counted = new Set();
let sumRaw = 0;
let sum = 0;
let missing = 0;
for (const [label, belongs] of Object.entries(first)) {
  const names = files.filter((file) => belongs(file.slice(0, -3)));
  if (names.length === 0) {
    console.error(`${label}: no such file in ${root}`);
    missing += 1;
  }
  let raw = 0;
  let packed = 0;
  for (const file of names) {
    counted.add(file);
    raw += await bytes(file.slice(0, -3));
    packed += await bytes(file);
  }
  row(`  ${label}`, raw, packed);
  sumRaw += raw;
  sum += packed;
}
row("  sum", sumRaw, sum);
const share = Math.round((100 * sum) / budget);
console.log(`  ${share} % of the budget of ${budget.toLocaleString("en")} bytes; the aim is ${aim.toLocaleString("en")}`);

// Words that are only looked up come later, where they are shown.
const page = await readFile(join(root, "index.html"), "utf8");
const languages = /<meta name="languages" content="([^"]+)"/.exec(page)?.[1].split(" ") ?? [];
let heaviest = 0;
console.log(`${"another language".padEnd(24)}${"looked up".padStart(10)}${"brotli".padStart(10)}`);
for (const language of languages) {
  const [opening, others, reference] = await Promise.all(
    ["", "-rest", "-reference"].map((part) => bytes(`data/words-${language}${part}.json.br`)),
  );
  row(`  ${language}`, reference, opening + others);
  heaviest = Math.max(heaviest, opening + others);
}
console.log(`  the budget is ${budgetOfLanguage.toLocaleString("en")} bytes`);

const later = files.filter((file) => !counted.has(file)).sort();
if (later.length > 0) console.log("loaded when needed");
for (const file of later) row(`  ${file.slice(0, -3)}`, await bytes(file.slice(0, -3)), await bytes(file));

const over = (size, limit) => size > limit && `over the budget by ${(size - limit).toLocaleString("en")} bytes`;
const faults = [
  (missing > 0 || languages.length === 0) && "the build is incomplete",
  over(sum, budget),
  over(heaviest, budgetOfLanguage),
].filter(Boolean);
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
}
