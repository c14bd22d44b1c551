// The service health board: customers are put on it and read, and a case begins with an incident.
import assert from "node:assert/strict";

/** Opens the board and puts customers on it. */
async function add(desk, ...customers) {
  for (const customer of customers) {
    await desk.fill("Name, domain or tenant id", customer.slice(0, 7), "searchbox");
    await desk.press("button", new RegExp(`^Add ${customer}`));
    await desk.sees("button", new RegExp(`^Take off ${customer}`));
  }
  await desk.page.waitForFunction(() => !document.querySelector("progress"));
}

const rows = (desk, region) => desk.find("region", region).getByRole("row");

export default {
  "from the board to a case that follows an incident": async (desk) => {
    await desk.open();
    await desk.go("Service health");
    await desk.sees("heading", "Service health");
    await desk.sees("heading", "No customers on this page yet");
    await desk.sees("button", /^Add Budapesti/);
    await desk.audit();
    await desk.shot("health-empty");

    await add(desk, "Harbour", "Őrségi", "Głogowska", "Budapesti", "Северный");
    await desk.reads(/As of \d\d:\d\d/);
    await desk.sees("heading", "7 active incidents");
    await desk.reads("No access: you have no delegated admin here");
    const matrix = rows(desk, /^Customers by services/);
    assert.equal(await matrix.count(), 6, "a row a customer, and the heads");
    const cell = matrix.filter({ hasText: "Harbour" }).getByRole("cell", { name: /^X? ?.*Outage since \d\d:\d\d \(SP1063419\)/ });
    assert.equal(await cell.count(), 1, "words say what letter and colour say");
    assert.equal(await rows(desk, /^Services by days/).first().getByRole("columnheader").count(), 8);
    await desk.audit();
    await desk.shot("health");

    await desk.press("button", "30 days");
    await desk.sees("heading", "Worst state of each day");
    assert.equal(await rows(desk, /^Services by days/).first().getByRole("columnheader").count(), 31);
    await desk.page.locator("#health-over summary").press("Enter");
    await desk.reads("Files can be checked out again.");
    await desk.audit();
    await desk.shot("health-30-days");

    await desk.press("button", "7 days");
    await desk.select("Service", "Exchange Online");
    await desk.sees("heading", "1 active incident");
    await desk.reads("Some users can't open shared mailboxes");
    await desk.select("Customer", "Harbour & Finch Ltd");
    await desk.sees("heading", "No active incidents");
    assert.equal(await matrix.count(), 2);
    await desk.audit();
    await desk.select("Service", "All services");
    await desk.sees("heading", "3 active incidents");

    await desk.press("button", /^Is SP1063419 my problem\? Start a case for Harbour/);
    await desk.sees("heading", "Is the problem about a commercial marketplace product itself?");
    await desk.choose("No, or only the platform under it");
    await desk.press("button", "Continue");
    await desk.sees("heading", "What kind of problem is it?");
    await desk.choose("Technical: something fails or needs a technical answer");
    await desk.press("button", "Continue");
    await desk.sees("heading", "Follow the running incident and do not file");
    await desk.sees("heading", "The incident to follow");
    await desk.reads("SP1063419");
    await desk.reads("A part of the storage network does not answer.");
    await desk.audit();
    await desk.shot("verdict-follow");
    // What was read and added is still there, and the customer used lately has its place by itself.
    await desk.press("link", "Open service health");
    await desk.sees("heading", "7 active incidents");
  },

  "what was read stays while the portal is in trouble": async (desk) => {
    await desk.open("#/en/health");
    await desk.sees("button", /^Add Budapesti/);
    await add(desk, "Čtyři", "Harbour");
    await desk.sees("heading", "4 active incidents");
    await desk.go("Practice portal");
    await desk.select("Trouble with Microsoft Graph", "This device is offline");
    await desk.go("Service health");
    await desk.press("button", "Refresh now");
    await desk.reads(/Could not refresh since \d\d:\d\d/);
    await desk.sees("heading", "4 active incidents");
    await desk.audit();
    await desk.shot("health-offline");
    await desk.go("Practice portal");
    await desk.select("Trouble with Microsoft Graph", "None");
    await desk.select("Each answer takes", "Three seconds");
    await desk.go("Service health");
    await desk.press("button", "Refresh now");
    await desk.reads("Read 0 of 2");
    await desk.sees("progressbar", "Customers read");
    await desk.audit();
    await desk.shot("health-reading");
    await desk.reads("Read 1 of 2");
    await desk.reads(/As of \d\d:\d\d/);
    assert.equal(await desk.page.getByText("Could not refresh").count(), 0);
  },
};
