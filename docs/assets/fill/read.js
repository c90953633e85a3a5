/* Filled documents → values, to go on where one stopped: the files are read here and go nowhere. Looks at controls by
   tag, then by binding, then at the data part, as artefacts/documents/reading.py does for files with controls. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const { W, W14, MAIN, child, val, properties, content, controls } = self;
  const LARGEST = 20000000;
  const BOUND = /^\/\w+:form(?:\[1\])?\/\w+:(\w+)(?:\[1\])?(?:\/\w+:row\[(\d+)\]\/\w+:(\w+)(?:\[1\])?)?$/;
  const EMPTY = /^(?:[_\s]*|\[[^\]\n]{1,120}\]|«[_\s]*»[_\s]*(?:20)?[_\s]*г?\.?|.*\(нужное подчеркнуть\))$/;

  function parse(bytes) {
    const doc = new DOMParser().parseFromString(fflate.strFromU8(bytes), "application/xml");
    return doc.getElementsByTagName("parsererror").length ? null : doc;
  }

  function textOf(node) {
    let out = "";
    node.querySelectorAll("*").forEach((part) => {
      if (part.namespaceURI !== W) return;
      if (part.localName === "t") out += part.textContent;
      else if (part.localName === "br" || part.localName === "cr" || (part.localName === "p" && out)) out += "\n";
    });
    return self.strip(out);
  }

  // Key, column or number of an option, by the tag or else by the binding.
  function addressOf(own) {
    const tag = val(child(own, "tag"));
    if (tag) return [tag.split(".")[0], tag.split(".").slice(1).pop() || ""];
    const bound = BOUND.exec((child(own, "dataBinding") || { getAttributeNS: () => "" }).getAttributeNS(W, "xpath") || "");
    return bound ? [bound[1], bound[3] || ""] : ["", ""];
  }

  // Values kept in the data part, and the id of the template.
  function stored(docs) {
    const out = { id: "", values: {} };
    docs.filter((doc) => doc && doc.documentElement.localName === "form").forEach((doc) => {
      out.id = doc.documentElement.getAttribute("document") || "";
      [...doc.documentElement.children].forEach((node) => {
        const rows = [...node.children].map((row) => Object.fromEntries([...row.children].map((cell) => [cell.localName, cell.textContent])));
        out.values[node.localName] = rows.length ? rows : node.textContent;
      });
    });
    return out;
  }

  function collect(data, main, kept) {
    const texts = {};
    const boxes = {};
    const rows = {};
    controls(main).forEach((control) => {
      const own = properties(control);
      if (!own || !content(control) || content(control).getElementsByTagNameNS(W, "sdt").length) return;
      const [key, column] = addressOf(own);
      const field = data.fields[key];
      if (!field) return;
      const box = child(own, "checkbox", W14);
      if (box) {
        boxes[key] = boxes[key] || [];
        if (child(box, "checked", W14).getAttributeNS(W14, "val") === "1") boxes[key].push(field.options[column - 1]);
        return;
      }
      const raw = child(own, "showingPlcHdr") ? "" : textOf(content(control));
      const words = EMPTY.test(raw) ? "" : raw;
      if (!column) {
        texts[key] = [...(texts[key] || []), words];
        return;
      }
      const row = control.closest("tr");
      rows[key] = rows[key] || new Map();
      rows[key].set(row, Object.assign(rows[key].get(row) || {}, { [column]: words }));
    });
    const out = Object.assign({}, kept);
    Object.keys(texts).forEach((key) => {
      const filled = texts[key].filter(Boolean);
      out[key] = filled.find((words) => words !== kept[key]) || filled[0] || "";
    });
    Object.keys(boxes).forEach((key) => { out[key] = boxes[key].join(data.checks.separator); });
    Object.keys(rows).forEach((key) => { out[key] = [...rows[key].values()]; });
    return out;
  }

  // One DOCX → {id of the template, values}; null if the file is not ours to read.
  function readDocument(data, bytes) {
    const files = fflate.unzipSync(bytes, { filter: (file) => file.originalSize < LARGEST && (file.name === MAIN || /^customXml\/item\d+\.xml$/.test(file.name)) });
    const main = files[MAIN] && parse(files[MAIN]);
    if (!main) return null;
    const { id, values } = stored(Object.keys(files).filter((name) => name !== MAIN).map((name) => parse(files[name])));
    const form = data.documents.find((one) => one.id === id);
    const found = collect(data, main, values);
    const keys = form ? form.keys : Object.keys(found).filter((key) => data.fields[key]);
    return { id: form ? id : "", values: self.normalValues(keys, data.fields, found) };
  }

  // Files a person chose, archives opened → what was found in each; a damaged file gives null.
  async function readFiles(data, files) {
    const out = [];
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      try {
        const inside = file.name.toLowerCase().endsWith(".zip") ? fflate.unzipSync(bytes, { filter: (one) => one.name.endsWith(".docx") && one.originalSize < LARGEST }) : { [file.name]: bytes };
        Object.keys(inside).forEach((name) => out.push(readDocument(data, inside[name])));
      } catch (error) {
        out.push(null);
      }
    }
    return out;
  }

  // The control «Продолжить»: reads files, fills the store, asks for their documents to be chosen.
  function goingOn(root, data, store, choose) {
    const input = root.querySelector("[data-part='read']");
    const said = root.querySelector("[data-part='read-said']");
    input.addEventListener("change", async () => {
      const found = (await readFiles(data, [...input.files])).filter((one) => one && Object.keys(one.values).length);
      input.value = "";
      if (!found.length) {
        said.textContent = "В этих файлах нет заполненных полей наших форм. Нужны документы .docx или архив .zip с этой страницы.";
        return;
      }
      const values = Object.assign({}, ...found.map((one) => one.values));
      Object.keys(values).forEach((key) => store.set(key, values[key]));
      said.textContent = "Взято: " + self.plural(Object.keys(values).length, ["поле", "поля", "полей"]) + " из " + self.plural(found.length, ["документа", "документов", "документов"]) + ".";
      choose(found.map((one) => one.id).filter(Boolean));
    });
  }

  Object.assign(self, { readDocument, goingOn });
})(technoparkFill);
