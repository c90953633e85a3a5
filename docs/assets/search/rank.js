/* Lists of pages by stem and their ranking. By default the lists come from our own shards: at 1,000 records a first
   query then takes 80–120 KB and needs no WebAssembly; through Pagefind it takes 210–340 KB and finds the same pages.
   Pagefind keeps the texts shown under the results, and answers for exact phrases in "straight quotes" where it may run. */
"use strict";
(function (self) {
  const data = self.data;

  /* ------------------------------------------------------------- where lists of pages come from */

  /* Each list is asked for once; `read` knows which are here already. */
  function remembering(name, pages, more = {}) {
    const lists = new Map();
    const once = (part) => {
      if (!lists.has(part.stem)) lists.set(part.stem, pages(part));
      return lists.get(part.stem);
    };
    return { name, pages: once, read: { name, pages: (part) => lists.get(part.stem) || [] }, ...more };
  }

  const shards = remembering("shards", (part) => data.body(part.stem));

  /* Pagefind needs WebAssembly, which a policy without 'wasm-unsafe-eval' forbids; its worker obeys the
     policy sent with the worker's own file. Asking for that file's headers tells without breaking the policy. */
  async function allowed() {
    if (location.protocol === "file:" || typeof WebAssembly === "undefined") return false;
    const answer = await fetch(new URL("pagefind/pagefind-worker.js", data.root), { method: "HEAD" });
    if (!answer.ok) return false;
    const policy = answer.headers.get("content-security-policy") || "";
    return policy.split(",").every((one) => {
      const rules = new Map(one.split(";").map((rule) => rule.trim().toLowerCase().split(/\s+/)).map(([name, ...values]) => [name, values]));
      const scripts = rules.get("script-src") || rules.get("default-src");
      return !scripts || scripts.includes("'wasm-unsafe-eval'") || scripts.includes("'unsafe-eval'");
    });
  }

  async function startPagefind() {
    if (!(await allowed())) return null;
    const base = new URL("pagefind/", data.root);
    const pagefind = await import(new URL("pagefind.js", base).href);
    await pagefind.options({ basePath: base.pathname, excerptLength: 1 });
    await pagefind.init("ru");
    const { fragments, pages } = await data.ready();
    const pageOf = new Map();
    for (let page = 0; page < pages; page++) pageOf.set("ru_" + fragments.slice(page * 7, page * 7 + 7), page);
    return remembering("pagefind", (part) => fromPagefind(pagefind, pageOf, part), { phrase: (text) => phrasePages(pagefind, pageOf, text) });
  }

  const TOO_COMMON = 400;

  /* Quoted, a word finds only its own stem; unquoted, also longer words, but with a score. */
  async function fromPagefind(pagefind, pageOf, part) {
    if (!part.entry.pages) return [];
    const form = part.stem + part.entry.endings[0];
    const exact = (await pagefind.search('"' + form + '"')).results;
    const scores = new Map();
    if (exact.length < TOO_COMMON) for (const result of (await pagefind.search(form)).results) scores.set(result.id, result.score);
    const best = Math.max(...exact.map((result) => scores.get(result.id) || 0)) || 1;
    return exact.filter((result) => pageOf.has(result.id))
      .map((result) => [pageOf.get(result.id), 1 + Math.round(8 * Math.min(1, (scores.get(result.id) || best / 2) / best))]);
  }

  async function phrasePages(pagefind, pageOf, text) {
    const { results } = await pagefind.search('"' + text + '"');
    return new Set(results.map((result) => pageOf.get(result.id)));
  }

  const PATIENCE = 5000;
  let started = null;

  /* Pagefind if it may run and starts in time, else null. */
  function pagefind() {
    if (!started) {
      const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
      started = Promise.race([startPagefind().catch(() => null), late]);
    }
    return started;
  }

  /* "shards" or, for comparison, "pagefind". */
  async function engine(name) {
    return (name === "pagefind" && (await pagefind())) || shards;
  }

  /* ------------------------------------------------------------- ranking */

  const NAME = 6;
  const HEADING = 1.6;
  const ABOUT = 1.3;
  const BODY = 1;
  const EXACT = 4;
  const WHOLE_NAME = 1.3;
  const FULL = 0.6;
  const PARTIAL = 0.34;

  /* How much a word tells: the rarer, the more; less if nothing on the site is called so. */
  const NEVER_A_NAME = 0.35;

  function weigh(word, pages) {
    const common = Math.max(0, ...word.parts.filter((part) => part.weight >= 0.9).map((part) => Math.max(part.entry.pages, part.entry.headings.length)));
    const rare = common || Math.max(1, ...word.parts.map((part) => part.entry.pages));
    const named = word.parts.some((part) => part.entry.names.length);
    return Math.log(1 + pages / (rare + 0.5)) * (word.weak || 1) * (named ? 1 : NEVER_A_NAME);
  }

  const COVERS_AS_RELATIVE = 0.8;

  /* Lists read for one word: its own always, those of words like it while there are not too many, fewer in a long question. */
  const MOST_LISTS = 4;
  const SHORT = 3;

  /* What one word gives each page and each name: the best of its stems; `covered` says how surely the page has the word. */
  async function hits(word, source, { pages, nameOf }, most) {
    const row = (size) => new Float32Array(size);
    const out = { name: row(nameOf.length), heading: row(pages), about: row(pages), body: row(pages), covered: row(pages), literal: row(pages) };
    let left = most;
    const raise = (values, at, value) => { if (value > values[at]) values[at] = value; };
    for (const part of word.parts) {
      const sure = part.synonym ? part.weight : part.relative ? COVERS_AS_RELATIVE : part.weight;
      const itself = part.relative ? 0 : part.weight;
      const has = (page, how) => { raise(out.covered, page, sure * how); raise(out.literal, page, itself); };
      const put = (values, page, value) => { raise(values, page, value * part.weight); has(page, 1); };
      for (const name of part.entry.names) { raise(out.name, name, part.weight); has(nameOf[name], 1); }
      for (const page of part.entry.headings) put(out.heading, page, 1);
      for (const page of part.entry.about) put(out.about, page, 1);
      if (!source || part.relative === "common" || left <= 0 && (part.relative || word.aside)) continue;
      left--;
      for (const [page, impact] of await source.pages(part)) {
        raise(out.body, page, part.weight * impact / 9);
        has(page, 0.7 + impact / 30);
      }
    }
    return out;
  }

  function nameScores(manifest, rows, weights, total) {
    const score = new Float32Array(manifest.pages);
    const exact = new Uint8Array(manifest.pages);
    const called = new Float32Array(manifest.pages);
    for (let name = 0; name < manifest.nameOf.length; name++) {
      let asked = 0;
      let own = 0;
      rows.forEach((row, i) => {
        const hit = row.name[name];
        if (!hit) return;
        asked += weights[i] * hit;
        own += hit;
      });
      if (!asked) continue;
      const recall = asked / total;
      const precision = Math.min(1, own / manifest.nameSize[name]);
      const page = manifest.nameOf[name];
      if (precision > called[page]) called[page] = precision;
      const whole = precision > 0.98 && manifest.nameSize[name] > 1;
      const value = whole ? recall ** WHOLE_NAME : recall * recall * (0.4 + 0.6 * precision);
      if (value > score[page]) score[page] = value;
      if (recall > 0.98 && precision > 0.98) exact[page] = 1;
    }
    return { score, exact, called };
  }

  /* A page that lacks a word of a short query loses more than one that lacks a word of a long question. */
  const strictness = (words) => (words <= 2 ? 2 : words === 3 ? 1.6 : 1.3);

  /* A page that has every word of a long question as it was said is likely what it asks about, whatever it is called. */
  const LITERAL = 0.8;

  async function scoreVariant(variant, manifest, source) {
    const size = manifest.pages;
    const rows = await Promise.all(variant.words.map((word) => hits(word, source, manifest, word.aside || variant.words.length > SHORT ? 1 : MOST_LISTS)));
    const weights = variant.words.map((word) => weigh(word, size));
    const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const names = nameScores(manifest, rows, weights, total);
    const long = LITERAL * Math.min(1, Math.max(0, rows.length - 2) / 3);
    const out = [];
    for (let page = 0; page < size; page++) {
      let covered = 0;
      let literal = 0;
      let score = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i];
        const share = weights[i] / total;
        score += share * (HEADING * row.heading[page] + ABOUT * row.about[page] + BODY * row.body[page]);
        covered += share * row.covered[page];
        literal += share * row.literal[page];
      }
      if (covered < PARTIAL) continue;
      score += NAME * names.score[page] + (names.exact[page] ? EXACT : 0);
      score += long * literal ** 4 * (1 + names.called[page]);
      out.push({ page, covered, score: score * covered ** strictness(rows.length) * variant.weight });
    }
    return out;
  }

  function merge(lists) {
    const best = new Map();
    lists.forEach(({ found, variant }) => {
      for (const { page, score, covered } of found) {
        const before = best.get(page);
        if (!before || score > before.score) best.set(page, { page, score, covered: Math.max(covered, before ? before.covered : 0), variant });
        else before.covered = Math.max(before.covered, covered);
      }
    });
    return [...best.values()].sort((a, b) => b.score - a.score || a.page - b.page);
  }

  const ENOUGH = 5;
  const MOST_PARTIAL = 10;
  const MOST_READ = 3;

  const PHRASE = /"([^"]+\s[^"]+)"/;

  /* Pages with the exact phrase the query asks for in straight quotes; all of them if there is no such page or no Pagefind. */
  async function withPhrase(query, results) {
    const phrase = query.match(PHRASE);
    const source = phrase ? await pagefind() : null;
    if (!source) return { results, phrase: phrase ? "unknown" : "" };
    const pages = await source.phrase(phrase[1]);
    const exact = results.filter(({ page }) => pages.has(page));
    return exact.length ? { results: exact, phrase: "found" } : { results, phrase: "absent" };
  }

  /* {results: [{page, score, variant}], partial, phrase, plan, engine}: pages that answer the query, the best first. */
  async function find(query, options = {}) {
    const [manifest, plan, source] = await Promise.all([data.ready(), self.plan(query), engine(options.engine)]);
    const lists = [];
    for (const variant of plan.variants) {
      lists.push({ variant, found: await scoreVariant(variant, manifest, variant === plan.variants[0] ? source : source.read) });
    }
    let results = merge(lists);
    if (results.filter((result) => result.covered >= FULL).length < ENOUGH && plan.variants.length > 1) {
      for (const list of lists.slice(1, 1 + MOST_READ)) list.found = await scoreVariant(list.variant, manifest, source);
      results = merge(lists);
    }
    const full = results.filter((result) => result.covered >= FULL);
    const shown = await withPhrase(query, full.length >= ENOUGH ? full : results.slice(0, Math.max(full.length, MOST_PARTIAL)));
    return { ...shown, partial: !full.length && results.length > 0, plan, engine: source.name };
  }

  self.find = find;
  self.engine = engine;
})(technoparkSearch);
