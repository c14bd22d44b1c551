// Cuts the program of a release build in two, in place: the first part starts at once, the rest is fetched when it is wanted.
//   node split.mjs dist target/…/partner-triage.wasm
// Trunk cannot do this, so what it made of the uncut program is replaced. The cut lies at `cut` in src/main.rs.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const [root, program] = process.argv.slice(2);
const run = promisify(execFile);
const work = await mkdtemp(join(tmpdir(), "triage-"));
const inWork = (name) => join(work, name);

/** What rustc's wasm target allows; the optimiser must use no more. */
const features = [
  "bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "extended-const", "multivalue", "mutable-globals",
  "nontrapping-float-to-int", "reference-types", "sign-ext",
].map((it) => `--enable-${it}`);
/** The lowest kilobyte of memory is the far end of the stack, to which no address leads by wrapping around. */
const shorter = ["-Oz", "--low-memory-unused", "--strip-producers", "--strip-target-features"];
const optimised = (from, to) => run("wasm-opt", [...shorter, ...features, inWork(from), "-o", to]);

/** The one match of `pattern` in `text`; tools that write otherwise must not pass unnoticed. */
function only(text, pattern, where) {
  const found = [...text.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`expected one ${pattern} in ${where}, found ${found.length}`);
  return found[0];
}

try {
  const html = await readFile(join(root, "index.html"), "utf8");
  const [, glue, wasm] = only(html, /data-js="\.\/([^"]+)" data-wasm="\.\/([^"]+)"/g, "index.html");

  await run("wasm-split-cli", [program, work, "--out-name", "desk"]);
  const parts = (await readdir(work)).filter((name) => name.endsWith(".wasm")).sort();
  if (parts.join() !== "desk.wasm,split_rest.wasm") throw new Error(`expected two parts, found ${parts.join()}`);
  await run("wasm-bindgen", [
    "--target", "web", "--keep-lld-exports", "--no-typescript", "--omit-default-module-path",
    "--out-dir", work, "--out-name", "desk", inWork("desk.wasm"),
  ]);
  await Promise.all([
    optimised("desk_bg.wasm", join(root, wasm)),
    optimised("split_rest.wasm", inWork("rest.wasm")),
  ]);

  const rest = await readFile(inWork("rest.wasm"));
  const name = `rest-${createHash("sha256").update(rest).digest("hex").slice(0, 16)}.wasm`;
  const integrity = `sha384-${createHash("sha384").update(rest).digest("base64")}`;
  await writeFile(join(root, name), rest);

  // The loader and the glue import each other; as one file they need no names for that. The rest is checked as it arrives.
  const loader = inWork("__wasm_split.js");
  const script = await readFile(loader, "utf8");
  const [call] = only(script, /fetch\(new URL\("\.\/split_rest\.wasm", import\.meta\.url\)\)/g, "the loader");
  await writeFile(loader, script.replace(call, `fetch(new URL("./${name}", import.meta.url), { integrity: "${integrity}" })`));
  await build({
    entryPoints: [inWork("desk.js")],
    bundle: true,
    format: "esm",
    target: "es2022",
    outfile: join(root, glue),
    allowOverwrite: true,
    logLevel: "warning",
  });

  // Tells the start script which file to fetch early where all of the program is wanted at once.
  const early = html.replace(/data-wasm="/, `data-rest="./${name}" data-wasm="`);
  await writeFile(join(root, "index.html"), early);
} finally {
  await rm(work, { recursive: true, force: true });
}
