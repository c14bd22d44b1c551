// Microsoft's own client of Graph, in a world of thirty thousand customers.
import { Client, PageIterator } from "@microsoft/microsoft-graph-client";
import assert from "node:assert/strict";

function client(portal, token = portal.token) {
  const authProvider = { getAccessToken: async () => token };
  const { host } = new URL(portal.graph);
  return Client.initWithMiddleware({
    authProvider,
    baseUrl: portal.graph,
    defaultVersion: "v1.0",
    customHosts: new Set([host.split(":")[0], host]),
  });
}

/** A customer of whom incidents are told. */
async function sufferer(portal) {
  const { json } = await portal.signed(`${portal.partner_center}/v1/customers?size=500`);
  for (const { id } of json.items) {
    const api = client(portal, `${portal.token}.${id}`);
    const found = await api.api("/admin/serviceAnnouncement/issues").get().catch((error) => {
      assert.equal(error.statusCode, 403);
      return { value: [] };
    });
    if (found.value.length > 1) return api;
  }
  throw new Error("all are well");
}

async function collected(api, first) {
  const all = [];
  await new PageIterator(api, first, (it) => all.push(it)).iterate();
  return all;
}

export default {
  async "health of all services, and of one by its name"(portal) {
    const api = await sufferer(portal);
    const overviews = await api.api("/admin/serviceAnnouncement/healthOverviews").expand("issues").get();
    const unwell = overviews.value.find((it) => it.issues.length > 0);
    const path = `/admin/serviceAnnouncement/healthOverviews/${encodeURIComponent(unwell.service)}`;
    assert.equal((await api.api(path).get()).id, unwell.id);
    const named = api.api("/admin/serviceAnnouncement/healthOverviews").filter(`service eq '${unwell.service}'`).select("id");
    assert.deepEqual((await named.get()).value, [{ id: unwell.id }]);
    const issue = await api.api(`/admin/serviceAnnouncement/issues/${unwell.issues[0].id}`).get();
    assert.equal(issue.title, unwell.issues[0].title);
    await assert.rejects(api.api("/admin/serviceAnnouncement/issues/XX000").get(), (error) => error.statusCode === 404);
  },

  async "issues in pages of any size"(portal) {
    const api = await sufferer(portal);
    const issues = () => api.api("/admin/serviceAnnouncement/issues");
    const all = (await issues().get()).value;
    const byTop = await collected(api, await issues().top(1).get());
    assert.deepEqual(byTop.map((it) => it.id), all.map((it) => it.id));
    const byHeader = await collected(api, await issues().header("Prefer", "odata.maxpagesize=1").get());
    assert.deepEqual(byHeader.map((it) => it.id), all.map((it) => it.id));
    assert.equal((await issues().count().get())["@odata.count"], all.length);
    const open = (await issues().filter("isResolved eq false").get()).value;
    assert.deepEqual(open.map((it) => it.id), all.filter((it) => !it.isResolved).map((it) => it.id));
    const of_one = (await issues().filter(`service eq '${all[0].service}' and isResolved eq ${all[0].isResolved}`).get()).value;
    assert.ok(of_one.length > 0 && of_one.every((it) => it.service === all[0].service));
    const either = `contains(title,'${all[0].title.slice(0, 5).replace("'", "''")}') or id eq '${all[1].id}'`;
    const found = (await issues().filter(either).get()).value.map((it) => it.id);
    assert.ok(found.includes(all[0].id) && found.includes(all[1].id));
    const sorted = (await issues().orderby("startDateTime desc").get()).value.map((it) => it.startDateTime);
    assert.deepEqual(sorted, [...sorted].sort().reverse());
    for (const it of all) assert.equal(it.endDateTime === null, !it.isResolved, it.id);
    for (const asked of [issues().filter("nonsense"), issues().filter("nothing eq 'x'"), issues().top(0), issues().select("nothing")]) {
      await assert.rejects(asked.get(), (error) => error.statusCode === 400);
    }
    const unreviewed = api.api(`/admin/serviceAnnouncement/issues/${all[0].id}/incidentReport`);
    await assert.rejects(unreviewed.get(), (error) => error.statusCode === 404);
  },

  async "messages for the customer's administrators"(portal) {
    const api = await sufferer(portal);
    const { value } = await api.api("/admin/serviceAnnouncement/messages").get();
    assert.ok(value.length > 0);
    for (const it of value) assert.ok(it.id && it.title && it.body.content && it.category, it.id);
    assert.equal((await api.api(`/admin/serviceAnnouncement/messages/${value[0].id}`).get()).id, value[0].id);
  },

  async "relationships, what is assigned in them, and their customers"(portal) {
    const api = client(portal);
    const base = "/tenantRelationships/delegatedAdminRelationships";
    const all = await collected(api, await api.api(base).top(50).get());
    assert.equal(all.length, 250);
    assert.equal(new Set(all.map((it) => it.id)).size, 250);
    const [brief] = (await api.api(base).select(["id", "status"]).top(1).get()).value;
    assert.deepEqual(Object.keys(brief).sort(), ["id", "status"]);
    const tenant = all[120].customer.tenantId;
    const of_one = (await api.api(base).filter(`customer/tenantId eq '${tenant}'`).get()).value;
    assert.deepEqual(of_one.map((it) => it.id), [all[120].id]);
    const active = await collected(api, await api.api(base).filter("status eq 'active'").get());
    assert.ok(active.length > 100 && active.every((it) => it.status === "active"));
    assert.equal((await api.api(`${base}/${all[0].id}`).get()).id, all[0].id);
    const { value } = await api.api(`${base}/${active[0].id}/accessAssignments`).get();
    assert.equal(value[0].status, "active");
    assert.deepEqual(value[0].accessDetails.unifiedRoles, active[0].accessDetails.unifiedRoles);
    assert.equal(value[0].accessContainer.accessContainerType, "securityGroup");
    const parts = async (part) => (await api.api(`${base}/${active[0].id}/${part}`).get()).value;
    const [[locked], [assigned]] = [await parts("requests"), await parts("operations")];
    assert.deepEqual([locked.action, locked.status], ["lockForApproval", "succeeded"]);
    assert.deepEqual([assigned.operationType, JSON.parse(assigned.data).id], ["delegatedAdminAccessAssignmentUpdate", value[0].id]);
    assert.equal((await api.api(`${base}/${active[0].id}/requests/${locked.id}`).get()).id, locked.id);
    await assert.rejects(api.api(base).top(301).get(), (error) => error.statusCode === 400);
    const customers = await collected(api, await api.api("/tenantRelationships/delegatedAdminCustomers").get());
    assert.ok(customers.some((it) => it.tenantId === tenant));
    const services = await api.api(`/tenantRelationships/delegatedAdminCustomers/${tenant}/serviceManagementDetails`).get();
    assert.ok(services.value.every((it) => it.serviceName && it.serviceManagementUrl.startsWith("https://")));
  },

  async "the client waits and tries again when it is too much"(portal) {
    await portal.faults([{ prefix: "graph", fault: "too_many", times: 1 }]);
    const api = client(portal);
    const { value } = await api.api("/tenantRelationships/delegatedAdminRelationships").top(1).get();
    assert.equal(value.length, 1);
  },
};
