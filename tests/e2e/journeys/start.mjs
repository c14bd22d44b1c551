// The first page, and what holds for every page.
import assert from "node:assert/strict";

export default {
  "the start page says what the desk is for": async (desk) => {
    await desk.open();
    await desk.sees("heading", "Your customer has a problem. Find out who resolves it.");
    await desk.audit();
    await desk.shot("start");
    await desk.press("link", "Start now");
    await desk.sees("heading", "Customers");
    await desk.audit();
    await desk.shot("customers");
  },

  "the page is served with the strict headers": async (desk) => {
    const reply = await desk.page.goto(desk.url);
    const headers = await reply.allHeaders();
    for (const part of ["default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"]) {
      assert.ok(headers["content-security-policy"].includes(part), part);
    }
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["cross-origin-opener-policy"], "same-origin");
    await desk.page.waitForFunction(() => !document.querySelector("[data-shell]"));
    assert.ok(await desk.page.evaluate(() => globalThis.crossOriginIsolated));
  },

  "before the program arrives the page already reads": async (desk) => {
    await desk.page.route("**/*.wasm", () => {});
    await desk.page.goto(desk.url);
    await desk.sees("heading", "Your customer has a problem. Find out who resolves it.");
    await desk.misses("alert");
    await desk.audit();
    await desk.shot("shell");
  },

  "whoever is bound for another page does not see the start page first": async (desk) => {
    await desk.page.route("**/*.wasm", () => {});
    await desk.page.goto(`${desk.url}#/en/requests`);
    await desk.page.locator("[data-bound=elsewhere]").waitFor();
    await desk.misses("heading", "Your customer has a problem. Find out who resolves it.");
    assert.equal(await desk.page.locator("link[rel=preload][href$='words-en.json']").count(), 1);
  },

  "a program that was tampered with does not start": async (desk) => {
    desk.forgive(/not the one published/);
    await desk.page.route("**/*.wasm", async (route) => {
      const reply = await route.fetch();
      const body = Buffer.concat([await reply.body(), Buffer.from([0, 2, 1, 0])]); // an empty custom section
      await route.fulfill({ response: reply, body, headers: { ...reply.headers(), "content-encoding": "identity" } });
    });
    await desk.page.goto(desk.url);
    await desk.sees("alert");
    await desk.audit();
    await desk.shot("failed");
  },

  "every page of the rail, and help, reads well": async (desk) => {
    await desk.open();
    for (const [name, heading] of [
      ["My requests", "My requests"],
      ["My organisation", "My organisation"],
      ["Practice portal", "Practice portal"],
    ]) {
      await desk.go(name);
      await desk.sees("heading", heading);
      await desk.audit();
      await desk.shot(name.toLowerCase().replaceAll(" ", "-"));
    }
    await desk.press("link", "Help and contact");
    await desk.sees("heading", "Help and contact");
    await desk.audit();
    await desk.shot("help");
  },
};
