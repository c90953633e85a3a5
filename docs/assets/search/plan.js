/* From what was typed to what to look for: each word with its stems, misspellings put right,
   phrases with the same meaning as further variants of the query. */
"use strict";
(function (self) {
  const { STOP, normalise, tokens, stem, root, distance, toRussianKeys, toLatinKeys, sameLooks, readings } = self.words;
  const data = self.data;

  const isKnown = (entry) => Boolean(entry && (entry.pages || entry.names.length || entry.headings.length || entry.about.length));

  /* A word found on the site: its own stem, the other stems of the same word, and near relatives by root for names. */
  async function known(text, weight = 1) {
    const own = await data.entry(stem(text));
    if (!own) return null;
    const parts = isKnown(own) ? [{ stem: own.stem, weight, entry: own }] : [];
    for (const link of own.links) {
      const entry = await data.entry(link);
      if (isKnown(entry) && !parts.some((part) => part.stem === entry.stem)) parts.push({ stem: entry.stem, weight: weight * 0.95, entry });
    }
    if (!parts.length) return own.aliases.length ? { text, parts, aliases: own.aliases, missing: true } : null;
    return { text, parts, aliases: own.aliases };
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

  /* What people say to a search besides what they look for: it counts, but little. */
  const FILLER = new Set(("скачать скачай посмотреть прочитать почитать узнать понять подскажите скажите пожалуйста хочу хотим хочется покажи дай дайте " +
    "нужный нужные делать сделать стать бывает бывают значит означает называется правильно лучше быстро бесплатно сайт страница пример примеры образец " +
    "образцы бланк бланки шаблон шаблоны форма формы word pdf документ документы текст описание информация случай случае").split(" "));

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
      const typed = /^[a-z]{3,}$/.test(keys) ? await firstKnown([keys]) : null;
      if (typed) return changed(typed, raw, "layout");
    }
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

  /* A word of the query understood, or null if the site has nothing like it. */
  async function understand(word, raw, last) {
    const looks = sameLooks(word);
    if (looks !== word) {
      const found = await known(looks);
      if (found) return changed(found, word, "looks");
    }
    if (/^[0-9]+$/.test(word)) return known(word);
    if (/[0-9]/.test(word) && !(await known(word))) return null;
    return /[a-z]/.test(word) ? latin(word, raw) : cyrillic(word, raw, last);
  }

  /* ------------------------------------------------------------- the whole query */

  /* Words as typed, with the piece between spaces they come from: wrong-layout commas are letters. */
  function typed(query) {
    const out = [];
    for (const raw of query.trim().split(/\s+/)) {
      const parts = tokens(raw);
      const wrong = parts.length && parts.every((part) => /^[a-z]+$/.test(part)) && /[[\];',.`]/.test(raw.replace(/[.,;:!?]+$/, ""));
      if (wrong) for (const piece of raw.split("-")) out.push({ word: tokens(piece).join(""), raw: piece });
      else for (const word of parts) out.push({ word, raw: parts.length === 1 ? raw.replace(/[?!"«»„“()]+/g, "") : word });
    }
    return out;
  }

  async function wordsOf(query) {
    const pieces = typed(query);
    const out = [];
    const meaningful = pieces.some(({ word }) => !STOP.has(word));
    for (let i = 0; i < pieces.length; i++) {
      const { word, raw } = pieces[i];
      const last = i === pieces.length - 1;
      if (meaningful && STOP.has(word) || (word.length === 1 && !/[0-9]/.test(word))) {
        const single = STOP.has(word) ? null : await known(word);
        out.push(single ? { ...single, weak: 0.3 } : { text: word, stop: true });
        continue;
      }
      const exact = await known(word);
      const next = pieces[i + 1];
      if (next && !/[0-9]/.test(word + next.word) && (!exact || !(await known(next.word)))) {
        const joined = await known(word + next.word);
        if (joined && !joined.missing) { out.push(changed(joined, word + " " + next.word, "joined")); i++; continue; }
      }
      const parts = word.match(/^([0-9]+)([а-я]+)$|^([а-я]+)([0-9]+)$/);
      if (!exact && parts) {
        const both = await Promise.all(parts.slice(1).filter(Boolean).map((part) => known(part)));
        if (both.every(Boolean)) { out.push(...both); continue; }
      }
      const found = exact && !/[a-z]/.test(word) ? exact : await understand(word, raw, last);
      out.push(found ? { ...found, ...(FILLER.has(found.text) ? { weak: 0.25 } : {}) } : { text: word, unknown: true, raw });
    }
    return out;
  }

  const holds = (word, key) => word.parts && word.parts.some((part) => part.stem === key && !part.relative) || stem(word.text) === key;

  /* Phrases of the query that have others with the same meaning: [from, to, words, weight]. */
  function phrases(words) {
    const out = [];
    for (let start = 0; start < words.length; start++) {
      let longest = 0;
      const here = [];
      for (const [rest, text, weight] of aliasesOf(words[start])) {
        const keys = rest ? rest.split(" ") : [];
        if (keys.every((key, i) => words[start + 1 + i] && holds(words[start + 1 + i], key))) {
          here.push([start, start + 1 + keys.length, text, weight]);
          longest = Math.max(longest, keys.length);
        }
      }
      out.push(...here.filter(([from, to]) => to - from > longest));
      start += longest;
    }
    return out;
  }

  function aliasesOf(word) {
    const out = [...(word.aliases || [])];
    for (const part of word.parts || []) {
      if (part.entry && part.weight >= 0.9 && part.entry.aliases !== word.aliases) out.push(...part.entry.aliases);
    }
    return out;
  }

  const phraseWords = (text) => { const all = tokens(text); const said = all.filter((word) => !STOP.has(word)); return said.length ? said : all; };

  /* A variant that says nothing for a word of the query is worth this much less. */
  const LEFT_OUT = 0.2;

  const MOST_VARIANTS = 8;

  /* Everything to look for: variants of the query, the first as typed.
     {variants: [{words, weight}], corrections: [{from, to, how}], unknown: [text]} */
  async function plan(query) {
    const all = await wordsOf(query);
    const said = all.filter((word) => !word.stop);
    const unknown = said.filter((word) => word.unknown).map((word) => word.raw || word.text);
    const words = said.filter((word) => !word.unknown);
    const corrections = words.filter((word) => word.from && word.how !== "looks").map(({ from, text, how }) => ({ from, to: text, how }));
    for (const word of words) if (word.parts.length && !word.unfinished && /^[а-я]{5,}$/.test(word.text)) await addRelatives(word);
    const variants = words.length && words.every((word) => word.parts.length) ? [{ words, weight: 1 }] : [];
    const leaves = (...spans) => words.some((word, i) => !word.parts.length && !spans.some(([from, to]) => from <= i && i < to));
    const found = phrases(words).sort((a, b) => b[3] - a[3]);
    for (const [from, to, text, weight] of found.slice(0, MOST_VARIANTS)) {
      const put = (await Promise.all(phraseWords(text).map((word) => known(word)))).filter((word) => word && word.parts.length);
      if (put.every((word) => words.slice(from, to).some((old) => holds(old, word.parts[0].stem)))) continue;
      const changedWords = [...words.slice(0, from), ...put, ...words.slice(to)].filter((word) => word.parts.length);
      if (put.length && changedWords.length) variants.push({ words: changedWords, weight: weight / 10 * (leaves([from, to]) ? LEFT_OUT : 1), text });
    }
    for (const spans of combinations(found)) if (!leaves(...spans)) variants.push(await replaced(words, spans));
    for (let i = 0; i + 1 < words.length; i++) {
      const joined = /^[а-я]+$/.test(words[i].text + words[i + 1].text) ? await known(words[i].text + words[i + 1].text) : null;
      if (joined && joined.parts.length) variants.push({ words: [...words.slice(0, i), joined, ...words.slice(i + 2)], weight: 1 });
    }
    for (const variant of variants) variant.words = distinct(variant.words);
    return { query, variants, corrections, unknown, words: said, corrected: correctedText(all) };
  }

  const distinct = (words) => words.filter((word, i) => words.findIndex((other) => other.parts[0].stem === word.parts[0].stem) === i);

  /* Two phrases replaced at once: the heaviest pairs that do not overlap. */
  const MOST_PAIRS = 6;

  function combinations(found) {
    const out = [];
    for (const one of found) {
      for (const two of found) if (one[1] <= two[0]) out.push([one, two]);
    }
    return out.sort((a, b) => b[0][3] * b[1][3] - a[0][3] * a[1][3]).slice(0, MOST_PAIRS);
  }

  async function replaced(words, spans) {
    const out = [];
    let at = 0;
    for (const [from, to, text] of spans) {
      out.push(...words.slice(at, from), ...(await Promise.all(phraseWords(text).map((word) => known(word)))).filter(Boolean));
      at = to;
    }
    return { words: [...out, ...words.slice(at)].filter((word) => word.parts.length), weight: spans.reduce((weight, span) => weight * span[3] / 10, 1), text: spans.map((span) => span[2]).join(", ") };
  }

  /* For a rare word that may be a slip: a near word the site uses much more, or null. */
  async function suggestion(plan) {
    for (const word of plan.words) {
      if (word.unknown || word.from || word.text.length < 5 || word.parts.some((part) => part.entry.pages > 1)) continue;
      const near = (await candidates(word.text)).find((item) => item.cost <= 1 && item.entry.pages >= 5 && !holds(word, item.stem));
      if (near) return plan.words.map((other) => (other === word ? near.form : other.text)).join(" ");
    }
    return null;
  }

  const correctedText = (words) => words.map((word) => word.text).join(" ");

  self.plan = plan;
  self.suggestion = suggestion;
})(technoparkSearch);
