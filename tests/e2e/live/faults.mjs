// Every trouble that the practice portal can make, on every route that the desk uses: the page says something that can be acted on,
// nothing waits for ever, and the draft is still there.
import assert from "node:assert/strict";
import { begin, draft } from "./steps.mjs";

export const faults = ["too_many", "too_many_other", "broken", "gateway", "unavailable", "truncated", "wrong_shape", "reset", "hang"];

const customers = (desk) => desk.open("#/en/customers");
const requests = (desk) => desk.open("#/en/requests");
const form = async (desk, { name }) => {
  await desk.open(`#/en/case/${name}/request`);
};
const health = async (desk, { name }) => {
  await desk.open(`#/en/case/${name}/step/health`);
};

/** Each route with the page that asks for it. A page is loaded anew, so that nothing it asks for is known already. */
export const routes = [
  ["partner-center", "GET", "/v1/customers", customers],
  ["partner-center", "GET", "/v1/customers/*", customers],
  ["partner-center", "GET", "/v1/servicerequests", requests],
  ["partner-center", "GET", "/v1/customers/*/subscriptions", health],
  ["partner-center", "GET", "/v1/customers/*/servicerequests", health],
  ["graph", "GET", "/v1.0/admin/*", health],
  ["graph", "GET", "/v1.0/tenantRelationships/*", health],
  ["azure", "GET", "*/services", form],
  ["azure", "GET", "*/problemClassifications", form],
  ["authority", "POST", "*/token", customers],
];

/** Signs in, writes a draft, then meets the trouble on the routes: all of it, or one kind a route in turn. */
export async function meet(desk, world, isWhole) {
  // What a portal refuses the browser writes into its console; what the desk itself says there would be a fault.
  desk.forgive(/^console: Failed to load resource/);
  await begin(desk);
  await draft(desk, world.sought);
  const name = /case\/([a-z0-9]+)\//.exec(desk.page.url())[1];
  let met = 0;
  for (const [at, [prefix, method, path_pattern, open]] of routes.entries()) {
    const kinds = isWhole ? faults : [faults[at % (faults.length - 1)]];
    for (const fault of kinds) {
      const where = `${fault} at ${method} ${prefix}${path_pattern}`;
      await desk.page.goto("about:blank");
      await desk.open("#/en/connection");
      await desk.press("button", "Sign in");
      await desk.page.locator(".badge[data-tone=live]", { hasText: /@/ }).waitFor();
      await world.portal.trouble({ prefix, method, path_pattern, fault });
      await open(desk, { name });
      // Half a minute is what an answer is waited for; what is asked again takes a little longer.
      await desk.page
        .waitForFunction(() => !document.querySelector("main [aria-busy=true], main .skeleton"), undefined, { timeout: 150_000 })
        .catch(() => assert.fail(`${where}: the page waits for ever`));
      const kept = await desk.page.evaluate(() => localStorage.getItem("desk-live") ?? "");
      assert.ok(kept.includes("Dispatch machines stop responding"), `${where}: the draft is gone`);
      const said = await desk.page.locator("main").textContent();
      assert.ok(said.trim().length > 20, `${where}: the page says nothing`);
      assert.deepEqual(desk.faults, [], where);
      await world.portal.trouble();
      met += 1;
    }
  }
  return met;
}
