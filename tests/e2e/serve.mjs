// A static server with the strict headers the desk is meant to be served with. No dependencies.
//   node serve.mjs [folder] [--port N] [--reload]
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
];
const off =
  "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer " +
  "microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock usb xr-spatial-tracking clipboard-read";
const always = {
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": [...off.split(" ").map((name) => `${name}=()`), "clipboard-write=(self)"].join(", "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  Vary: "Accept-Encoding",
};
const hashed = /-[0-9a-f]{16}(_bg)?\.\w+$/;
const reloader = `const built = new EventSource("./reload");\nbuilt.onmessage = () => location.reload();\n`;

/** The policy stands once, in the page; the header adds what a meta element cannot say. */
function policyOf(html) {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  if (!policy) throw new Error("index.html carries no Content-Security-Policy");
  return `${policy}; frame-ancestors 'none'`;
}

const age = (file) => stat(file).then((it) => it.mtimeMs, () => 0);

/** Serves `root` until `close` is called. With `reload`, open pages load again when index.html changes. */
export async function serve(root, { port = 0, reload = false } = {}) {
  const base = resolve(root);
  const index = join(base, "index.html");
  const listeners = new Set();
  let built = await age(index);
  const watching = reload && setInterval(async () => {
    const now = await age(index);
    if (now !== 0 && now !== built) {
      built = now;
      for (const listener of listeners) listener.write("data: built\n\n");
    }
  }, 300);

  async function answer(request, response) {
    const path = decodeURIComponent(new URL(request.url, "http://desk").pathname);
    if (reload && path === "/reload") {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      listeners.add(response);
      return request.on("close", () => listeners.delete(response));
    }
    if (reload && path === "/reload.js") {
      response.writeHead(200, { ...always, "Content-Type": types[".js"], "Cache-Control": "no-store" });
      return response.end(reloader);
    }
    const file = join(base, normalize(path.endsWith("/") ? `${path}index.html` : path));
    const found = file.startsWith(base) && (await stat(file).catch(() => null));
    if (!found?.isFile() || !["GET", "HEAD"].includes(request.method)) {
      response.writeHead(404, { ...always, "Content-Type": "text/plain" });
      return response.end("not found\n");
    }
    const headers = {
      ...always,
      "Cache-Control": reload ? "no-store" : hashed.test(file) ? "public, max-age=31536000, immutable" : "no-cache",
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      ETag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`,
    };
    if (file === index) {
      let html = await readFile(file, "utf8");
      headers["Content-Security-Policy"] = policyOf(html);
      if (reload) {
        html = html.replace("</head>", `<script type="module" src="./reload.js"></script></head>`);
        response.writeHead(200, headers);
        return response.end(html);
      }
    }
    if (request.headers["if-none-match"] === headers.ETag) {
      response.writeHead(304, headers);
      return response.end();
    }
    const accepted = request.headers["accept-encoding"] ?? "";
    let sent = file;
    for (const [encoding, suffix] of encodings) {
      if (!accepted.includes(encoding) || (await age(file + suffix)) < found.mtimeMs) continue;
      headers["Content-Encoding"] = encoding;
      sent = file + suffix;
      break;
    }
    headers["Content-Length"] = (await stat(sent)).size;
    response.writeHead(200, headers);
    if (request.method === "HEAD") return response.end();
    createReadStream(sent).pipe(response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
      response.end(`${error.message}\n`);
    });
  });
  await new Promise((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close() {
      clearInterval(watching || undefined);
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const port = words.includes("--port") ? Number(words[words.indexOf("--port") + 1]) : 8080;
  const root = words[0]?.startsWith("--") ? "dist" : (words[0] ?? "dist");
  const reload = words.includes("--reload");
  const { url } = await serve(root, { port, reload }).catch((error) => {
    console.error(error.code === "EADDRINUSE" ? `port ${port} is taken: choose another with --port` : error.message);
    process.exit(1);
  });
  let told = false;
  while (!(await age(join(root, "index.html")))) {
    if (!told) console.log("building the app for the first time, this takes a few minutes …");
    told = true;
    await new Promise((wait) => setTimeout(wait, 500));
  }
  console.log(`The desk is served at ${url} (Ctrl+C ends it)`);
}
