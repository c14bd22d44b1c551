// Every test of the practice portal as a server: node run.mjs PROGRAM [words of a test's name…]
// Client libraries insist on TLS that they trust, and Node.js reads whom to trust when it starts. So this process starts a
// portal for each suite, and the suite in a process of its own that trusts the portal's certificate authority.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { connect, start } from "./server.mjs";

const app = fileURLToPath(new URL("./app", import.meta.url));
const usual = ["--test-token", "--test-clock"];
/** Each suite with the options of its portal. */
const suites = {
  wire: [...usual],
  checklist: [...usual],
  operations: [...usual],
  tokens: [...usual],
  authority: ["--test-clock", "--redirect", "https://desk.example/app", "--redirect-web", "https://server.example/back"],
  faults: [...usual],
  app: ["--app", app],
  azure: [...usual],
  graph: [...usual, "--customers", "30000", "--seed", "7"],
};

/** Runs the tests of a suite in this process, and tells the parent of each. */
async function run(suite, said, names) {
  const portal = connect(said);
  const tests = (await import(`./${suite}.test.mjs`)).default;
  for (const [name, test] of Object.entries(tests)) {
    const title = `${suite}: ${name}`;
    if (!names.every((it) => title.includes(it))) continue;
    await portal.faults([]);
    const failure = await Promise.resolve(portal).then(test).then(() => null, (error) => error.stack ?? String(error));
    process.send({ title, failure });
  }
  portal.close();
  process.disconnect();
}

async function all(program, names) {
  let [passed, failed] = [0, 0];
  const note = ({ title, failure }) => {
    if (failure === null) return (passed += 1);
    failed += 1;
    console.error(`failed: ${title}\n${failure}\n`);
  };
  for (const [suite, options] of Object.entries(suites)) {
    const { said, stop } = await start(program, ...options);
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: said.ca_file, PORTAL: JSON.stringify({ suite, said, names }) };
    const child = fork(fileURLToPath(import.meta.url), { env });
    child.on("message", note);
    const status = await new Promise((done) => child.once("exit", done));
    if (status !== 0) note({ title: suite, failure: `the suite ended with ${status}` });
    const ended = await stop();
    note({ title: `${suite}: the portal ends when it is told to`, failure: ended === 0 ? null : `exit status ${ended}` });
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

if (process.env.PORTAL) {
  const { suite, said, names } = JSON.parse(process.env.PORTAL);
  await run(suite, said, names);
} else {
  const [program, ...names] = process.argv.slice(2);
  await all(program, names);
}
