// Operations that the checklist does not name.
import assert from "node:assert/strict";

const at = (portal, path) => `${portal.partner_center}/v1${path}`;
const get = async (portal, path) => (await portal.signed(at(portal, path))).json;
const dials = (portal, json) => portal.ask(`${portal.origin}/practice/dials`, { method: "POST", json });
const filter = (it) => encodeURIComponent(JSON.stringify(it));

/** A customer with this of its subscriptions, and an incident. */
async function somebody(portal) {
  for (const { id } of (await get(portal, "/customers?size=40")).items) {
    const incidents = (await get(portal, `/customers/${id}/serviceincidents/office`)).items;
    const held = (await get(portal, `/customers/${id}/subscriptions`)).items;
    if (incidents.length > 0 && held.length > 0) return { id, incidents, held };
  }
  throw new Error("all are well");
}

export default {
  async "the support profile is changed under both addresses"(portal) {
    const before = await get(portal, "/profiles/support");
    for (const [path, email] of [["/profiles/support", "one@desk.example"], ["/profiles/supportprofile", "two@desk.example"]]) {
      const json = { Email: email, Telephone: null, Website: before.website, ProfileType: "support_profile" };
      const answer = await portal.signed(at(portal, path), { method: "PUT", json });
      assert.deepEqual([answer.status, answer.json], [200, { ...before, email }]);
      assert.equal((await get(portal, "/profiles/support")).email, email);
    }
  },

  async "the partner's other profiles"(portal) {
    const { mpnId } = await get(portal, "/profiles/mpn");
    assert.equal((await get(portal, `/profiles/mpn?mpnId=${mpnId}`)).mpnId, mpnId);
    const other = await portal.signed(at(portal, "/profiles/mpn?mpnId=1"));
    assert.deepEqual([other.status, other.json.code], [404, 3000]);
    assert.equal((await get(portal, "/profiles/legalbusiness?vettingVersion=Current")).vettingStatus, "authorized");
    const { tenantId, culture } = await get(portal, "/profiles/organization");
    assert.match(`${tenantId} ${culture}`, /^[0-9a-f-]{36} [a-z]{2}-[A-Z]{2}$/);
  },

  async "other partners, and whether they have signed"(portal) {
    const resellers = (await get(portal, "/relationships?relationship_type=IsIndirectCloudSolutionProviderOf")).items;
    assert.equal(resellers.length, 2);
    const one = filter({ Field: "Name", Value: resellers[0].name.slice(0, 4).toUpperCase(), Operator: "starts_with" });
    const found = (await get(portal, `/relationships?relationship_type=is_indirect_cloud_solution_provider_of&filter=${one}`)).items;
    assert.deepEqual(found.map((it) => it.id), [resellers[0].id]);
    for (const [query, code] of [["", 2001], ["?relationship_type=", 2001], ["?relationship_type=IsFriendOf", 900126]]) {
      const refused = await portal.signed(at(portal, `/relationships${query}`));
      assert.deepEqual([refused.status, refused.json.code], [400, code], query);
    }
    const signed = async (query) => {
      const { status, json } = await portal.signed(at(portal, `/compliance/csp/agreementstatus${query}`));
      return json.isAgreementSigned ?? `${status}/${json.code}`;
    };
    assert.deepEqual(await Promise.all([
      `?tenantId=${resellers[0].id}`, `?mpnId=${resellers[1].mpnId}`, "", `?mpnId=1&tenantId=${resellers[0].id}`, "?mpnId=x",
      "?tenantId=x", "?tenantId=00000000-0000-0000-0000-000000000000", "?mpnId=1",
    ].map(signed)), [true, false, "400/2001", "400/2000", "400/2000", "400/2000", "400/2205", "400/2200"]);
  },

  async "a subscription, and whom its customer turns to"(portal) {
    const { id, held } = await somebody(portal);
    const path = `/customers/${id}/subscriptions/${held[0].id.toUpperCase()}`;
    assert.deepEqual(await get(portal, path), held[0]);
    assert.match(held[0].orderId, /^[0-9a-f]{12}$/);
    assert.equal(held[0].effectiveStartDate, held[0].creationDate);
    assert.equal(held[0].termDuration, "P1Y");
    assert.ok(held[0].attributes.etag);
    const [product, sku, availability] = held[0].offerId.split(":");
    const uris = Object.entries(held[0].links).map(([key, it]) => `${it.method} ${key} ${it.uri.split("?")[0]}`);
    assert.deepEqual(uris, [
      `GET offer /offers/${held[0].offerId}`,
      `GET product /products/${product}`,
      `GET sku /products/${product}/skus/${sku}`,
      `GET availability /products/${product}/skus/${sku}/availabilities/${availability}`,
      `GET self /customers/${id}/subscriptions/${held[0].id}`,
    ]);
    const of_order = (order) => get(portal, `/customers/${id}/subscriptions?order_id=${order}`).then((it) => it.items.map((one) => one.id));
    assert.deepEqual(await of_order(held[0].orderId), [held[0].id]);
    assert.deepEqual(await of_order("000000000000"), []);
    await dials(portal, { enums: "integers" });
    const [numbered] = (await get(portal, `/customers/${id}/subscriptions`)).items;
    assert.deepEqual([numbered.status, numbered.billingCycle], [1, 1]);
    await dials(portal, {});
    const [reseller] = (await get(portal, "/relationships?relationship_type=IsIndirectCloudSolutionProviderOf")).items;
    const contact = at(portal, `${path}/supportcontact`);
    assert.equal((await portal.signed(contact)).json.name, "Wrzos Services");
    const put = (supportTenantId) => portal.signed(contact, { method: "PUT", json: { SupportTenantId: supportTenantId } });
    assert.equal((await put(id)).status, 400);
    const [provider] = (await get(portal, "/relationships?relationship_type=IsIndirectResellerOf")).items;
    const refused = await put(provider.id);
    assert.deepEqual([refused.status, refused.json.code], [400, 3000], "a partner, but no reseller of this one");
    assert.equal((await put(reseller.id)).json.supportMpnId, reseller.mpnId);
    assert.equal((await portal.signed(contact)).json.supportTenantId, reseller.id);
    const none = await portal.signed(at(portal, `/customers/${id}/subscriptions/${id}`));
    assert.deepEqual([none.status, none.json.code], [404, 20003]);
  },

  async "service incidents by service or one by one"(portal) {
    const { id, incidents } = await somebody(portal);
    const details = incidents.flatMap((it) => it.incidents);
    for (const it of incidents) assert.ok(it.workload && it.status && Array.isArray(it.messageCenterMessages));
    await dials(portal, { incidents: "flat", enums: "integers" });
    const flat = (await get(portal, `/customers/${id}/serviceincidents/office`)).items;
    assert.deepEqual(flat.map((it) => it.id).sort(), details.map((it) => it.id).sort());
    assert.deepEqual(flat.map((it) => it.messageType), flat.map(() => 1));
    assert.equal(typeof flat[0].severity, "number");
    const active = filter({ Field: "Resolved", Value: "false", Operator: "equals" });
    const left = (await get(portal, `/customers/${id}/serviceincidents/office?filter=${active}`)).items;
    assert.deepEqual(left.map((it) => it.id), flat.filter((it) => !it.resolved).map((it) => it.id));
    await dials(portal, {});
    const count = await portal.signed(at(portal, "/serviceincidents/office/count"));
    assert.ok(count.json >= details.length);
  },

  async "dials change how it writes"(portal) {
    await dials(portal, { byte_order_mark: false, generation: "third" });
    const [first] = (await get(portal, "/servicerequests")).items;
    const path = at(portal, `/servicerequests/${first.id}`);
    assert.equal((await portal.signed(path)).text[0], "{");
    const changed = await portal.signed(path, { method: "PATCH", json: { Title: first.title } });
    assert.deepEqual([changed.status, changed.text], [204, ""]);
    const missing = await portal.signed(at(portal, "/servicerequests/1"));
    assert.deepEqual([missing.status, missing.json.status], [404, 404]);
    await dials(portal, {});
    assert.equal((await dials(portal, "x")).status, 200, "what is unknown is as by default");
    assert.equal((await portal.ask(`${portal.origin}/practice/dials`, { method: "POST", body: "{" })).status, 400);
  },
};
