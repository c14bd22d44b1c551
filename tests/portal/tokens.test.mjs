// Whom the test token stands for.
import assert from "node:assert/strict";

const version = "api-version=2024-04-01";
const nobody = "00000000-0000-0000-0000-000000000000";

/** A customer with a subscription of Azure, and the partner's own tenant. */
async function tenants(portal) {
  const get = async (path) => (await portal.signed(`${portal.partner_center}/v1${path}`)).json;
  const partner = (await get("/profiles/organization")).tenantId;
  for (const { id } of (await get("/customers?size=40")).items) {
    const { items } = await get(`/customers/${id}/subscriptions`);
    const subscription = items.find((it) => it.entitlementId && it.status === "active")?.entitlementId;
    if (subscription) return { partner, customer: id, subscription };
  }
  throw new Error("no customer has a subscription");
}

export default {
  async "a subscription that nobody has is not found"(portal) {
    const { customer } = await tenants(portal);
    for (const token of [portal.token, `${portal.token}.${customer}`, `${portal.token}.${customer.toUpperCase()}`]) {
      const answer = await portal.signed(`${portal.azure}/subscriptions/${nobody}/providers/Microsoft.Support/supportTickets?${version}`, {}, token);
      assert.deepEqual([answer.status, answer.json.error.code], [404, "SubscriptionNotFound"]);
    }
  },

  async "only the token itself counts, or with a tenant behind a full stop"(portal) {
    const { partner, customer } = await tenants(portal);
    const services = `${portal.azure}/providers/Microsoft.Support/services?${version}`;
    const relationships = `${portal.graph}/v1.0/tenantRelationships/delegatedAdminRelationships`;
    for (const [behind, of_azure, of_graph] of [
      ["", 200, 200], [`.${customer}`, 200, 200], [`.${partner}`, 403, 200], [`.${nobody}`, 403, 200],
      ["zzz", 401, 401], [".", 401, 401], [`${customer}`, 401, 401],
    ]) {
      const token = portal.token + behind;
      assert.equal((await portal.signed(services, {}, token)).status, of_azure, `azure ${behind}`);
      assert.equal((await portal.signed(relationships, {}, token)).status, of_graph, `graph ${behind}`);
    }
  },

  async "beside a customer's token only the partner's counts"(portal) {
    const { partner, customer, subscription } = await tenants(portal);
    const ticket = `${portal.azure}/subscriptions/${subscription}/providers/Microsoft.Support/supportTickets/aux-1?${version}`;
    for (const [behind, status] of [["", 400], [`.${partner}`, 400], [`.${customer}`, 403], ["zzz", 403], [".", 403], [null, 403]]) {
      const headers = behind === null ? {} : { "x-ms-authorization-auxiliary": `Bearer ${portal.token}${behind}` };
      const answer = await portal.signed(ticket, { method: "PUT", json: {}, headers });
      assert.equal(answer.status, status, String(behind));
    }
  },
};
