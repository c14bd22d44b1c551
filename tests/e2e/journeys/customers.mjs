// The customer picker with many customers: searched, scrolled, paged, read in part.
import assert from "node:assert/strict";

const grid = (desk) => desk.page.getByRole("grid");
const rows = (desk) => desk.page.locator("[role=grid] .roll__body > [role=row]");
const search = (desk, text) => desk.fill("Search by name, domain or tenant id", text, "searchbox");

/** Chooses a world of so many customers, and how long its answers take, and goes to them. */
async function serve(desk, size, latency = "No time") {
  await desk.open("#/en/practice");
  await desk.select("Each answer takes", latency);
  await desk.select("Customers", `${size}, made up`);
  await desk.go("Customers");
  await grid(desk).waitFor();
}

async function trouble(desk, fault) {
  await desk.go("Practice portal");
  await desk.select("Trouble with Partner Center", fault);
  await desk.go("Customers");
}

async function isRead(desk) {
  await desk.page.locator("progress").waitFor({ state: "detached", timeout: 60_000 });
}

async function counts(desk, n) {
  await desk.page.waitForFunction((n) => document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") === String(n + 1), n);
}

/** The grid tells the truth about which of its rows are in the page. */
async function isConsistent(desk) {
  const { found, count } = await grid(desk).evaluate((it) => ({
    found: [...it.querySelectorAll("[role=row]")].map((row) => Number(row.getAttribute("aria-rowindex"))),
    count: Number(it.getAttribute("aria-rowcount")),
  }));
  assert.ok(found.length <= 60, `${found.length} rows in the page`);
  assert.equal(found[0], 1, "the header comes first");
  assert.ok(found.every((row, at) => at === 0 || row > found[at - 1]), `rows out of order: ${found}`);
  assert.ok(found.at(-1) <= count, `row ${found.at(-1)} of ${count}`);
  assert.equal(await grid(desk).locator("[tabindex='0']").count(), 1, "stops of the Tab key");
}

/** The row and column of the focus, once they are these. */
function focused(desk, row, column) {
  return desk.page.waitForFunction(([row, column]) => {
    const focus = document.activeElement;
    return focus?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex") === String(row + 2)
      && focus.closest("[data-column]").dataset.column === String(column);
  }, [row, column]);
}

export default {
  "a search finds by name, domain and id, and says how many": async (desk) => {
    await serve(desk, "1,000");
    await isRead(desk);
    await counts(desk, 1000);
    await isConsistent(desk);
    await desk.audit();
    await desk.shot("customers-many");
    await search(desk, "zuraw ksieg");
    await desk.page.locator("mark", { hasText: /^Żuraw$/ }).first().waitFor();
    assert.ok(await desk.page.locator("mark", { hasText: /^Księg$/ }).count() > 0, "every word is marked");
    assert.match(await desk.page.locator("mark").first().evaluate((it) => getComputedStyle(it).textDecorationLine), /underline/);
    await desk.page.locator("[role=status]", { hasText: /^\d+ match(es)? among 1,000 customers$/ }).waitFor();
    await isConsistent(desk);
    await desk.audit();
    await desk.shot("customers-found");
    await search(desk, "-77.example");
    await counts(desk, 1);
    await desk.page.locator("mark", { hasText: "-77.example" }).waitFor();
    await rows(desk).first().getByRole("button").focus();
    await desk.key("Enter");
    await desk.reads(/^Tenant /);
    const id = (await desk.page.getByText(/^Tenant /).textContent()).replace("Tenant ", "");
    await search(desk, id.slice(0, 13).toUpperCase());
    await counts(desk, 1);
    await search(desk, "nobody at all");
    await desk.sees("heading", "No customer matches “nobody at all”");
    await desk.reads("Try a shorter part of the name");
    await desk.audit();
    await desk.shot("customers-nobody");
    await desk.press("button", "Clear the search");
    await counts(desk, 1000);
  },

  "the list is one stop of the Tab key, and its keys reach every row": async (desk) => {
    await serve(desk, "1,000");
    await isRead(desk);
    if (desk.hand === "keyboard") await desk.reach("button", await rows(desk).first().getByRole("button").textContent());
    else await rows(desk).first().getByRole("button").focus();
    await focused(desk, 0, 0);
    const page = await grid(desk).evaluate((it) => {
      const [head, row] = [".roll__head", ".roll__body > .roll__row"].map((part) => it.querySelector(part).offsetHeight);
      return Math.max(1, Math.floor((it.clientHeight - head) / row) - 1);
    });
    for (const [key, row, column] of [
      ["ArrowUp", 0, 0], ["ArrowDown", 1, 0], ["ArrowRight", 1, 1], ["End", 1, 2], ["ArrowRight", 1, 2], ["ArrowDown", 2, 2],
      ["PageDown", 2 + page, 2], ["PageDown", 2 + 2 * page, 2], ["PageUp", 2 + page, 2], ["Home", 2 + page, 0],
      ["Control+End", 999, 2], ["ArrowDown", 999, 2], ["PageUp", 999 - page, 2], ["Control+Home", 0, 0], ["ArrowLeft", 0, 0],
    ]) {
      await desk.key(key);
      await focused(desk, row, column);
      await isConsistent(desk);
    }
    for (let n = 1; n <= 25; n += 1) await desk.key("ArrowDown");
    await focused(desk, 25, 0);
    await desk.audit();
    // The focus stays on its row wherever the list is scrolled to.
    await grid(desk).evaluate((it) => { it.scrollTop = it.scrollHeight; });
    await desk.page.locator("[aria-rowindex='1001']").waitFor();
    await focused(desk, 25, 0);
    await isConsistent(desk);
    await desk.key("ArrowDown");
    await focused(desk, 26, 0);
    await desk.key("End");
    await desk.key("Enter");
    await desk.sees("button", "Use this customer");
    await desk.press("button", "Back to the list");
    await focused(desk, 26, 0);
    await desk.key("Tab");
    assert.equal(await desk.page.evaluate(() => document.activeElement.closest("[role=grid]")), null, "Tab leaves the grid");
  },

  "the list is scrolled by the wheel, and rows tell of access when they are seen": async (desk) => {
    await serve(desk, "1,000");
    await isRead(desk);
    const seen = async () => {
      const box = await grid(desk).boundingBox();
      await desk.page.mouse.move(box.x + 50, box.y + 100);
      await desk.page.mouse.wheel(0, 20_000);
      await desk.page.waitForFunction(() => document.querySelector("[role=grid]").scrollTop > 10_000);
      return grid(desk).evaluate((it) => {
        const { top, bottom } = it.getBoundingClientRect();
        return [...it.querySelectorAll(".roll__body > [role=row]")].filter((row) => {
          const box = row.getBoundingClientRect();
          return box.bottom > top && box.top < bottom;
        }).map((row) => row.dataset.row);
      });
    };
    const ids = await seen();
    assert.ok(ids.length >= 5, `${ids.length} rows are seen`);
    await isConsistent(desk);
    for (const id of ids.slice(1, -1)) await desk.page.locator(`[data-row='${id}'] .badge`).waitFor();
    await desk.press("button", /^No delegated admin/);
    await desk.reads(/not known yet/);
    await desk.audit();
    await desk.shot("customers-lacking");
    await desk.go("Practice portal");
    await desk.page.locator("td code").first().waitFor();
    const asked = await desk.page.locator("td code", { hasText: /\/v1\/customers\/[0-9a-f-]{36}$/ }).count();
    assert.ok(asked >= ids.length - 2 && asked < 60, `${asked} customers were asked for`);
  },

  "pages of a table show what the list shows, and the choice is remembered": async (desk) => {
    await serve(desk, "1,000");
    await isRead(desk);
    await search(desk, "sp.");
    await desk.page.locator("[role=status]", { hasText: /matches among/ }).waitFor();
    const n = Number(await grid(desk).getAttribute("aria-rowcount")) - 1;
    const listed = [];
    await grid(desk).getByRole("button").first().focus();
    for (let at = 0; at < n; at += 1) {
      listed.push(await desk.page.evaluate(() => document.activeElement.textContent.trim()));
      await desk.key("ArrowDown");
      if (at < n - 1) await focused(desk, at + 1, 0);
    }
    await desk.press("button", "Show as pages");
    await desk.page.locator("table").waitFor();
    await desk.misses("grid");
    await desk.page.locator("[role=status]", { hasText: `${n} matches, showing ${Math.min(n, 50)}` }).waitFor();
    await desk.audit();
    await desk.shot("customers-pages");
    const paged = [];
    for (let page = 1; ; page += 1) {
      await desk.reads(`Page ${page} of ${Math.ceil(n / 50)}`);
      paged.push(...(await desk.page.locator("tbody th button").allTextContents()).map((it) => it.trim()));
      if (page * 50 >= n) break;
      await desk.press("button", "Next page");
    }
    assert.deepEqual(paged, listed);
    await desk.press("button", "Previous page");
    await desk.reads(`Page ${Math.ceil(n / 50) - 1} of ${Math.ceil(n / 50)}`);
    await desk.reload();
    await desk.page.locator("table").waitFor();
    await desk.press("button", "Show as pages");
    await grid(desk).waitFor();
  },

  "reading that fails keeps what came and goes on where it stopped": async (desk) => {
    await serve(desk, "10,000", "About a tenth of a second");
    await desk.reads(/^Loaded [\d,]+ customers…$/);
    await desk.audit();
    await desk.shot("customers-reading");
    await trouble(desk, "It fails with an error of its own");
    await desk.reads(/the rest did not come/);
    const n = Number(await grid(desk).getAttribute("aria-rowcount")) - 1;
    assert.ok(n >= 500 && n < 10_000, `${n} customers are kept`);
    await desk.audit();
    await desk.shot("customers-partial");
    await desk.press("button", "Try again");
    await desk.reads(/the rest did not come/);
    await counts(desk, n);
    await trouble(desk, "None");
    await desk.page.getByText(/^Loaded [\d,]+ customers…$/).waitFor();
    await isRead(desk);
    await counts(desk, 10_000);
    await isConsistent(desk);
  },

  "while customers are read, Partner Center finds those who have not come": async (desk) => {
    await serve(desk, "10,000", "About a tenth of a second");
    await search(desk, "Żuraw Drukarnia sp. j.");
    await desk.page.locator("mark", { hasText: "Drukarnia" }).first().waitFor();
    await isRead(desk);
    await desk.page.locator("[role=status]", { hasText: /among 10,000 customers/ }).waitFor();
    const ids = await rows(desk).evaluateAll((all) => all.map((it) => it.dataset.row));
    assert.equal(new Set(ids).size, ids.length, "nobody twice");
    await desk.audit();
  },

  "a portal that asks to wait is not asked meanwhile": async (desk) => {
    // Twenty pages: long enough that the trouble comes in the middle of them, however slow the machine.
    await serve(desk, "10,000", "Almost a second");
    await trouble(desk, "Too many requests, try again later");
    await desk.reads(/asks to wait, reading goes on at \d/);
    await desk.audit();
    await desk.shot("customers-held");
    const n = async () => {
      await desk.go("Practice portal");
      await desk.page.locator("td[data-num]").first().waitFor();
      return desk.page.locator("td[data-num]", { hasText: "429" }).count();
    };
    // What was on its way comes back as well: a page, and two rows.
    await desk.page.waitForTimeout(2_000);
    const n_before = await n();
    assert.ok(n_before <= 3, `${n_before} requests were refused`);
    await desk.go("Customers");
    await search(desk, "zuraw");
    await desk.page.waitForTimeout(2_500);
    assert.equal(await n(), n_before, "requests while the portal asked to wait");
    await desk.select("Trouble with Partner Center", "None");
    await desk.go("Customers");
    await desk.reads(/asks to wait/);
  },
};
