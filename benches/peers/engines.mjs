// The same table in every peer's own terms: each engine turns one input into the name of the row that speaks.
import { ZenEngine } from "@gorules/zen-engine";
import { LogicEngine } from "json-logic-engine";
import { Engine } from "json-rules-engine";
import { initialTransition, setup, transition } from "xstate";
import { facts, rows } from "./table.mjs";

/** Rules with falling priority; the first that succeeds stops the run. */
function jsonRulesEngine() {
  const engine = new Engine();
  rows.forEach(({ cells, then }, at) => {
    const all = cells.map(({ column, values }) => ({ fact: column, operator: "in", value: values }));
    engine.addRule({ conditions: { all }, event: { type: then }, priority: rows.length - at });
  });
  engine.on("success", () => engine.stop());
  return async (input) => (await engine.run(input)).events[0].type;
}

/** One chain of `if`, compiled to a function. */
function jsonLogicEngine() {
  const chain = [];
  for (const { cells, then } of rows) {
    const tests = cells.map(({ column, values }) => ({ in: [{ var: column }, values] }));
    if (tests.length > 0) chain.push({ and: tests });
    chain.push(then);
  }
  return new LogicEngine().build({ if: chain });
}

/** One event with a guarded transition a row, each to a state of its own. */
function xstate() {
  const holds = (cells) => ({ event }) => cells.every(({ column, values }) => values.includes(event.input[column]));
  const decide = rows.map(({ cells, then }) => ({ guard: holds(cells), target: then }));
  const ends = rows.map(({ then }) => [then, {}]);
  const machine = setup({}).createMachine({
    initial: "open",
    states: { open: { on: { decide } }, ...Object.fromEntries(ends) },
  });
  const [open] = initialTransition(machine);
  return (input) => transition(machine, open, { type: "decide", input })[0].value;
}

/** A decision table that stops at the first hit. */
function zenEngine() {
  const edge = (from, to) => ({ id: `${from}-${to}`, type: "edge", sourceId: from, targetId: to });
  const table = rows.map(({ cells, then }, at) => {
    const rule = { _id: `${at}`, decision: JSON.stringify(then) };
    for (const { id } of facts) rule[id] = "";
    for (const { column, values } of cells) rule[column] = values.map((it) => JSON.stringify(it)).join(", ");
    return rule;
  });
  const content = {
    hitPolicy: "first",
    rules: table,
    inputs: facts.map(({ id }) => ({ id, name: id, field: id })),
    outputs: [{ id: "decision", name: "decision", field: "decision" }],
  };
  const decision = new ZenEngine().createDecision({
    contentType: "application/vnd.gorules.decision",
    nodes: [
      { id: "in", name: "in", type: "inputNode" },
      { id: "table", name: "table", type: "decisionTableNode", content },
      { id: "out", name: "out", type: "outputNode" },
    ],
    edges: [edge("in", "table"), edge("table", "out")],
  });
  return async (input) => (await decision.evaluate(input)).result.decision;
}

/** Every peer, by package; `decide` may answer later. */
export const engines = [
  { name: "json-logic-engine", decide: jsonLogicEngine() },
  { name: "xstate", decide: xstate() },
  { name: "json-rules-engine", decide: jsonRulesEngine(), isLate: true },
  { name: "@gorules/zen-engine", decide: zenEngine(), isLate: true },
];
