// Starts the app: one checking Trusted Types policy, the visitor's theme and language, the verified program,
// and a message in the page if any of it fails. It is the only script the page names.

const tag = document.querySelector("script[data-wasm]");
const root = document.documentElement;

// Nothing is ever parsed as HTML, so the policy has no say on markup: the browser refuses it.
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    const worker = new URL("sw.js", document.baseURI).href;
    if (new URL(url, document.baseURI).href !== worker) throw new TypeError(`script refused: ${url}`);
    return url;
  },
});

function stored(key, store = "localStorage") {
  try {
    return globalThis[store].getItem(key);
  } catch {
    return null; // storage is off: the defaults serve
  }
}

function pageLeft() {
  try {
    const { page } = JSON.parse(stored("sign-in", "sessionStorage"));
    return page.startsWith("/") ? page : "/";
  } catch {
    return "/"; // nobody left, or what was kept is damaged: the program says so
  }
}

// The identity provider has sent the page back: what it brought leaves the address, and with it the history, before anything is drawn.
if (/^#(?!\/)(.*&)?(state|code|error)=/.test(location.hash)) {
  globalThis.cameBack = location.hash;
  history.replaceState(null, "", `#${pageLeft()}`);
}

// The address decides, then the last choice, then the browser's wish. The program speaks what `lang` says.
const languages = document.querySelector("meta[name=languages]").content.split(" ");
const [, spoken, page] = location.hash.split("/");
const wishes = [spoken, stored("language"), ...navigator.languages.flatMap((tag) => [tag, tag.split("-")[0]])];
// The last one is made up, for looking at layouts, and stands in no menu.
const language = wishes.find((wish) => [...languages, "en-x-ploc"].includes(wish)) ?? languages[0];
root.lang = language;

const theme = stored("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
// What the file shows is the English start page; anyone bound elsewhere waits on a neutral one.
if (page || language !== "en") root.dataset.bound = "elsewhere";

function fetchEarly(href) {
  const link = { rel: "preload", as: "fetch", crossOrigin: "anonymous", href };
  document.head.append(Object.assign(document.createElement("link"), link));
}

fetchEarly(`./data/words-${language}.json`);
// The start page of somebody new needs no more than that; the program fetches the rest once it is wanted.
const kept = stored("desk");
if (page || kept) {
  const preset = document.querySelector("meta[name=edition]").content;
  const edition = /"edition":"(\d+)"/.exec(kept)?.[1] ?? preset;
  fetchEarly(`./data/playbook-${edition}.json`);
  fetchEarly("./data/keys-rest.json");
  fetchEarly(`./data/words-${language}-rest.json`);
  // These pages are made of the words for looking things up.
  if (/\/(connection|health|help|library|organisation|practice|requests)(\/\w+)?$/.test(location.hash)) {
    fetchEarly("./data/keys-reference.json");
    fetchEarly(`./data/words-${language}-reference.json`);
  }
  if (tag.dataset.rest) fetchEarly(tag.dataset.rest);
}

async function verify(response, integrity) {
  if (!integrity || !globalThis.crypto?.subtle) return; // a development build, or a page without TLS
  const digest = await crypto.subtle.digest("SHA-384", await response.arrayBuffer());
  const found = `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
  if (found !== integrity) throw new Error("the program received is not the one published");
}

async function start() {
  const response = await fetch(tag.dataset.wasm);
  if (!response.ok) throw new Error(`the program did not arrive: ${response.status}`);
  const copy = response.clone();
  const [{ default: init }, module] = await Promise.all([
    import(new URL(tag.dataset.js, document.baseURI).href),
    WebAssembly.compileStreaming(response),
    verify(copy, tag.dataset.integrity),
  ]);
  await init({ module_or_path: module });
}

start().catch((error) => {
  console.error(error);
  document.querySelector("[data-shell=failed]")?.removeAttribute("hidden");
  document.querySelector("[data-shell=wait]")?.setAttribute("hidden", "");
});
