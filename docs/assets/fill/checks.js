/* Values of fields: cleaning, normal forms, checks. The twin of artefacts/documents/values.py: patterns, limits and
   messages come from there as data, and a browser test compares the verdicts. Classic scripts, so that a copy
   opened from a disk works. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  // What Python calls white space: unlike here, it has the line separator U+0085 and no U+FEFF.
  const SPACE = "\\t-\\r\\u001c-\\u001f \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const EDGES = new RegExp("^[" + SPACE + "]+|[" + SPACE + "]+$", "g");
  // eslint-disable-next-line no-control-regex
  const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
  const CONTROLS = new RegExp(CONTROL.source, "g");
  const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
  const NUMBER = /^(?:[-−]?\d{1,3}(?:[ \u00a0]?\d{3})*(?:[.,]\d+)?|[-−]?\d+)$/;
  const MAIL = new RegExp("^[^@" + SPACE + "<>\"',;]+@[^@" + SPACE + "<>\"',;.]+(?:\\.[^@" + SPACE + "<>\"',;.]+)+$");
  let rules = null;

  // ------------------------------------------------------------ normal forms

  const strip = (text) => text.replace(EDGES, "");

  function clean(text, lines) {
    const kept = strip(text.replace(/\r\n?/g, "\n").replace(CONTROLS, "").replace(FORBIDDEN, ""));
    return lines ? kept.replace(/\t/g, " ") : kept.replace(/[\n\t]+/g, " ");
  }

  // A date as people write it: «1.12.26», «1 декабря 2026 г.», digits alone; null if it is not one.
  function parseDate(text) {
    const bare = strip(text);
    const iso = rules.iso.exec(bare);
    const dotted = rules.dotted.exec(bare) || rules.solid.exec(bare);
    const worded = rules.worded.exec(bare.toLowerCase());
    const numbers = iso ? iso.slice(1).map(Number)
      : dotted ? [yearOf(dotted[3]), Number(dotted[2]), Number(dotted[1])]
      : worded ? [yearOf(worded[3]), monthOf(worded[2]), Number(worded[1])] : null;
    if (!numbers) return null;
    const [year, month, day] = numbers;
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return year >= 1 && days && day >= 1 && day <= days ? { year, month, day } : null;
  }

  const monthOf = (word) => rules.data.months.findIndex((names) => names.some((name) => name.startsWith(word))) + 1;
  const yearOf = (digits) => Number(digits) + (digits.length === 4 ? 0 : Number(digits) < rules.data.centuryFrom ? 2000 : 1900);
  const two = (number) => String(number).padStart(2, "0");

  function normal(text, type, options) {
    const kept = clean(text, type === "абзац");
    const day = type === "дата" ? parseDate(kept) : null;
    if (day) return two(day.day) + "." + two(day.month) + "." + day.year;
    if (type === "выбор") return chosen(kept, options || []).join(rules.separator) || kept;
    return kept;
  }

  // The options a text names, in the order of the form; an option may hold the separator itself.
  function chosen(text, options) {
    if (options.includes(text)) return [text];
    const parts = new Set(text.split(/[;\n]/).map(strip));
    const found = new Set();
    let rest = text;
    for (const option of byLength(options)) {
      if (parts.has(option) || (option.includes(";") && rest.includes(option))) {
        found.add(option);
        rest = rest.split(option).join("");
      }
    }
    return options.filter((option) => found.has(option));
  }

  const byLength = (options) => options.slice().sort((a, b) => [...b].length - [...a].length);

  function normalRows(field, rows) {
    const all = rows.map((row) => {
      const out = {};
      field.columns.forEach((column) => { out[column.key] = normal(row[column.key] || "", column.type); });
      return out;
    });
    while (all.length && !Object.values(all[all.length - 1]).some(Boolean)) all.pop();
    return all;
  }

  // Values of these fields in normal form; empty ones are left out.
  function normalValues(keys, fields, values) {
    const out = {};
    keys.forEach((key) => {
      const field = fields[key];
      const value = values[key];
      if (field.type === "таблица") {
        const rows = Array.isArray(value) ? normalRows(field, value) : [];
        if (rows.length) out[key] = rows;
      } else if (typeof value === "string") {
        const text = normal(value, field.type, field.options);
        if (text) out[key] = text;
      }
    });
    return out;
  }

  // ------------------------------------------------------------ checks

  function weighted(digits, weights) {
    return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11 % 10;
  }

  // Приказ ФНС от 29.06.2012 № ММВ-7-6/435@.
  function innIsRight(text) {
    if (!/^(?:[0-9]{10}|[0-9]{12})$/.test(text) || !Number(text)) return false;
    if (text.length === 10) return weighted(text, [2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(text[9]);
    return weighted(text, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(text[10]) &&
      weighted(text, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(text[11]);
  }

  function ogrnIsRight(text) {
    return /^[1-9](?:[0-9]{12}|[0-9]{14})$/.test(text) &&
      Number(text.slice(0, -1)) % (text.length - 2) % 10 === Number(text.slice(-1));
  }

  function phoneIsRight(text) {
    const digits = text.split("доб")[0].replace(new RegExp("[" + SPACE + "()+–—-]", "g"), "").replace(/[ .,]+$/, "");
    return /^[0-9]{5,12}$/.test(digits);
  }

  const FORMATS = {
    "ИНН": innIsRight,
    "ОГРН": ogrnIsRight,
    "телефон": phoneIsRight,
    "почта": (text) => [...text].length <= 254 && MAIL.test(text),
    "ФИО": (text) => rules.name.test(text),
  };

  // What is wrong with one value, or an empty text.
  function checkText(text, field) {
    if (CONTROL.test(text)) return rules.data.control;
    const length = [...text].length;
    if (length > rules.data.maxText) return rules.data.long.replace("{}", length);
    const kept = clean(text, true);
    if (!kept) return "";
    if (field.type === "дата" && !parseDate(kept)) return rules.data.date;
    if (field.type === "число" && !NUMBER.test(kept)) return rules.data.number;
    if (field.type === "выбор" && wrongChoice(kept, field.options || [])) return rules.data.choice.replace("{}", field.options.join(", "));
    return field.format && !FORMATS[field.format](kept) ? rules.data.formats[field.format] : "";
  }

  function wrongChoice(text, options) {
    if (!options.length || chosen(text, options).join(rules.separator) === text) return false;
    const rest = byLength(chosen(text, options)).reduce((left, option) => left.replace(option, () => ""), text);
    return rest.replace(new RegExp("[;" + SPACE + "]", "g"), "") !== "";
  }

  // Problems of a field: {row, column, message}; row from 0, -1 outside tables.
  function checkField(field, value, required) {
    if (field.type !== "таблица") {
      const message = checkText(value || "", field) || (required && !strip(value || "") ? rules.data.required : "");
      return message ? [{ row: -1, column: "", message, missing: message === rules.data.required }] : [];
    }
    const rows = value || [];
    if (required && !normalRows(field, rows).length) return [{ row: -1, column: "", message: rules.data.required, missing: true }];
    const out = [];
    rows.forEach((row, index) => field.columns.forEach((column) => {
      const message = checkText(row[column.key] || "", column);
      if (message) out.push({ row: index, column: column.key, message, missing: false });
    }));
    return out;
  }

  // Rules as Python gives them.
  function setRules(data) {
    const whole = (pattern) => new RegExp("^(?:" + pattern + ")$");
    rules = { data, iso: whole(data.iso), dotted: whole(data.dotted), solid: whole(data.solid), worded: whole(data.worded), name: whole(data.name), separator: data.separator };
  }

  Object.assign(self, { strip, clean, parseDate, normal, chosen, normalValues, checkText, checkField, setRules });
})(technoparkFill);
