// Journeys are told in English and walked in any language: what a journey calls by its English name is looked up in the words
// that the desk itself loads.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Splits "a {b {c}} d" into ["a ", "b {c}", " d"]. */
function split(message) {
  const start = message.indexOf("{");
  if (start < 0) return null;
  let depth = 0;
  for (let at = start; at < message.length; at += 1) {
    if (message[at] === "{") depth += 1;
    if (message[at] === "}" && (depth -= 1) === 0) return [message.slice(0, start), message.slice(start + 1, at), message.slice(at + 1)];
  }
  throw new Error(`unbalanced: ${message}`);
}

function forms(text) {
  const found = [];
  for (let parts = split(text); parts; parts = split(parts[2])) found.push(parts[1]);
  return found;
}

/** A message as the source of a pattern of all that it can say. */
function pattern(message) {
  const parts = split(message);
  if (!parts) return escape(message.replaceAll("**", ""));
  const [before, inner, after] = parts;
  const plural = /^\s*\w+\s*,\s*plural\s*,([^]*)$/.exec(inner);
  const said = plural ? `(?:${forms(plural[1]).map(pattern).join("|").replaceAll("#", "[\\d.,\\s]+")})` : "[^]+?";
  return escape(before.replaceAll("**", "")) + said + pattern(after);
}

async function read(root, language) {
  const json = async (name) => JSON.parse(await readFile(join(root, "data", name), "utf8"));
  const texts = Object.entries(await json(`words-${language}.json`));
  for (const part of (await readdir(join(root, "data"))).filter((name) => /^keys-.*\.json$/.test(name))) {
    const said = await json(part.replace("keys", `words-${language}`));
    for (const [at, key] of (await json(part)).entries()) texts.push([`${key} ${part}`, said[at]]);
  }
  return new Map(texts);
}

export class Tongue {
  #pairs = [];
  #countries = new Map();

  /** The language of `root`'s words; what is not among them is called what English calls it. */
  static async of(root, language) {
    const tongue = new Tongue();
    tongue.language = language;
    if (language === "en") return tongue;
    const [english, own] = [await read(root, "en"), await read(root, language)];
    for (const [key, text] of english) {
      const source = pattern(text);
      tongue.#pairs.push({ english: text, whole: new RegExp(`^${source}$`), own: pattern(own.get(key)) });
    }
    // Long texts first, so that a part of a text is not taken for a text.
    tongue.#pairs.sort((a, b) => b.english.length - a.english.length);
    const [from, to] = ["en-GB", tongue.locale].map((it) => new Intl.DisplayNames(it, { type: "region" }));
    for (const code of ["PL", "CZ", "HU", "DE"]) tongue.#countries.set(from.of(code), to.of(code));
    return tongue;
  }

  /** The browser's wish. */
  get locale() {
    return { en: "en-GB", "en-x-ploc": "en-GB" }[this.language] ?? this.language;
  }

  /** A name or a pattern of names, as this language says it. */
  say(name) {
    if (this.language === "en" || name === undefined) return name;
    if (name instanceof RegExp) return this.#pattern(name);
    const country = this.#countries.get(name);
    if (country) return country;
    const found = this.#pairs.filter((it) => it.english === name);
    const said = found.length > 0 ? found : this.#pairs.filter((it) => it.english.includes("{") && it.whole.test(name) && /[a-z]{3}/i.test(it.english.replace(/{[^}]*}/g, "")));
    if (said.length === 0) return name;
    return new RegExp(`^(?:${[...new Set(said.map((it) => it.own))].join("|")})$`);
  }

  /** As `say`, for a text that may stand within another one. */
  within(text) {
    const said = this.say(text);
    if (said instanceof RegExp) return new RegExp(said.source.replace(/^\^|\$$/g, ""));
    return this.language === "en" ? text : this.#pattern(new RegExp(escape(text)));
  }

  #pattern({ source, flags }) {
    // The address of a portal is the same in every language.
    if (/\w\\\.\w/.test(source)) return new RegExp(source, flags);
    const wanted = new RegExp(source, flags);
    const said = this.#pairs.filter((it) => wanted.test(it.english));
    if (said.length > 0) return new RegExp(`(?:${[...new Set(said.map((it) => it.own))].join("|")})`, flags);
    let changed = source;
    const put = [];
    for (const { english, own } of this.#pairs) {
      if (english.length < 4 || english.includes("{") || !changed.includes(english)) continue;
      const all = this.#pairs.filter((it) => it.english === english).map((it) => it.own);
      put.push(`(?:${[...new Set([own, ...all])].join("|")})`);
      changed = changed.replaceAll(english, `\u0000${put.length - 1}\u0000`);
    }
    return new RegExp(changed.replace(/\u0000(\d+)\u0000/g, (_, at) => put[at]), flags);
  }

  /** Whether a text is what this language says for an English one. */
  is(english, text) {
    const said = this.say(english);
    return said instanceof RegExp ? said.test(text) : said === text;
  }

  address(address) {
    return address.replace(/^#\/en(?=\/|$)/, `#/${this.language}`);
  }
}
