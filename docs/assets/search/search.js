/* The search page: what was asked, what was found, how to narrow it. The state lives in the address. */
"use strict";
(function (self) {
  const app = document.getElementById("search-app");
  const input = document.getElementById("search-q");
  if (!app || !input) return;
  const form = input.form;
  const parts = Object.fromEntries([...app.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
  const status = document.getElementById("search-status");
  const BEST = 5;
  const IN_GROUP = 3;
  const IN_FACET = 7;
  const FACETS = [["kind", "Раздел"], ["municipality", "Муниципалитет"], ["model", "Модель процесса"], ["stage", "Этап"],
    ["form", "Форма наставничества"], ["audience", "Для кого"], ["status", "Статус"], ["year", "Год"]];
  const LABELS = new Map(FACETS);
  const WAIT = 220;

  /* ------------------------------------------------------------- small helpers */

  function pluralForm(n, forms) {
    const tens = n % 100;
    const ones = n % 10;
    return tens > 10 && tens < 15 ? forms[2] : ones === 1 ? forms[0] : ones > 1 && ones < 5 ? forms[1] : forms[2];
  }

  const plural = (n, forms) => n + "\u00a0" + pluralForm(n, forms);
  const RECORDS = ["запись", "записи", "записей"];
  const foundWords = (n) => pluralForm(n, ["Найдена ", "Найдено ", "Найдено "]) + plural(n, RECORDS);
  const quoted = (text) => "«" + text + "»";

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "on") for (const [event, action] of Object.entries(value)) node.addEventListener(event, action);
      else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  /* ------------------------------------------------------------- state and address */

  function readState() {
    const query = new URLSearchParams(location.search);
    const chosen = new Map();
    for (const [key] of FACETS) if (query.has(key)) chosen.set(key, query.getAll(key));
    return { q: (query.get("q") || "").trim(), chosen };
  }

  function address(state) {
    const query = new URLSearchParams();
    if (state.q) query.set("q", state.q);
    for (const [key] of FACETS) for (const value of state.chosen.get(key) || []) query.append(key, value);
    const text = query.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  let state = readState();
  let turn = 0;
  let answer = null;

  function go(next, { push = true } = {}) {
    state = next;
    if (push) history.pushState(null, "", address(state));
    else history.replaceState(null, "", address(state));
    return show();
  }

  const withFacet = (key, values) => ({ q: state.q, chosen: new Map([...state.chosen].filter(([name]) => name !== key).concat(values.length ? [[key, values]] : [])) });

  function toggle(key, value) {
    const values = state.chosen.get(key) || [];
    return go(withFacet(key, values.includes(value) ? values.filter((other) => other !== value) : [...values, value]));
  }

  const allDropped = () => go({ q: state.q, chosen: new Map() });

  /* ------------------------------------------------------------- finding */

  async function show() {
    const mine = ++turn;
    if (input.value.trim() !== state.q) input.value = state.q;
    app.hidden = !state.q;
    if (!state.q) {
      answer = null;
      status.textContent = "";
      return;
    }
    app.setAttribute("aria-busy", "true");
    try {
      const fresh = answer && answer.q === state.q ? answer : { q: state.q, ...(await self.find(state.q, { engine: app.dataset.engine })) };
      const facets = await self.data.facets();
      if (mine !== turn) return;
      answer = fresh;
      await draw(answer, facets);
    } catch (error) {
      if (mine === turn) fail();
    }
    app.removeAttribute("aria-busy");
  }

  function fail() {
    status.textContent = "Поиск не загрузился.";
    for (const name of ["notes", "chips", "results", "facets"]) parts[name].replaceChildren();
    parts.results.append(element("p", {}, "Не удалось загрузить файлы поиска. Проверьте связь и обновите страницу. Пока можно открыть ",
      link("glossary/", "глоссарий"), " или ", link("cases/", "список практик"), "."));
  }

  const link = (path, text) => element("a", { href: new URL(path, self.data.root).href }, text);
  const isIn = (facets, key, values, page) => (facets[key] || []).some(([name, pages]) => values.includes(name) && pages.has(page));

  function passing(results, facets, except) {
    const rules = [...state.chosen].filter(([key]) => key !== except);
    return results.filter(({ page }) => rules.every(([key, values]) => isIn(facets, key, values, page)));
  }

  async function draw(found, facets) {
    const results = passing(found.results, facets, null);
    const suggestion = found.results.length <= 2 && !found.plan.corrections.length ? await self.suggestion(found.plan) : null;
    parts.notes.replaceChildren(...notes(found, suggestion));
    drawChips();
    drawFacets(found.results, facets);
    await drawResults(results, found);
    if (!results.length) parts.results.append(...emptyState(found, facets));
    status.textContent = statusText(results.length, found);
    app.dataset.shown = state.q;
  }

  function statusText(count, { results, partial }) {
    if (!count) return results.length ? "С таким отбором ничего не найдено." : "Ничего не найдено.";
    const text = foundWords(count);
    return partial ? text + ": есть только часть слов запроса." : text + (count < results.length ? " из " + results.length + "." : ".");
  }

  /* ------------------------------------------------------------- what was done with the query */

  const searchLink = (text) => element("a", { href: address({ q: text, chosen: new Map() }), on: { click: (event) => { event.preventDefault(); go({ q: text, chosen: new Map() }); } } }, text);

  const wordsAbsent = (words) => (words.length > 1 ? "Слов " : "Слова ") + words.map(quoted).join(", ") + " на сайте нет";

  function notes({ plan, results, partial, phrase }, suggestion) {
    const out = [];
    const slips = plan.corrections.filter(({ how }) => how === "typo");
    const layout = plan.corrections.filter(({ how }) => how === "layout");
    const letters = plan.corrections.filter(({ how }) => how === "letters");
    if (slips.length) {
      out.push(element("p", {}, "Возможно, вы искали: ", searchLink(plan.corrected), ". ",
        wordsAbsent(slips.map(({ from }) => from)) + ", поэтому показаны результаты по исправленному запросу."));
    }
    if (layout.length) out.push(element("p", {}, "Похоже, была включена другая раскладка. Искали: ", searchLink(plan.corrected), "."));
    if (letters.length) out.push(element("p", {}, "Прочитали латиницу по-русски. Искали: ", searchLink(plan.corrected), "."));
    if (suggestion) out.push(element("p", {}, "Возможно, вы искали: ", searchLink(suggestion), "."));
    if (plan.unknown.length && results.length) {
      out.push(element("p", {}, wordsAbsent(plan.unknown) + ". Искали остальное."));
    }
    if (phrase === "absent" && results.length) out.push(element("p", {}, "Точно такой фразы на сайте нет. Показаны записи с этими словами."));
    if (phrase === "unknown" && results.length) out.push(element("p", {}, "Показаны записи с этими словами; порядок слов не учтён."));
    if (partial) out.push(element("p", {}, "Записей, где есть все слова, нет. Показаны самые близкие."));
    const used = [...new Set(results.slice(0, 20).map(({ variant }) => variant.text).filter(Boolean))].slice(0, 3);
    if (used.length) out.push(element("p", { class: "quiet" }, "Учли и другие названия: " + used.map(quoted).join(", ") + "."));
    return out;
  }

  /* ------------------------------------------------------------- results */

  async function drawResults(results, found) {
    const { kinds, kindOf } = await self.data.ready();
    const best = results.length > BEST ? results.slice(0, BEST) : [];
    const groups = new Map();
    for (const result of results.slice(best.length)) {
      const kind = kindOf[result.page];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(result);
    }
    const nodes = [];
    if (best.length) nodes.push(await group("Самое подходящее", best, best.length, found, true));
    for (const [kind, items] of groups) nodes.push(await group(kinds[kind][1], items, IN_GROUP, found, false, kinds[kind].slice(2)));
    parts.results.replaceChildren(...nodes);
    watch();
  }

  let groupCount = 0;
  async function group(title, items, most, found, best, forms) {
    const id = "search-group-" + ++groupCount;
    const list = element("ol", { class: "hits" });
    const heading = element("h2", { id }, title, best ? null : element("span", { class: "count" }, " " + items.length));
    const section = element("section", { class: best ? "hit-group hit-best" : "hit-group", "aria-labelledby": id }, heading, list);
    const add = async (rest) => list.append(...(await Promise.all(rest.map((result) => hit(result, found, best)))));
    await add(items.slice(0, most));
    if (items.length > most) {
      const rest = items.slice(most);
      const more = element("button", { type: "button", class: "button", on: { click: async () => {
        const at = list.children.length;
        await add(rest);
        more.remove();
        list.children[at].querySelector("a").focus();
        watch();
      } } }, "Показать ещё " + plural(rest.length, forms));
      section.append(more);
    }
    return section;
  }

  async function hit(result, found, best) {
    const { title, address: path } = await self.data.title(result.page);
    const { kinds, kindOf } = await self.data.ready();
    const href = new URL(path + (location.protocol === "file:" ? "index.html" : ""), self.data.root).href;
    const node = element("li", { class: "hit", "data-address": path },
      element("a", { class: "hit-title", href }, title),
      best ? element("span", { class: "hit-kind" }, kinds[kindOf[result.page]][1]) : null);
    pending.set(node, { result, plan: found.plan, href });
    return node;
  }

  /* Texts are fetched for what is on the screen only. */
  const pending = new Map();
  const observer = typeof IntersectionObserver === "undefined" ? null : new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) reveal(entry.target);
  }, { rootMargin: "60px" });

  function watch() {
    for (const node of pending.keys()) {
      if (!node.isConnected) pending.delete(node);
      else if (observer) observer.observe(node);
      else reveal(node);
    }
  }

  async function reveal(node) {
    const waiting = pending.get(node);
    if (observer) observer.unobserve(node);
    if (!waiting) return;
    pending.delete(node);
    const fragment = await self.data.fragment(waiting.result.page);
    if (!fragment) {
      node.append(element("p", { class: "hit-text" }, await self.data.about(waiting.result.page)));
      return;
    }
    const shown = self.excerpt(fragment, self.soughtIn(waiting.result, waiting.plan));
    if (!shown) return;
    if (shown.id) node.append(element("p", { class: "hit-section" }, element("a", { href: waiting.href + "#" + encodeURIComponent(shown.id) }, shown.heading)));
    const text = element("p", { class: "hit-text" }, shown.before ? "… " : null);
    shown.words.forEach(([word, isMatch], i) => text.append(i ? " " : "", isMatch ? element("mark", {}, word) : word));
    if (shown.after) text.append(" …");
    node.append(text);
  }

  /* ------------------------------------------------------------- nothing found: why, and what to loosen */

  function emptyState({ plan, results }, facets) {
    if (results.length) {
      const options = [...state.chosen].map(([key, values]) => {
        const without = withFacet(key, []);
        const count = results.filter(({ page }) => [...without.chosen].every(([other, wanted]) => isIn(facets, other, wanted, page))).length;
        return count && element("li", {}, element("button", { type: "button", class: "button", on: { click: () => go(without) } },
          "Убрать отбор " + quoted(LABELS.get(key) + ": " + values.join(", ")) + " — " + plural(count, RECORDS)));
      });
      return [element("p", {}, "По запросу " + quoted(state.q) + " есть " + plural(results.length, RECORDS) + ", но ни одна не подходит под выбранный отбор."),
        element("ul", { class: "plain" }, ...options),
        element("button", { type: "button", class: "button", on: { click: allDropped } }, "Сбросить весь отбор")];
    }
    const why = plan.unknown.length
      ? wordsAbsent(plan.unknown) + ", и похожих не нашлось."
      : "В запросе нет слов, по которым можно искать.";
    return [element("p", {}, why),
      element("p", {}, "Что можно сделать: проверьте, нет ли опечатки; назовите то же другими словами; оставьте одно-два главных слова."),
      element("p", {}, "Или откройте ", link("glossary/", "глоссарий"), ", ", link("cases/", "практики"), ", ", link("documents/", "документы"), ".")];
  }

  /* ------------------------------------------------------------- narrowing */

  function drawChips() {
    const chips = [];
    for (const [key, values] of state.chosen) {
      for (const value of values) {
        const name = LABELS.get(key) + ": " + value;
        chips.push(element("li", {}, element("button", { type: "button", class: "chip", "aria-label": "Убрать: " + name, on: { click: () => toggle(key, value) } }, name + " ×")));
      }
    }
    if (chips.length) chips.push(element("li", {}, element("button", { type: "button", class: "button", on: { click: allDropped } }, "Сбросить")));
    parts.chips.replaceChildren(...chips);
    parts.chips.hidden = !chips.length;
  }

  function drawFacets(results, facets) {
    const nodes = FACETS.map(([key, label]) => facetNode(key, label, results, facets)).filter(Boolean);
    const focused = document.activeElement && parts.facets.contains(document.activeElement) ? document.activeElement.dataset.option : null;
    parts.facets.replaceChildren(...nodes);
    parts.panel.hidden = !nodes.length;
    if (focused) for (const box of parts.facets.querySelectorAll("input")) if (box.dataset.option === focused) box.focus();
  }

  function facetNode(key, label, results, facets) {
    const chosen = state.chosen.get(key) || [];
    const pages = passing(results, facets, key).map(({ page }) => page);
    const options = (facets[key] || []).map(([name, members]) => [name, pages.filter((page) => members.has(page)).length])
      .filter(([name, count]) => count || chosen.includes(name));
    if (!options.length || (options.length === 1 && !chosen.length)) return null;
    const byCount = (a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "ru");
    options.sort(key === "year" ? (a, b) => b[0].localeCompare(a[0]) : key === "stage" ? (a, b) => a[0].localeCompare(b[0], "ru") : byCount);
    const first = options.filter(([name], i) => i < IN_FACET || chosen.includes(name));
    const rest = options.filter((option) => !first.includes(option));
    const row = ([name, count]) => element("label", { class: "option" },
      checkbox(key, name, chosen.includes(name)), element("span", {}, name), element("span", { class: "count" }, String(count)));
    return element("fieldset", { class: "filter" }, element("legend", { class: "filter-title" }, label), ...first.map(row),
      rest.length ? element("details", {}, element("summary", {}, "Ещё " + rest.length), ...rest.map(row)) : null);
  }

  function checkbox(key, value, checked) {
    const box = element("input", { type: "checkbox", value, "data-option": key + ":" + value, on: { change: () => toggle(key, value) } });
    box.checked = checked;
    return box;
  }

  /* ------------------------------------------------------------- keyboard and typing */

  const links = () => [...parts.results.querySelectorAll("a.hit-title")].filter((node) => node.offsetParent !== null);

  function step(by) {
    const all = links();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    if (at + by < 0) input.focus();
    else all[Math.min(all.length - 1, at + by)].focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = document.activeElement;
    const inside = here === input || (here && parts.results.contains(here));
    if (event.key === "ArrowDown" && inside) { event.preventDefault(); step(1); }
    else if (event.key === "ArrowUp" && inside && here !== input) { event.preventDefault(); step(-1); }
    else if (event.key === "Escape" && inside) {
      event.preventDefault();
      input.value = "";
      input.focus();
      go({ q: "", chosen: new Map() }, { push: false });
    }
  });

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { const q = input.value.trim(); if (q !== state.q) go({ q, chosen: state.chosen }, { push: false }); }, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go({ q: input.value.trim(), chosen: state.chosen }, { push: input.value.trim() !== state.q });
  });
  window.addEventListener("popstate", () => { state = readState(); show(); });

  if (window.matchMedia("(max-width: 59.99em)").matches) parts.panel.firstElementChild.open = false;
  if (location.protocol === "file:") form.setAttribute("action", "index.html");
  show();
})(technoparkSearch);
