// Whole cases: a customer is picked, questions are answered, a verdict is read, and what follows is done.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

const worked = (edition) => new URL(`../../native/cases/edition-${edition}.json`, import.meta.url);

const organisation = {
  partner: "Direct-bill partner",
  contracts: ["Advanced Support for Partners"],
  role: "Admin agent",
};

/** Says once who we are. */
async function introduce(desk, { partner, contracts, role } = organisation) {
  await desk.open("#/en/organisation");
  await desk.choose(partner);
  for (const contract of contracts) await desk.choose(contract, "checkbox");
  await desk.choose(role);
  await desk.select("Support language", "English");
}

async function pick(desk, customer) {
  await desk.go("Customers");
  await desk.sees("heading", "Customers");
  await desk.fill("Search by name, domain or tenant id", customer.slice(0, 6), "searchbox");
  await desk.press("button", new RegExp(customer));
  await desk.press("button", "Use this customer");
  await desk.sees("heading", /marketplace product itself/);
}

/** Answers whatever is asked, as long as the list has an answer to it; what the portal knows is not asked. */
async function answer(desk, answers) {
  const choices = new Map(answers);
  for (;;) {
    // A portal that is being asked may answer the question that stands there.
    await desk.page.waitForFunction(() => !document.querySelector("main [aria-busy=true]"));
    const heading = desk.page.locator("main h1");
    const question = (await heading.textContent()).trim();
    const known = [...choices.keys()].find((it) => desk.tongue.is(it, question));
    if (known === undefined) return;
    await desk.choose(choices.get(known));
    choices.delete(known);
    await desk.press("button", "Continue");
    await desk.page.waitForFunction((it) => document.querySelector("main h1")?.textContent.trim() !== it, question);
  }
}

const questions = {
  marketplace: "Is the problem about a commercial marketplace product itself?",
  product: "Which product is affected?",
  issue: "What kind of problem is it?",
  health: "What does service health show for this problem?",
  category: "What did you find when you diagnosed the problem?",
  impact: "How far is the customer’s production affected?",
  access: "What access does your company have to the customer?",
  topic: "Is it about Dynamics 365 plans, licences, billing or Finance & Operations?",
};
const technical = "Technical: something fails or needs a technical answer";
const platform = "No, or only the platform under it";

const outage = (product, health = "No known incident explains it") => [
  [questions.marketplace, platform],
  ...(product ? [[questions.product, product]] : []),
  [questions.issue, technical],
  [questions.health, health],
];
const unavailable = [questions.category, "A service is unavailable"];
const down = [questions.impact, "Production is down"];

async function contact(desk) {
  await desk.fill("Title", "Dispatch machines stop responding");
  await desk.fill("Description", "All six machines refuse connections since 12:20. Disks and quota checked.");
  await desk.fill("First name", "Iwona");
  await desk.fill("Last name", "Sadowska");
  await desk.fill("E-mail", "iwona.sadowska@brzoza-cloud.example");
}

async function fileInAzure(desk) {
  await desk.press("link", "Prepare the request");
  await desk.sees("heading", "Prepare the request to Azure Support");
  await contact(desk);
  await desk.select("Azure service", "Virtual Machine running Windows");
  await desk.page.locator("#classification option").nth(1).waitFor({ state: "attached" });
  await desk.page.locator("#classification").selectOption({ index: 1 });
  await desk.select("Your country", "Poland");
  await desk.audit();
  await desk.press("button", "Continue");
  await desk.sees("heading", "Check everything before you submit");
  await desk.reads("Nothing has been sent yet");
  await desk.audit();
  await desk.shot("check");
  // Whoever looks an answer up from here, or changes it, comes back here.
  await desk.press("link", /Change Impact/);
  await desk.sees("heading", questions.impact);
  await desk.press("button", "Continue");
  await desk.sees("heading", "Check everything before you submit");
  // Two clicks in a row, as an impatient hand makes them.
  if (desk.hand === "pointer") {
    await desk.find("button", "Submit to the practice portal").dblclick();
  } else {
    await desk.press("button", "Submit to the practice portal");
  }
  await desk.sees("heading", "Microsoft has the request");
  await desk.audit();
  await desk.shot("done");
  await desk.go(/^My requests \d/);
  await desk.sees("heading", "My requests");
  await desk.reads("Dispatch machines stop responding");
  assert.equal(await desk.page.getByText("Dispatch machines stop responding").count(), 1, "filed once");
  await desk.audit();
  await desk.shot("requests");
}

/** The verdict of that title, which fits two sheets of paper. */
async function verdict(desk, title) {
  await desk.sees("heading", title);
  // The made-up language is longer than any.
  if (desk.hand !== "pointer" || desk.tongue.language === "en-x-ploc") return;
  const n = await desk.sheets();
  assert.ok(n <= 2, `${title} takes ${n} sheets`);
}

export default {
  "every worked case is decided in the browser as it is natively": async (desk) => {
    const read = async (edition) => JSON.parse(await readFile(worked(edition), "utf8"));
    const cases = [...(await read("2021")), ...(await read("2025"))];
    assert.equal(cases.length, 113);
    await desk.open("#/en/customers");
    await desk.page.waitForFunction(() => globalThis.triage);
    const ask = (facts) => desk.page.evaluate(async (line) => JSON.parse(await globalThis.triage.decide(line)), JSON.stringify(facts));
    for (const { id, facts, expect, must_cite: rules } of cases) {
      const verdict = await ask(facts);
      for (const [field, value] of Object.entries(expect)) assert.deepEqual(verdict[field], value, `${id}: ${field}`);
      const cited = verdict.reasons.map((it) => it.rule);
      assert.deepEqual(rules.filter((it) => !cited.includes(it)), [], `${id} cites its rules`);
    }
    assert.equal((await ask({ colour: "red" })).error.at, "1:/colour");
    assert.ok((await ask({})).missing_facts.includes("edition"), "without an edition both are asked");
  },

  "file_azure: an outage is filed through Azure Support and gets a number": async (desk) => {
    await introduce(desk);
    await pick(desk, "Olszyna");
    await answer(desk, [...outage("Azure"), unavailable, down]);
    await verdict(desk, "File this with Microsoft, through the Azure portal");
    await desk.audit();
    await desk.shot("verdict-file-azure");
    await fileInAzure(desk);
  },

  "file_azure_direct: without admin privileges the customer's domain opens the portal": async (desk) => {
    await introduce(desk);
    await pick(desk, "Młyny");
    await answer(desk, [
      ...outage("Azure", "You cannot open service health"),
      unavailable,
      [questions.access, "None: admin privileges were never requested"],
      down,
    ]);
    await verdict(desk, "File this with Microsoft, straight in the Azure portal");
    await desk.press("link", "Show me where to click");
    await desk.press("button", "I have done step 1");
    await desk.sees("link", /portal\.azure\.com/);
    await desk.audit();
    await desk.shot("walk-direct");
    await desk.page.goBack();
    await verdict(desk, "File this with Microsoft, straight in the Azure portal");
    await fileInAzure(desk);
  },

  "file_office_365: the texts are copied into the admin center and the number is recorded": async (desk) => {
    await introduce(desk);
    await pick(desk, "Olszyna");
    await answer(desk, [...outage("Office 365"), [questions.category, "A bug in how a service looks or works"], down]);
    await verdict(desk, "File this with Microsoft, through the Office 365 admin center");
    await desk.press("link", "Prepare the request");
    await contact(desk);
    await desk.press("button", /Copy.*Title/i);
    await desk.reads("Copied");
    await desk.sees("link", /partner\.microsoft\.com/);
    await desk.audit();
    await desk.shot("request-office");
    await desk.fill("Ticket number", "2611 0044 1812 3456");
    await desk.press("button", "Record this number");
    await desk.reads("2611004418123456");
    await desk.audit();
    await desk.shot("done-recorded");
  },

  "check_health, then monitor: a running incident is followed, not filed": async (desk) => {
    await introduce(desk);
    await pick(desk, "Čtyři");
    await answer(desk, outage("Office 365", "Not checked yet"));
    await verdict(desk, "Check service health first");
    await desk.audit();
    await desk.shot("verdict-check-health");
    await desk.press("link", "I have looked");
    await desk.sees("heading", questions.health);
    await desk.sees("heading", "What service health shows for this customer");
    await desk.reads("Some users can't open shared mailboxes");
    await desk.audit();
    await desk.shot("step-health");
    await answer(desk, [[questions.health, "An incident that explains it is still running"]]);
    await verdict(desk, "Follow the running incident and do not file");
    await desk.audit();
    await desk.shot("verdict-monitor");
  },

  "check_health, then filed after the outage": async (desk) => {
    await introduce(desk);
    await pick(desk, "Olszyna");
    await answer(desk, outage("Azure", "Not checked yet"));
    await verdict(desk, "Check service health first");
    await desk.press("link", "I have looked");
    await desk.sees("heading", questions.health);
    await answer(desk, [[questions.health, "The incident has ended, but the problem persists"], unavailable, down]);
    await verdict(desk, "File this with Microsoft, through the Azure portal");
    await fileInAzure(desk);
  },

  "partner_resolves: a how-to question stays with the partner": async (desk) => {
    await introduce(desk);
    await pick(desk, "Olszyna");
    await answer(desk, [...outage("Office 365"), [questions.category, "A how-to question you can answer yourself"]]);
    await verdict(desk, "This stays with you to resolve");
    await desk.press("link", "Show me where to click");
    await desk.sees("heading", /Where to click/);
    await desk.audit();
  },

  "contact_isv: a marketplace product goes to its publisher": async (desk) => {
    await introduce(desk);
    await pick(desk, "Olszyna");
    await answer(desk, [[questions.marketplace, "Yes, the product itself"], [questions.issue, technical]]);
    await verdict(desk, "Contact the publisher of the marketplace product");
    await desk.audit();
    await desk.shot("verdict-isv");
  },

  "hand_to_provider: the provider gets a prepared text": async (desk) => {
    await introduce(desk, { partner: "Indirect reseller", contracts: ["None of these"], role: "Admin agent" });
    await desk.fill("Provider’s name", "Nordwind Distribution");
    await pick(desk, "Olszyna");
    await answer(desk, [...outage("Office 365"), unavailable, down]);
    await verdict(desk, "Hand this to your indirect provider");
    await desk.press("link", "Prepare the text for your provider");
    await desk.fill("Title", "Mail is down for everybody");
    await desk.fill("Description", "No mail since 12:20, web and client.");
    await desk.reads("Nordwind Distribution");
    await desk.audit();
    await desk.shot("request-provider");
    await desk.press("button", "Mark as handed over");
    await desk.sees("heading", "Handed to your provider");
    await desk.audit();
  },

  "blocked: two missing prerequisites are named at once": async (desk) => {
    await introduce(desk, { partner: "Direct-bill partner", contracts: ["Action Pack"], role: "Helpdesk agent" });
    await pick(desk, "Olszyna");
    await answer(desk, [...outage("Azure"), unavailable]);
    await verdict(desk, "2 things are missing before you can file this");
    await desk.sees("heading", "Somebody with the right role");
    await desk.sees("heading", "A contract for technical support");
    await desk.audit();
    await desk.shot("verdict-blocked");
  },

  "contact_dynamics: a licensing question goes to Dynamics Support": async (desk) => {
    await introduce(desk);
    await pick(desk, "Kékfény");
    await answer(desk, [
      [questions.marketplace, platform],
      [questions.product, "Dynamics 365"],
      [questions.issue, "Commercial: billing, subscription or licence"],
      [questions.topic, "Yes, one of these topics"],
    ]);
    await verdict(desk, "Take this to Dynamics Support");
    await desk.audit();
  },

  "own_azure: the partner's own subscription is filed directly, under its own plan": async (desk) => {
    await introduce(desk);
    await desk.open("#/en/new?subject=own_tenant&marketplace_product=false&product=azure");
    await desk.sees("heading", /own Azure subscription/);
    await answer(desk, [["Which support plan do you hold for your own Azure subscription?", "Premier"]]);
    await verdict(desk, "File this in the Azure portal, under your own plan");
    await desk.audit();
    await desk.press("link", "Show me where to click");
    await desk.sees("heading", /Where to click/);
    await desk.audit();
  },
};

export { answer, contact, down, outage, unavailable, verdict };
