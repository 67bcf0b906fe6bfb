// Turns on what makes pages quicker to use. Every page works without.
"use strict";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
window.GOVUKFrontend.initAll();

// ── The search box suggests titles and names while typing ─────────────────────

function escaped(text) {
  const element = document.createElement("span");
  element.textContent = text;
  return element.innerHTML;
}

function suggestIn(box) {
  const plain = box.querySelector("input");
  let latest = 0;
  const element = document.createElement("div");
  plain.remove();
  box.append(element);
  window.accessibleAutocomplete({
    element,
    id: plain.id,
    name: plain.name,
    placeholder: plain.placeholder,
    minLength: 2,
    displayMenu: "overlay",
    confirmOnBlur: false,
    showNoOptionsFound: false,
    source: async (query, populate) => {
      const asked = ++latest;
      try {
        const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(query)}`);
        const { suggestions } = await answer.json();
        if (asked === latest) populate(suggestions);
      } catch {
        populate([]);
      }
    },
    templates: {
      inputValue: (chosen) => (chosen ? chosen.title : ""),
      suggestion: (one) =>
        `${escaped(one.title)} <span class="portal-suggestion__kind">${escaped(one.kind)}</span>`,
    },
    onConfirm: (chosen) => {
      if (chosen) window.location.assign(chosen.url);
    },
  });
}

if (window.accessibleAutocomplete) {
  document.querySelectorAll("[data-suggest]").forEach(suggestIn);
}

// ── The contents beside a page tell which part is being read ──────────────────

const links = new Map(
  [...document.querySelectorAll(".portal-contents a")].map((link) => [link.hash.slice(1), link]),
);
if (links.size && "IntersectionObserver" in window) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          links.forEach((link) => link.removeAttribute("aria-current"));
          links.get(entry.target.id).setAttribute("aria-current", "true");
        }
      }
    },
    { rootMargin: "0px 0px -75% 0px" },
  );
  for (const id of links.keys()) {
    const part = document.getElementById(id);
    if (part) observer.observe(part);
  }
}

// ── Filters: results are replaced in place, and the address follows ───────────

const WIDE = window.matchMedia("(min-width: 48.0625em)");

function addFinder(box) {
  const input = document.createElement("input");
  input.type = "search";
  input.className = "govuk-input portal-facet__find";
  input.setAttribute("aria-label", `Find in ${box.dataset.findInList}`);
  input.placeholder = "Find in list";
  // It belongs to no form: what is typed here is not part of the search.
  input.setAttribute("form", "");
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    const more = box.querySelector(".portal-facet__more");
    if (wanted && more) more.open = true;
    for (const option of [...box.querySelectorAll("li[data-value]")].reverse()) {
      const label = option.querySelector("label").textContent.toLowerCase();
      const within = option.querySelector("li[data-value]:not([hidden])");
      option.hidden = Boolean(wanted) && !label.includes(wanted) && !within;
    }
  });
  for (const name of ["change", "search"]) {
    input.addEventListener(name, (event) => event.stopPropagation());
  }
  box.prepend(input);
}

function addToggle(form) {
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.id = "filters-toggle";
  toggle.className = "govuk-button govuk-button--secondary portal-filters-toggle";
  toggle.setAttribute("aria-controls", form.id);
  const say = () => {
    const folded = form.hasAttribute("data-folded");
    const chosen = document.querySelectorAll("[data-remove]").length;
    toggle.textContent = folded ? `Filters${chosen ? ` (${chosen})` : ""}` : "Close filters";
    toggle.setAttribute("aria-expanded", String(!folded));
  };
  toggle.addEventListener("click", () => {
    form.toggleAttribute("data-folded");
    say();
    if (form.hasAttribute("data-folded")) document.getElementById("sentence").scrollIntoView();
  });
  form.before(toggle);
  say();
}

function setUpListing(folded) {
  const form = document.getElementById("filters");
  if (!form || document.getElementById("filters-toggle")) return;
  if (folded) form.setAttribute("data-folded", "");
  form.querySelectorAll("[data-find-in-list]").forEach(addFinder);
  addToggle(form);
}

setUpListing(!WIDE.matches);

if (window.htmx && document.getElementById("listing")) {
  let open = new Set();
  let folded = false;

  // Empty parameters would only lengthen the address.
  document.addEventListener("htmx:configRequest", (event) => {
    const data = event.detail.formData;
    for (const name of new Set(data ? data.keys() : [])) {
      const values = data.getAll(name).filter((value) => value !== "");
      data.delete(name);
      values.forEach((value) => data.append(name, value));
    }
  });

  document.addEventListener("htmx:beforeSwap", () => {
    open = new Set([...document.querySelectorAll("#filters details[open]")].map((one) => one.id));
    folded = Boolean(document.getElementById("filters")?.hasAttribute("data-folded"));
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    setUpListing(folded);
  });

  document.addEventListener("htmx:afterSettle", () => {
    const sentence = document.getElementById("sentence");
    if (sentence) document.getElementById("announcer").textContent = sentence.textContent;
  });
}

// ── Evidence map: the findings of a number stand beside it ────────────────────

document.addEventListener("click", (event) => {
  const link = event.target.closest("#map td[data-row] a");
  if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const cell = link.closest("td");
  const { rows, columns } = document.getElementById("map").dataset;
  const address = new URL(window.location);
  address.searchParams.set(
    "cell",
    `${rows}.${cell.dataset.row}~${columns}.${cell.dataset.column}`,
  );
  address.hash = "";
  document.querySelector("#map .is-chosen")?.classList.remove("is-chosen");
  cell.classList.add("is-chosen");
  window.history.replaceState(window.history.state, "", address);
  const way = { target: "#beside", select: "#beside", swap: "outerHTML show:none" };
  window.htmx.ajax("GET", address.pathname + address.search, way);
});
