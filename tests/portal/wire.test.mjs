// Addresses, methods, origins, and what scripts of other origins may do.
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { connect as secured } from "node:tls";
import { gzipSync } from "node:zlib";

const page = { Origin: "https://desk.example" };
const preflight = { ...page, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization" };

/** What comes back over plain HTTP for these pieces of text, sent one after the other; the last request must close the connection. */
function raw(portal, ...pieces) {
  return new Promise((done, failed) => {
    const socket = connect(new URL(portal.http_origin).port, "localhost");
    let text = "";
    socket.setNoDelay(true);
    socket.on("data", (part) => (text += part));
    socket.on("error", failed);
    socket.on("end", () => done(text.split(/(?=HTTP\/1\.[01] \d{3} )/).filter((it) => !it.includes(" 100 Continue")).map((it) => {
      const [head, ...body] = it.split("\r\n\r\n");
      return { status: Number(head.split(" ")[1]), head, body: body.join("\r\n\r\n").replace(/^\uFEFF/, "") };
    })));
    const send = async () => {
      for (const piece of pieces) await new Promise((sent) => socket.write(piece, () => setTimeout(sent, 2)));
    };
    socket.on("connect", send);
  });
}

export default {
  async "what it prints is where it listens"(portal) {
    for (const [key, path] of [["partner_center", "partner-center"], ["graph", "graph"], ["azure", "azure"], ["authority", "authority"]]) {
      assert.equal(portal[key], `${portal.origin}/${path}`);
    }
    const answers = [portal.origin, portal.http_origin].map((it) => portal.signed(`${it}/partner-center/v1/customers?size=1`));
    for (const { status } of await Promise.all(answers)) assert.equal(status, 200);
    assert.equal((await portal.ask(`${portal.origin}/elsewhere`)).status, 404);
    assert.equal((await portal.ask(`${portal.origin}/graphs/v1.0`)).status, 404);
  },

  async "the certificate says what strict clients ask for"(portal) {
    const ca = readFileSync(portal.ca_file);
    const shown = await new Promise((done, failed) => {
      const socket = secured({ host: "localhost", port: new URL(portal.origin).port, ca }, () => {
        done(socket.getPeerX509Certificate());
        socket.end();
      });
      socket.on("error", failed);
    });
    // Object identifier of an extension, whether it is critical, and the start of its value (RFC 5280, section 4.2.1).
    const [usage, authority, critical] = ["0603551d0f", "0603551d23", "0101ff"];
    for (const [name, certificate, extension] of [
      ["signs certificates and lists of revoked ones", new X509Certificate(ca), `${usage}${critical}040403020106`],
      ["signs a handshake", shown, `${usage}${critical}040403020780`],
      ["names the key of who signed it", shown, authority],
    ]) {
      assert.ok(certificate.raw.toString("hex").includes(extension), name);
    }
    assert.deepEqual(shown.keyUsage, ["1.3.6.1.5.5.7.3.1"], "it is for servers");
    assert.ok(shown.verify(new X509Certificate(ca).publicKey));
  },

  async "an address may end with a slash"(portal) {
    for (const [path, status] of [
      ["/partner-center/v1/customers/?size=1", 200],
      ["/graph/v1.0/admin/serviceAnnouncement/issues/", 200],
      ["/azure/providers/Microsoft.Support/services/?api-version=2024-04-01", 200],
      ["/authority/common/v2.0/.well-known/openid-configuration/", 200],
      ["/practice/faults/", 200],
      ["/practice/dials/", 200],
      ["/partner-center/", 401],
    ]) {
      const ask = status === 401 ? portal.ask : portal.signed;
      assert.equal((await ask(portal.origin + path)).status, status, path);
    }
  },

  async "methods that no portal knows are refused in its shape"(portal) {
    const code = (it) => it.json.code ?? it.json.error.code;
    for (const [base, path] of [["partner_center", "/v1/customers"], ["graph", "/v1.0/admin"], ["azure", "/providers/Microsoft.Support/services"]]) {
      for (const method of ["DELETE", "PROPFIND"]) {
        const answer = await portal.signed(portal[base] + path, { method });
        assert.equal(answer.status, 405, base);
        assert.ok(code(answer), base);
      }
    }
  },

  async "scripts of other origins may ask Graph and Azure, not Partner Center"(portal) {
    for (const [base, path, exposed] of [
      ["graph", "/v1.0/admin/serviceAnnouncement/issues", /Retry-After/],
      ["azure", "/providers/Microsoft.Support/services?api-version=2024-04-01", /Azure-AsyncOperation, Location, Retry-After/],
      ["partner_center", "/v1/customers", null],
    ]) {
      const asked = await portal.ask(portal[base] + path, { method: "OPTIONS", headers: preflight });
      const answer = await portal.signed(portal[base] + path, { headers: page });
      assert.equal(answer.status, 200);
      const allowed = exposed ? page.Origin : undefined;
      assert.equal(asked.headers["access-control-allow-origin"], allowed);
      assert.equal(answer.headers["access-control-allow-origin"], allowed);
      if (!exposed) {
        assert.equal(asked.status, 405);
        continue;
      }
      assert.equal(asked.headers["access-control-allow-headers"], "authorization");
      assert.match(asked.headers["access-control-allow-methods"], /PATCH/);
      assert.match(answer.headers["access-control-expose-headers"], exposed);
    }
    const refused = await portal.ask(`${portal.graph}/v1.0/me`, { headers: page });
    assert.equal(refused.status, 401);
    assert.equal(refused.headers["access-control-allow-origin"], page.Origin, "a refusal can be read too");
  },

  async "absolute addresses lead back to where the request came from"(portal) {
    const path = "/v1.0/tenantRelationships/delegatedAdminRelationships?$top=1";
    for (const [headers, start] of [
      [{}, portal.graph],
      [{ "X-Forwarded-Host": "relay.example", "X-Forwarded-Proto": "https" }, "https://relay.example/graph"],
      [{ "X-Forwarded-Host": "relay.example:8000, inner", "X-Forwarded-Proto": "http" }, "http://relay.example:8000/graph"],
    ]) {
      const { json } = await portal.signed(portal.graph + path, { headers });
      assert.ok(json["@odata.nextLink"].startsWith(`${start}/v1.0/`), json["@odata.nextLink"]);
    }
    const { json } = await portal.signed(`${portal.http_origin}/graph${path}`);
    const next = await portal.signed(json["@odata.nextLink"]);
    assert.notEqual(next.json.value[0].id, json.value[0].id);
  },

  async "who does not say whom it asks gets addresses of where it asked"(portal) {
    const path = "/graph/v1.0/tenantRelationships/delegatedAdminRelationships?$top=1";
    for (const host of ["", "Host: \r\n"]) {
      const [answer] = await raw(portal, `GET ${path} HTTP/1.0\r\n${host}Authorization: Bearer ${portal.token}\r\n\r\n`);
      const next = JSON.parse(answer.body)["@odata.nextLink"];
      assert.ok(next.startsWith(`${portal.http_origin}/graph/v1.0/`), next);
    }
  },

  async "filters may come as they are, whatever came before on the connection"(portal) {
    const head = (method, path, ...more) =>
      [`${method} /partner-center/v1${path} HTTP/1.1`, "Host: localhost", `Authorization: Bearer ${portal.token}`, ...more, "", ""].join("\r\n");
    const filter = (field, value, operator) => `filter={"Field":"${field}","Value":"${value}","Operator":"${operator}"}`;
    const closed = head("GET", `/servicerequests?${filter("Status", "Closed", "equals")}`);
    const last = head("GET", `/customers?size=9&${filter("CompanyName", "<Harb>", "starts_with")}`, "Connection: close");
    const inner = 'GET /"<x>" HTTP/1.1\r\n\r\n';
    const file = JSON.stringify({ Title: inner, Description: "d", Severity: "minimal", SupportTopicId: "32444667" });
    const half = file.length >> 1;
    const posted = head("POST", "/servicerequests/en-US", `Content-Length: ${file.length}`) + file;
    const chunks = [file.slice(0, half), file.slice(half)].map((it) => `${it.length.toString(16)};x=1\r\n${it}\r\n`).join("");
    const chunked = `${head("POST", "/servicerequests/en-US", "Transfer-Encoding: chunked")}${chunks}0\r\nT: "\r\n\r\n`;
    const all = `\r\n${closed}${posted}${closed}${chunked}${closed}${last}`;
    for (const pieces of [[all], all.match(/.{1,7}/gs)]) {
      const answers = await raw(portal, ...pieces);
      assert.deepEqual(answers.map((it) => it.status), [200, 201, 200, 201, 200, 200]);
      for (const at of [1, 3]) assert.equal(JSON.parse(answers[at].body).title, inner);
      const { items } = JSON.parse(answers[4].body);
      assert.ok(items.length > 0 && items.every((it) => it.status === "closed"));
      assert.deepEqual(JSON.parse(answers[5].body).items, []);
    }
  },

  async "bodies that cannot be read are refused in the shape of who was asked"(portal) {
    const cramped = { headers: { ...page, "Content-Encoding": "gzip" }, body: gzipSync("{}") };
    const garbled = { headers: page, body: Buffer.from([0x7b, 0xff, 0xfe]) };
    const long = { headers: page, body: "x".repeat(5 << 20) };
    for (const [sent, status] of [[cramped, 415], [garbled, 400], [long, 413]]) {
      for (const [address, code, trace, allowed] of [
        [`${portal.partner_center}/v1/servicerequests/en-US`, 800002, "ms-requestid", undefined],
        [`${portal.graph}/v1.0/me`, "BadRequest", "request-id", page.Origin],
        [`${portal.azure}/providers/Microsoft.Support/checkNameAvailability?api-version=2024-04-01`, "InvalidRequestContent", "x-ms-request-id", page.Origin],
      ]) {
        const answer = await portal.signed(address, { method: "POST", ...sent });
        assert.deepEqual([answer.status, answer.json.code ?? answer.json.error.code], [status, code], address);
        assert.match(answer.headers[trace], /^[0-9a-f-]{36}$/);
        assert.equal(answer.headers["access-control-allow-origin"], allowed);
      }
      const token = await portal.ask(`${portal.authority}/common/oauth2/v2.0/token`, { method: "POST", ...sent });
      assert.deepEqual([token.status, token.json.error], [status, "invalid_request"]);
      assert.equal(token.headers["access-control-allow-origin"], page.Origin);
      assert.equal((await portal.ask(`${portal.origin}/practice/faults`, { method: "POST", ...sent })).status, status);
    }
    const none = await portal.signed(`${portal.partner_center}/v1/servicerequests/en-US`, { method: "POST", body: "{" });
    assert.deepEqual([none.status, none.json.code], [400, 800002]);
  },
};
