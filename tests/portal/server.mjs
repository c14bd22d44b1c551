// Starts the practice portal and asks it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";

/** Starts `program` with options; resolves when it listens, with what it printed and a way to end it by signal. */
export async function start(program, ...options) {
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((done) => child.once("exit", (code) => done(code)));
  const line = await new Promise((done, failed) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      if (text.includes("\n")) done(text);
    });
    ended.then((code) => failed(new Error(`the portal ended with ${code}`)));
  });
  return {
    said: JSON.parse(line),
    /** Resolves with the exit code. */
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** The ways to ask a portal that said this when it started. */
export function connect(said) {
  const ca = readFileSync(said.ca_file);
  const agents = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true, ca }) };

  /** Sends a request; resolves with status, headers and body, rejects when there is no answer. */
  function ask(address, { method = "GET", headers = {}, body, json, form, timeout_ms } = {}) {
    const sent = { ...headers };
    let text = body;
    if (json !== undefined) {
      text = JSON.stringify(json);
      sent["Content-Type"] ??= "application/json";
    }
    if (form !== undefined) {
      text = new URLSearchParams(form).toString();
      sent["Content-Type"] = "application/x-www-form-urlencoded";
    }
    const { protocol } = new URL(address);
    const { request } = protocol === "https:" ? https : http;
    return new Promise((done, failed) => {
      const asking = request(address, { method, headers: sent, agent: agents[protocol] }, (response) => {
        const parts = [];
        response.on("data", (part) => parts.push(part));
        response.on("error", failed);
        response.on("end", () => {
          const bytes = Buffer.concat(parts);
          const answer = { status: response.statusCode, headers: response.headers, bytes, text: bytes.toString("utf8") };
          Object.defineProperty(answer, "json", { get: () => JSON.parse(answer.text.replace(/^\uFEFF/, "")) });
          done(answer);
        });
      });
      asking.on("error", failed);
      if (timeout_ms) asking.setTimeout(timeout_ms, () => asking.destroy(new Error("no answer")));
      asking.end(text);
    });
  }

  return {
    ...said,
    ask,
    /** Asks with the partner's token, or with another. */
    signed: (address, options = {}, token = said.token) =>
      ask(address, { ...options, headers: { Authorization: `Bearer ${token}`, ...options.headers } }),
    faults: (list) => ask(`${said.origin}/practice/faults`, { method: "POST", json: list }),
    advance: (secs) => ask(`${said.authority}/practice/clock`, { method: "POST", json: { advance_secs: secs } }),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
