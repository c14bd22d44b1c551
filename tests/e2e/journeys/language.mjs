// The language of the page: whose choice it is, what it costs, and that nothing is lost by it.
import assert from "node:assert/strict";

const wish = (desk, ...tags) =>
  desk.page.addInitScript((tags) => Object.defineProperty(navigator, "languages", { get: () => tags }), tags);

/** The files of words and keys that the page asks for from now on. */
function words(desk) {
  const asked = new Set();
  desk.page.on("request", (it) => {
    const [, name] = /data\/((?:words|keys)-.*)$/.exec(it.url()) ?? [];
    if (name) asked.add(name);
  });
  return asked;
}

const spoken = (desk, language) => desk.page.waitForFunction((it) => document.documentElement.lang === it, language);

/** From the top: what the header covers for the moment is no target. */
async function auditWhole(desk) {
  await desk.page.evaluate(() => scrollTo(0, 0));
  await desk.audit();
}

const outage =
  "new?subject=customer&cloud=public&marketplace_product=false&product=azure&issue=technical&health=healthy" +
  "&category=service_unavailable&partner=direct_bill&contracts=advanced&role=admin_agent&access=delegated_admin" +
  "&impact=production_down&language=en";

export default {
  "a first visit speaks as the browser wishes, and asks for no other words": async (desk) => {
    const asked = words(desk);
    await wish(desk, "de-AT", "cs-CZ", "en");
    await desk.open();
    await desk.sees("heading", "Váš zákazník má problém. Zjistěte, kdo ho vyřeší.");
    assert.equal(await desk.page.evaluate(() => document.documentElement.lang), "cs");
    await desk.page.getByRole("link", { name: "Začít" }).first().click();
    await desk.page.getByRole("searchbox").waitFor();
    assert.deepEqual([...asked].filter((it) => it.startsWith("words-")).sort(), ["words-cs-rest.json", "words-cs.json"]);
    await desk.audit();
    await desk.shot("customers-cs");
  },

  "a chosen language is kept, and an address goes before it": async (desk) => {
    await desk.open("#/en/help");
    await desk.reach("combobox", "Language");
    await desk.page.locator("#page-language").selectOption({ label: "Polski" });
    await desk.page.getByRole("heading", { name: "Pomoc i kontakt" }).waitFor();
    assert.match(desk.page.url(), /#\/pl\/help$/);
    await desk.audit();
    await desk.page.goto("about:blank");
    await desk.page.goto(desk.url);
    await spoken(desk, "pl");
    await desk.page.goto("about:blank");
    await desk.page.goto(`${desk.url}#/hu/help`);
    await spoken(desk, "hu");
    await desk.page.goto("about:blank");
    await desk.page.goto(desk.url);
    await spoken(desk, "pl");
  },

  "another language in the middle of a question keeps what is in hand": async (desk) => {
    const asked = words(desk);
    await desk.open("#/en/new?subject=customer&cloud=public&marketplace_product=false");
    await desk.sees("heading", "Which product is affected?");
    await desk.choose("Dynamics 365");
    assert.ok(!asked.has("words-en-reference.json"), "what nobody looks up is not read");
    await desk.page.locator("details").first().evaluate((it) => it.setAttribute("open", ""));
    await desk.page.locator("details .source__says", { hasText: /[a-z]{3}/ }).first().waitFor();
    assert.ok(asked.has("words-en-reference.json"));
    await desk.page.setViewportSize({ width: 1366, height: 600 });
    await desk.page.locator("#page-language").focus();
    await desk.page.evaluate(() => scrollTo(0, 120));
    const before = await desk.page.evaluate(() => [location.hash.replace("/en/", "/ru/"), scrollY]);
    assert.equal(before[1], 120);
    // As a hand does it whose list floats over the page; the test's own would scroll to the list first.
    await desk.page.locator("#page-language").evaluate((it) => {
      it.value = "ru";
      it.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await desk.page.getByRole("heading", { name: "Какой продукт затронут?" }).waitFor();
    await desk.page.waitForFunction(() => document.activeElement?.id === "page-language");
    assert.ok(await desk.page.getByRole("radio", { name: "Dynamics 365" }).isChecked(), "the pick is lost");
    assert.ok(await desk.page.locator("details").first().evaluate((it) => it.hasAttribute("open")), "the disclosure is shut");
    assert.deepEqual(await desk.page.evaluate(() => [location.hash, scrollY]), before);
    assert.match(await desk.page.locator("details .source__says").first().textContent(), /[а-я]{3}/);
    await desk.audit();
    await desk.page.getByRole("button", { name: "Продолжить" }).click();
    await desk.page.getByRole("heading", { name: "Какая это проблема?" }).waitFor();
  },

  "a whole case needs two files of words": async (desk) => {
    const asked = words(desk);
    await desk.open(`#/hu/${outage}`);
    await desk.page.locator(".reason").first().waitFor();
    const verdict = await desk.page.evaluate(() => location.hash);
    for (const page of ["walk", "request", "check"]) {
      await desk.page.goto(`${desk.url}${verdict.replace(/verdict$/, page)}`);
      await desk.page.waitForFunction((page) => location.hash.endsWith(page) && document.querySelector("main h1")?.textContent, page);
    }
    assert.deepEqual([...asked].filter((it) => it.startsWith("words-")).sort(), ["words-hu-rest.json", "words-hu.json"]);
    assert.equal(await desk.page.getByText(/^[a-z_]+\.[a-z_.]+$/).count(), 0, "a key without words");
  },

  "words that do not come leave the page as it is, and say so": async (desk) => {
    desk.forgive(/ERR_FAILED|Failed to load/);
    await desk.open("#/en/help");
    let is_shut = true;
    await desk.page.route("**/words-hu-rest.json", (route) => (is_shut ? route.abort() : route.continue()));
    await desk.page.locator("#page-language").selectOption("hu");
    await desk.reads("The words of that language did not come");
    assert.match(desk.page.url(), /#\/en\/help$/);
    await desk.audit();
    await desk.shot("language-failed");
    is_shut = false;
    await desk.press("button", "Try again");
    await desk.page.getByRole("heading", { name: "Súgó és kapcsolat" }).waitFor();
  },

  "what a source says fills its place when it comes": async (desk) => {
    let release;
    const held = new Promise((done) => (release = done));
    await desk.page.route("**/words-pl-reference.json", async (route) => {
      await held;
      await route.continue();
    });
    const asked = words(desk);
    await desk.open(`#/pl/${outage}`);
    const said = desk.page.locator(".reason .source__says");
    const more = desk.page.locator(".reason details summary").first();
    await more.waitFor();
    assert.deepEqual([...asked].filter((it) => /reference|2025/.test(it)), [], "what nobody looks up is not read");
    await more.press("Enter");
    await said.first().waitFor();
    assert.equal(await said.first().textContent(), "…");
    assert.equal(await said.first().getAttribute("aria-busy"), "true");
    assert.ok(await desk.page.locator(".reason .source__from a").first().isVisible(), "where it stands is there at once");
    await said.first().evaluate((it) => (it.dataset.seen = ""));
    await auditWhole(desk);
    await desk.shot("sources-waiting");
    release();
    await desk.page.waitForFunction(() => !document.querySelector(".source__says[aria-busy]"));
    const texts = await said.allTextContents();
    assert.deepEqual(texts.filter((it) => it.length < 20 || /^rule\./.test(it)), []);
    assert.ok(await desk.page.locator(".reason details").first().evaluate((it) => it.open), "the disclosure is shut");
    assert.ok(await more.evaluate((it) => it === document.activeElement), "the focus has moved");
    assert.equal(await desk.page.locator("[data-seen]").count(), 1, "the page was drawn anew");
    await auditWhole(desk);
    // Together with another language, without a gap.
    await desk.page.evaluate(() => {
      globalThis.gaps = 0;
      const look = () => (globalThis.gaps += document.querySelectorAll(".source__says[aria-busy]").length);
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await desk.page.locator("#page-language").selectOption("cs");
    await spoken(desk, "cs");
    await desk.page.waitForFunction((before) => {
      const now = document.querySelector(".reason .source__says");
      return now && now.textContent !== before;
    }, texts[0]);
    assert.equal(await desk.page.evaluate(() => globalThis.gaps), 0);
  },

  "what a source says is asked for again where it did not come": async (desk) => {
    desk.forgive(/ERR_FAILED|Failed to load/);
    await desk.page.route("**/words-pl-reference.json", (route) => route.abort());
    await desk.open(`#/pl/${outage}`);
    const said = desk.page.locator(".reason .source__says");
    await desk.page.locator(".reason summary").first().click();
    await said.filter({ hasText: "Nie udało się wczytać tego tekstu" }).first().waitFor();
    await desk.page.locator("[aria-live]", { hasText: "Nie udało się wczytać tego tekstu" }).waitFor();
    assert.ok(await desk.page.locator(".reason .source__from a").first().isVisible());
    await auditWhole(desk);
    await desk.shot("sources-failed");
    await desk.page.getByRole("link", { name: /^Stan źródeł/ }).click();
    await desk.page.getByRole("heading", { name: "Biblioteka reguł" }).waitFor();
    await desk.page.locator("main .bar", { hasText: "Nie udało się wczytać tego tekstu" }).waitFor();
    await auditWhole(desk);
    await desk.page.goBack();
    // Opening asks again, in vain.
    const again = desk.page.waitForEvent("requestfailed", (it) => it.url().endsWith("words-pl-reference.json"));
    await desk.page.locator(".reason summary").first().click();
    await again;
    await said.filter({ hasText: "Nie udało się wczytać tego tekstu" }).first().waitFor();
    await desk.page.unroute("**/words-pl-reference.json");
    await said.first().getByRole("button", { name: "Spróbuj ponownie" }).press("Enter");
    await desk.page.waitForFunction(() => !document.querySelector(".source__says:is([aria-busy], :has(button))"));
    assert.ok((await said.first().textContent()).length > 20);
    assert.ok(await said.first().evaluate((it) => it === document.activeElement), "the focus is lost");
    await auditWhole(desk);
  },

  "a sixth language needs data files only": async (desk) => {
    await desk.page.route(/\/$|index\.html$/, async (route) => {
      const reply = await route.fetch();
      const body = (await reply.text()).replace('content="en pl cs hu ru"', 'content="en pl cs hu ru sk"');
      await route.fulfill({ response: reply, body });
    });
    await desk.page.route(/data\/words-sk/, async (route) => {
      const reply = await route.fetch({ url: route.request().url().replace("words-sk", "words-en") });
      const body = (await reply.text()).replaceAll("Start now", "Začať").replaceAll("Customers", "Zákazníci");
      await route.fulfill({ response: reply, body });
    });
    await desk.page.goto(`${desk.url}#/sk/`);
    await spoken(desk, "sk");
    assert.equal(await desk.page.locator("#page-language option:checked").textContent(), "Slovenčina");
    await desk.page.getByRole("link", { name: "Začať" }).first().click();
    await desk.page.getByRole("heading", { name: "Zákazníci", exact: true }).waitFor();
    await desk.audit();
  },

  "the browser counts as the words were written for": async (desk) => {
    await desk.open();
    const numbers = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112, 1.5];
    const expected = {
      en: "other one other other other other other other other other other other other other other",
      hu: "other one other other other other other other other other other other other other other",
      pl: "many one few few many many many many many few many many many many other",
      cs: "other one few few other other other other other other other other other other many",
      ru: "many one few few many many many many one few many one many many other",
    };
    const found = await desk.page.evaluate(
      ([tags, numbers]) => Object.fromEntries(tags.map((it) => [it, numbers.map((n) => new Intl.PluralRules(it).select(n)).join(" ")])),
      [Object.keys(expected), numbers],
    );
    assert.deepEqual(found, expected);
  },
};
