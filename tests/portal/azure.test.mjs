// Microsoft's own client of Azure Support.
import { MicrosoftSupport } from "@azure/arm-support";
import assert from "node:assert/strict";

const polled = { updateIntervalInMs: 5 };

/** A customer whose subscription the partner may file for, and a client that files there. */
async function open(portal) {
  const { json } = await portal.signed(`${portal.partner_center}/v1/customers?size=40`);
  for (const { id } of json.items) {
    const held = (await portal.signed(`${portal.partner_center}/v1/customers/${id}/subscriptions`)).json.items;
    const subscription = held.find((it) => it.entitlementId && it.status === "active")?.entitlementId;
    if (!subscription) continue;
    const credential = { getToken: async () => ({ token: portal.token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
    const client = new MicrosoftSupport(credential, subscription, { endpoint: portal.azure });
    client.pipeline.addPolicy({
      name: "partner",
      sendRequest(request, next) {
        request.headers.set("x-ms-authorization-auxiliary", `Bearer ${portal.token}`);
        return next(request);
      },
    });
    return { client, subscription };
  }
  throw new Error("no customer has a subscription");
}

async function collected(pages) {
  const all = [];
  for await (const it of pages) all.push(it);
  return all;
}

async function wish(client, title) {
  const services = await collected(client.services.list());
  const service = services.find((it) => it.displayName.startsWith("Virtual Machine"));
  const kinds = await collected(client.problemClassifications.list(service.name));
  return {
    title,
    description: "It does not start.",
    serviceId: service.id,
    problemClassificationId: kinds[0].id,
    severity: "minimal",
    advancedDiagnosticConsent: "Yes",
    contactDetails: {
      firstName: "Zofia", lastName: "Wrzos", preferredContactMethod: "email", primaryEmailAddress: "z@wrzos-services.example",
      preferredTimeZone: "Central European Standard Time", country: "POL", preferredSupportLanguage: "en-us",
    },
  };
}

export default {
  async "services, one of them, and its classifications"(portal) {
    const { client } = await open(portal);
    const [first] = await collected(client.services.list());
    assert.equal((await client.services.get(first.name)).displayName, first.displayName);
    const [kind] = await collected(client.problemClassifications.list(first.name));
    assert.equal((await client.problemClassifications.get(first.name, kind.name)).id, kind.id);
    assert.ok((await collected(client.operations.list())).some((it) => it.name === "Microsoft.Support/supportTickets/write"));
  },

  async "a ticket from the check of its name to its closing"(portal) {
    const { client, subscription } = await open(portal);
    const check = (name) => client.supportTickets.checkNameAvailability({ name, type: "Microsoft.Support/supportTickets" });
    assert.equal((await check("lib-1")).nameAvailable, true);
    assert.equal((await check("12345")).reason, "Invalid");
    const started = performance.now();
    const made = await client.supportTickets.beginCreateAndWait("lib-1", await wish(client, "By library"), polled);
    assert.ok(performance.now() - started < 5_000);
    assert.match(made.supportTicketId, /^\d{16}$/);
    assert.equal((await check("lib-1")).reason, "AlreadyExists");
    const read = await client.supportTickets.get("lib-1");
    assert.deepEqual([read.severity, read.status, read.contactDetails.preferredContactMethod], ["Minimal", "Open", "Email"]);
    assert.ok(read.id.includes(subscription));
    const talk = { subject: "More of it", body: "a < b" };
    const told = (name) => client.communications.checkNameAvailability("lib-1", { name, type: "Microsoft.Support/communications" });
    assert.equal((await told("note-1")).nameAvailable, true);
    await client.communications.beginCreateAndWait("lib-1", "note-1", talk, polled);
    assert.equal((await told("note-1")).reason, "AlreadyExists");
    const note = await client.communications.get("lib-1", "note-1");
    assert.equal(note.subject, `More of it - TrackingID#${made.supportTicketId}`);
    assert.equal(note.body, "<pre>a &lt; b</pre>");
    assert.equal((await collected(client.communications.list("lib-1"))).length, 1);
    const filter = { filter: "communicationType eq 'phone'" };
    assert.equal((await collected(client.communications.list("lib-1", filter))).length, 0);
    await client.communications.beginCreateAndWait("lib-1", "note-2", { ...talk, sender: "desk@wrzos-services.example" }, polled);
    assert.equal((await client.communications.get("lib-1", "note-2")).sender, "desk@wrzos-services.example");
    const raised = await client.supportTickets.update("lib-1", { severity: "moderate" });
    assert.deepEqual([raised.severity, raised.serviceLevelAgreement.slaMinutes], ["Moderate", 480], "the deadline lags");
    assert.equal((await client.supportTickets.get("lib-1")).serviceLevelAgreement.slaMinutes, 240);
    assert.equal((await client.supportTickets.update("lib-1", { status: "closed" })).status, "closed");
    assert.equal((await client.supportTickets.get("lib-1")).status, "Closed");
  },

  async "a change of contact and consents is seen at once and later"(portal) {
    const { client, subscription } = await open(portal);
    const made = await client.supportTickets.beginCreateAndWait("lib-2", await wish(client, "To be changed"), polled);
    assert.deepEqual([made.supportEngineer, made.require24X7Response, made.enrollmentId], [{}, false, ""]);
    const contactDetails = { phoneNumber: "+48 56 555 01 14", preferredContactMethod: "phone" };
    const changed = await client.supportTickets.update("lib-2", { contactDetails });
    for (const { contactDetails: it } of [changed, await client.supportTickets.get("lib-2")]) {
      assert.deepEqual([it.phoneNumber, it.preferredContactMethod], ["+48 56 555 01 14", "Phone"]);
      assert.equal(it.firstName, "Zofia", "what was not sent stays");
    }
    // The library is of the oldest version, which knows no consents.
    const path = `/subscriptions/${subscription}/providers/Microsoft.Support/supportTickets/lib-2?api-version=2024-04-01`;
    const secondaryConsent = [{ userConsent: "Yes", type: "virtualMachine" }];
    const json = { advancedDiagnosticConsent: "No", secondaryConsent };
    const agreed = await portal.signed(`${portal.azure}${path}`, { method: "PATCH", json });
    for (const { properties: it } of [agreed.json, (await portal.signed(`${portal.azure}${path}`)).json]) {
      assert.deepEqual([it.advancedDiagnosticConsent, it.secondaryConsent], ["No", secondaryConsent]);
      assert.match(Buffer.from(it.supportPlanId, "base64").toString(), /^Source:/);
    }
  },

  async "tickets are listed in pages and filtered"(portal) {
    const { client } = await open(portal);
    const before = (await collected(client.supportTickets.list())).length;
    for (let n = 0; n < 7; n += 1) {
      await client.supportTickets.beginCreateAndWait(`many-${n}`, await wish(client, `Number ${n}`), polled);
    }
    await client.supportTickets.update("many-0", { status: "closed" });
    const sizes = [];
    for await (const page of client.supportTickets.list({ top: 3 }).byPage()) sizes.push(page.length);
    assert.equal(sizes.reduce((sum, it) => sum + it, 0), before + 7);
    assert.ok(sizes.every((it) => it <= 3) && sizes.length >= 3, String(sizes));
    const found = async (filter) => (await collected(client.supportTickets.list({ top: 2, filter }))).map((it) => it.name);
    const open_ones = await found("status eq 'Open'");
    assert.ok(!open_ones.includes("many-0") && open_ones.length >= 6);
    assert.ok((await found("status eq 'Closed' and createdDate ge 2020-01-01T00:00:00Z")).includes("many-0"));
    assert.deepEqual(await found("createdDate gt 2099-01-01T00:00:00Z"), []);
    await assert.rejects(found("title eq 'x'"), (error) => error.statusCode === 400);
  },

  async "refusals have code and status"(portal) {
    const { client } = await open(portal);
    const refused = (code, statusCode) => (error) => error.code === code && error.statusCode === statusCode;
    await assert.rejects(client.supportTickets.get("none"), refused("ResourceNotFound", 404));
    const ticket = await wish(client, "x");
    await assert.rejects(client.supportTickets.beginCreateAndWait("1234", ticket, polled), refused("ResourceNameInvalid", 400));
    const abroad = { ...ticket, contactDetails: { ...ticket.contactDetails, country: "PL" } };
    await assert.rejects(client.supportTickets.beginCreateAndWait("x-1", abroad, polled), refused("InvalidParameter", 400));
    const elsewhere = new MicrosoftSupport({ getToken: async () => ({ token: "none", expiresOnTimestamp: Date.now() + 1e6 }) },
      "00000000-0000-0000-0000-000000000000", { endpoint: portal.azure });
    await assert.rejects(elsewhere.supportTickets.get("none"), (error) => error.statusCode === 401);
  },

  async "the operation is once in progress, and leads back to this portal"(portal) {
    const { client, subscription } = await open(portal);
    const api = "api-version=2024-04-01";
    const address = `${portal.azure}/subscriptions/${subscription}/providers/Microsoft.Support/supportTickets/raw-1?${api}`;
    const headers = { "x-ms-authorization-auxiliary": `Bearer ${portal.token}` };
    const json = { properties: await wish(client, "Raw") };
    const accepted = await portal.signed(address, { method: "PUT", headers, json });
    assert.deepEqual([accepted.status, accepted.text, accepted.headers["content-length"]], [202, "", "0"]);
    const operation = accepted.headers["azure-asyncoperation"];
    assert.ok(operation.startsWith(`${portal.azure}/`) && accepted.headers.location.startsWith(`${portal.azure}/`));
    const budget = "x-ms-ratelimit-remaining-subscription-writes";
    const left = Number(accepted.headers[budget]);
    assert.equal((await portal.signed(accepted.headers.location)).headers[budget], undefined, "reading is no write");
    const looks = [];
    for (let n = 0; n < 2; n += 1) looks.push((await portal.signed(operation)).json);
    assert.deepEqual(looks.map((it) => it.status), ["InProgress", "Succeeded"]);
    assert.equal(looks[1].properties.supportTicketCreationWarning, "");
    const closing = await portal.signed(address, { method: "PATCH", json: { status: "CLOSED" } });
    assert.deepEqual([closing.json.properties.status, Number(closing.headers[budget])], ["closed", left - 1]);
    assert.equal((await portal.signed(address)).json.properties.status, "Closed");
    const of_tenant = `${portal.azure}/providers/Microsoft.Support/supportTickets?api-version=2020-04-01`;
    assert.equal((await portal.signed(of_tenant)).json.error.code, "InvalidApiVersionParameter");
    const bare = await portal.signed(address.replace(`?${api}`, ""));
    assert.deepEqual([bare.status, bare.json.error.code], [400, "MissingApiVersionParameter"]);
    const alone = await portal.signed(address.replace("raw-1", "raw-2"), { method: "PUT", json });
    assert.equal(alone.status, 403, "the partner's token is missing");
    const faked = { "x-ms-authorization-auxiliary": "Bearer anybody" };
    assert.equal((await portal.signed(address.replace("raw-1", "raw-2"), { method: "PUT", headers: faked, json })).status, 403);
  },
};
