// The last mile of a release build, in place: one minified stylesheet, minified scripts, file names by content,
// integrity values, and .br and .gz twins for servers that send them.
//   node pack.mjs dist
import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { transform } from "esbuild";

const root = process.argv[2] ?? "dist";
const inRoot = (name) => join(root, name);
const digest = (algorithm, bytes, form) => createHash(algorithm).update(bytes).digest(form);
const integrityOf = (bytes) => `sha384-${digest("sha384", bytes, "base64")}`;

/** The one match of `pattern` in `html`, with its groups; a build whose page looks otherwise must not pass. */
function only(html, pattern) {
  const found = [...html.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`expected one ${pattern} in index.html, found ${found.length}`);
  return found[0];
}

/** Writes `bytes` as `stem-<hash>.ext` instead of `before` and returns its new name and integrity. */
async function publish(before, stem, bytes) {
  const name = `${stem}-${digest("sha256", bytes, "hex").slice(0, 16)}${extname(before)}`;
  await rm(inRoot(before));
  await writeFile(inRoot(name), bytes);
  return { name, integrity: integrityOf(bytes) };
}

async function minified(name, loader) {
  const { code, warnings } = await transform(await readFile(inRoot(name), "utf8"), {
    loader,
    minify: true,
    legalComments: "none",
    sourcefile: name,
  });
  for (const warning of warnings) console.warn(`${name}: ${warning.text}`);
  return code;
}

let html = await readFile(inRoot("index.html"), "utf8");

// Five layers in the source, one request in the browser.
const sheets = [...html.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"[^>]*>/g)];
if (sheets.length === 0) throw new Error("index.html names no stylesheet");
const css = (await Promise.all(sheets.map(([, name]) => minified(name, "css")))).join("");
const [first, ...others] = sheets;
for (const [link, name] of others) {
  html = html.replace(link, "");
  await rm(inRoot(name));
}
const style = await publish(first[1], "style", css);
html = html.replace(first[0], `<link rel="stylesheet" href="./${style.name}" integrity="${style.integrity}">`);

const [tag, boot, glue, rest, wasm] = only(
  html,
  /<script type="module" src="\.\/([^"]+)" data-js="\.\/([^"]+)" data-rest="([^"]+)" data-wasm="\.\/([^"]+)"><\/script>/g,
);
const start = await publish(boot, "boot", await minified(boot, "js"));
const bridge = await publish(glue, "desk", await minified(glue, "js"));
const program = await publish(wasm, "desk", await readFile(inRoot(wasm)));
html = html
  .replace(
    tag,
    `<script type="module" src="./${start.name}" integrity="${start.integrity}" data-js="./${bridge.name}" ` +
      `data-rest="${rest}" data-wasm="./${program.name}" data-integrity="${program.integrity}"></script>`,
  )
  .replace(`href="./${glue}"`, `href="./${bridge.name}" integrity="${bridge.integrity}"`)
  .replace(`href="./${wasm}"`, `href="./${program.name}"`)
  .replace(/<!--[\s\S]*?-->/g, "")
  .replace(/\s*\n\s*/g, "\n");
await writeFile(inRoot("index.html"), html);

const brotli = promisify(brotliCompress);
const files = await readdir(root, { recursive: true });
await Promise.all(
  files
    .filter((name) => [".html", ".css", ".js", ".wasm", ".json", ".svg"].includes(extname(name)))
    .map(async (name) => {
      const bytes = await readFile(inRoot(name));
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
      await writeFile(inRoot(`${name}.br`), await brotli(bytes, { params }));
      await writeFile(inRoot(`${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
    }),
);
