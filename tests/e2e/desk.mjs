// A visitor of the desk, with one of two hands: a pointer, or only the keyboard. Journeys speak to it by role and name.
import assert from "node:assert/strict";
import { audit } from "./audit.mjs";

const looks = [
  ["light", { colorScheme: "light", forcedColors: "none" }],
  ["dark", { colorScheme: "dark", forcedColors: "none" }],
  ["forced", { colorScheme: "light", forcedColors: "active" }],
];
/** Roles moved through by arrow keys, and the widget that is one stop of the Tab key. */
const arrows = {
  radio: ["fieldset, [role=radiogroup], form", "ArrowDown"],
  tab: ["[role=tablist]", "ArrowRight"],
  option: ["[role=listbox]", "ArrowDown"],
  menuitem: ["[role=menu], [role=menubar]", "ArrowDown"],
  treeitem: ["[role=tree]", "ArrowDown"],
};

/** Runs in every page before its own scripts. */
export function watchPolicy() {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy breached: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
  });
}

export class Desk {
  /** What went wrong unasked: console errors, uncaught errors, breaches of the content policy. */
  faults = [];
  audits = 0;
  #forgiven = [];
  #typed = -Infinity;

  constructor(page, url, hand, tongue, pictures) {
    Object.assign(this, { page, url, hand, tongue, pictures });
    page.on("console", (message) => message.type() === "error" && this.#note(`console: ${message.text()}`));
    page.on("pageerror", (error) => this.#note(`uncaught: ${error.message}`));
    page.on("crash", () => this.#note("the page crashed"));
  }

  #note(fault) {
    if (!this.#forgiven.some((pattern) => pattern.test(fault))) this.faults.push(fault);
  }

  /** Expect faults of this kind from now on, such as failed requests while offline. */
  forgive(pattern) {
    this.#forgiven.push(pattern);
  }

  /** What has this role and, in the language of the journey, this name. */
  find(role, english) {
    const name = this.tongue.say(english);
    return this.page.getByRole(role, name === undefined ? {} : { name, exact: typeof name === "string" });
  }

  /** Opens an address such as `#/en/requests` and waits until the app has replaced the page's static shell. */
  async open(address = "") {
    await this.page.goto(this.url + this.tongue.address(address));
    await this.page.waitForFunction(() => !document.querySelector("[data-shell]"));
  }

  async reload() {
    await this.page.reload();
    await this.page.waitForFunction(() => !document.querySelector("[data-shell]"));
  }

  async offline(is = true) {
    await this.page.context().setOffline(is);
  }

  key(chord) {
    return this.page.keyboard.press(chord);
  }

  /** Moves the focus to what has this role and name, the way a hand without a pointer does. */
  async reach(role, name) {
    const target = this.find(role, name);
    await target.waitFor();
    const [group, arrow] = arrows[role] ?? [];
    const at = () => target.evaluate((it, group) => {
      const focus = document.activeElement;
      if (it === focus || (it.id && it.id === focus?.getAttribute("aria-activedescendant"))) return "here";
      // A grid is one stop as well, and is moved through by rows.
      if (it.closest("[role=grid]")?.contains(focus)) {
        const row = (cell) => Number(cell.closest("[aria-rowindex]").getAttribute("aria-rowindex"));
        const by = row(it) - row(focus);
        return by > 0 ? "ArrowDown" : by < 0 ? "ArrowUp" : "Home";
      }
      const widget = group && it.closest(group);
      // A heading or a disclosure inside the widget that holds the focus takes no arrow keys.
      if (!focus?.matches("input[type=radio], [role], input[aria-controls]")) return "away";
      return widget && (widget.contains(focus) || widget.id === focus?.getAttribute("aria-controls")) ? "near" : "away";
    }, group);
    // A page grows while its data comes, also in front of the hand, so the stops are counted at each step.
    const stops = this.page.locator("a, button, input, select, textarea, summary, [tabindex]");
    for (let step = 0; step <= (await stops.count()) + 3; step += 1) {
      const place = await at();
      if (place === "here") return target;
      await this.key({ near: arrow, away: "Tab" }[place] ?? place);
    }
    throw new Error(`the keyboard cannot reach ${role} ${name}`);
  }

  /** Follows a link, presses a button, picks a tab or an option. */
  async press(role, name) {
    if (this.hand === "pointer") return this.find(role, name).click();
    await this.reach(role, name);
    await this.key("Enter");
  }

  /** Picks a radio or ticks a checkbox by its label. */
  async choose(name, role = "radio") {
    const target = this.find(role, name);
    if (this.hand === "pointer") {
      // The whole card is the target: its label lies over the dot.
      await target.check({ force: true });
    } else {
      await this.reach(role, name);
      if (!(await target.isChecked())) await this.key("Space");
    }
    assert.ok(await target.isChecked(), `${role} ${name} is not chosen`);
  }

  /** Replaces the text of a field. */
  async fill(name, text, role = "textbox") {
    if (this.hand === "pointer") {
      await this.find(role, name).click();
    } else {
      await this.reach(role, name);
    }
    await this.key("ControlOrMeta+a");
    await this.page.keyboard.type(text);
  }

  /** Sets a drop-down list to an option. */
  async select(name, option) {
    const list = this.find("combobox", name);
    const labels = await list.evaluate((it) => [...it.options].map((one) => one.label));
    const label = labels.find((it) => this.tongue.is(option, it)) ?? option;
    if (this.hand === "pointer") return list.selectOption({ label });
    const target = await this.reach("combobox", name);
    const chosen = () => target.evaluate((it) => it.selectedOptions[0].label);
    // Letters that are on no key of the driver's keyboard reach no list.
    if (/^[ -~]*$/.test(label)) {
      // A list that keeps the focus takes letters for a second as the end of the word typed before.
      await this.page.waitForTimeout(Math.max(0, 1100 - (performance.now() - this.#typed)));
      await this.page.keyboard.type(label);
      this.#typed = performance.now();
    } else await target.selectOption({ label });
    assert.equal(await chosen(), label);
  }

  /** Goes to a page by the rail, which a narrow window hides behind its Menu button. */
  async go(page) {
    const menu = this.page.locator(".rail__toggle");
    if (await menu.isVisible() && (await menu.getAttribute("aria-expanded")) === "false") await menu.press("Enter");
    const link = this.find("link", page).first();
    const address = await link.evaluate((it) => (it.matches(".rail__link") ? it.getAttribute("href") : ""));
    await this.press("link", page);
    // What follows is about the page that was gone to.
    if (address) await this.page.locator(`.rail__link[aria-current=page][href="${address}"]`).waitFor({ state: "attached" });
  }

  sees(role, name) {
    return this.find(role, name).first().waitFor();
  }

  /** Waits for a text anywhere on the page. */
  reads(text) {
    return this.page.getByText(this.tongue.within(text)).first().waitFor();
  }

  async misses(role, name) {
    assert.equal(await this.find(role, name).count(), 0, `${role} ${name} should not be there`);
  }

  async isAt(role, name) {
    await this.page.waitForFunction((it) => it === document.activeElement, await this.find(role, name).elementHandle());
  }

  /** Every journey ends here, and calls it on each page it cares about. */
  async audit() {
    this.audits += 1;
    const found = await audit(this.page, this.tongue.language);
    assert.equal(found.length, 0, `\n    ${found.join("\n    ")}`);
  }

  /** How many A4 pages the page takes on paper. */
  async sheets() {
    const pdf = await this.page.pdf({ format: "A4", preferCSSPageSize: true });
    return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  }

  /** Takes pictures when the run was asked for them. */
  async shot(name) {
    if (!this.pictures || this.hand !== "pointer") return;
    const size = this.page.viewportSize();
    for (const width of [1366, 390]) {
      await this.page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      for (const [look, media] of looks) {
        await this.page.emulateMedia(media);
        await this.page.screenshot({ path: `${this.pictures}/${name}-${width}-${look}.png`, fullPage: true });
      }
    }
    await this.page.setViewportSize(size);
    await this.page.emulateMedia(looks[0][1]);
  }
}
