/* Choosing documents: boxes made by the server, narrowed by words, model and stage. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const DOCUMENTS = ["документ", "документа", "документов"];
  const plain = (words) => words.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ").trim();

  // What the address asks for: ?doc=ID&doc=ID, ?model=ID, ?stage=ID (both together narrow).
  function asked(options) {
    const query = new URLSearchParams(location.search);
    const docs = query.getAll("doc");
    const model = query.get("model");
    const stage = query.get("stage");
    return options.filter((one) => docs.includes(one.id) ||
      ((model || stage) && !one.occasional && (!model || one.models.includes(model)) && (!stage || one.stages.includes(stage)))).map((one) => one.id);
  }

  function chooser(root, onChange) {
    const part = (name) => root.querySelector("[data-part='" + name + "']");
    const find = part("find");
    const model = part("model");
    const stage = part("stage");
    const options = [...root.querySelectorAll("[data-doc]")].map((label) => ({
      label,
      box: label.querySelector("input"),
      id: label.getAttribute("data-doc"),
      models: label.getAttribute("data-models").split(" "),
      stages: label.getAttribute("data-stages").split(" "),
      occasional: label.hasAttribute("data-occasional"),
      words: plain(label.textContent),
    }));

    const ids = () => options.filter((one) => one.box.checked).map((one) => one.id);
    const shown = () => options.filter((one) => !one.label.hidden);

    function narrow() {
      const words = plain(find.value).split(" ").filter(Boolean);
      options.forEach((one) => {
        one.label.hidden = !(words.every((word) => one.words.includes(word)) &&
          (!model.value || one.models.includes(model.value)) && (!stage.value || one.stages.includes(stage.value)));
      });
      root.querySelectorAll("[data-stage-group]").forEach((group) => { group.hidden = !group.querySelector("[data-doc]:not([hidden])"); });
      part("none").hidden = shown().length > 0;
      part("all").hidden = shown().length === 0;
      say();
    }

    // Numbers on the buttons and in the heading, and a link to the choice. The page's own address stays: a browser that
    // sees it change asks for the icon again, and this page asks for nothing.
    function say() {
      const count = ids().length;
      part("link").hidden = count === 0;
      part("link").querySelector("a").href = "?" + ids().map((id) => "doc=" + encodeURIComponent(id)).join("&");
      part("all").textContent = "Выбрать " + (shown().length < options.length ? "показанные" : "все") + ": " + self.plural(shown().length, DOCUMENTS);
      part("clear").hidden = count === 0;
      part("picked").textContent = count ? "Выбрано: " + self.plural(count, DOCUMENTS) + " из " + options.length : "Пока не выбрано ни одного";
    }

    function changed() {
      say();
      onChange(ids());
    }

    function set(wanted) {
      options.forEach((one) => { one.box.checked = wanted.includes(one.id); });
      changed();
    }

    find.addEventListener("input", narrow);
    model.addEventListener("change", narrow);
    stage.addEventListener("change", narrow);
    root.querySelector("[data-part='list']").addEventListener("change", changed);
    part("all").addEventListener("click", () => set([...ids(), ...shown().map((one) => one.id)]));
    part("clear").addEventListener("click", () => {
      set([]);
      find.focus();
    });
    narrow();
    return { ids, set, asked: () => asked(options) };
  }

  Object.assign(self, { chooser });
})(technoparkFill);
