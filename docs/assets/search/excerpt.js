/* What to show of a page: the section that answers best and a few words of it with the matches marked. */
"use strict";
(function (self) {
  const { tokens, stem } = self.words;
  const LENGTH = 34;

  /* Sections about the page rather than about its subject: shown when nothing else answers. */
  const ABOUT_PAGE = new Set(["sources", "history", "notes", "related", "occurs"]);
  const worth = (section) => (section.id ? (ABOUT_PAGE.has(section.id) ? 0.5 : 1) : 1.15);

  /* Stems a result was found by, each with how much it tells. */
  function soughtIn(result, plan) {
    const out = new Map();
    const variants = [result.variant, plan.variants[0]].filter(Boolean);
    for (const variant of variants) {
      for (const word of variant.words) {
        for (const part of word.parts) out.set(part.stem, Math.max(out.get(part.stem) || 0, part.weight / Math.log(3 + part.entry.pages)));
      }
    }
    return out;
  }

  const stems = new Map();
  function stemOf(word) {
    if (!stems.has(word)) stems.set(word, stem(word));
    return stems.get(word);
  }

  function matchOf(word, sought) {
    for (const token of tokens(word)) {
      const key = stemOf(token);
      if (sought.has(key)) return key;
    }
    return null;
  }

  /* The value of a run of words: each stem found counts once, repetitions a little. */
  function value(found, sought) {
    let total = 0;
    for (const [key, times] of found) total += sought.get(key) * (1 + 0.1 * Math.min(times - 1, 3));
    return total;
  }

  function count(matches) {
    const found = new Map();
    for (const key of matches) if (key) found.set(key, (found.get(key) || 0) + 1);
    return found;
  }

  function sectionsOf(fragment, length) {
    const heads = fragment.anchors.filter((anchor) => anchor.element === "h2" && anchor.id).sort((a, b) => a.location - b.location);
    const out = [{ id: "", text: "", from: 0 }];
    for (const { id, text, location } of heads) out.push({ id, text, from: location });
    out.forEach((section, i) => { section.to = i + 1 < out.length ? out[i + 1].from : length; });
    return out.filter((section) => section.to > section.from);
  }

  function bestWindow(matches, from, to, sought) {
    let best = { at: from, score: -1 };
    for (let at = from; at < Math.max(from + 1, to - LENGTH + 1); at++) {
      if (at !== from && !matches[at]) continue;
      const start = Math.max(from, Math.min(at - 6, to - LENGTH));
      const score = value(count(matches.slice(start, Math.min(to, start + LENGTH))), sought);
      if (score > best.score) best = { at: start, score };
    }
    return best;
  }

  /* {id, heading, words: [[text, isMatch]], before, after} */
  function excerpt(fragment, sought) {
    const words = fragment.content.split(/\s+/).filter(Boolean);
    const matches = words.map((word) => matchOf(word, sought));
    let best = null;
    for (const section of sectionsOf(fragment, words.length)) {
      const score = value(count(matches.slice(section.from, section.to)), sought) * worth(section);
      if (!best || score > best.score) best = { section, score };
    }
    if (!best) return null;
    const { section } = best;
    const { at } = bestWindow(matches, section.from, section.to, sought);
    const end = Math.min(section.to, at + LENGTH);
    return {
      id: best.score > 0 ? section.id : "",
      heading: best.score > 0 ? section.text : "",
      words: words.slice(at, end).map((word, i) => [word, matches[at + i] !== null]),
      before: at > section.from,
      after: end < section.to,
    };
  }

  self.excerpt = excerpt;
  self.soughtIn = soughtIn;
})(technoparkSearch);
