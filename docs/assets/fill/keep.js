/* What outlives the page: only the institution's details, only when the person ticks the box, only in this browser. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const KEY = "technopark-institution";

  // Values remembered on this computer, or null.
  function read(fields) {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      if (!kept || typeof kept !== "object") return null;
      const out = {};
      Object.keys(kept).forEach((key) => {
        if (fields[key] && fields[key].remember && typeof kept[key] === "string") out[key] = kept[key];
      });
      return out;
    } catch (error) {
      return null;
    }
  }

  // Puts aside the fields that may be remembered; false if the browser keeps nothing.
  function write(fields, values) {
    const kept = {};
    Object.keys(values).forEach((key) => {
      if (fields[key] && fields[key].remember && values[key]) kept[key] = values[key];
    });
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
      return true;
    } catch (error) {
      return false;
    }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch (error) {
      // Nothing was kept.
    }
  }

  // The tick and the button «Забыть»; ``store`` gives and takes the values.
  function remembering(root, data, store) {
    const box = root.querySelector("[data-part='remember']");
    const button = root.querySelector("[data-part='forget']");
    const said = root.querySelector("[data-part='remembered']");
    const kept = read(data.fields);

    function show(words) {
      button.hidden = !box.checked;
      said.textContent = words;
    }

    function save() {
      if (box.checked && !write(data.fields, store.values)) {
        box.checked = false;
        show("Браузер не разрешает странице хранить данные, поэтому реквизиты не запомнены.");
      }
    }

    box.checked = Boolean(kept);
    if (kept) Object.keys(kept).forEach((key) => store.set(key, kept[key]));
    show(kept ? "Реквизиты взяты с этого компьютера." : "");
    store.listen((key) => {
      if (!key || (data.fields[key] && data.fields[key].remember)) save();
    });
    box.addEventListener("change", () => {
      if (box.checked) {
        show("Реквизиты учреждения запоминаются на этом компьютере.");
        save();
      } else {
        drop();
      }
    });
    function drop() {
      forget();
      box.checked = false;
      show("Забыто: на этом компьютере реквизитов больше нет. В форме они останутся, пока страница открыта.");
    }
    button.addEventListener("click", () => {
      drop();
      box.focus();
    });
  }

  Object.assign(self, { remembering });
})(technoparkFill);
