// Looks for what must not be left anywhere: tokens, codes, and what ties a sign-in to its tab.
import assert from "node:assert/strict";

/** Follows a context: what it says on the console, whom it asks, and what secrets were issued to it. */
export class Traces {
  said = [];
  asked = [];
  secrets = new Set();

  static of(page, origin) {
    const traces = new Traces();
    page.on("console", (message) => traces.said.push(message.text()));
    page.on("pageerror", (error) => traces.said.push(error.message));
    page.on("request", (request) => {
      traces.asked.push(request.url());
      if (!request.url().startsWith(origin)) traces.said.push(`asked another host: ${request.url()}`);
    });
    page.on("response", async (response) => {
      const code = /[#&?]code=([^&]+)/.exec(response.headers().location ?? "")?.[1];
      if (code) traces.secrets.add(decodeURIComponent(code));
      if (!response.url().includes("/oauth2/v2.0/token")) return;
      const body = await response.json().catch(() => ({}));
      for (const key of ["access_token", "refresh_token", "id_token"]) if (body[key]) traces.secrets.add(body[key]);
    });
    return traces;
  }

  /** No secret stands in a storage, the address, the history, the page, a cookie, the console, or the address of a request. */
  async check(page, where) {
    const left = await page.evaluate(async () => {
      const stored = (store) => Object.entries(store).flat();
      const databases = (await indexedDB.databases?.()) ?? [];
      const caches = (await globalThis.caches?.keys()) ?? [];
      return {
        localStorage: stored(localStorage),
        sessionStorage: stored(sessionStorage),
        databases: databases.map((it) => it.name),
        caches,
        address: [location.href],
        history: [JSON.stringify(history.state)],
        title: [document.title],
        name: [window.name],
        page: [document.documentElement.outerHTML],
        fields: [...document.querySelectorAll("input, textarea")].map((it) => it.value),
        globals: Object.keys(globalThis).map((key) => (typeof globalThis[key] === "string" ? globalThis[key] : "")),
        cookies: [document.cookie],
      };
    });
    assert.ok(this.secrets.size > 0, "no secret was ever issued, so nothing can be found");
    const places = { ...left, console: this.said, requests: this.asked.filter((it) => !it.includes("/oauth2/v2.0/authorize")) };
    const found = [];
    for (const [place, texts] of Object.entries(places)) {
      for (const text of texts) {
        const has = (secret) => text.includes(secret) || text.includes(encodeURIComponent(secret));
        if (text.includes("TAINT-") || [...this.secrets].some(has)) found.push(`${where}: ${place}`);
      }
    }
    assert.deepEqual(found, []);
    assert.deepEqual(this.said.filter((it) => it.startsWith("asked another host")), []);
  }
}
