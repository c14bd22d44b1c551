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

  "a first look at the start page downloads only what it shows": async (desk) => {
    const replies = [];
    desk.page.on("response", (it) => replies.push(it));
    await desk.open();
    await desk.page.waitForLoadState("networkidle");
    const names = replies.map((it) => it.url().split("/").at(-1));
    assert.ok(names.some((it) => /^desk-.*\.wasm$/.test(it)), `the program is fetched: ${names}`);
    assert.deepEqual(names.filter((it) => /^rest-|^playbook-|^world-/.test(it)), []);
    const sizes = await Promise.all(replies.map((it) => it.request().sizes()));
    const sum = sizes.reduce((all, it) => all + it.responseBodySize, 0);
    assert.ok(sum < 150_000, `${sum} bytes`);
    // The first sign of life fetches the rest, before anything is pressed, and only once.
    await desk.key("Tab");
    await desk.reads("Playbook edition 2021");
    await desk.press("link", "Start now");
    await desk.sees("searchbox", "Search by name, domain or tenant id");
    const wasm = replies.filter((it) => it.url().includes("/rest-"));
    assert.equal(wasm.length, 1);
  },

  "a rest of the program that does not arrive is asked for again": async (desk) => {
    desk.forgive(/ERR_FAILED|Failed to fetch/);
    await desk.page.route("**/rest-*.wasm", (route) => route.abort());
    await desk.open("#/en/organisation");
    await desk.reads("The rest of the desk did not arrive");
    await desk.sees("heading", "My organisation");
    await desk.audit();
    await desk.shot("rest-missing");
    await desk.page.unroute("**/rest-*.wasm");
    await desk.press("button", "Try again");
    await desk.sees("radio", "Direct-bill partner");
    assert.equal(await desk.page.getByText("did not arrive").count(), 0);
  },

  "a rest of the program that was tampered with is not run": async (desk) => {
    desk.forgive(/integrity|Failed to fetch/);
    await desk.page.route("**/rest-*.wasm", async (route) => {
      const reply = await route.fetch();
      const body = Buffer.concat([await reply.body(), Buffer.from([0, 2, 1, 0])]); // an empty custom section
      await route.fulfill({ response: reply, body, headers: { ...reply.headers(), "content-encoding": "identity" } });
    });
    await desk.open("#/en/customers");
    await desk.reads("The rest of the desk did not arrive");
  },

  "every page of the rail, and help, reads well": async (desk) => {
    await desk.open();
    for (const [name, heading] of [
      ["My requests", "My requests"],
      ["Service health", "Service health"],
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
    await desk.press("link", /Sources as of/);
    await desk.sees("heading", "Library of rules");
    await desk.reads("combinations of answers are decided");
    await desk.fill("Search the rules and terms", "signature", "searchbox");
    await desk.reads("R-19");
    await desk.audit();
    await desk.shot("library");
    await desk.page.getByText("Terms in five languages").press("Enter");
    await desk.reads("Obsługa podpisów w chmurze");
    await desk.fill("Search the rules and terms", "kanaly pomocy", "searchbox");
    await desk.reads("1 term");
    await desk.reads("vozidla");
    await desk.audit();
    await desk.shot("terms");
  },
};
