/* The page «Заполнить»: documents chosen → one form → files. Nothing leaves the page. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const { make, plural } = self;
  const FIELDS = ["поле", "поля", "полей"];
  const OPEN_UP_TO = 30;

  // Values of the form; listeners hear the key that changed.
  function makeStore() {
    const listeners = [];
    const values = {};
    return {
      values,
      get: (key) => values[key],
      set(key, value) {
        values[key] = value;
        listeners.forEach((listener) => listener(key));
      },
      listen: (listener) => listeners.push(listener),
    };
  }

  // Keys of the chosen documents by group, in the order of asking.
  function grouped(data, forms) {
    const uses = new Map();
    forms.forEach((form) => form.keys.forEach((key) => uses.set(key, [...(uses.get(key) || []), form])));
    const out = data.groups.map(([id, title, help]) => ({ id, title, help, keys: [] }));
    const shared = out.find((group) => group.id === "shared");
    forms.forEach((form) => out.push({ id: form.id, title: form.short, help: "", keys: [] }));
    data.order.filter((key) => uses.has(key)).forEach((key) => {
      const own = data.fields[key].group;
      const group = own ? out.find((one) => one.id === own) : uses.get(key).length > 1 ? shared : out.find((one) => one.id === uses.get(key)[0].id);
      group.keys.push(key);
    });
    return { groups: out.filter((group) => group.keys.length), uses };
  }

  const isFilled = (value) => (Array.isArray(value) ? value.some((row) => Object.values(row).some((words) => words.trim())) : Boolean(value && value.trim()));

  // Draws the form of the chosen documents and remembers which groups were open.
  function makeForm(root, data, store, tell) {
    const place = root.querySelector("[data-part='groups']");
    const opened = new Map();
    let shown = [];

    function group(one, uses, open) {
      const count = make("span", "fill-count");
      const title = make("summary", "", make("h3", "fill-group-title", one.title), " ", count);
      const body = make("div", "fill-group-body");
      if (one.help) body.append(make("p", "quiet", one.help + "."));
      const box = make("details", "fill-group", title, body);
      box.open = opened.has(one.id) ? opened.get(one.id) : open;
      box.addEventListener("toggle", () => opened.set(one.id, box.open));
      const fields = one.keys.map((key) => {
        const required = uses.get(key).some((form) => form.required.includes(key));
        const made = self.field(key, data.fields[key], required, store);
        made.box.setAttribute("data-field", key);
        if (required) made.box.setAttribute("data-required", "");
        if (uses.get(key).length > 1) made.box.append(make("p", "fill-uses", "Попадёт в " + plural(uses.get(key).length, ["документ", "документа", "документов"])));
        body.append(made.box);
        return { key, required, check: made.check };
      });
      return { box, count, fields };
    }

    function draw(forms) {
      const { groups, uses } = grouped(data, forms);
      const few = groups.reduce((sum, one) => sum + one.keys.length, 0) <= OPEN_UP_TO;
      shown = groups.map((one, index) => group(one, uses, few || index === 0));
      place.replaceChildren(...shown.map((one) => one.box));
      count();
    }

    function count() {
      const sum = { total: 0, done: 0, left: 0 };
      shown.forEach((one) => {
        const done = one.fields.filter((field) => isFilled(store.get(field.key))).length;
        const left = one.fields.filter((field) => field.required && !isFilled(store.get(field.key))).length;
        sum.total += one.fields.length;
        sum.done += done;
        sum.left += left;
        one.count.textContent = "заполнено " + done + " из " + one.fields.length + (left ? ", обязательных осталось " + left : "");
        one.box.classList.toggle("fill-optional", !one.fields.some((field) => field.required));
      });
      tell(sum);
    }

    const all = () => shown.flatMap((one) => one.fields);
    store.listen(count);
    return {
      draw,
      total: () => all().length,
      required: () => all().filter((field) => field.required).length,
      check: () => all().flatMap((field) => field.check(true)),
    };
  }

  // Shows a field wherever it is folded away and puts the cursor into it; by the id of its control or by its key.
  function reveal(root, id) {
    const control = document.getElementById(id) || root.querySelector("[data-field='" + id + "'] :is(input, textarea, select)");
    if (!control) return;
    const only = root.querySelector("[data-part='only']");
    const box = control.closest("[data-field]");
    if (only.checked && !box.hasAttribute("data-required")) only.click();
    control.closest("details").open = true;
    control.focus();
    box.scrollIntoView({ block: "center" });
  }

  // All faces of the typeface now, so that a rare letter typed later asks for nothing.
  function loadFaces() {
    document.fonts.forEach((face) => {
      if (face.family.includes("PT Sans")) face.load().catch(() => null);
    });
  }

  function start(root) {
    loadFaces();
    const data = self.unpack(window.technoparkForms);
    self.setRules(data.checks);
    const store = makeStore();
    const part = (name) => root.querySelector("[data-part='" + name + "']");
    self.remembering(root, data, store);
    const form = makeForm(root, data, store, self.steps(root));
    const chosen = () => data.documents.filter((one) => picker.ids().includes(one.id));
    const show = (id) => reveal(root, id);
    const files = self.files(root, data, store, { chosen, show, check: form.check });

    function draw() {
      const forms = chosen();
      part("work").hidden = forms.length === 0;
      form.draw(forms);
      part("total").textContent = plural(form.total(), FIELDS) + (form.required() ? ", обязательных " + form.required() : ", обязательных нет");
      part("only-line").hidden = form.required() === 0 || form.required() === form.total();
      files.draw();
    }

    const picker = self.chooser(root, draw);
    self.goingOn(root, data, store, (ids) => picker.set([...picker.ids(), ...ids]));
    const asked = picker.asked();
    root.hidden = false;
    if (asked.length) {
      part("chooser").open = false;
      picker.set(asked);
    }
    part("only").addEventListener("change", (event) => part("groups").classList.toggle("fill-only", event.target.checked));
    root.addEventListener("submit", (event) => event.preventDefault());
  }

  Object.assign(self, { isFilled });
  document.addEventListener("DOMContentLoaded", () => {
    const root = document.getElementById("fill");
    if (root) start(root);
  });
})(technoparkFill);
