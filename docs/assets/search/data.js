/* Shards: fetched as scripts when first needed, decoded, kept. See search/query_layer.py for what they hold. */
"use strict";
(function (self) {
  const here = document.currentScript.src;
  const root = new URL("../../", here);
  const waiting = new Map();
  const loaded = new Map();
  let version = "";

  /* Called by every shard with its value. */
  self.put = function (name, value) {
    const waiter = waiting.get(name);
    if (waiter) waiter.resolve(value);
  };

  /* The value of a shard: a promise, one request however often it is asked for. */
  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, { resolve });
        const script = document.createElement("script");
        script.src = new URL("search/data/" + name + ".js" + (version ? "?v=" + version : ""), root).href;
        script.charset = "utf-8";
        script.onerror = () => { loaded.delete(name); reject(new Error("no " + name)); };
        script.onload = () => script.remove();
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  function unfront(text) {
    const out = [];
    let last = "";
    for (const line of text === "" ? [] : text.split("\n")) {
      last = last.slice(0, parseInt(line[0], 36)) + line.slice(1);
      out.push(last);
    }
    return out;
  }

  function undelta(text) {
    let last = 0;
    return text ? text.split(",").map((digits) => (last += parseInt(digits, 36))) : [];
  }

  function unweighted(text) {
    const out = [];
    let last = 0;
    for (const [, digits, weight] of text.matchAll(/([0-9a-z]+)([A-J])/g)) {
      last += parseInt(digits, 36);
      out.push([last, weight.charCodeAt(0) - 65]);
    }
    return out;
  }

  const decoded = new Map();
  function decode(name, how) {
    if (!decoded.has(name)) decoded.set(name, load(name).then(how));
    return decoded.get(name);
  }

  function lexiconShard(value) {
    const keys = unfront(value.k);
    const endings = value.e.split("\n");
    const counts = value.n.split(",");
    const entries = new Map();
    keys.forEach((key, i) => {
      entries.set(key, {
        stem: key,
        endings: endings[i] === "0" ? [] : endings[i].split("|"),
        pages: parseInt(counts[i], 36),
        links: value.l[i] ? value.l[i].split(" ") : [],
        aliases: value.a[i] || [],
        packed: [value.t[i], value.h[i], value.s[i]],
      });
    });
    return { keys, entries };
  }

  function entryNames(entry) {
    if (!entry.names) [entry.names, entry.headings, entry.about] = entry.packed.map(undelta);
    return entry;
  }

  function shardOf(letter, first, key) {
    let low = 0;
    let high = first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (first[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  let manifest = null;
  function ready() {
    if (!manifest) {
      manifest = load("manifest").then((value) => {
        version = value.version;
        value.kindOf = [...value.kindOf].map((digit) => parseInt(digit, 36));
        value.plain = new Set(value.plain.split(" "));
        value.nameSize = [];
        value.nameOf = [];
        value.names.split(",").forEach((sizes, page) => {
          for (const size of sizes) { value.nameSize.push(parseInt(size, 36)); value.nameOf.push(page); }
        });
        return value;
      }).catch((error) => { manifest = null; throw error; });
    }
    return manifest;
  }

  async function shard(letter, number) {
    const how = letter === "l" ? lexiconShard
      : letter === "r" ? unfront
        : (value) => new Map(unfront(value.k).map((key, i) => [key, value.p.split("\n")[i]]));
    return decode(letter + number, how);
  }

  /* The lexicon's entry of a stem, or null. */
  async function entry(key) {
    const { first } = await ready();
    if (!first.l.length) return null;
    const found = (await shard("l", shardOf("l", first.l, key))).entries.get(key);
    return found ? entryNames(found) : null;
  }

  /* Shards that may hold keys beginning with a prefix. */
  async function range(letter, prefix, most) {
    const { first } = await ready();
    if (!first[letter].length) return [];
    const from = shardOf(letter, first[letter], prefix);
    const to = shardOf(letter, first[letter], prefix + "\uffff");
    const numbers = [];
    for (let number = from; number <= to && numbers.length < most; number++) numbers.push(number);
    return Promise.all(numbers.map((number) => shard(letter, number)));
  }

  /* Entries whose stem begins with a prefix. */
  async function entriesFrom(prefix, most) {
    const out = [];
    for (const part of await range("l", prefix, most)) {
      for (const key of part.keys) if (key.startsWith(prefix)) out.push(part.entries.get(key));
    }
    return out;
  }

  /* Word forms that end alike. */
  async function formsEnding(ending, most) {
    const back = [...ending].reverse().join("");
    const out = [];
    for (const part of await range("r", back, most)) {
      for (const word of part) if (word.startsWith(back)) out.push([...word].reverse().join(""));
    }
    return out;
  }

  /* Pages by stem with weights 1–9, for when Pagefind cannot run. */
  async function body(key) {
    const { first } = await ready();
    if (!first.b.length) return [];
    const text = (await shard("b", shardOf("b", first.b, key))).get(key);
    return text ? unweighted(text) : [];
  }

  async function title(page) {
    const { titles } = await ready();
    const [name, address] = (await load("d" + Math.floor(page / titles)))[page % titles];
    return { title: name, address };
  }

  async function about(page) {
    const { titles } = await ready();
    return (await load("a" + Math.floor(page / titles)))[page % titles];
  }

  async function facets() {
    return decode("facets", (value) => Object.fromEntries(Object.entries(value).map(
      ([key, values]) => [key, Object.entries(values).map(([name, pages]) => [name, new Set(undelta(pages))])])));
  }

  /* A page's text as Pagefind keeps it; null where it cannot be read (a copy opened from a disk). */
  async function fragment(page) {
    const { fragments } = await ready();
    if (!fragments || location.protocol === "file:" || typeof DecompressionStream === "undefined") return null;
    return decodeFragment("ru_" + fragments.slice(page * 7, page * 7 + 7));
  }

  const fragmentsRead = new Map();
  function decodeFragment(id) {
    if (!fragmentsRead.has(id)) {
      fragmentsRead.set(id, (async () => {
        const answer = await fetch(new URL("pagefind/fragment/" + id + ".pf_fragment", root));
        if (!answer.ok) return null;
        const bytes = new Uint8Array(await answer.arrayBuffer());
        if (bytes[0] !== 31) return JSON.parse(new TextDecoder().decode(bytes).slice(12));
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
        return JSON.parse((await new Response(stream).text()).slice(12));
      })().catch(() => null));
    }
    return fragmentsRead.get(id);
  }

  self.data = { root, ready, entry, entriesFrom, formsEnding, body, title, about, facets, fragment };
})(technoparkSearch);
