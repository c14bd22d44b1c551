// The built app on the origin of the portals.
import assert from "node:assert/strict";
import { brotliDecompressSync } from "node:zlib";

export default {
  async "files have their types and stay within the folder"(portal) {
    for (const [path, type] of [
      ["/", "text/html; charset=utf-8"],
      ["/index.html", "text/html; charset=utf-8"],
      ["/deep/app.js", "text/javascript; charset=utf-8"],
      ["/app.wasm", "application/wasm"],
      ["/data.json", "application/json; charset=utf-8"],
      ["/a.css", "text/css; charset=utf-8"],
      ["/i.svg", "image/svg+xml"],
    ]) {
      const answer = await portal.ask(portal.origin + path);
      assert.deepEqual([answer.status, answer.headers["content-type"]], [200, type], path);
    }
    for (const path of ["/none.js", "/deep", "/deep/", "/../run.mjs", "/%2e%2e/run.mjs", "/deep/..%2f..%2frun.mjs", "//etc/passwd"]) {
      assert.equal((await portal.ask(`${portal.origin}${path}`)).status, 404, path);
    }
    assert.equal((await portal.ask(`${portal.origin}/`, { method: "POST" })).status, 404);
  },

  async "compressed files are sent to whom they suit"(portal) {
    const plain = await portal.ask(`${portal.origin}/deep/app.js`);
    const answer = await portal.ask(`${portal.origin}/deep/app.js`, { headers: { "Accept-Encoding": "gzip, br" } });
    assert.equal(answer.headers["content-encoding"], "br");
    assert.equal(brotliDecompressSync(answer.bytes).toString(), plain.text);
    assert.equal(plain.headers["content-encoding"], undefined);
  },

  async "the page learns that its origin relays"(portal) {
    const { text, headers } = await portal.ask(`${portal.origin}/`);
    assert.equal(text.match(/<meta name="portal" content="relay"[ >]/g)?.length, 1);
    assert.equal(headers["content-security-policy"], "default-src 'self'; frame-ancestors 'none'");
    assert.equal((await portal.ask(`${portal.origin}/graph/v1.0/me`)).status, 401);
  },
};
