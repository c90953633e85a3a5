/* Checking the whole form, downloading one file or all, the preview beside it. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const { make, plural } = self;
  const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const PAUSE = 250;

  function save(bytes, name, type) {
    const address = URL.createObjectURL(new Blob([bytes], { type }));
    const link = make("a", "");
    link.href = address;
    link.download = name;
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  function button(words, className, action) {
    const out = make("button", "button " + className, words);
    out.type = "button";
    out.addEventListener("click", action);
    return out;
  }

  function listOf(title, problems, show) {
    const list = make("ul", "", ...problems.map((problem) => {
      const link = make("a", "", problem.missing ? problem.label : problem.label + ": " + problem.message);
      link.href = "#" + problem.id;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(problem.id);
      });
      return make("li", "", link);
    }));
    return [make("h3", "fill-summary-title", title + ": " + problems.length), list];
  }

  // What is wrong and what is empty, each with a link to its field. What is wrong must be mended, what is empty may stay.
  function summary(place, problems, show, anyway) {
    const wrong = problems.filter((problem) => !problem.missing);
    const missing = problems.filter((problem) => problem.missing);
    place.replaceChildren();
    if (wrong.length) place.append(...listOf("Исправьте, чтобы скачать", wrong, show));
    if (missing.length) place.append(...listOf("Не заполнено обязательное", missing, show));
    if (!wrong.length) place.append(make("p", "", "Можно скачать и так: пустые места останутся линейками, их заполнят от руки."), button("Скачать с пустыми местами", "", anyway));
    place.hidden = false;
    place.focus();
  }

  function files(root, data, store, page) {
    const part = (name) => root.querySelector("[data-part='" + name + "']");
    const say = (words) => { part("said").textContent = words; };
    let dirty = false;
    let timer = 0;

    // ------------------------------------------------------------ download

    function download(forms) {
      part("summary").hidden = true;
      if (forms.length === 1) {
        save(self.fillDocument(data, forms[0], store.values), forms[0].file + ".docx", DOCX);
        say("Готово: «" + forms[0].file + ".docx». Файл — в папке загрузок.");
      } else {
        const all = {};
        forms.forEach((form, index) => {
          all[String(index + 1).padStart(2, "0") + ". " + form.file + ".docx"] = self.fillDocument(data, form, store.values);
        });
        save(self.pack(data, all), "Документы наставничества.zip", "application/zip");
        say("Готово: архив «Документы наставничества.zip», в нём " + plural(forms.length, ["документ", "документа", "документов"]) + ". Файл — в папке загрузок.");
      }
      if (forms.length === page.chosen().length) dirty = false;
    }

    function attempt(forms) {
      say("");
      const keys = new Set(forms.flatMap((form) => form.keys.map((key) => "fill-" + key)));
      const required = new Set(forms.flatMap((form) => form.required.map((key) => "fill-" + key)));
      const own = (id, among) => [...among].some((key) => id === key || id.startsWith(key + "-"));
      const problems = page.check().filter((problem) => own(problem.id, problem.missing ? required : keys));
      if (problems.length) summary(part("summary"), problems, page.show, () => download(forms));
      else download(forms);
    }

    // ------------------------------------------------------------ preview

    function look() {
      const form = data.documents.find((one) => one.id === part("which").value);
      if (!form || !part("preview").open) return;
      const values = self.normalValues(form.keys, data.fields, store.values);
      part("paper").replaceChildren(self.preview(self.fillMain(data, form, values), self.numbering(data, form)));
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    }

    function left(form) {
      const missing = form.required.filter((key) => !self.isFilled(store.get(key))).length;
      return missing ? "обязательных осталось " + missing : form.required.length ? "обязательное заполнено" : "обязательных полей нет";
    }

    function count() {
      root.querySelectorAll("[data-left]").forEach((place) => {
        place.textContent = left(data.documents.find((one) => one.id === place.getAttribute("data-left")));
      });
    }

    function draw() {
      const forms = page.chosen();
      const which = part("which").value;
      part("which").replaceChildren(...forms.map((form) => new Option(form.title, form.id)));
      if (forms.some((form) => form.id === which)) part("which").value = which;
      part("files").replaceChildren(...(forms.length < 2 ? [] : forms.map((form) => {
        const state = make("span", "quiet");
        state.setAttribute("data-left", form.id);
        const one = button("Скачать", "fill-one", () => attempt([form]));
        one.setAttribute("aria-label", "Скачать «" + form.title + "»");
        return make("li", "", make("span", "fill-file", form.title, make("br", ""), state), one);
      })));
      part("each").hidden = forms.length < 2;
      part("download").textContent = forms.length > 1 ? "Скачать все: " + plural(forms.length, ["документ", "документа", "документов"]) + " (ZIP)" : "Скачать документ (DOCX)";
      part("summary").hidden = true;
      count();
      look();
    }

    part("download").addEventListener("click", () => attempt(page.chosen()));
    part("which").addEventListener("change", look);
    part("preview").addEventListener("toggle", look);
    part("paper").addEventListener("click", (event) => {
      const place = event.target.closest("[data-key]");
      if (place && !getSelection().toString()) page.show(place.getAttribute("data-key"));
    });
    store.listen(() => {
      dirty = true;
      count();
      later();
    });
    window.addEventListener("beforeunload", (event) => {
      if (dirty && page.chosen().length) event.preventDefault();
    });
    if (matchMedia("(min-width: 72em)").matches) part("preview").open = true;
    return { draw };
  }

  Object.assign(self, { files });
})(technoparkFill);
