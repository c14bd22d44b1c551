// Every trouble that the practice portal can make, where the desk writes to Partner Center: a note is kept until it is there, and is there once.
import assert from "node:assert/strict";
import { faults } from "./faults.mjs";
import { begin } from "./steps.mjs";

/** Signs in, then adds a note to a request under each trouble: all of it, or what is carried out and not answered. */
export async function note(desk, { portal }, isWhole) {
  desk.forgive(/^console: Failed to load resource/);
  await begin(desk);
  const kinds = isWhole ? faults : ["reset"];
  for (const fault of kinds) {
    const where = `${fault} at PATCH /v1/servicerequests/*`;
    const number = await portal.makeRequest();
    await desk.page.goto("about:blank");
    await desk.open("#/en/connection");
    await desk.press("button", "Sign in");
    await desk.page.locator(".badge[data-tone=live]", { hasText: /@/ }).waitFor();
    await desk.open(`#/en/requests/${number}`);
    const text = `Restarted twice: ${fault}`;
    await desk.fill("Note", text);
    await portal.trouble({ prefix: "partner-center", method: "PATCH", path_pattern: "/v1/servicerequests/*", fault });
    await desk.press("button", "Add the note");
    // Half a minute is what an answer is waited for.
    const again = desk.find("button", "Try again");
    await again.waitFor({ timeout: 60_000 });
    const said = await desk.page.locator("main").textContent();
    assert.ok(said.trim().length > 60, `${where}: the page says nothing`);
    await portal.trouble();
    await again.click();
    // What is there is shown, and the field is empty; what is not there is still in the field.
    const field = desk.page.getByLabel("Note", { exact: true });
    const listed = desk.page.locator(".timeline", { hasText: text });
    await field.waitFor();
    await desk.page.waitForFunction((text) => {
      const typed = document.querySelector("#note")?.value;
      const isListed = document.querySelector(".timeline")?.textContent.includes(text);
      return typed === text || (typed === "" && isListed);
    }, text).catch(() => assert.fail(`${where}: the note is lost`));
    await desk.page.waitForTimeout(500);
    if ((await field.inputValue()) === text) await desk.press("button", "Add the note");
    await listed.waitFor();
    assert.deepEqual(desk.faults, [], where);
    assert.equal(await portal.countNotes(number, text), 1, `${where}: so many notes are there`);
  }
  return kinds.length;
}
