// What every page must stand: axe with all WCAG 2.2 AA and best-practice rules, targets large enough, no sideways scroll.
import { readFile } from "node:fs/promises";

const axe = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const rules = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
  resultTypes: ["violations"],
};

async function violations(page) {
  // Through the browser's protocol, which the page's policy does not bind; the policy itself stays on.
  await page.evaluate(axe);
  const found = await page.evaluate((options) => globalThis.axe.run(document, options), rules);
  return found.violations.map(({ id, help, nodes }) =>
    `axe ${id}: ${help}\n` + nodes.slice(0, 4).map((node) => `      ${node.target.join(" ")}  ${node.html.slice(0, 120)}`).join("\n"),
  );
}

/** WCAG 2.5.8 by geometry, because axe passes over targets that stand in a line. Links inside text are exempt. */
function smallTargets() {
  const selector =
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=menuitem]";
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const boxOf = (element) => {
    const label = element.matches("input[type=radio], input[type=checkbox]") ? element.labels?.[0] : null;
    return [element, label].filter(Boolean).map((it) => it.getBoundingClientRect())
      .reduce((a, b) => new DOMRect(
        Math.min(a.left, b.left), Math.min(a.top, b.top),
        Math.max(a.right, b.right) - Math.min(a.left, b.left), Math.max(a.bottom, b.bottom) - Math.min(a.top, b.top)));
  };
  const targets = [...document.querySelectorAll(selector)].filter(shown).map((element) => ({ element, box: boxOf(element) }));
  const inText = ({ element }) => {
    if (getComputedStyle(element).display !== "inline") return false;
    const sentence = element.closest("p, li, dd, td, th, figcaption, span");
    return Boolean(sentence) && sentence.textContent.trim() !== element.textContent.trim();
  };
  const centre = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  const crowded = ({ element, box }) => {
    const [x, y] = centre(box);
    return targets.some((other) => {
      if (other.element === element || other.element.contains(element) || element.contains(other.element)) return false;
      const small = other.box.width < 24 || other.box.height < 24;
      const [left, top] = [Math.max(other.box.left, Math.min(x, other.box.right)), Math.max(other.box.top, Math.min(y, other.box.bottom))];
      const [otherX, otherY] = centre(other.box);
      return small ? Math.hypot(x - otherX, y - otherY) < 24 : Math.hypot(x - left, y - top) < 12;
    });
  };
  return targets
    .filter((target) => (target.box.width < 24 || target.box.height < 24) && !inText(target) && crowded(target))
    .map(({ element, box }) => `target of ${Math.round(box.width)} × ${Math.round(box.height)} px stands too close to another: ${element.outerHTML.slice(0, 120)}`);
}

function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const widest = [...document.body.querySelectorAll("*")].filter((it) => it.getBoundingClientRect().right > clientWidth + 1).at(-1);
  return [`scrolls sideways at ${clientWidth} px: ${widest?.outerHTML.slice(0, 120) ?? "something"}`];
}

/** In the made-up language everything said through words stands in brackets: what does not was written into the program. */
function unsaid() {
  const foreign = "[lang]:not(html), bdi, code, option, script, style, .head__name, .reason__id, .who__id, .num, [data-own]";
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!/\p{L}{3}/u.test(node.data) || !parent.checkVisibility() || parent.closest(foreign)) continue;
    let whole = parent;
    while (getComputedStyle(whole).display.startsWith("inline") && whole.parentElement) whole = whole.parentElement;
    const text = whole.textContent;
    if (!text.includes("⟦") || !text.includes("⟧")) found.add(`not said through words: ${node.data.trim().slice(0, 80)} (${parent.outerHTML.slice(0, 80)})`);
  }
  return [...found];
}

/** All findings on the page as it stands, at its own width and on a phone. */
export async function audit(page, language) {
  const size = page.viewportSize();
  const found = [...(await violations(page)), ...(await page.evaluate(smallTargets))];
  if (language === "en-x-ploc") found.push(...(await page.evaluate(unsaid)));
  await page.setViewportSize({ width: 390, height: 844 });
  found.push(...(await violations(page)), ...(await page.evaluate(smallTargets)));
  await page.setViewportSize({ width: 320, height: 640 });
  found.push(...(await page.evaluate(overflow)));
  await page.setViewportSize(size);
  return [...new Set(found)];
}
