/* From what was typed to what to look for: every word understood, phrases with the same meaning as further
   variants of the query. */
"use strict";
(function (self) {
  const { STOP, tokens, stem } = self.words;
  const data = self.data;
  const { known, understand, compound, addRelatives, candidates, changed } = self.understanding;

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

  /* What people say to a search besides what they look for: it counts, but little. */
  const FILLER = new Set(("скачать скачай посмотреть прочитать почитать узнать понять знать подскажите скажите пожалуйста хочу хотим хочет хотят хочется " +
    "покажи дай дайте дать давать нужный нужные делать сделать стать становиться бывает бывают есть быть значит означает называется правильно лучше " +
    "быстро бесплатно сайт страница пример примеры образец образцы бланк бланки шаблон шаблоны форма формы word pdf документ документы текст описание " +
    "информация случай случае взять брать найти получить иметь начать провести проводить решить думать сказать идти прийти приходить попросить просить " +
    "часто долго обычно сначала потом после когда другой другие другого других чужой один одного хороший хорошая нормальный самый свое своей свой свои " +
    "вещь дело раз день год список человек люди людей задать задавать отличаться отличается отличаются отличие разница различие сравнить").split(" ").map(stem));

  /* «Чем куратор отличается от наставника»: each thing compared is looked for by itself. */
  const COMPARING = new Set("отличаться отличается отличаются отличие разница различие сравнить".split(" ").map(stem));

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
      if (next && !STOP.has(next.word) && !/[0-9]/.test(word + next.word) && (!exact || !(await known(next.word)))) {
        const joined = await known(word + next.word);
        if (joined && !joined.missing) { out.push(changed(joined, word + " " + next.word, "joined")); i++; continue; }
      }
      const parts = word.match(/^([0-9]+)([а-я]+)$|^([а-я]+)([0-9]+)$/);
      if (!exact && parts) {
        const both = await Promise.all(parts.slice(1).filter(Boolean).map((part) => known(part)));
        if (both.every(Boolean)) { out.push(...both); continue; }
      }
      const found = exact && !/[a-z]/.test(word) ? exact : await understand(word, raw, last);
      const both = found && !found.from || /[^а-я]/.test(word) ? null : await compound(word);
      if (both) { out.push(...both); continue; }
      out.push(found ? { ...found, ...(FILLER.has(stem(found.text)) ? { weak: 0.3, aside: true } : {}) } : { text: word, unknown: true, raw });
    }
    return out;
  }

  /* What a word of the query may be inside a phrase: itself, other verbs of its family, other words for who it is about. */
  const SPELT = 1;
  const MEANT = 2;

  function holdsAs(word, key) {
    if (holds(word, key)) return SPELT;
    return (word.family || []).includes(key) || (word.kin || []).includes(key) ? MEANT : 0;
  }

  const holds = (word, key) => (word.stems || []).includes(key) || (word.parts || []).some((part) => part.stem === key && !part.relative) || stem(word.text) === key;

  /* Where a phrase that begins at a word ends, or 0, and whether all its words are spelt so: words said by
     the way («другие») and who it is about («дать ребёнку денег») may stand inside. */
  function endOf(words, start, keys) {
    let at = start + 1;
    let spelt = true;
    for (const key of keys) {
      while (at < words.length && (words[at].aside || (words[at].kin || []).length) && !holdsAs(words[at], key)) at++;
      const how = at < words.length ? holdsAs(words[at], key) : 0;
      if (!how) return [0, false];
      if (how === MEANT) spelt = false;
      at++;
    }
    return [at, spelt];
  }

  /* The particles a phrase has no meaning without are said: «не хочет» is not «хочет»; «какой» stands for «какие». */
  const saysAll = (needs, particles) => needs.split(" ").every((one) => particles.some((said) => said === one || (one.length > 3 && said.startsWith(one.slice(0, 3)))));

  /* Phrases of the query that have others with the same meaning: [from, to, words, weight]. What is said instead of a rare
     word tells more than what is said instead of a common one, and comes first; every word has its turn. */
  function phrases(words, pages, particles) {
    const out = [];
    for (let start = 0; start < words.length; start++) {
      let longest = 1;
      const here = [];
      for (const [rest, text, weight, needs, meant] of words[start].aliases || []) {
        if (weight === FAMILY && words[start].parts.length) continue;
        if (needs && !saysAll(needs, particles)) continue;
        const [to, spelt] = endOf(words, start, rest ? rest.split(" ") : []);
        if (!to || here.some((one) => one[1] === to && one[2] === text)) continue;
        here.push([start, to, text, weight]);
        if (spelt && !meant) longest = Math.max(longest, to - start);
      }
      out.push(...here.filter(([from, to]) => to - from >= longest));
      start += longest - 1;
    }
    const rarity = ([from, to]) => Math.max(...words.slice(from, to).map((word) => (word.parts.length ? Math.log(1 + pages / (0.5 + word.parts[0].entry.pages)) : 6)));
    const turn = new Map();
    const value = (found) => {
      turn.set(found[0], (turn.get(found[0]) || 0) + 1);
      return found[3] * (2 + rarity(found)) / (2 + turn.get(found[0]));
    };
    return out.map((found) => [found, value(found)]).sort((one, two) => two[1] - one[1]).map(([found]) => found);
  }

  const MOST_SYNONYMS = 12;
  const FEWEST_SYNONYMS = 2;

  /* Single words with the same meaning are looked for in the word's own place, so that every word of a question may be
     said otherwise at once; their texts are read only where the site does not have the word itself. A long question gets fewer, to stay light. */
  async function addSynonyms(word, most) {
    const absent = !word.parts.length;
    const single = word.aliases.filter(([rest, text, weight, needs]) => !rest && !needs && (absent || weight === FAMILY) && phraseWords(text).length === 1).sort((a, b) => b[2] - a[2]);
    let added = 0;
    for (const [, text, weight] of single) {
      const other = await known(phraseWords(text)[0]);
      const part = other && other.parts[0];
      if (!part || word.parts.some((one) => one.stem === part.stem)) continue;
      word.parts.push({ ...part, weight: SYNONYM * weight / 10, relative: absent || part.entry.pages < COMMON ? "rare" : "common", synonym: text });
      if (++added === most) break;
    }
    return word;
  }

  /* What is said instead of another verb of the family is said instead of this one too: «брать» as «взять». */
  async function addFamily(word, kin) {
    const own = [];
    const family = [];
    for (const alias of word.aliases) {
      const [rest, text, weight] = alias;
      const other = rest || weight !== FAMILY ? null : await known(text);
      if (other) family.push(other);
      if (rest || weight !== FAMILY || other && other.parts.length) own.push(alias);
    }
    word.family = family.flatMap((other) => other.stems);
    word.kin = kin.filter((line) => line.some((key) => holds(word, key))).flat();
    const more = family.flatMap((other) => other.aliases).filter(([, , weight]) => weight !== FAMILY);
    word.aliases = [...own, ...more.map(([rest, text, , needs]) => [rest, text, FIELD - 1, needs || "", true])];
  }

  const phraseWords = (text) => { const all = tokens(text); const said = all.filter((word) => !STOP.has(word)); return said.length ? said : all; };

  /* Words to put instead of some words of the query: however many, together they weigh little more
     than those did; what the glossary says is the same keeps its own weight. */
  async function instead(text, places, sure) {
    const found = (await Promise.all(phraseWords(text).map((word) => known(word)))).filter((word) => word && word.parts.length);
    const weak = sure ? 1 : Math.min(1, places / found.length) ** SPREAD;
    return found.map((word) => ({ ...word, weak }));
  }

  const SPREAD = 0.7;

  /* A variant that says nothing for a word of the query is worth this much less. */
  const LEFT_OUT = 0.2;

  const MOST_VARIANTS = 6;
  const SYNONYM = 0.9;
  const FAMILY = 8;
  const GLOSSARY = 9;
  const FIELD = 7;
  const COMMON = 60;

  /* How much a word tells by its rarity: «ребёнок» and «наставник» about 1, «подопечный» 2.4. */
  const tells = (word, pages) => (word.weak || 1) * (word.parts.length ? Math.log(1 + pages / (0.5 + Math.max(...word.parts.map((part) => part.entry.pages)))) : 6);

  /* In a long question a phrase or a rare word says what it is about, and the rest is told by the way: what is said instead is also looked for alone. */
  const ALONE = 0.3;
  const LIGHT = 2.5;
  const RARE = 8;
  const SHORT = 3;
  const telling = (said) => said.length > 1 || said.some((word) => !word.aside && (!word.parts.length || word.parts.every((part) => part.relative || part.entry.pages <= RARE)));

  const COMPARED = 0.5;

  function compared(all) {
    if (!all.some((word) => COMPARING.has(stem(word.text)))) return [];
    const runs = [[]];
    for (const word of all) {
      if (word.stop || word.unknown || word.aside) runs.push([]);
      else if (word.parts.length) runs[runs.length - 1].push(word);
    }
    const found = runs.filter((run) => run.length);
    return found.length > 1 ? found.map((words) => ({ words, weight: COMPARED })) : [];
  }

  /* Everything to look for: variants of the query, the first as typed.
     {variants: [{words, weight}], corrections: [{from, to, how}], unknown: [text]} */
  async function plan(query) {
    const { pages, kin } = await data.ready();
    const all = await wordsOf(query);
    const said = all.filter((word) => !word.stop);
    const unknown = said.filter((word) => word.unknown).map((word) => word.raw || word.text);
    const words = said.filter((word) => !word.unknown);
    const corrections = words.filter((word) => word.from && word.how !== "looks").map(({ from, text, how }) => ({ from, to: text, how }));
    for (const word of words) if (!word.unfinished && /^[а-я]{5,}$/.test(word.text)) await addRelatives(word);
    for (const word of words) if (word.aliases.length && !word.unfinished) await addFamily(word, kin);
    const found = phrases(words, pages, all.filter((word) => word.stop).map(({ text }) => text)).slice(0, MOST_VARIANTS);
    const most = Math.max(FEWEST_SYNONYMS, Math.min(6, Math.ceil(MOST_SYNONYMS / words.length)));
    for (const word of words) if (word.aliases.length && !word.unfinished) await addSynonyms(word, most);
    const here = words.filter((word) => word.parts.length);
    const variants = here.length ? [{ words: here, weight: here.length === words.length ? 1 : LEFT_OUT }] : [];
    const leaves = (...spans) => words.some((word, i) => !word.parts.length && !spans.some(([from, to]) => from <= i && i < to));
    for (const [from, to, text, weight] of found) {
      const [said, rest] = [words.slice(from, to), [...words.slice(0, from), ...words.slice(to)]];
      const put = await instead(text, to - from, weight === GLOSSARY);
      if (put.every((word) => said.some((old) => holds(old, word.parts[0].stem)))) continue;
      const changedWords = [...words.slice(0, from), ...put, ...words.slice(to)].filter((word) => word.parts.length);
      const aside = words.length > SHORT || rest.every((word) => tells(word, pages) <= LIGHT);
      if (put.length && aside && changedWords.length > put.length && telling(said)) {
        variants.push({ words: put.map((word) => ({ ...word, weak: 1 })), weight: weight / 10 * ALONE, text });
      }
      if (put.length && changedWords.length) variants.push({ words: changedWords, weight: weight / 10 * (leaves([from, to]) ? LEFT_OUT : 1), text });
    }
    variants.push(...compared(all));
    for (const spans of combinations(found)) if (!leaves(...spans)) variants.push(await replaced(words, spans));
    for (let i = 0; i + 1 < words.length; i++) {
      const joined = /^[а-я]+$/.test(words[i].text + words[i + 1].text) ? await known(words[i].text + words[i + 1].text) : null;
      if (joined && joined.parts.length) variants.push({ words: [...words.slice(0, i), joined, ...words.slice(i + 2)], weight: 1 });
    }
    for (const variant of variants) variant.words = distinct(variant.words);
    return { query, variants, corrections, unknown, words: said, corrected: correctedText(all) };
  }

  const same = (one, two) => one.parts[0].stem === two.parts[0].stem || (one.stems || []).includes(two.parts[0].stem);
  const distinct = (words) => words.filter((word, i) => words.findIndex((other) => same(other, word)) === i);

  /* Two phrases replaced at once: the first pairs that do not overlap. */
  const MOST_PAIRS = 6;

  function combinations(found) {
    const out = [];
    found.forEach((one, i) => {
      for (const two of found.slice(0, i)) if (one[1] <= two[0]) out.push([one, two]); else if (two[1] <= one[0]) out.push([two, one]);
    });
    return out.slice(0, MOST_PAIRS);
  }

  async function replaced(words, spans) {
    const out = [];
    let at = 0;
    for (const [from, to, text, weight] of spans) {
      out.push(...words.slice(at, from), ...(await instead(text, to - from, weight === GLOSSARY)));
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
