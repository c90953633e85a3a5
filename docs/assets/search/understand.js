/* One word of a query: its stems on the site, relatives by root, misspellings, layouts and Latin letters put right. */
"use strict";
(function (self) {
  const { tokens, stem, root, distance, toRussianKeys, toLatinKeys, sameLooks, readings } = self.words;
  const data = self.data;

  const isKnown = (entry) => Boolean(entry && (entry.pages || entry.names.length || entry.headings.length || entry.about.length));

  /* A word found on the site: its own stem and the other stems of the same word; phrases meaning the same for all of them. */
  async function known(text, weight = 1) {
    const own = await data.entry(stem(text));
    if (!own) return null;
    const linked = (await Promise.all(own.links.map((link) => data.entry(link)))).filter(Boolean);
    const parts = isKnown(own) ? [{ stem: own.stem, weight, entry: own }] : [];
    for (const entry of linked) if (isKnown(entry)) parts.push({ stem: entry.stem, weight: weight * 0.95, entry });
    const aliases = [own, ...linked].flatMap((entry) => entry.aliases);
    const stems = [own.stem, ...linked.map((entry) => entry.stem)];
    if (!parts.length) return aliases.length ? { text, parts, aliases, stems, missing: true } : null;
    return { text, parts, aliases, stems };
  }

  async function relatives(word) {
    const own = stem(word);
    const base = root(own);
    if (base.length < 4) return [];
    const out = [];
    for (const entry of await data.entriesFrom(base.slice(0, Math.max(4, base.length - 1)), 3)) {
      if (entry.stem !== own && root(entry.stem) === base && entry.pages) out.push(entry);
    }
    return out.sort((a, b) => Math.abs(a.stem.length - own.length) - Math.abs(b.stem.length - own.length)).slice(0, 4);
  }

  /* Relatives of a word found on fewer pages are looked for in texts too, not only in names. */
  const RARE = 4;
  const RELATIVE = 0.6;

  async function addRelatives(word) {
    for (const entry of await relatives(word.text)) {
      if (!word.parts.some((part) => part.stem === entry.stem)) {
        const relative = word.parts.some((part) => part.entry.pages >= RARE) ? "common" : "rare";
        word.parts.push({ stem: entry.stem, weight: RELATIVE, entry: await data.entry(entry.stem), relative });
      }
    }
    return word;
  }

  /* ------------------------------------------------------------- misspelt words */

  const limitFor = (length) => (length <= 4 ? 1 : length <= 7 ? 1.45 : length <= 11 ? 2.1 : 2.6);

  /* How far a typed word is from a form of the site: by the whole words or by their stems. */
  function cost(word, own, form, formStem, limit) {
    const whole = distance(word, form, limit);
    if (own.length < 4 || formStem.length < 4) return whole;
    return Math.min(whole, distance(own, formStem, limit) + 0.25);
  }

  async function candidates(word) {
    const limit = limitFor(word.length);
    const own = stem(word);
    const best = new Map();
    const consider = (form, formStem) => {
      if (Math.abs(form.length - word.length) > 4) return;
      let found = cost(word, own, form, formStem, limit);
      if (found > limit) return;
      if (form[0] !== word[0]) found += 0.3;
      const before = best.get(formStem);
      if (!before || found < before.cost) best.set(formStem, { form, stem: formStem, cost: found });
    };
    const look = async (head, tail) => {
      const [heads, tails] = await Promise.all([data.entriesFrom(word.slice(0, head), 4), data.formsEnding(word.slice(-tail), 3)]);
      for (const entry of heads) for (const ending of entry.endings) consider(entry.stem + ending, entry.stem);
      for (const form of tails) consider(form, stem(form));
    };
    const long = word.length >= 7;
    await look(long ? 3 : 2, long ? 3 : 2);
    if (!best.size) await look(long ? 2 : 1, 2);
    if (!best.size && word.length > 4) await look(1, 1);
    const sorted = [...best.values()].sort((a, b) => a.cost - b.cost).slice(0, 6);
    for (const item of sorted) {
      item.entry = await data.entry(item.stem);
      item.rank = item.cost - 0.09 * Math.log2(1 + (item.entry ? item.entry.pages : 0));
    }
    return sorted.filter((item) => isKnown(item.entry)).sort((a, b) => a.rank - b.rank);
  }

  /* ------------------------------------------------------------- one word */

  async function firstKnown(texts) {
    for (const text of texts) {
      if (text.length < 2) continue;
      const found = await known(text);
      if (found) return found;
    }
    return null;
  }

  async function continued(word) {
    const own = (await data.entriesFrom(word, 3)).filter((entry) => entry.pages && entry.endings.length);
    own.sort((a, b) => b.pages - a.pages);
    return Promise.all(own.slice(0, 6).map(async (entry) => ({ stem: entry.stem, weight: 0.8, entry: await data.entry(entry.stem) })));
  }

  const changed = (word, from, how) => ({ ...word, from, how });

  async function latin(word, raw) {
    const direct = await known(word);
    const russian = readings(word.replace(/[^a-z']/g, ""));
    if (direct) {
      const reading = word.length > 3 ? await firstKnown(russian) : null;
      if (reading) direct.parts.push(...reading.parts.map((part) => ({ ...part, weight: part.weight * 0.9 })));
      return direct;
    }
    const keys = tokens(toRussianKeys(raw)).join("") || toRussianKeys(word);
    const typed = await firstKnown([keys]);
    if (typed) return changed(typed, raw, "layout");
    const reading = await firstKnown(russian);
    if (reading) return changed(reading, raw, "letters");
    for (const text of [keys, ...russian.slice(0, 3)]) {
      const [near] = text.length > 3 ? await candidates(text) : [];
      if (near && near.cost <= 1.3) return changed(await known(near.form), raw, "typo");
    }
    return null;
  }

  async function cyrillic(word, raw, last) {
    const found = await known(word);
    if (found && (!found.missing || found.aliases.length)) return found;
    if (/^[а-я]+$/.test(word)) {
      const keys = tokens(toLatinKeys(raw)).join("");
      const typed = /^[a-z]{3,}$/.test(keys) ? await firstKnown([keys, ...(keys.length > 4 ? readings(keys).slice(0, 6) : [])]) : null;
      if (typed) return changed(typed, raw, "layout");
    }
    if ((await data.ready()).plain.has(stem(word))) return null;
    if (last && word.length >= 3) {
      const parts = await continued(word);
      if (parts.length) return { text: word, parts, aliases: [], unfinished: true };
    }
    const near = word.length > 3 ? await candidates(word) : [];
    if (near.length && near[0].cost <= 1) return misspelt(near, raw);
    const related = await relatives(word);
    if (related.length) {
      const parts = await Promise.all(related.map(async (entry) => ({ stem: entry.stem, weight: 0.7, entry: await data.entry(entry.stem) })));
      return { text: word, parts, aliases: [] };
    }
    return near.length ? misspelt(near, raw) : null;
  }

  async function misspelt(near, raw) {
    const word = await known(near[0].form);
    for (const other of near.slice(1, 3)) {
      if (other.rank - near[0].rank < 0.35 && !word.parts.some((part) => part.stem === other.stem)) {
        word.parts.push({ stem: other.stem, weight: 0.6, entry: other.entry });
      }
    }
    return changed(word, raw, "typo");
  }

  /* «научнометодический»: two words of the site written as one. */
  async function compound(word) {
    if (word.length < 9) return null;
    const prefix = /^(?:само|меж|авто)/.exec(word);
    const alone = prefix ? await known(word.slice(prefix[0].length)) : null;
    if (alone && !alone.missing) return [alone];
    const own = stem(word);
    for (const head of await data.entriesFrom(word.slice(0, 4), 3)) {
      for (const ending of head.endings) {
        const first = head.stem + ending;
        if (!/[ое]$/.test(first) || !word.startsWith(first) || own.length - first.length < 4) continue;
        const rest = await known(word.slice(first.length));
        if (rest && !rest.missing) return [await known(first), rest];
      }
    }
    return null;
  }

  /* A word of the query understood, or null if the site has nothing like it. */
  async function understand(word, raw, last) {
    const looks = sameLooks(word);
    if (looks !== word) {
      const found = await known(looks);
      if (found) return changed(found, word, "looks");
    }
    if (/^[0-9]+$/.test(word)) return known(word);
    if (/[0-9]/.test(word) && !(await known(word))) {
      const typed = await firstKnown([tokens(toLatinKeys(raw)).join(""), tokens(toRussianKeys(raw)).join("")].filter((keys) => keys !== word));
      return typed ? changed(typed, raw, "layout") : null;
    }
    return /[a-z]/.test(word) ? latin(word, raw) : cyrillic(word, raw, last);
  }

  self.understanding = { isKnown, known, understand, compound, addRelatives, candidates, changed };
})(technoparkSearch);
