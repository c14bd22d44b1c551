// What somebody does who works with real portals: signs in, works over the network, meets trouble there, signs out.
import assert from "node:assert/strict";
import { answer, contact, down, outage, unavailable, verdict } from "../journeys/cases.mjs";
import { Desk } from "../desk.mjs";
import { rule } from "./faults.mjs";
import { begin, complete, draft, introduce, pick, prepare, signIn } from "./steps.mjs";

const cases = "My requests";

export default {
  "a case from sign-in to sign-out, and no token is left anywhere": async (desk, { portal, traces, sought }) => {
    // Before anything is filed under a name, the portal is asked whether it knows it.
    desk.forgive(/404/);
    await begin(desk);
    await desk.reads("Live: z.wrzos@wrzos-services.example");
    assert.ok(desk.page.url().endsWith("#/en/customers"), "back where it left");
    await traces.check(desk.page, "after signing in");
    await introduce(desk);
    await pick(desk, sought);
    await answer(desk, [...outage("Azure"), unavailable, down]);
    await verdict(desk, "File this with Microsoft, through the Azure portal");
    await desk.audit();
    await desk.press("link", "Prepare the request");
    await desk.sees("heading", "Prepare the request to Azure Support");
    await contact(desk);
    await complete(desk);
    await desk.reads("z.wrzos@wrzos-services.example");
    await desk.find("button", "Submit to Microsoft").dblclick();
    await desk.sees("heading", "Microsoft has the request");
    await traces.check(desk.page, "after filing");
    await desk.audit();
    await desk.go(/^My requests \d/);
    await desk.reads("Dispatch machines stop responding");
    assert.equal(await desk.page.getByText("Dispatch machines stop responding").count(), 1, "filed once");
    const tickets = traces.asked.filter((it) => /supportTickets\/[^/?]+\?/.test(it));
    assert.ok(tickets.length > 0, "filed over the network");
    await desk.go("Connection");
    await desk.press("button", "Test the connection");
    await desk.reads(/Partner Center answered in \d/);
    await desk.sees("columnheader", "Correlation id");
    await desk.audit();
    await desk.shot("connection");
    await traces.check(desk.page, "on the connection page");
    await desk.press("button", "Sign out and delete");
    await desk.reads("Nobody is signed in");
    await desk.go(cases);
    assert.equal(await desk.page.getByText("Dispatch machines stop responding").count(), 0);
    const kept = await desk.page.evaluate(() => ({ ...localStorage, ...sessionStorage }));
    const said = JSON.stringify(kept);
    for (const personal of ["Iwona", "Dispatch", "wrzos", ".example"]) assert.ok(!said.includes(personal), `${personal} is kept`);
    await traces.check(desk.page, "after signing out");
    // The identity provider still knows who it was, until it is told otherwise.
    await desk.go("Connection");
    await desk.reads("This page has forgotten you");
    await desk.audit();
    await desk.press("button", "Sign out there as well");
    await desk.page.getByRole("heading", { name: "You are signed out" }).waitFor();
    await desk.page.getByRole("link", { name: "Back to the app" }).click();
    await desk.open("#/en/connection");
    await desk.press("button", "Sign in");
    await desk.page.getByRole("heading", { name: "Practice sign-in" }).waitFor();
    await portal.trouble();
  },

  "two tabs with one case file one ticket, and the second says what Microsoft has": async (desk, { portal, sought }) => {
    // Before anything is filed under a name, the portal is asked whether it knows it.
    desk.forgive(/404/);
    const puts = await prepare(desk, sought);
    const page = await desk.page.context().newPage();
    const other = new Desk(page, portal.url, "pointer", desk.tongue, desk.pictures);
    const [, name] = /case\/([a-z0-9]+)\//.exec(desk.page.url());
    await other.open("#/en/connection");
    await signIn(other);
    await other.open(`#/en/case/${name}/request`);
    await other.fill("Title", "Machines stop, in other words");
    await other.press("button", "Continue");
    await other.sees("heading", "Check everything before you submit");
    await desk.press("button", "Submit to Microsoft");
    await desk.sees("heading", "Microsoft has the request");
    const sent = [];
    page.on("request", (it) => it.method() === "PUT" && sent.push(it.url()));
    await other.press("button", "Submit to Microsoft");
    await other.sees("heading", "Microsoft has the request");
    await other.reads("Microsoft has it under the title “Dispatch machines stop responding”");
    await other.audit();
    await other.shot("done-earlier");
    assert.deepEqual([puts.size, sent], [1, []], "filed once");
    const number = (it) => it.page.locator(".plate__title").textContent();
    assert.equal(await number(other), await number(desk));
    await other.press("link", "Add a message");
    await other.sees("heading", "Add to this request");
    assert.deepEqual(other.faults, []);
    await page.close();
  },

  "signing out without a network signs every tab out": async (desk, { portal, sought }) => {
    await begin(desk);
    await draft(desk, sought);
    const context = desk.page.context();
    const other = await context.newPage();
    await other.goto(`${portal.url}#/en/customers`);
    await other.getByText("Sign in to work with your customers").first().waitFor();
    await other.goto(`${portal.url}#/en/`);
    const listed = other.getByText(sought.name).first();
    await listed.waitFor();
    desk.forgive(/ERR_INTERNET_DISCONNECTED/);
    await context.setOffline(true);
    await desk.go("Connection");
    await desk.press("button", "Sign out and delete");
    await desk.reads("Nobody is signed in");
    await other.waitForURL(/#\/en\/connection$/);
    await other.getByText("You are signed out").first().waitFor({ state: "attached" });
    await other.evaluate(() => { location.hash = "#/en/"; });
    await other.locator("main h1").waitFor();
    assert.equal(await listed.count(), 0, "the other tab still shows the draft");
    // What the other tab writes from now on is without it.
    await other.getByRole("button", { name: /colou?rs/i }).first().click();
    const kept = await desk.page.evaluate(() => ({ ...localStorage, ...sessionStorage }));
    assert.deepEqual(Object.keys(kept).sort(), ["desk-live", "language", "theme"]);
    for (const personal of ["Iwona", "Dispatch", "wrzos", sought.name]) assert.ok(!JSON.stringify(kept).includes(personal), `${personal} is kept`);
    await context.setOffline(false);
  },

  "what was asked before signing out is not heard after it": async (desk, { portal }) => {
    await portal.makeRequest();
    await begin(desk);
    await portal.trouble(rule("partner-center", "GET", "/v1/servicerequests", "latency"));
    const answered = desk.page.waitForResponse((it) => it.url().includes("/v1/servicerequests"));
    await desk.go("My requests");
    await desk.go("Connection");
    await desk.press("button", "Sign out and delete");
    await desk.reads("Nobody is signed in");
    await (await answered).finished();
    await desk.go("My requests");
    await desk.reads("Sign in to work with your customers");
    assert.equal(await desk.page.getByText("Machines stop").count(), 0, "a request of who was signed in is shown");
    await portal.trouble();
    // Whoever signs in next sees what is theirs.
    await signIn(desk);
    await desk.reads("Machines stop");
  },

  "a session that ends does not lose the draft": async (desk, { portal, traces, sought }) => {
    await begin(desk);
    await draft(desk, sought);
    // A day later nothing is renewed any more.
    desk.forgive(/40[01]/);
    await portal.pass(25 * 3600);
    await desk.page.clock.setSystemTime(Date.now() + 25 * 3_600_000);
    await desk.go("Connection");
    await desk.press("button", "Test the connection");
    await desk.reads("The portal did not accept your sign-in");
    await desk.audit();
    const named = () => traces.asked.filter((it) => it.includes("login_hint=")).length;
    assert.equal(named(), 0, "nobody was known at first");
    await signIn(desk);
    assert.equal(named(), 1, "the provider learns whose session ended");
    await desk.reads("Live: z.wrzos@wrzos-services.example");
    await desk.page.goBack();
    // That is the page as it was before the sign-in, loaded anew.
    await desk.page.waitForFunction(() => !document.querySelector("[data-shell]"));
    await desk.go("Start");
    await desk.press("link", new RegExp(sought.name.slice(0, 6)));
    await desk.sees("heading", "File this with Microsoft, through the Azure portal");
    await desk.press("link", "Prepare the request");
    assert.equal(await desk.page.getByLabel("Title").inputValue(), "Dispatch machines stop responding");
  },

  "a device whose clock is wrong is told so": async (desk, { portal }) => {
    await portal.pass(3600);
    await desk.open("#/en/connection");
    await signIn(desk);
    await desk.reads("The clock of this device is more than five minutes off");
    await desk.audit();
  },

  "a sign-in that was not begun in this tab is not used": async (desk, { portal }) => {
    desk.forgive(/400|401/);
    await desk.page.goto(`${portal.url}#code=0.stolen&state=abcdefghijklmnopqrstuvwxyz0123`);
    await desk.page.waitForFunction(() => !document.querySelector("[data-shell]"));
    assert.ok(!desk.page.url().includes("code="), "the address is clean");
    await desk.open("#/en/connection");
    await desk.reads("The sign-in does not belong to this tab");
    await desk.audit();
  },

  "an account without customers is told what to do, and not sent to the practice portal": async (desk) => {
    const none = { totalCount: 0, items: [], attributes: { objectType: "Collection" } };
    await desk.page.route(/\/v1\/customers\?/, (route) => route.fulfill({ json: none }));
    await begin(desk);
    await desk.sees("heading", "Partner Center lists no customers for this account");
    await desk.reads("Check which account is signed in, or begin with your own subscription on the start page.");
    await desk.audit();
  },

  "whom the provider or the portal refuses learns why": async (desk) => {
    desk.forgive(/40[0-9]/);
    await begin(desk, /Nobody has consented/);
    await desk.go("Connection");
    await desk.reads("An administrator has to agree to this application first");
    await desk.audit();
    await desk.page.context().clearCookies();
    await desk.open("#/en/customers");
    await signIn(desk, /without a second factor/);
    await desk.reads("Microsoft wants more than your present sign-in shows");
    await desk.audit();
    // The session alone would only lead back here, so the provider asks who it is.
    await signIn(desk, /Admin agent/);
    await desk.sees("button", /Kft\.|k\.s\.|a\.s\./);
  },

  "a second factor that Azure wants is shown at the next sign-in, and the draft is still there": async (desk, { traces, sought }) => {
    desk.forgive(/40[0-9]/);
    await begin(desk);
    await draft(desk, sought);
    const form = desk.page.url();
    await desk.page.context().clearCookies();
    await desk.page.goto("about:blank");
    await desk.open("#/en/connection");
    await signIn(desk, /without a second factor/);
    await desk.page.goto(form);
    await desk.reads("Microsoft wants more than your present sign-in shows");
    await desk.audit();
    await desk.find("button", "Sign in").first().click();
    await desk.select("Azure service", "Virtual Machine running Windows");
    assert.ok(traces.asked.some((it) => it.includes("/authorize?") && it.includes("claims=")), "the claims are passed back");
    assert.equal(await desk.page.getByLabel("Title").inputValue(), "Dispatch machines stop responding");
    await traces.check(desk.page, "after the second factor");
  },
};
