/* Words: normal form, stem, spelling. The twin of search/text.py and search/stemming.py;
   a browser test compares the two. Classic scripts, so that a copy opened from a disk works. */
"use strict";
var technoparkSearch = window.technoparkSearch || {};
window.technoparkSearch = technoparkSearch;

(function (self) {
  const VOWELS = "аеиоуыэюя";
  const set = (text) => new Set(text.split(" "));
  const NONE = new Set();
  const GERUND = [set("ившись ывшись ивши ывши ив ыв"), set("вшись вши в"), 6];
  const REFLEXIVE = [set("ся сь"), NONE, 2];
  const ADJECTIVE = [set("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею"), NONE, 3];
  const PARTICIPLE = [set("ивш ывш ующ"), set("ем нн вш ющ щ"), 3];
  const VERB = [
    set("ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю"),
    set("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно"), 4];
  const NOUN = [set("а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"), NONE, 4];
  const STOP = set("а без бы был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее если есть еще ей ему ею же за и " +
    "из или им их к как какая какие какое какой каком каких ко когда кто куда ли либо между меня мне мое мой моя мы на над надо нам нас наш не " +
    "него нее нет ни них но ну нужен нужна нужно нужны о об обо он она они оно от по под при про с сам свой себе себя со так также такая такие " +
    "такое такой там те тем то того тоже той только том тот тут ты у уже чего чей чем что чтобы чье чья эта эти это этого этой этом этот я можно " +
    "почему зачем сколько этих который которая которое которые которых через " +
    "может могут можете можем должен должна должно должны следует " +
    "нему ней ними ним нем нею нами вами мной тобой тебе тебя ваш ваша ваши ваше наша наши наше");

  function normalise(text) {
    return text.normalize("NFC").replace(/[\u0301\u00ad]/g, "").toLowerCase().replace(/ё/g, "е");
  }

  function tokens(text) {
    return normalise(text).match(/[0-9a-zа-я]+/g) || [];
  }

  function afterVowelConsonant(word, start) {
    for (let i = start + 1; i < word.length; i++) {
      if (!VOWELS.includes(word[i]) && VOWELS.includes(word[i - 1])) return i + 1;
    }
    return word.length;
  }

  function longest(word, start, [plain, guarded, size]) {
    for (let length = Math.min(size, word.length - start); length > 0; length--) {
      const ending = word.slice(-length);
      if (plain.has(ending)) return word.slice(0, -length);
      const before = word[word.length - length - 1];
      if (guarded.has(ending) && word.length - length > start && (before === "а" || before === "я")) return word.slice(0, -length);
    }
    return null;
  }

  function inflection(word, rv) {
    const gerund = longest(word, rv, GERUND);
    if (gerund !== null) return gerund;
    word = longest(word, rv, REFLEXIVE) || word;
    const adjective = longest(word, rv, ADJECTIVE);
    if (adjective !== null) return longest(adjective, rv, PARTICIPLE) || adjective;
    let cut = longest(word, rv, VERB);
    if (cut === null) cut = longest(word, rv, NOUN);
    return cut === null ? word : cut;
  }

  function tidy(word, rv) {
    for (const ending of ["ейше", "ейш"]) {
      if (word.endsWith(ending) && word.length - ending.length >= rv) {
        word = word.slice(0, -ending.length);
        return word.endsWith("нн") && word.length - 1 > rv ? word.slice(0, -1) : word;
      }
    }
    if (word.endsWith("нн") && word.length - 1 > rv) return word.slice(0, -1);
    return word.endsWith("ь") && word.length > rv ? word.slice(0, -1) : word;
  }

  function stem(word) {
    let rv = word.length;
    for (let i = 0; i < word.length; i++) {
      if (VOWELS.includes(word[i])) { rv = i + 1; break; }
    }
    if (rv >= word.length) return word;
    const r2 = afterVowelConsonant(word, afterVowelConsonant(word, 0));
    word = inflection(word, rv);
    if (word.endsWith("и") && word.length > rv) word = word.slice(0, -1);
    for (const ending of ["ость", "ост"]) {
      if (word.endsWith(ending) && word.length - ending.length >= r2) { word = word.slice(0, -ending.length); break; }
    }
    return tidy(word, rv);
  }

  /* What related words share («усыновить», «усыновление»): a stem without its derivational suffixes. */
  const SUFFIXES = ("ировк ирован енческ ическ ительств тельств ичеств ничеств еств честв ейств ств ател ител тельн ивн овн льн енн ан ен " +
    "ник ниц чик щик лен ост изац ац ир ов ск ец ел ил ал ыл ц ч н к л т").split(" ").sort((a, b) => b.length - a.length);

  function root(word) {
    for (let round = 0; round < 3; round++) {
      const found = SUFFIXES.find((suffix) => word.endsWith(suffix) && word.length - suffix.length >= 4);
      if (!found) break;
      word = word.slice(0, -found.length);
    }
    return word.length > 4 ? word.replace(/[аеиоуяьй]$/, "") : word;
  }

  /* Letters people mix up by ear cost less than any other pair. */
  const NEAR = new Map();
  for (const pair of "оа еи ея иы эе зс дт бп вф гк жш щш чщ цс йи ьъ юу яа оу ие".split(" ")) {
    NEAR.set(pair, 0.6);
    NEAR.set(pair[1] + pair[0], 0.6);
  }
  /* Keys that stand side by side are hit by mistake. */
  const ROWS = ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"];
  for (const row of ROWS) {
    for (let i = 1; i < row.length; i++) {
      for (const pair of [row[i - 1] + row[i], row[i] + row[i - 1]]) if (!NEAR.has(pair)) NEAR.set(pair, 0.85);
    }
  }

  /* Weighted Damerau–Levenshtein distance, or Infinity above the limit. */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit + 1) return Infinity;
    let older = null;
    let old = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let best = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        const swap = same ? 0 : NEAR.get(a[i - 1] + b[j - 1]) || 1;
        const drop = old[j] + (a[i - 1] === a[i - 2] || a[i - 1] === "ь" ? 0.6 : 1);
        const add = row[j - 1] + (b[j - 1] === b[j - 2] || b[j - 1] === "ь" ? 0.6 : 1);
        let cost = Math.min(old[j - 1] + swap, drop, add);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, older[j - 2] + 0.8);
        row.push(cost);
        best = Math.min(best, cost);
      }
      if (best > limit) return Infinity;
      older = old;
      old = row;
    }
    return old[b.length] <= limit ? old[b.length] : Infinity;
  }

  const EN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
  const RU = "ёйцукенгшщзхъфывапролджэячсмитьбю";
  const TO_RU = new Map([...EN].map((key, i) => [key, RU[i]]).concat([["{", "х"], ["}", "ъ"], [":", "ж"], ['"', "э"], ["<", "б"], [">", "ю"], ["~", "ё"]]));
  const TO_EN = new Map([...RU].map((key, i) => [key, EN[i]]));

  function toRussianKeys(text) {
    return [...text.toLowerCase()].map((key) => TO_RU.get(key) || key).join("");
  }

  function toLatinKeys(text) {
    return [...text.toLowerCase()].map((key) => TO_EN.get(key) || key).join("");
  }

  const LOOKALIKE = { a: "а", b: "в", c: "с", e: "е", h: "н", k: "к", m: "м", o: "о", p: "р", t: "т", x: "х", y: "у", 3: "з", 0: "о" };

  /* «дoкумeнт» with Latin o and e: letters of the other alphabet that look the same. */
  function sameLooks(word) {
    if (!/[а-я]/.test(word) || !/[a-z0-9]/.test(word)) return word;
    return word.replace(/[a-z03]/g, (letter) => LOOKALIKE[letter] || letter);
  }

  const SYLLABLES = [["shch", "щ"], ["sch", "щ"], ["yo", "е"], ["jo", "е"], ["zh", "ж"], ["kh", "х"], ["ts", "ц", "тс"], ["tz", "ц"], ["ch", "ч"],
    ["sh", "ш"], ["yu", "ю"], ["ju", "ю"], ["iu", "ю"], ["ya", "я"], ["ja", "я"], ["ia", "ия", "я"], ["ye", "е", "ье"], ["yy", "ый"], ["iy", "ий"], ["ij", "ий"],
    ["ie", "ие"], ["ck", "к"], ["ph", "ф"], ["a", "а"], ["b", "б"], ["c", "ц", "к"], ["d", "д"], ["e", "е", "э"], ["f", "ф"], ["g", "г"], ["h", "х"],
    ["i", "и", "й"], ["j", "й", "ж"], ["k", "к"], ["l", "л", "ль"], ["m", "м"], ["n", "н"], ["o", "о"], ["p", "п"], ["q", "к"], ["r", "р"], ["s", "с"],
    ["t", "т", "ть"], ["u", "у"], ["v", "в"], ["w", "в"], ["x", "х", "кс"], ["y", "ы", "й"], ["z", "з"], ["'", "ь"]];

  /* Russian readings of a word in Latin letters, the likeliest first; at most 24. */
  function readings(word) {
    let out = [["", 0]];
    for (let at = 0; at < word.length;) {
      const rest = word.slice(at);
      const found = SYLLABLES.find(([latin]) => rest.startsWith(latin));
      if (!found) return [];
      const next = [];
      for (const [text, cost] of out) found.slice(1).forEach((russian, i) => next.push([text + russian, cost + i]));
      out = next.sort((a, b) => a[1] - b[1]).slice(0, 24);
      at += found[0].length;
    }
    return out.map(([text]) => text);
  }

  Object.assign(self, {
    words: { STOP, normalise, tokens, stem, root, distance, toRussianKeys, toLatinKeys, sameLooks, readings },
  });
})(technoparkSearch);
