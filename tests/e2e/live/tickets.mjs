// Every trouble that the practice portal can make, where the desk speaks of a ticket with Azure Support: what is written is kept until
// it is there, and is there once; a ticket that was to be closed is closed in the end, and never said to be before.
import assert from "node:assert/strict";
import { anew, bars, rule, settled } from "./faults.mjs";
import { close, closed, prepare } from "./steps.mjs";

const messages = ["azure", "GET", "*/supportTickets/*/communications"];
const message = ["azure", "PUT", "*/supportTickets/*/communications/*"];
const change = ["azure", "PATCH", "*/supportTickets/*"];
/** The routes, for the count of what was met. */
export const routes = [messages, message, change];

/** Waits for what is said of trouble, unless the answer only takes longer. */
async function told(desk, where, fault) {
  if (fault === "latency") return false;
  await desk.find("button", "Try again").waitFor({ timeout: 60_000 }).catch(() => assert.fail(`${where}: nothing is said`));
  assert.ok((await bars(desk)).some((it) => it.length > 40), `${where}: the page says nothing`);
  return true;
}

async function read(desk, { portal, open }, where, fault) {
  await portal.trouble(rule(...messages, fault));
  await open();
  const isTold = await told(desk, where, fault);
  await portal.trouble();
  if (isTold) await desk.press("button", "Try again");
  await settled(desk, where);
  await desk.find("button", "Try again").waitFor({ state: "detached" });
  await desk.reads("Sent to Azure Support");
}

async function write(desk, { portal, open, path }, where, fault) {
  await open();
  const text = `Restarted twice: ${fault}`;
  await desk.fill("Note", text);
  await portal.trouble(rule(...message, fault));
  await desk.press("button", "Add the note");
  const isTold = await told(desk, where, fault);
  await portal.trouble();
  const field = desk.page.getByLabel("Note", { exact: true });
  if (isTold) {
    assert.equal(await field.inputValue(), text, `${where}: what was written is gone`);
    await desk.press("button", "Add the note");
  }
  await desk.page.locator(".timeline", { hasText: text }).waitFor({ timeout: 90_000 });
  await desk.page.waitForFunction(() => document.querySelector("#note")?.value === "");
  assert.equal(await portal.countMessages(path(), text), 1, `${where}: so many messages are there`);
}

async function end(desk, { portal, open, path }, where, fault) {
  await portal.reopen(path());
  await open();
  await portal.trouble(rule(...change, fault));
  await close(desk);
  const isTold = await told(desk, where, fault);
  if (isTold) assert.equal(await closed(desk).count(), 0, `${where}: it is said to be closed`);
  await portal.trouble();
  if (isTold) {
    // What arrived although no answer came shows as closed now; else the way to close it is still there.
    await desk.press("button", "Try again");
    await desk.find("button", "Try again").waitFor({ state: "detached" });
    await desk.page.waitForTimeout(1_000);
    if ((await closed(desk).count()) === 0) await close(desk);
  }
  await closed(desk).waitFor();
}

/** Files a ticket, then meets each trouble on each route of what is done with it. */
export async function talk(desk, { portal, sought }, kinds) {
  desk.forgive(/^console: Failed to load resource/);
  const puts = await prepare(desk, sought);
  await desk.press("button", "Submit to Microsoft");
  await desk.sees("heading", "Microsoft has the request");
  const number = (await desk.page.locator(".plate__title").textContent()).trim();
  const place = {
    portal,
    path: () => [...puts][0],
    open: async () => {
      await desk.open(`#/en/requests/${number}`);
      await desk.sees("button", "Add the note");
    },
  };
  let met = 0;
  for (const [name, act] of Object.entries({ reading: read, "adding a message": write, closing: end })) {
    for (const fault of kinds) {
      const where = `${fault} at ${name} of a ticket`;
      await anew(desk);
      await act(desk, place, where, fault);
      assert.deepEqual(desk.faults, [], where);
      met += 1;
    }
  }
  return met;
}
