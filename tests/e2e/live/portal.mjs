// The practice portal as a server of its own, which also serves the app: what the app does there it does over HTTPS.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { createInterface } from "node:readline";

export class Portal {
  /** Starts the program with the app of a folder and so many customers, and waits until it listens. */
  static async start(program, root, ...more) {
    const child = spawn(program, ["--app", root, "--test-clock", "--test-token", ...more], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      once(child, "exit").then(([code]) => {
        throw new Error(`the portal ended with code ${code} before it listened`);
      }),
    ]);
    const at = JSON.parse(line);
    return Object.assign(new Portal(), { child, at, url: `${at.origin}/`, ca: await readFile(at.ca_file) });
  }

  #ask(path, body, method = body === undefined ? "GET" : "POST") {
    return new Promise((done, failed) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text), Authorization: `Bearer ${this.at.token}` };
      const asked = request(this.at.origin + path, { method, ca: this.ca, headers }, (reply) => {
        let said = "";
        reply.on("data", (part) => (said += part));
        reply.on("end", () => (reply.statusCode < 300 ? done(said) : failed(new Error(`${path}: ${reply.statusCode} ${said}`))));
      });
      asked.on("error", failed);
      asked.end(text);
    });
  }

  /** Trouble from now on; none ends it all. */
  trouble(...rules) {
    return this.#ask("/practice/faults", rules);
  }

  /** How often the trouble in force has struck. */
  async struck() {
    return JSON.parse(await this.#ask("/practice/faults")).reduce((sum, it) => sum + it.struck, 0);
  }

  /** Lets the portal's time pass. */
  pass(seconds) {
    return this.#ask("/authority/practice/clock", { advance_secs: seconds });
  }

  /** The first of a hundred customers that has given delegated admin, both kinds, and has bought Azure, so that filing there is open. */
  async customerWithAzure() {
    const graph = JSON.parse(await this.#ask("/graph/v1.0/tenantRelationships/delegatedAdminCustomers"));
    const related = new Set(graph.value.map((it) => it.tenantId));
    const read = async (path) => JSON.parse((await this.#ask(`/partner-center/v1/customers${path}`)).replace(/^\uFEFF/, ""));
    for (const { id, companyProfile } of (await read("?size=100")).items) {
      if (!related.has(id) || !(await read(`/${id}`)).allowDelegatedAccess) continue;
      const { items } = await read(`/${id}/subscriptions`);
      const azure = items.find((it) => it.offerName.includes("Azure"));
      if (!azure) continue;
      return { id, name: companyProfile.companyName, domain: companyProfile.domain, subscription: azure.entitlementId ?? azure.id };
    }
    throw new Error("no customer has Azure");
  }

  /** Whether the ticket of an address exists, be it still in the making, when nobody but its name can be asked for. */
  async hasTicket(path) {
    const [scope, name] = path.split("/supportTickets/");
    const body = { name, type: "Microsoft.Support/supportTickets" };
    return !JSON.parse(await this.#ask(`${scope}/checkNameAvailability?api-version=2024-04-01`, body)).nameAvailable;
  }

  async #read(path) {
    return JSON.parse((await this.#ask(`/partner-center/v1/servicerequests/${path}`)).replace(/^\uFEFF/, ""));
  }

  /** Files a request with Partner Center and says its number. */
  async makeRequest() {
    const [topic] = (await this.#read("supporttopics")).items;
    const request = { Title: "Machines stop", Description: "Since noon.", Severity: "critical", SupportTopicId: topic.id };
    const made = await this.#ask("/partner-center/v1/servicerequests/en-US", request);
    return JSON.parse(made.replace(/^\uFEFF/, "")).id;
  }

  /** How many notes of a text a request has. */
  async countNotes(number, text) {
    return ((await this.#read(number)).notes ?? []).filter((it) => it.text === text).length;
  }

  /** How many messages of a text a ticket has. */
  async countMessages(path, text) {
    const { value } = JSON.parse(await this.#ask(`${path}/communications?api-version=2024-04-01&$top=100`));
    return value.filter((it) => it.properties.body.includes(text)).length;
  }

  /** Opens a ticket that was closed. */
  reopen(path) {
    return this.#ask(`${path}?api-version=2024-04-01`, { status: "open" }, "PATCH");
  }

  /** Where a request stands. */
  async statusOf(number) {
    return (await this.#read(number)).status;
  }

  async stop() {
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }
}
