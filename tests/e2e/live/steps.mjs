// What journeys over the network have in common: signing in, and the way to a request that can be sent.
import { answer, contact, down, outage, unavailable } from "../journeys/cases.mjs";

/** Leaves for the identity provider, signs in there as somebody unless it still knows who it is, and comes back. */
export async function signIn(desk, somebody = /Admin agent/) {
  await desk.press("button", "Sign in");
  const asks = desk.page.getByRole("heading", { name: "Practice sign-in" });
  const badge = desk.page.locator(".badge[data-tone=live]", { hasText: /@/ });
  await asks.or(badge).first().waitFor();
  if (await asks.isVisible()) {
    await desk.page.getByRole("radio", { name: somebody }).check();
    await desk.page.getByRole("button", { name: "Sign in" }).click();
  }
  await desk.page.waitForFunction(() => document.querySelector(".badge[data-tone=live]") && !document.querySelector("[data-shell]"));
}

/** Opens the customers and signs in on the way. */
export async function begin(desk, somebody) {
  await desk.open("#/en/customers");
  await desk.reads("Sign in to work with your customers");
  await signIn(desk, somebody);
}

/** Says once who we are. */
export async function introduce(desk) {
  await desk.go("My organisation");
  await desk.choose("Direct-bill partner");
  await desk.choose("Advanced Support for Partners", "checkbox");
  await desk.choose("Admin agent");
  await desk.select("Support language", "English");
}

export async function pick(desk, { name, domain }) {
  await desk.go("Customers");
  await desk.fill("Search by name, domain or tenant id", domain, "searchbox");
  await desk.press("button", new RegExp(name.replace(/[.()]/g, "\\$&")));
  await desk.press("button", "Use this customer");
  await desk.sees("heading", /marketplace product itself/);
}

/** Triages an outage of Azure for a customer and writes the request, up to the fields of the portal. */
export async function draft(desk, sought) {
  await introduce(desk);
  await pick(desk, sought);
  await answer(desk, [...outage("Azure"), unavailable, down]);
  await desk.press("link", "Prepare the request");
  await contact(desk);
}

/** Fills in the fields of the portal and goes on to the check. */
export async function complete(desk) {
  await desk.select("Azure service", "Virtual Machine running Windows");
  await desk.page.locator("#classification option").nth(1).waitFor({ state: "attached" });
  await desk.page.locator("#classification").selectOption({ index: 1 });
  await desk.select("Your country", "Poland");
  await desk.press("button", "Continue");
  await desk.sees("heading", "Check everything before you submit");
}

/** Signs in and prepares a request up to the check; says under which addresses tickets are filed from then on. */
export async function prepare(desk, sought) {
  const puts = new Set();
  desk.page.on("request", (it) => {
    if (it.method() === "PUT" && /supportTickets\/[^/?]+\?/.test(it.url())) puts.add(new URL(it.url()).pathname);
  });
  await begin(desk);
  await draft(desk, sought);
  await complete(desk);
  return puts;
}

/** That a request is closed, as its page shows it. */
export const closed = (desk) => desk.page.locator(".badge", { hasText: /^Closed$/ }).first();

/** Closes the request of the page, and agrees to it. */
export async function close(desk) {
  await desk.press("button", "Close the request");
  await desk.press("button", "Close it");
}
