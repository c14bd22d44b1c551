// Every trouble that the practice portal can make, on every route by which the desk files: the page says something that can be acted on,
// nothing waits for ever, the texts are still there; and once the trouble is over the user goes on, and the portal has one ticket.
import assert from "node:assert/strict";
import { anew, rule } from "./faults.mjs";
import { prepare } from "./steps.mjs";

/** Each route with the trouble that a short run meets there; what is asked again and again it meets twice. */
export const routes = [
  ["POST", "*/checkNameAvailability", "truncated"],
  ["PUT", "*/supportTickets/*", "reset"],
  ["GET", "*/operationsStatus/*", "gateway", 2],
  ["GET", "*/supportTickets/*", "broken"],
];

const text = "Dispatch machines stop responding";
const title = (desk) => desk.page.locator("main h1");
const ends = ["Microsoft has the request", "It may have arrived", "The portal did not take the request"];

/** Waits for one of the ends of filing and says which; several answers that never come take minutes. */
async function settle(desk, where) {
  await desk.page
    .waitForFunction((ends) => ends.includes(document.querySelector("main h1")?.textContent.trim()), ends, { timeout: 330_000 })
    .catch(async () => assert.fail(`${where}: the page waits for ever at “${await title(desk).textContent()}”`));
  return (await title(desk).textContent()).trim();
}

/** Does what the page offers until Microsoft has the request, with time passing in between. */
async function goOn(desk, where, pass) {
  // A ticket is being made for up to a minute, and cannot be read meanwhile.
  for (let turn = 0; turn < 12; turn += 1) {
    const end = await settle(desk, where);
    if (end === ends[0]) return;
    if (end === ends[1]) {
      if (turn > 0) await pass();
      await desk.press("button", "Check again");
    } else {
      await desk.press("link", "Change it and send it again");
      assert.equal(await desk.page.getByLabel("Title").inputValue(), text, `${where}: the text is gone`);
      await desk.press("button", "Continue");
      await desk.press("button", "Submit to Microsoft");
    }
    await desk.page.waitForTimeout(500);
  }
  assert.fail(`${where}: it never arrives`);
}

/**
 * Signs in, prepares a request, then files it under the trouble of these routes: `kinds` tells which, by the route.
 * In a short run trouble that is asked about again and again ends, and time is made to pass.
 */
export async function file(desk, { portal, sought }, own, kinds, isShort) {
  desk.forgive(/^console: Failed to load resource/);
  const puts = await prepare(desk, sought);
  const name = /case\/([a-z0-9]+)\//.exec(desk.page.url())[1];
  const prepared = await desk.page.evaluate(() => localStorage.getItem("desk-live"));
  let met = 0;
  for (const route of own) {
    const [method, path_pattern, , times] = route;
    for (const fault of kinds(route)) {
      const where = `${fault} at ${method} ${path_pattern}`;
      // The same draft again as another case: one case is one ticket, whoever files it how often.
      const other = `${name}${met}`;
      await desk.page.evaluate((it) => localStorage.setItem("desk-live", it), prepared.replaceAll(name, other));
      await anew(desk);
      await desk.open(`#/en/case/${other}/check`);
      puts.clear();
      await portal.trouble(rule("azure", method, path_pattern, fault, { times: isShort ? times : undefined }));
      await desk.press("button", "Submit to Microsoft");
      const end = await settle(desk, where);
      const said = await desk.page.locator("main").textContent();
      assert.ok(said.trim().length > end.length + 20, `${where}: the page says nothing`);
      const kept = await desk.page.evaluate(() => localStorage.getItem("desk-live") ?? "");
      assert.ok(kept.includes(text), `${where}: the draft is gone`);
      assert.ok((await portal.struck()) > 0, `${where}: the portal was never asked`);
      await portal.trouble();
      // The portal's time can run ahead of the browser's a little, not by all that a long run takes.
      await goOn(desk, where, () => (isShort ? portal.pass(20) : desk.page.waitForTimeout(8_000)));
      assert.deepEqual(desk.faults, [], where);
      const filed = await Promise.all([...puts].map((it) => portal.hasTicket(it)));
      assert.equal(filed.filter((it) => it).length, 1, `${where}: of ${puts.size} names sent so many became tickets`);
      met += 1;
    }
  }
  return met;
}
