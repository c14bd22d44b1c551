// What a faithful stand-in for the portals must do.
import assert from "node:assert/strict";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const at = (portal, path) => `${portal.partner_center}/v1${path}`;
const file = (title, description = "something is wrong") => ({
  Title: title, Description: description, Severity: "Minimal", SupportTopicId: "32444667", PrimaryContact: null,
});

export default {
  async "who may not ask is told why"(portal) {
    const customers = at(portal, "/customers?size=1");
    const bare = await portal.ask(customers);
    assert.deepEqual([bare.status, bare.json.code], [401, 800001]);
    const unknown = await portal.signed(customers, {}, "nobody's");
    assert.equal(unknown.status, 401);
    const stranger = await portal.signed(at(portal, "/customers/1a82ca64-66a5-5b3e-b183-4533defe7b25"));
    assert.deepEqual([stranger.status, stranger.json.code], [403, 20002]);
    const nowhere = await portal.signed(at(portal, "/customers/00000000-0000-0000-0000-000000000000"));
    assert.deepEqual([nowhere.status, nowhere.json.code], [404, 60003]);
    const malformed = await portal.signed(at(portal, "/customers/abc"));
    assert.deepEqual([malformed.status, malformed.json.code], [400, 2000]);
  },

  async "identifiers are echoed, and made where there are none"(portal) {
    const headers = { "MS-RequestId": "7a3e2f6c-0000-4000-8000-000000000001", "MS-CorrelationId": "7a3e2f6c-0000-4000-8000-000000000002" };
    const echoed = await portal.signed(at(portal, "/customers?size=1"), { headers });
    for (const [name, value] of Object.entries(headers)) assert.equal(echoed.headers[name.toLowerCase()], value);
    const made = await portal.signed(at(portal, "/customers?size=1"));
    for (const name of ["ms-requestid", "ms-correlationid"]) assert.match(made.headers[name], guid);
    assert.match(made.headers["ms-cv"], /\.0$/);
  },

  async "the same request id files once"(portal) {
    const headers = { "MS-RequestId": "7a3e2f6c-0000-4000-8000-000000000003" };
    const post = () => portal.signed(at(portal, "/servicerequests/en-US"), { method: "POST", headers, json: file("once") });
    const [first, second] = [await post(), await post()];
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal(second.json.id, first.json.id);
  },

  async "bodies begin with a byte order mark and have no nulls"(portal) {
    const answer = await portal.signed(at(portal, "/customers?size=2"));
    assert.deepEqual([...answer.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.doesNotMatch(answer.text, /:null/);
  },

  async "customers come in pages whose tokens travel in a header"(portal) {
    const seen = [];
    let [path, headers] = ["/customers?size=5", {}];
    while (path) {
      const { json } = await portal.signed(at(portal, path), { headers });
      seen.push(...json.items.map((it) => it.id));
      const next = json.links?.next;
      path = next?.uri;
      headers = Object.fromEntries((next?.headers ?? []).map((it) => [it.key, it.value]));
      if (next) assert.match(headers["MS-ContinuationToken"], /[,/=]/);
    }
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.length > 15);
    const astray = await portal.signed(at(portal, "/customers?size=5&seekOperation=Next"));
    assert.equal(astray.status, 400);
  },

  async "service requests are paged by index and filtered"(portal) {
    const all = (await portal.signed(at(portal, "/servicerequests"))).json.items.map((it) => it.id);
    const parts = [];
    for (let offset = 0; offset < all.length; offset += 2) {
      const { json } = await portal.signed(at(portal, `/servicerequests?offset=${offset}&size=2`));
      assert.ok(json.items.length <= 2);
      parts.push(...json.items.map((it) => it.id));
    }
    assert.deepEqual(parts, all);
    const filter = encodeURIComponent('{"Field":"Status","Value":"CLOSED","Operator":"equals"}');
    const closed = (await portal.signed(at(portal, `/servicerequests?filter=${filter}`))).json.items;
    assert.ok(closed.length > 0 && closed.every((it) => it.status === "closed"));
  },

  async "a service request lives from none to closed"(portal) {
    const post = { method: "POST", json: file("a life") };
    const made = (await portal.signed(at(portal, "/servicerequests/en-US"), post)).json;
    assert.deepEqual([made.status, made.createdDate, made.notes], ["none", "0001-01-01T00:00:00", undefined]);
    assert.equal(made.countryCode?.length ?? 2, 2);
    const one = at(portal, `/servicerequests/${made.id}`);
    const read = async () => (await portal.signed(one)).json;
    const opened = await read();
    assert.equal(opened.status, "open");
    assert.ok(Date.parse(opened.createdDate) > 0);
    await portal.advance(21 * 60);
    assert.equal((await read()).status, "attention_needed");
    const patch = (json) => portal.signed(one, { method: "PATCH", json });
    const noted = (await patch({ NewNote: { Text: "since noon" }, Severity: "unknown", Status: "none", Title: null })).json;
    assert.equal(noted.status, "open");
    assert.equal(noted.notes.at(-1).text, "since noon");
    assert.equal((await patch({ Status: "closed" })).json.status, "closed");
    assert.notEqual((await read()).lastClosedDate, "0001-01-01T00:00:00");
    assert.equal((await portal.signed(at(portal, "/servicerequests/999999999999999"))).status, 404);
  },
};
