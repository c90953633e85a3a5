/* One field of the form: label, help, error, control. Nothing here knows about documents or saving. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const { make } = self;
  const KEYBOARDS = { "ИНН": "numeric", "ОГРН": "numeric", "телефон": "tel", "почта": "email" };

  // A message that appears while the button of the mouse is down moves what is being pressed, and the click is lost:
  // such actions wait until the click is over.
  let waiting = null;
  function calmly(action) {
    if (waiting) waiting.push(action);
    else action();
  }
  document.addEventListener("pointerdown", () => { waiting = waiting || []; }, true);
  ["pointerup", "pointercancel", "dragend"].forEach((name) => document.addEventListener(name, () => setTimeout(() => {
    const actions = waiting || [];
    waiting = null;
    actions.forEach((action) => action());
  }), true));

  function text(name, className, words) {
    return make(name, className, words);
  }

  // Help and example under a label.
  function hint(field, id) {
    const words = [field.help, field.example ? "Например: " + field.example : ""].filter(Boolean);
    if (!words.length) return null;
    const out = text("p", "fill-help", words.map((part) => part.replace(/[.\s]+$/, "")).join(". ") + ".");
    out.id = id + "-help";
    return out;
  }

  function heading(field, required) {
    const out = [text("span", "fill-label", field.label)];
    if (required) out.push(" ", text("span", "tag tag-plain", "обязательно"));
    return out;
  }

  function error(id) {
    const out = make("p", "fill-error");
    out.id = id + "-error";
    out.hidden = true;
    return out;
  }

  // The bare control of a field or of a table's cell.
  function input(field, id, value, onInput) {
    const out = document.createElement(field.type === "абзац" ? "textarea" : field.type === "выбор" ? "select" : "input");
    out.id = id;
    out.autocomplete = "off";
    if (field.type === "абзац") out.rows = 3;
    if (out.localName === "select") {
      out.append(new Option("не выбрано", ""), ...field.options.map((option) => new Option(option, option)));
    } else if (out.localName === "input") {
      out.type = "text";
      if (field.type === "дата") out.inputMode = "numeric";
      else if (field.type === "число") out.inputMode = "decimal";
      else if (KEYBOARDS[field.format]) out.inputMode = KEYBOARDS[field.format];
      out.className = "fill-" + (field.type === "дата" || field.type === "число" ? "short" : field.format && field.format !== "ФИО" ? "middle" : "long");
      out.spellcheck = !field.format && field.type === "текст";
    }
    out.value = value || "";
    out.addEventListener(out.localName === "select" ? "change" : "input", () => onInput(out.value));
    return out;
  }

  // Shows or takes away the message of a control; the control points at it.
  function say(control, place, message) {
    place.textContent = message ? message[0].toUpperCase() + message.slice(1) : "";
    place.hidden = !message;
    const owned = (control.getAttribute("data-help") || "").split(" ").filter(Boolean);
    const described = message ? [...owned, place.id] : owned;
    if (described.length) control.setAttribute("aria-describedby", described.join(" "));
    else control.removeAttribute("aria-describedby");
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }

  function single(key, field, required, store) {
    const id = "fill-" + key;
    const help = hint(field, id);
    const place = error(id);
    const control = input(field, id, store.get(key), (value) => store.set(key, value));
    if (help) control.setAttribute("data-help", help.id);
    if (required) control.setAttribute("aria-required", "true");
    say(control, place, "");
    const label = make("label", "", ...heading(field, required));
    label.htmlFor = id;
    const box = make("div", "fill-field", label, ...[help, place, control].filter(Boolean));
    function check(complete) {
      const problems = self.checkField(field, control.value, complete && required);
      say(control, place, problems.length ? problems[0].message : "");
      return problems.map((problem) => ({ id, label: field.label, message: problem.message, missing: problem.missing }));
    }
    control.addEventListener("blur", () => calmly(() => {
      const kept = self.normal(control.value, field.type, field.options);
      if (!check(false).length && kept !== control.value) {
        control.value = kept;
        store.set(key, kept);
      }
    }));
    return { box, check };
  }

  // Boxes to tick, as on paper: one answer or several.
  function many(key, field, required, store) {
    const id = "fill-" + key;
    const help = hint(field, id);
    const place = error(id);
    const picked = self.chosen(store.get(key) || "", field.options);
    const set = make("fieldset", "fill-field fill-many", make("legend", "", ...heading(field, required)), ...[help, place].filter(Boolean));
    field.options.forEach((option, index) => {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.id = index ? id + "-" + index : id;
      box.value = option;
      box.checked = picked.includes(option);
      box.autocomplete = "off";
      set.append(make("label", "option", box, " ", make("span", "", option)));
    });
    if (help) set.setAttribute("data-help", help.id);
    say(set, place, "");
    const value = () => [...set.querySelectorAll("input:checked")].map((box) => box.value).join("; ");
    function check(complete) {
      const problems = self.checkField(field, value(), complete && required);
      say(set, place, problems.length ? problems[0].message : "");
      return problems.map((problem) => ({ id, label: field.label, message: problem.message, missing: problem.missing }));
    }
    set.addEventListener("change", () => {
      store.set(key, value());
      check(false);
    });
    return { box: set, check };
  }

  // A field of the form: {box, check(complete)}; check shows the messages and returns them.
  function field(key, declared, required, store) {
    if (declared.type === "таблица") return self.rows(key, declared, required, store);
    return declared.many ? many(key, declared, required, store) : single(key, declared, required, store);
  }

  Object.assign(self, { field, calmly, input, say, hint, heading, error });
})(technoparkFill);
