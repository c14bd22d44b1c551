// Keeping the place: Back, reload, changed answers, odd addresses, broken files, troubled portals.
import assert from "node:assert/strict";

const q = {
  marketplace: "Is the problem about a commercial marketplace product itself?",
  product: "Which product is affected?",
  issue: "What kind of problem is it?",
  health: "What does service health show for this problem?",
};

async function begin(desk) {
  await desk.open("#/en/customers");
  await desk.press("button", /Olszyna/);
  await desk.press("button", "Use this customer");
  await desk.sees("heading", q.marketplace);
}

async function reply(desk, question, choice) {
  await desk.sees("heading", question);
  await desk.choose(choice);
  await desk.press("button", "Continue");
}

export default {
  "Back, reload and the browser's own Back keep the place": async (desk) => {
    await begin(desk);
    await reply(desk, q.marketplace, "No, or only the platform under it");
    await reply(desk, q.product, "Azure");
    await desk.sees("heading", q.issue);
    await desk.reload();
    await desk.sees("heading", q.issue);
    await desk.page.goBack();
    await desk.sees("heading", q.product);
    assert.ok(await desk.find("radio", "Azure").isChecked());
    await desk.press("link", "Back");
    await desk.sees("heading", q.marketplace);
    assert.ok(await desk.find("radio", "No, or only the platform under it").isChecked());
    await desk.audit();
    await desk.shot("step");
  },

  "going on without an answer names what is missing and keeps the page": async (desk) => {
    await begin(desk);
    await desk.press("button", "Continue");
    await desk.sees("alert");
    await desk.isAt("alert");
    assert.match(await desk.page.title(), /^Error: /);
    await desk.audit();
    await desk.shot("step-error");
  },

  "a changed answer says first what it sets aside, and it comes back": async (desk) => {
    await begin(desk);
    await reply(desk, q.marketplace, "No, or only the platform under it");
    await reply(desk, q.product, "Azure");
    await reply(desk, q.issue, "Technical: something fails or needs a technical answer");
    await reply(desk, q.health, "No known incident explains it");
    await desk.press("link", /Change.*[Mm]arketplace/);
    await reply(desk, q.marketplace, "Yes, the product itself");
    await desk.reads("Service health");
    await desk.audit();
    await desk.shot("confirm");
    await desk.press("button", "Change it");
    await desk.sees("heading", "Contact the publisher of the marketplace product");
    await desk.press("link", /Change.*[Mm]arketplace/);
    await reply(desk, q.marketplace, "No, or only the platform under it");
    await desk.sees("heading", "What did you find when you diagnosed the problem?");
  },

  "a question that the portal may answer waits for it, unless the visitor does not": async (desk) => {
    await desk.open("#/en/customers");
    await desk.sees("button", /Olszyna/);
    await desk.go("Practice portal");
    await desk.select("Each answer takes", "Three seconds");
    for (const [customer, next] of [["Čtyři", q.issue], ["Olszyna", q.product]]) {
      await desk.go("Customers");
      await desk.press("button", new RegExp(customer));
      await desk.press("button", "Use this customer");
      await reply(desk, q.marketplace, "No, or only the platform under it");
      await desk.sees("heading", q.product);
      await desk.reads("The portal is being asked");
      if (next === q.issue) {
        await desk.audit();
        await desk.shot("step-awaited");
        // Its subscriptions are of one product only, so nobody is asked.
        await desk.sees("heading", q.issue);
      } else {
        await desk.press("button", "Answer without waiting");
        await reply(desk, q.product, "Azure");
        await desk.sees("heading", q.issue);
      }
    }
  },

  "other rules apply when they are chosen, and the answers stay": async (desk) => {
    await desk.open();
    await desk.sees("heading", "Which rules should the desk apply?");
    assert.ok(await desk.find("radio", /Edition 2021/).isChecked(), "the source documents are preselected");
    await desk.audit();
    await desk.shot("start-edition");
    await desk.press("button", "Apply these rules");
    await desk.reads("Playbook edition 2021");
    await desk.misses("heading", "Which rules should the desk apply?");
    await desk.open("#/en/organisation");
    await desk.choose("Direct-bill partner");
    await desk.choose("Advanced Support for Partners", "checkbox");
    await desk.choose("Admin agent");
    await desk.select("Support language", "English");
    await begin(desk);
    await reply(desk, q.marketplace, "No, or only the platform under it");
    await reply(desk, q.product, "Office 365");
    await reply(desk, q.issue, "Technical: something fails or needs a technical answer");
    await reply(desk, q.health, "No known incident explains it");
    await reply(desk, "What did you find when you diagnosed the problem?", "A service is unavailable");
    await reply(desk, "How far is the customer’s production affected?", "Production is down");
    await desk.sees("heading", "File this with Microsoft, through the Office 365 admin center");
    await desk.reads("would have to ask first");
    await desk.press("button", "Apply edition 2025");
    await desk.page.locator("footer", { hasText: "Playbook edition 2025" }).waitFor();
    await desk.audit();
    await desk.shot("verdict-2025-open");
    await desk.press("link", "Answer the next question");
    // That the relationship is active is read from the portal; which of its roles the visitor has is not.
    await desk.sees("heading", "Which role does that relationship give you?");
    await desk.reads("Read from the GDAP relationships");
    await desk.shot("step-2025");
    await desk.choose("Service support administrator");
    await desk.press("button", "Continue");
    await desk.sees("heading", "File this with Microsoft, through the Microsoft 365 admin center");
    await desk.audit();
    await desk.shot("verdict-2025");
    await desk.reload();
    await desk.page.locator("footer", { hasText: "Playbook edition 2025" }).waitFor();
  },

  "compact mode asks a section a page and comes to the same verdict": async (desk) => {
    await begin(desk);
    await desk.press("button", "Compact mode");
    await desk.choose("Yes, the product itself");
    await desk.choose("Technical: something fails or needs a technical answer");
    await desk.audit();
    await desk.shot("section");
    await desk.press("link", "Continue");
    await desk.sees("heading", "Contact the publisher of the marketplace product");
  },

  "an unknown address says so and loses nothing": async (desk) => {
    await begin(desk);
    await desk.open("#/en/nowhere/at/all");
    await desk.sees("heading", "No page has this address");
    await desk.audit();
    await desk.shot("unknown");
    await desk.go("Start");
    await desk.reads("Olszyna");
  },

  "a malformed answer in the address is shown, the others are kept": async (desk) => {
    await desk.open("#/en/new?subject=customer&product=azur&issue=technical");
    await desk.reads("azur");
    await desk.audit();
    await desk.shot("bad-link");
  },

  "a broken playbook file is named with its place": async (desk) => {
    desk.forgive(/playbook/);
    await desk.page.route("**/playbook-2021*.json", (route) => route.fulfill({ json: { edition: { id: "2021", as_of: "x" }, facts: [{ id: 7 }] } }));
    await desk.open("#/en/customers");
    await desk.reads("/facts/0/type");
    await desk.audit();
    await desk.shot("defects");
  },

  "a portal that answers in the wrong shape is told apart, and trying again helps": async (desk) => {
    await desk.open("#/en/practice");
    await desk.select("Trouble with Partner Center", "The answer has another shape");
    await desk.go("Customers");
    await desk.press("button", "Try again");
    await desk.audit();
    await desk.shot("trouble");
    await desk.go("Practice portal");
    await desk.select("Trouble with Partner Center", "None");
    await desk.go("Customers");
    await desk.sees("button", /Olszyna/);
  },
};
