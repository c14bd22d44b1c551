// The table and the inputs that every engine gets; `../sample.rs` makes the same inputs.
import { readFileSync } from "node:fs";

const playbook = JSON.parse(readFileSync(new URL("../table.json", import.meta.url), "utf8"));

/** The columns with their values. */
export const facts = playbook.facts.map(({ id, values }) => ({ id, values }));

/** The rows: for each column that it tests, the values for which it holds; and what it concludes. */
export const rows = playbook.tables[0].rows.map(({ when, then }) => ({
  cells: Object.entries(when).map(([column, cell]) => ({ column, values: valuesOf(column, cell) })),
  then,
}));

function valuesOf(column, cell) {
  const words = (text) => text.split(",").map((it) => it.trim());
  if (!cell.startsWith("not(")) return words(cell);
  const excluded = words(cell.slice("not(".length, -1));
  return facts.find((it) => it.id === column).values.filter((it) => !excluded.includes(it));
}

/** The inputs, as objects from column to value. */
export const inputs = [];
let state = 2021;
for (let n = 0; n < 4096; n += 1) {
  const input = {};
  for (const { id, values } of facts) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    input[id] = values[(state >>> 16) % values.length];
  }
  inputs.push(input);
}
