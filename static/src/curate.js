// Turns on what makes the editor quicker to use. Every page works without.
"use strict";

const form = document.querySelector("form[data-section], form.curate-form");
const words = document.getElementById("curate-words")?.dataset ?? {};

function element(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

function escaped(text) {
  return element("span", { textContent: text ?? "" }).innerHTML;
}

// Waits until nobody has typed for a moment.
function calmly(act, wait) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

// ── Questions that do not apply are not there ─────────────────────────────────

function answered(name) {
  const fields = [...form.querySelectorAll(`[name="${name}"]`)];
  const choices = fields.filter((one) => ["radio", "checkbox"].includes(one.type));
  if (choices.length) return choices.find((one) => one.checked)?.value ?? "";
  return fields[0]?.value ?? "";
}

function holds(when) {
  return when.split("|").some((condition) =>
    condition.split("&").every((part) => {
      const [name, values] = part.split("=");
      return values.split(",").includes(answered(name));
    }),
  );
}

function showWhatApplies() {
  for (const group of form.querySelectorAll("[data-when]")) {
    // What is wrong stays in sight, or its error would lead nowhere.
    group.hidden = !holds(group.dataset.when) && !group.matches(".govuk-form-group--error");
  }
}

// ── What a figure is understood as, and what answers lead to ──────────────────

async function asked(address, parameters) {
  const url = new URL(address, window.location);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const answer = await fetch(url, { redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer;
}

// Offers the ways in which a figure can be kept; none of them is chosen by itself.
function offerReadings(group, readings) {
  const offered = group.querySelector("[data-readings]");
  if (!offered) return;
  const name = offered.dataset.readings;
  const chosen = answered(name);
  const items = readings.map(({ value, label }, number) => {
    const id = `${name}_${number}`;
    const input = element("input", { type: "radio", className: "govuk-radios__input", id, name, value });
    input.checked = value === chosen;
    const text = element("label", { className: "govuk-label govuk-radios__label", htmlFor: id, textContent: label });
    return element("div", { className: "govuk-radios__item" }, input, text);
  });
  offered.querySelector(".govuk-radios").replaceChildren(...items);
  offered.hidden = !readings.length;
}

function sayUnderstood(told) {
  const group = told.closest(".govuk-form-group");
  const input = group.querySelector("input");
  let latest = 0;
  input.addEventListener(
    "input",
    calmly(async () => {
      const turn = ++latest;
      try {
        const answer = await asked(told.dataset.understoodAs, { q: input.value });
        const { understood, refused, readings } = await answer.json();
        if (turn !== latest) return;
        told.textContent = (readings.length ? refused : understood) || "";
        told.classList.toggle("curate-understood--not", Boolean(refused));
        offerReadings(group, readings);
      } catch {
        // What is wrong is said when the form is sent.
      }
    }, 300),
  );
}

const ANSWERS = ["claim", "direction", "measured", "compared", "basis", "sample_size", "method_note"];

function sayGrade(told) {
  let latest = 0;
  const renew = calmly(async () => {
    const turn = ++latest;
    try {
      const answers = Object.fromEntries(ANSWERS.map((name) => [name, answered(name)]));
      const html = await (await asked(told.dataset.grade, answers)).text();
      if (turn === latest) told.innerHTML = html;
    } catch {
      // It is said on the next page.
    }
  }, 200);
  form.addEventListener("input", (event) => {
    if (ANSWERS.includes(event.target.name)) renew();
  });
}

// ── Names are suggested while somebody types ──────────────────────────────────

// The way to what is missing stands below the last suggestion, which would cover it.
function suggestions(address, group) {
  const sayNothing = nothingBelow(group);
  const aside = asideOf(group);
  let latest = 0;
  return async (query, populate) => {
    const turn = ++latest;
    let found = [];
    try {
      const answer = await asked(address, { q: query });
      found = (await answer.json()).suggestions;
      if (turn === latest) sayNothing(found.length ? "" : words.nothing);
    } catch {
      // What is typed is looked up when the form is sent.
    }
    const last = found.length && aside ? [{ aside, typed: query }] : [];
    if (turn === latest && document.activeElement?.role !== "option") populate([...found, ...last]);
  };
}

function asideOf(group) {
  return group.querySelector("button[name=aside]");
}

// Says below a field, and below the way to what is missing, that nothing is called so.
function nothingBelow(group) {
  let told = group.querySelector(".curate-nothing");
  if (!told) {
    told = element("p", { className: "curate-nothing" });
    group.append(told);
  }
  return (text) => (told.textContent = text);
}

// Which record a name stands for, where several are called so.
function meaning(box, name) {
  const known = new Map();
  return (one) => {
    known.set(one.name, one.slug);
    for (const input of box.querySelectorAll("[data-meaning]")) input.remove();
    let number = form.querySelectorAll(`[name^="${name}-asked-"]`).length;
    for (const [text, slug] of known) {
      for (const [part, value] of Object.entries({ asked: text, meant: slug })) {
        const input = element("input", { type: "hidden", name: `${name}-${part}-${number}`, value });
        input.dataset.meaning = "";
        box.append(input);
      }
      number += 1;
    }
  };
}

function autocomplete(box, plain, options) {
  const { onConfirm, ...others } = options;
  const group = box.closest(".govuk-form-group");
  window.accessibleAutocomplete({
    element: box,
    minLength: 2,
    displayMenu: "overlay",
    confirmOnBlur: false,
    inputClasses: "govuk-input",
    showNoOptionsFound: false,
    tStatusNoResults: () => words.nothing,
    source: suggestions(plain.dataset.suggest, group),
    tStatusResults: (length, chosen) => {
      const n = asideOf(group) ? length - 1 : length;
      return `${n === 1 ? words.result : words.results.replace("%s", n)} ${chosen}`;
    },
    onConfirm: (one) => (one?.aside ? one.aside.click() : onConfirm(one)),
    templates: {
      inputValue: (one) => one?.name ?? one?.typed ?? one ?? "",
      suggestion: (one) =>
        one.aside
          ? `<span class="curate-suggestion__aside">${escaped(one.aside.firstChild.data.trim())}</span>`
          : one.name
          ? `${escaped(one.name)} <span class="curate-suggestion__about">${escaped(one.about)}</span>`
          : escaped(one),
    },
    ...others,
  });
  const sayNothing = nothingBelow(group);
  const input = box.querySelector("input");
  input.addEventListener("input", () => input.value.trim().length < 2 && sayNothing(""));
  const help = plain.getAttribute("aria-describedby");
  // The library takes its own hint away as soon as somebody types, and the field's help with it.
  const describe = () => {
    const hint = (input.getAttribute("aria-describedby") ?? "").replace(help, "").trim();
    input.setAttribute("aria-describedby", `${help} ${hint}`.trim());
  };
  if (help) {
    describe();
    input.addEventListener("input", () => setTimeout(describe));
  }
  if (plain.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
  return input;
}

function pickOne(plain) {
  const box = element("div", { className: "curate-pick" });
  plain.replaceWith(box);
  const mean = meaning(box, plain.name);
  autocomplete(box, plain, {
    id: plain.id,
    name: plain.name,
    defaultValue: plain.value,
    onConfirm: (one) => one && mean(one),
  });
}

function pickMany(plain) {
  const label = form.querySelector(`label[for="${plain.id}"]`);
  const list = element("ul", { className: "curate-picked" });
  const box = element("div", { className: "curate-pick" });
  const said = element("p", { className: "govuk-visually-hidden", role: "status" });
  const lines = () => plain.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const write = (some) => {
    plain.value = [...new Set(some)].join("\n");
    plain.dispatchEvent(new Event("input", { bubbles: true }));
    draw();
  };
  const draw = () => {
    list.replaceChildren(
      ...lines().map((line) => {
        const button = element("button", { type: "button", className: "curate-picked__remove" });
        button.append("×", element("span", { className: "govuk-visually-hidden", textContent: ` ${words.remove} ${line}` }));
        button.addEventListener("click", () => {
          write(lines().filter((other) => other !== line));
          said.textContent = `${words.removed} ${line}`;
          input.focus();
        });
        return element("li", { className: "curate-picked__item" }, element("span", { textContent: line }), button);
      }),
    );
  };
  const { id } = plain;
  plain.id = `${id}-lines`;
  plain.hidden = true;
  plain.after(list, box, said);
  const mean = meaning(box, plain.name);
  const empty = () => {
    // The library's own state goes with its box.
    const other = element("div", { className: "curate-pick__box" });
    box.querySelector(".curate-pick__box")?.remove();
    box.prepend(other);
    return autocomplete(other, plain, {
      id,
      name: "",
      onConfirm: (one) => {
        if (!one?.name) return;
        mean(one);
        add(one.name);
      },
    });
  };
  const add = (text) => {
    write([...lines(), text]);
    said.textContent = `${words.added} ${text}`;
    setTimeout(() => {
      input = empty();
      listen();
      input.focus();
    });
  };
  // What stands in the box and was not chosen counts as well: it is looked up when it is sent.
  const takeIn = () => {
    const text = input.value.trim();
    if (text && !lines().includes(text)) write([...lines(), text]);
  };
  const listen = () => {
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !input.value.trim() || document.activeElement !== input) return;
      event.preventDefault();
      add(input.value.trim());
    });
  };
  let input = empty();
  listen();
  form.addEventListener("submit", takeIn, { capture: true });
  draw();
  label?.setAttribute("for", id);
}

// ── Nothing typed is lost ─────────────────────────────────────────────────────

const EVERY = 4000;
const SIGN_OF_LIFE = 60000;
const KEPT = "typed:";
const SENT = "sent:";

function signIn() {
  const url = new URL(words.signInUrl, window.location);
  url.searchParams.set("next", window.location.pathname);
  return url.href;
}

function contents() {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return JSON.stringify([...data].filter(([name]) => name !== "digest"));
}

function keepWhatIsTyped() {
  const told = document.querySelector("[data-kept]");
  const company = document.querySelector("[data-company]");
  const key = KEPT + window.location.pathname;
  let opened = contents();
  let sent = opened;
  let sending = false;
  let leaving = false;

  // Once: it is said aloud each time that it is written.
  const sayNotKept = () => {
    if (told.classList.contains("curate-kept--not")) return;
    const link = element("a", { className: "govuk-link", href: signIn(), textContent: words.signIn });
    link.addEventListener("click", () => (leaving = true));
    told.classList.add("curate-kept--not");
    told.replaceChildren(`${words.offline} `, link);
  };

  const send = async (act) => {
    const data = new FormData(form);
    const now = contents();
    data.append("act", act);
    sending = true;
    try {
      const answer = await fetch(form.dataset.typed, { method: "POST", body: data, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const { saved, others } = await answer.json();
      company.replaceChildren(...others.map((text) => element("p", { className: "curate-company", textContent: text })));
      if (act === "keep") {
        sent = now;
        told.textContent = saved;
        told.classList.remove("curate-kept--not");
        window.sessionStorage.removeItem(key);
      }
    } catch {
      if (now !== opened) {
        window.sessionStorage.setItem(key, now);
        sayNotKept();
      }
    } finally {
      sending = false;
    }
  };
  const keep = () => {
    if (!sending && !leaving && contents() !== sent) send("keep");
  };

  const restore = () => {
    const before = window.sessionStorage.getItem(key);
    window.sessionStorage.removeItem(key);
    if (!before || form.hasAttribute("data-posted") || before === opened) return;
    const values = new Map();
    for (const [name, value] of JSON.parse(before)) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || ["hidden", "submit", "button"].includes(field.type)) continue;
      const said = values.get(field.name);
      if (["radio", "checkbox"].includes(field.type)) field.checked = Boolean(said?.includes(field.value));
      else field.value = said?.[0] ?? "";
    }
    told.textContent = words.broughtBack;
  };
  // Before anything else has the fields: what a box shows follows from them.
  restore();

  form.addEventListener("input", calmly(keep, 1000));
  form.addEventListener("focusout", keep);
  setInterval(keep, EVERY);
  setInterval(() => !sending && send("here"), SIGN_OF_LIFE);
  form.addEventListener("submit", () => {
    leaving = true;
    // The answer may be the page to sign in: then it is brought back from here.
    window.sessionStorage.setItem(SENT + window.location.pathname, contents());
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && contents() !== opened) event.preventDefault();
  });
  for (const other of document.querySelectorAll("[data-restored]")) {
    other.addEventListener("submit", () => (leaving = true));
  }
  window.addEventListener("pagehide", () => {
    if (leaving) return;
    const data = new FormData(form);
    data.append("act", contents() === sent ? "leave" : "keep");
    navigator.sendBeacon(form.dataset.typed, data);
  });
}

// What was sent has arrived, unless this is the page to sign in: then it waits for its page.
function settleWhatWasSent() {
  const isSignedOut = document.querySelector("[data-signing-in]") !== null;
  for (const key of Object.keys(window.sessionStorage)) {
    if (!key.startsWith(SENT)) continue;
    const text = window.sessionStorage.getItem(key);
    window.sessionStorage.removeItem(key);
    if (isSignedOut) window.sessionStorage.setItem(KEPT + key.slice(SENT.length), text);
  }
}

// ── Text from Word or a page becomes Markdown ─────────────────────────────────

const BLOCKS = "p,div,li,ul,ol,h1,h2,h3,h4,h5,h6,blockquote,tr,table,section,article,pre";

// Styles are read as text: the page's policy lets no part of it bring its own.
function withoutStyles(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

function styleOf(node, name) {
  const found = new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(node.dataset?.style ?? "");
  return found ? found[1].trim().toLowerCase() : "";
}

function inLine(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ").replace(/([\\*_`[\]])/g, "\\$1");
  if (node.nodeType !== Node.ELEMENT_NODE || /^(style|script|meta|title|o:p)$/i.test(node.tagName)) return "";
  if (node.tagName === "BR") return "\n";
  const text = [...node.childNodes].map(inLine).join("");
  const bare = text.trim();
  if (!bare) return text;
  const around = (sign) => text.replace(bare, () => `${sign}${bare}${sign}`);
  const fontWeight = styleOf(node, "font-weight");
  const fontStyle = styleOf(node, "font-style");
  if (node.tagName === "A" && /^(https?|mailto):/.test(node.href)) return text.replace(bare, () => `[${bare}](${node.href})`);
  const isBold = /^(B|STRONG)$/.test(node.tagName) ? fontWeight !== "normal" : fontWeight === "bold" || Number(fontWeight) >= 600;
  if (isBold && !node.querySelector("b,strong")) return around("**");
  if (/^(I|EM)$/.test(node.tagName) ? fontStyle !== "normal" : fontStyle === "italic") return around("*");
  return text;
}

// Word writes lists as paragraphs, with the bullet as text.
function listLine(paragraph, text) {
  if (!/MsoList/.test(paragraph.className) && !/mso-list/.test(paragraph.dataset.style ?? "")) return null;
  const number = /^\s*(\d+)[.)]\s*/.exec(text);
  const bare = text.replace(/^\s*(?:[·•▪§o–-]|\d+[.)])\s*/, "").trim();
  return number ? `${number[1]}. ${bare}` : `- ${bare}`;
}

function blocks(node, depth = 0) {
  const found = [];
  let line = "";
  const end = () => {
    if (line.trim()) found.push(line.replace(/ *\n */g, "\n").trim());
    line = "";
  };
  let number = Number(node.getAttribute?.("start") ?? 1);
  for (const child of node.childNodes) {
    if (child.nodeType !== Node.ELEMENT_NODE || !child.matches(BLOCKS)) {
      // A part that is no block but holds some, as pasted pages have around all they say.
      if (child.querySelector?.(BLOCKS)) {
        end();
        found.push(...blocks(child, depth));
      } else line += inLine(child);
      continue;
    }
    end();
    const { tagName } = child;
    if (tagName === "LI") {
      const sign = node.tagName === "OL" ? `${number++}. ` : "- ";
      const [first = "", ...rest] = blocks(child, depth + 1);
      const inner = " ".repeat(sign.length);
      found.push([sign + first, ...rest].map((part, at) => (at ? part.replace(/^/gm, inner) : part)).join("\n"));
    } else if (tagName === "UL" || tagName === "OL") found.push(blocks(child, depth).join("\n"));
    else if (/^H\d$/.test(tagName)) found.push(`## ${inLine(child).replace(/\*\*/g, "").trim()}`);
    else if (tagName === "TR") found.push([...child.children].map((cell) => inLine(cell).trim()).filter(Boolean).join(": "));
    else if (tagName === "BLOCKQUOTE") found.push(blocks(child, depth).join("\n\n").replace(/^/gm, "> "));
    else if (child.querySelector(BLOCKS)) found.push(...blocks(child, depth));
    else {
      const text = inLine(child);
      found.push(listLine(child, text) ?? text.replace(/ *\n */g, "\n").trim());
    }
  }
  end();
  return found.filter((one) => one.trim());
}

function asMarkdown(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const isItem = (text) => /^(?:- |\d+\. )/.test(text);
  return blocks(page.body).reduce(
    (text, block, at, all) => text + (at ? (isItem(block) && isItem(all[at - 1]) ? "\n" : "\n\n") : "") + block,
    "",
  );
}

function pasteClean(event) {
  const html = event.clipboardData?.getData("text/html");
  if (!html || !/<(p|li|h\d|b|strong|i|em|a|br|table|div)\b/i.test(html)) return;
  event.preventDefault();
  const area = event.target;
  const text = asMarkdown(html);
  // So that it can be undone like anything typed; browsers without it put it in all the same.
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// ── All of it ─────────────────────────────────────────────────────────────────

settleWhatWasSent();
if (form) {
  if (form.dataset.typed) keepWhatIsTyped();
  for (const field of form.querySelectorAll("[data-pick]")) {
    if ("pickMany" in field.dataset) pickMany(field);
    else pickOne(field);
  }
  form.querySelectorAll("[data-understood-as]").forEach(sayUnderstood);
  form.querySelectorAll("[data-grade]").forEach(sayGrade);
  for (const area of form.querySelectorAll("[data-markdown]")) area.addEventListener("paste", pasteClean);
  if (form.querySelector("[data-when]")) {
    form.addEventListener("change", showWhatApplies);
    showWhatApplies();
  }
}
