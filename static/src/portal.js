// Turns on what makes pages quicker to use. Every page works without.
"use strict";

// ── On a phone the menu opens the navigation in place of the one in the foot ──

function openMenuInPlace(link) {
  const button = document.createElement("button");
  const navigation = document.getElementById("navigation");
  Object.assign(button, { type: "button", id: link.id, className: link.className });
  button.textContent = link.textContent;
  button.setAttribute("aria-controls", navigation.id);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const opened = navigation.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(opened));
  });
  link.replaceWith(button);
}

openMenuInPlace(document.getElementById("menu-link"));

// ── The search box suggests titles and names while typing ─────────────────────

function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

// The box is the library's, but the words in it are the visitor's: whatever keys come in whatever
// order, it holds what a plain box would hold.
function suggestIn(box) {
  const plain = box.querySelector("input");
  const typed = plain.value === plain.defaultValue ? "" : plain.value;
  const had = { focus: plain === document.activeElement, words: typed };
  const element = document.createElement("div");
  let latest = 0;
  let close = () => {};
  plain.remove();
  box.append(element);
  window.accessibleAutocomplete({
    element,
    id: plain.id,
    name: plain.name,
    placeholder: plain.placeholder,
    // What the page was asked with stands there and suggests nothing until somebody types.
    defaultValue: plain.defaultValue,
    minLength: 2,
    displayMenu: "overlay",
    confirmOnBlur: false,
    showNoOptionsFound: false,
    source: async (query, populate) => {
      const asked = ++latest;
      close = () => {
        latest += 1;
        populate([]);
      };
      let found = [];
      try {
        const address = new URL(box.dataset.suggest, window.location);
        address.searchParams.set("q", query);
        const answer = await fetch(address);
        found = (await answer.json()).suggestions;
      } catch {
        // Without suggestions the box searches all the same.
      }
      // An answer that is late must not take away the suggestion that somebody stands on.
      if (asked === latest && document.activeElement?.role !== "option") populate(found);
    },
    templates: {
      // Until somebody types, the one suggestion is what stands there, which leads nowhere.
      inputValue: (chosen) => chosen?.title ?? chosen ?? "",
      suggestion: (one) =>
        `${escaped(one.title ?? one)} <span class="portal-suggestion__kind">${escaped(one.kind ?? "")}</span>`,
    },
    onConfirm: (chosen) => {
      if (chosen?.url) window.location.assign(chosen.url);
    },
  });
  const input = document.getElementById(plain.id);
  // The library would select all words when somebody clicks among them, to be typed over.
  input.setSelectionRange = () => {};
  // What was typed before the scripts came.
  if (had.words) {
    input.value = had.words;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (had.focus) input.focus();
  box.addEventListener("keydown", (event) => takeKey(event, input, () => close()), true);
}

const OF_SUGGESTIONS = ["ArrowDown", "ArrowUp", "Enter", "Tab", "Shift", "Control", "Alt", "Meta"];

// Before the suggestions get to see a key. Enter in the box searches for what was typed, though
// suggestions are open: one of them is chosen with the arrow keys, and then has the focus itself.
// Escape closes them. Every key that does not choose among them goes to the box, as typed.
function takeKey(event, input, close) {
  const inBox = event.target === input;
  if (event.key === "Escape") {
    input.focus();
    close();
  } else if (OF_SUGGESTIONS.includes(event.key)) {
    if (event.key !== "Enter" || !inBox) return;
  } else if (!inBox) {
    input.focus();
  }
  event.stopPropagation();
}

if (window.accessibleAutocomplete) {
  document.querySelectorAll("[data-suggest]").forEach(suggestIn);
}

// ── What is there to be quoted can be copied ──────────────────────────────────

// The place for the button is kept in the page, so that nothing moves when it comes.
for (const place of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "portal-linklike";
  button.textContent = place.dataset.label;
  button.addEventListener("click", async () => {
    const { value, textContent } = document.getElementById(place.dataset.copies);
    await navigator.clipboard.writeText(value ?? textContent);
    button.textContent = "Copied";
  });
  place.append(button);
}

// ── Filters: results are replaced in place, and the address follows ───────────

const WIDE = window.matchMedia("(min-width: 48.0625em)");

// A page comes with some options of a facet, and says how many. The others are fetched when somebody
// asks for them or looks for one, and stay while results are replaced and when somebody comes back.
const unfolded = new Set();

const nameOf = (facet) => facet.id.replace("facet-", "");
const toggleOf = (facet) => facet.querySelector("[data-all]");
const isWhole = (facet) => !toggleOf(facet)?.firstChild.data.includes("all");

// Kept by the browser until its tab is closed; htmx has the history's own memory to itself.
const MEMORY = `facets of ${window.location.pathname}`;

function remember() {
  const open = [...document.querySelectorAll("#filters details[open]")].map((one) => one.id);
  try {
    window.sessionStorage.setItem(MEMORY, JSON.stringify({ unfolded: [...unfolded], open }));
  } catch {
    // A browser that keeps nothing shows them folded on the way back.
  }
}

function remembered() {
  const [visit] = performance.getEntriesByType("navigation");
  try {
    if (visit?.type !== "navigate") return JSON.parse(window.sessionStorage.getItem(MEMORY)) ?? {};
  } catch {
    // As above.
  }
  return {};
}

async function showWhole(facet) {
  const name = nameOf(facet);
  const address = new URL(window.location);
  address.searchParams.set("facet", name);
  address.hash = "";
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = facet.querySelector(".portal-facet__options");
  const focused = selectorOf(document.activeElement);
  const ticked = new Set([...list.querySelectorAll("input:checked")].map((one) => one.value));
  const inside = list.contains(document.activeElement);
  list.replaceWith(part.querySelector(".portal-facet__options"));
  for (const box of facet.querySelectorAll(".portal-facet__options input")) {
    box.checked = ticked.has(box.value);
  }
  if (inside && focused) document.querySelector(focused)?.focus();
  toggleOf(facet).firstChild.data = "Show fewer";
  unfolded.add(name);
  remember();
}

function showFewer(facet) {
  const options = facet.querySelector(".portal-facet__options");
  const hasChoice = (option) => option.querySelector("input:checked");
  const toggle = toggleOf(facet);
  [...options.children].forEach((option, index) => {
    if (index >= Number(toggle.dataset.atOnce) && !hasChoice(option)) option.remove();
  });
  for (const option of options.querySelectorAll("li li")) {
    if (!hasChoice(option)) option.remove();
  }
  for (const list of options.querySelectorAll("ul:not(:has(li))")) list.remove();
  toggle.firstChild.data = `Show all ${toggle.dataset.all}`;
  unfolded.delete(nameOf(facet));
  remember();
}

document.addEventListener("click", async (event) => {
  const toggle = event.target.closest("#filters [data-all]");
  if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const facet = toggle.closest(".portal-facet");
  // What the address asks for, only another address takes back.
  if (new URLSearchParams(window.location.search).getAll("all").includes(nameOf(facet))) return;
  event.preventDefault();
  const finder = facet.querySelector(".portal-facet__find");
  if (finder?.value) {
    finder.value = "";
    finder.dispatchEvent(new Event("input"));
  }
  try {
    if (isWhole(facet)) showFewer(facet);
    else await showWhole(facet);
  } catch {
    window.location.assign(toggle.href);
  }
});

// Accents, capitals, apostrophes and full stops make no difference; hyphens are spaces.
function plain(text) {
  const letters = text.normalize("NFKD").replace(/[\u0300-\u036f'’‘`´.]/g, "");
  return letters.replace(/[-‐‑–\s]+/g, " ").replace(/&/g, "and").trim().toLowerCase();
}

function find(box, words) {
  const wanted = plain(words);
  const options = [...box.querySelectorAll("li[data-value]")];
  let found = 0;
  for (const option of [...options].reverse()) {
    const [name] = option.querySelector("label > span").childNodes;
    const named = plain(`${name.textContent}; ${option.dataset.also ?? ""}`).includes(wanted);
    option.hidden = !named && !option.querySelector("li[data-value]:not([hidden])");
    found += named;
  }
  return wanted ? `${found} of ${options.length} match` : "";
}

function addFinder(box) {
  const facet = box.closest(".portal-facet");
  const input = document.createElement("input");
  const status = document.createElement("p");
  input.type = "search";
  input.id = `find-${facet.id}`;
  input.className = "govuk-input portal-facet__find";
  input.setAttribute("aria-label", `Find in ${box.dataset.findInList}`);
  input.placeholder = "Find in list";
  // It belongs to no form: what is typed here is not part of the search.
  input.setAttribute("form", "");
  status.className = "portal-facet__found";
  status.setAttribute("role", "status");
  let coming = null;
  input.addEventListener("input", async () => {
    if (input.value && !isWhole(facet)) {
      try {
        await (coming ??= showWhole(facet));
      } catch {
        // Then it looks among those that are there.
      }
      coming = null;
    }
    status.textContent = find(box, input.value);
  });
  input.addEventListener("search", (event) => event.stopPropagation());
  box.prepend(input, status);
}

// Whoever comes back finds unfolded what was.
async function unfoldAgain() {
  const { open = [], unfolded: names = [] } = remembered();
  for (const id of open) {
    const details = document.getElementById(id);
    if (details) details.open = true;
  }
  for (const name of names) {
    const facet = document.getElementById(`facet-${name}`);
    try {
      if (facet && toggleOf(facet) && !isWhole(facet)) await showWhole(facet);
    } catch {
      // It stays short, and its link is there.
    }
  }
  document.addEventListener("toggle", (event) => {
    if (event.target.closest("#filters")) remember();
  }, true);
}

// On a small screen a link leads to the filters, which are hidden until it is followed; scripts
// put a button in its place.
// An attribute and no class: htmx sets the class of what it swapped to what the page said.
const CLOSED = "data-closed";
const filtersToggle = () => document.querySelector("button#filters-toggle");

function isFolded() {
  return Boolean(document.getElementById("filters")?.hasAttribute(CLOSED));
}

function fold(folded) {
  const toggle = filtersToggle();
  document.getElementById("filters").toggleAttribute(CLOSED, folded);
  if (!toggle) return;
  toggle.textContent = folded ? toggle.dataset.open : toggle.dataset.close;
  toggle.setAttribute("aria-expanded", String(!folded));
}

function showResults() {
  const sentence = document.getElementById("sentence");
  sentence.tabIndex = -1;
  sentence.focus();
  sentence.scrollIntoView();
}

function addToggle(form, link) {
  const toggle = document.createElement("button");
  Object.assign(toggle, { type: "button", id: link.id, className: link.className });
  Object.assign(toggle.dataset, { open: link.textContent, close: link.dataset.close });
  toggle.setAttribute("aria-controls", form.id);
  toggle.addEventListener("click", () => fold(!isFolded()));
  link.replaceWith(toggle);
}

// On a small screen the filters close as they would anywhere: with Escape, or to see the results.
function letClose(form) {
  form.addEventListener("keydown", (event) => {
    const clears = event.target.type === "search" && event.target.value;
    if (event.key !== "Escape" || clears || WIDE.matches) return;
    fold(true);
    filtersToggle().focus();
  });
  form.addEventListener("submit", () => {
    if (WIDE.matches) return;
    fold(true);
    showResults();
  });
}

function setUpListing(folded) {
  const form = document.getElementById("filters");
  if (!form || form.hasAttribute("data-set-up")) return;
  form.setAttribute("data-set-up", "");
  form.querySelectorAll("[data-find-in-list]").forEach(addFinder);
  const link = document.getElementById("filters-toggle");
  if (!link) return;
  addToggle(form, link);
  letClose(form);
  fold(folded);
}

setUpListing(!WIDE.matches && window.location.hash !== "#filters");
if (document.getElementById("filters")) unfoldAgain();

// What a visitor did to the list that its address does not say: what is unfolded and looked for,
// where the focus is, and how far down the screen.
function stateOfListing() {
  const focused = document.activeElement;
  const chips = [...document.querySelectorAll("[data-remove]")];
  return {
    folded: isFolded(),
    open: [...document.querySelectorAll("#filters details")].map((one) => [one.id, one.open]),
    looked: [...document.querySelectorAll(".portal-facet__find")].map((one) => [one.id, one.value]),
    inside: Boolean(focused.closest("#listing")),
    focused: selectorOf(focused),
    chip: chips.indexOf(focused),
    top: focused.getBoundingClientRect().top,
  };
}

// Options have no ids: two hundred of them would be a good part of the page.
function selectorOf(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (!element.name) return "";
  return `#filters [name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
}

function restoreListing(state) {
  for (const [id, open] of state.open) {
    const details = document.getElementById(id);
    if (details) details.open = open;
  }
  setUpListing(state.folded);
  for (const [id, words] of state.looked) {
    const input = document.getElementById(id);
    if (input && words) {
      input.value = words;
      input.dispatchEvent(new Event("input"));
    }
  }
  if (state.inside) restoreFocus(state);
}

// The focus stays on what it was on and where it was. Of chips it goes to the next, and from what
// is gone to the sentence that says what was found.
function restoreFocus(state) {
  const same = state.focused && document.querySelector(state.focused);
  const chips = state.chip < 0 ? [] : [...document.querySelectorAll("[data-remove]")];
  const element =
    same || chips[Math.min(state.chip, chips.length - 1)] || document.getElementById("sentence");
  if (element.id === "sentence") element.tabIndex = -1;
  for (let one = element.closest("details"); one; one = one.parentElement.closest("details")) {
    one.open = true;
  }
  element.focus({ preventScroll: true });
  if (same) window.scrollBy(0, element.getBoundingClientRect().top - state.top);
  else element.scrollIntoView({ block: "nearest" });
}

// A link to a folded section opens it.
function unfoldTarget() {
  const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
  if (target && target.matches("main details")) {
    target.open = true;
    target.scrollIntoView();
  }
}
unfoldTarget();
window.addEventListener("hashchange", unfoldTarget);

if (window.htmx && document.getElementById("listing")) {
  let state = null;

  // Empty parameters would only lengthen the address.
  document.addEventListener("htmx:configRequest", (event) => {
    const data = event.detail.formData;
    for (const name of new Set(data ? data.keys() : [])) {
      const values = data.getAll(name).filter((value) => value !== "");
      data.delete(name);
      values.forEach((value) => data.append(name, value));
    }
    if (unfolded.size) event.detail.headers["Whole-Facets"] = [...unfolded].join(",");
  });


  document.addEventListener("htmx:beforeSwap", (event) => {
    state = event.detail.target.id === "listing" ? stateOfListing() : null;
  });

  document.addEventListener("htmx:afterSwap", () => {
    if (state) restoreListing(state);
    state = null;
  });

  // The title of the page follows by itself; a feed reader looks for this.
  document.addEventListener("htmx:afterSettle", () => {
    const sentence = document.getElementById("sentence");
    if (sentence) document.getElementById("announcer").textContent = sentence.textContent;
    const [head, shown] = [document.getElementById("feed"), document.querySelector("[data-feed]")];
    if (head && shown) Object.assign(head, { href: shown.href, title: document.title });
  });
}

// ── What the portal refuses is shown as the page that it is ───────────────────

document.addEventListener("htmx:responseError", (event) => {
  const { requestConfig, xhr } = event.detail;
  if (requestConfig.verb === "get") {
    window.location.assign(xhr.responseURL);
    return;
  }
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: requestConfig.path });
  for (const [name, value] of requestConfig.formData) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
});
