// Every trouble that the practice portal can make, where the desk writes to Partner Center: a note is kept until it is there, and is
// there once; a request that was to be closed is closed in the end, and never said to be before.
import assert from "node:assert/strict";
import { anew, bars, rule } from "./faults.mjs";
import { begin, close, closed } from "./steps.mjs";

const route = ["partner-center", "PATCH", "/v1/servicerequests/*"];
/** The routes, for the count of what was met. */
export const routes = [route];

/** Opens a new request at the portal while the trouble is on, once whoever is signed in has it before them. */
async function open(desk, portal, fault) {
  const number = await portal.makeRequest();
  await anew(desk);
  await desk.open(`#/en/requests/${number}`);
  await desk.sees("button", "Add the note");
  await portal.trouble(rule(...route, fault));
  return number;
}

/** What the portal answered has been said: trouble, unless the answer only took longer. */
async function told(desk, where, fault) {
  const retry = desk.find("button", "Try again");
  if (fault === "latency") return undefined;
  // Half a minute is what an answer is waited for.
  await retry.waitFor({ timeout: 60_000 }).catch(() => assert.fail(`${where}: nothing is said`));
  assert.ok((await bars(desk)).some((it) => it.length > 40), `${where}: the page says nothing`);
  return retry;
}

async function note(desk, portal, fault) {
  const where = `${fault} at adding a note`;
  const number = await open(desk, portal, fault);
  const text = `Restarted twice: ${fault}`;
  await desk.fill("Note", text);
  await desk.press("button", "Add the note");
  const retry = await told(desk, where, fault);
  await portal.trouble();
  await retry?.click();
  // What is there is shown, and the field is empty; what is not there is still in the field.
  const field = desk.page.getByLabel("Note", { exact: true });
  const listed = desk.page.locator(".timeline", { hasText: text });
  await field.waitFor();
  await desk.page.waitForFunction(([text, isSlow]) => {
    const typed = document.querySelector("#note")?.value;
    const isListed = document.querySelector(".timeline")?.textContent.includes(text);
    return (typed === text && !isSlow) || (typed === "" && isListed);
  }, [text, fault === "latency"]).catch(() => assert.fail(`${where}: the note is lost`));
  await desk.page.waitForTimeout(500);
  if ((await field.inputValue()) === text) await desk.press("button", "Add the note");
  await listed.waitFor();
  assert.deepEqual(desk.faults, [], where);
  assert.equal(await portal.countNotes(number, text), 1, `${where}: so many notes are there`);
}

async function end(desk, portal, fault) {
  const where = `${fault} at closing a request`;
  const number = await open(desk, portal, fault);
  await close(desk);
  const retry = await told(desk, where, fault);
  if (retry) assert.equal(await closed(desk).count(), 0, `${where}: it is said to be closed`);
  await portal.trouble();
  await retry?.click();
  // What arrived although no answer came shows as closed now; else the way to close it is still there.
  const button = desk.find("button", "Close the request");
  await closed(desk).or(button).first().waitFor();
  await desk.page.waitForTimeout(500);
  if ((await closed(desk).count()) === 0) {
    if (retry) await close(desk);
    await closed(desk).waitFor();
  }
  assert.deepEqual(desk.faults, [], where);
  assert.equal(await portal.statusOf(number), "closed", where);
}

/** Signs in, then adds a note to a request and closes one under each trouble. */
export async function write(desk, { portal }, kinds) {
  desk.forgive(/^console: Failed to load resource/);
  await begin(desk);
  for (const fault of kinds) {
    await note(desk, portal, fault);
    await end(desk, portal, fault);
  }
  return 2 * kinds.length;
}
