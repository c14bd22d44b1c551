// Trouble by route.
import assert from "node:assert/strict";

const customers = (portal) => `${portal.partner_center}/v1/customers?size=1`;
const issues = (portal) => `${portal.graph}/v1.0/admin/serviceAnnouncement/issues`;
const services = (portal) => `${portal.azure}/providers/Microsoft.Support/services?api-version=2024-04-01`;

export default {
  async "each portal says in its own shape that it is too much"(portal) {
    for (const [prefix, address, after, read] of [
      ["partner-center", customers, "57", (it) => it.statusCode],
      ["graph", issues, "2.128", (it) => it.error.code],
      ["azure", services, "57", (it) => it.error.code],
    ]) {
      await portal.faults([{ prefix, fault: "too_many", times: 1 }]);
      const answer = await portal.signed(address(portal));
      assert.deepEqual([answer.status, answer.headers["retry-after"]], [429, after], prefix);
      assert.ok(read(answer.json), prefix);
      assert.equal((await portal.signed(address(portal))).status, 200, "it struck once");
    }
    await portal.faults([{ prefix: "partner-center", fault: "too_many_other" }, { prefix: "graph", fault: "too_many_other" }]);
    assert.equal((await portal.signed(customers(portal))).json.error.code, "TooManyRequests");
    assert.equal((await portal.signed(issues(portal))).json.statusCode, 429);
  },

  async "failures of server and gateway"(portal) {
    for (const [fault, status, body] of [
      ["broken", 500, /800003/],
      ["gateway", 502, /^\uFEFF?<html>/],
      ["unavailable", 503, /^$/],
      ["truncated", 200, /"items":\[\{"id$/],
      ["wrong_shape", 200, /^\uFEFF?\["unexpected"\]$/],
    ]) {
      await portal.faults([{ prefix: "partner-center", fault }]);
      const answer = await portal.signed(customers(portal));
      assert.equal(answer.status, status);
      assert.match(answer.text, body);
    }
  },

  async "trouble comes with what every answer carries"(portal) {
    const headers = { Origin: "https://desk.example" };
    for (const [prefix, address, traces] of [
      ["partner-center", customers, ["ms-requestid", "ms-correlationid"]],
      ["graph", issues, ["request-id", "client-request-id"]],
      ["azure", services, ["x-ms-request-id", "x-ms-correlation-request-id"]],
    ]) {
      for (const [fault, type, marked] of [
        ["too_many", "application/json; charset=utf-8", true],
        ["too_many_other", "application/json; charset=utf-8", true],
        ["broken", "application/json; charset=utf-8", true],
        ["unavailable", "application/json; charset=utf-8", false],
        ["truncated", "application/json; charset=utf-8", true],
        ["wrong_shape", "application/json; charset=utf-8", true],
        ["gateway", "text/html", false],
      ]) {
        await portal.faults([{ prefix, fault }]);
        const answer = await portal.signed(address(portal), { headers });
        const what = `${prefix} ${fault}`;
        assert.equal(answer.headers["content-type"], type, what);
        for (const name of traces) assert.match(answer.headers[name], /^[0-9a-f-]{36}$/, what);
        assert.equal(answer.text.startsWith("\uFEFF"), marked && prefix === "partner-center", what);
        if (prefix === "graph" && ["too_many", "broken"].includes(fault)) {
          assert.equal(answer.json.error.innerError["request-id"], answer.headers["request-id"], what);
        }
        assert.equal(answer.headers["access-control-allow-origin"], prefix === "partner-center" ? undefined : headers.Origin, what);
      }
    }
  },

  async "silence, a broken connection, and waiting"(portal) {
    await portal.faults([{ prefix: "azure", fault: "hang" }]);
    await assert.rejects(portal.signed(services(portal), { timeout_ms: 300 }), /no answer/);
    await portal.faults([{ prefix: "azure", fault: "reset" }]);
    await assert.rejects(portal.signed(services(portal)), /ECONNRESET|hang up/);
    await portal.faults([{ prefix: "azure", fault: "latency", latency_ms: 250 }]);
    const started = performance.now();
    assert.equal((await portal.signed(services(portal))).status, 200);
    assert.ok(performance.now() - started >= 240);
  },

  async "a rule strikes the route it names, and only as often as it says"(portal) {
    const list = [
      { prefix: "graph", method: "post", fault: "broken" },
      { prefix: "graph", path_pattern: "/v1.0/*/ISSUES", fault: "unavailable", times: 2 },
      { prefix: "partner-center", path_pattern: "/v1/customers/*/subscriptions", fault: "gateway" },
    ];
    assert.equal((await portal.faults(list)).status, 200);
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await portal.signed(issues(portal))).status);
    assert.deepEqual(statuses, [503, 503, 200]);
    const overviews = issues(portal).replace("issues", "healthOverviews");
    assert.equal((await portal.signed(overviews)).status, 200);
    assert.equal((await portal.signed(customers(portal))).status, 200);
    const told = (await portal.ask(`${portal.origin}/practice/faults`)).json;
    assert.deepEqual(told.map((it) => it.struck), [0, 2, 0]);
    await portal.faults([]);
    assert.deepEqual((await portal.ask(`${portal.origin}/practice/faults`)).json, []);
  },

  async "what is not carried out and what is"(portal) {
    const list = `${portal.partner_center}/v1/servicerequests`;
    const file = (id) => ({
      method: "POST",
      headers: { "MS-RequestId": id },
      json: { Title: id, Description: "d", Severity: "minimal", SupportTopicId: "32444667" },
    });
    const filed = async (title) => (await portal.signed(list)).json.items.some((it) => it.title === title);
    const post = `${list}/en-US`;
    await portal.faults([{ prefix: "partner-center", method: "POST", fault: "unavailable", times: 1 }]);
    assert.equal((await portal.signed(post, file("refused"))).status, 503);
    assert.equal(await filed("refused"), false);
    await portal.faults([{ prefix: "partner-center", method: "POST", fault: "reset", times: 1 }]);
    await assert.rejects(portal.signed(post, file("lost")));
    assert.equal(await filed("lost"), true, "only the answer was lost");
    const again = await portal.signed(post, file("lost"));
    assert.equal(again.status, 201);
    const alike = (await portal.signed(list)).json.items.filter((it) => it.title === "lost");
    assert.equal(alike.length, 1);
  },

  async "the authority has trouble too"(portal) {
    const address = `${portal.authority}/common/oauth2/v2.0/token`;
    const ask = () => portal.ask(address, { method: "POST", form: { grant_type: "x" } });
    await portal.faults([{ prefix: "authority", path_pattern: "*/token", fault: "too_many", times: 1 }]);
    const answer = await ask();
    assert.deepEqual([answer.status, answer.json.error], [429, "temporarily_unavailable"]);
    assert.match(answer.json.error_description, /^AADSTS90055: /);
    for (const key of ["error_codes", "timestamp", "trace_id", "correlation_id"]) assert.ok(answer.json[key], key);
    assert.equal((await ask()).status, 400);
  },

  async "scripts can read of the authority's trouble where they can read its answers"(portal) {
    const page = { Origin: "https://desk.example" };
    const asking = { ...page, "Access-Control-Request-Method": "POST" };
    await portal.faults([{ prefix: "authority", fault: "broken" }]);
    for (const [path, method, allowed] of [
      ["oauth2/v2.0/token", "POST", page.Origin],
      ["v2.0/.well-known/openid-configuration", "GET", page.Origin],
      ["discovery/v2.0/keys", "GET", page.Origin],
      ["oauth2/v2.0/authorize", "GET", undefined],
    ]) {
      const address = `${portal.authority}/common/${path}`;
      const answer = await portal.ask(address, { method, headers: page });
      assert.deepEqual([answer.status, answer.headers["access-control-allow-origin"]], [500, allowed], path);
      const asked = await portal.ask(address, { method: "OPTIONS", headers: asking });
      assert.equal(asked.headers["access-control-allow-origin"], allowed, path);
    }
  },

  async "a list that makes no sense is refused"(portal) {
    for (const list of [{}, [{ prefix: "graph", fault: "flood" }], [{ prefix: "elsewhere", fault: "hang" }]]) {
      assert.equal((await portal.faults(list)).status, 400);
    }
    const address = `${portal.origin}/practice/faults`;
    assert.equal((await portal.ask(address, { method: "POST", body: "[]" })).status, 415);
    assert.equal((await portal.ask(address, { method: "DELETE" })).status, 405);
  },
};
