/* Templates → filled Word documents. Works on the XML itself: values go in as text nodes, so nothing a person types
   can become markup. The twin of artefacts/documents/docx.py: a browser test compares the parts of the files. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
  const W15 = "http://schemas.microsoft.com/office/word/2012/wordml";
  const XML = "http://www.w3.org/XML/1998/namespace";
  const MAIN = "word/document.xml";
  const DATA = "customXml/item1.xml";
  const LISTS = "word/numbering.xml";
  const CHECKED = "\u2612";
  const parsed = new Map();

  // ------------------------------------------------------------ unpacking

  function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    return JSON.parse(fflate.strFromU8(fflate.unzlibSync(bytes)));
  }

  // A fresh tree of a part; the text is parsed once.
  function tree(data, form, path) {
    const index = form.parts[path];
    if (!parsed.has(index)) parsed.set(index, new DOMParser().parseFromString(data.parts[index], "application/xml"));
    return parsed.get(index).cloneNode(true);
  }

  // ------------------------------------------------------------ small tools

  const child = (node, name, space) => [...node.children].find((one) => one.localName === name && one.namespaceURI === (space || W)) || null;
  const val = (node) => (node ? node.getAttributeNS(W, "val") || "" : "");
  const controls = (node) => [...node.getElementsByTagNameNS(W, "sdt")];
  const properties = (control) => child(control, "sdtPr");
  const content = (control) => child(control, "sdtContent");
  const tagOf = (control) => val(child(properties(control), "tag"));

  function make(doc, name, attributes) {
    const node = doc.createElementNS(W, "w:" + name);
    Object.keys(attributes || {}).forEach((key) => node.setAttributeNS(W, "w:" + key, attributes[key]));
    return node;
  }

  // A run of text; a line break stays a line break.
  function run(doc, text, bold) {
    const out = make(doc, "r");
    if (bold) out.appendChild(make(doc, "rPr")).appendChild(make(doc, "b"));
    text.split("\n").forEach((line, index) => {
      if (index) out.appendChild(make(doc, "br"));
      const words = out.appendChild(make(doc, "t"));
      words.textContent = line;
      words.setAttributeNS(XML, "xml:space", "preserve");
    });
    return out;
  }

  // ------------------------------------------------------------ filling

  function put(control, text, bold) {
    const own = properties(control);
    const shown = child(own, "showingPlcHdr");
    if (shown) shown.remove();
    content(control).replaceChildren(run(control.ownerDocument, text, bold));
    if (text.includes("\n")) {
      // LibreOffice 7.4 puts the line breaks of a bound plain-text control before its text.
      [child(own, "dataBinding"), child(own, "text")].forEach((node) => node && node.remove());
    }
    const date = child(own, "date");
    const day = date && self.parseDate(text);
    if (day) date.setAttributeNS(W, "w:fullDate", new Date(Date.UTC(day.year, day.month - 1, day.day)).toISOString().slice(0, 10) + "T00:00:00Z");
  }

  // What else happens at a place that is filled in: see artefacts/documents/form_changes.py.
  function change(data, control, what) {
    const paragraph = control.parentNode;
    if (what.drop) paragraph.nextElementSibling.remove();
    if (what.style !== undefined) {
      const style = new DOMParser().parseFromString(data.parts[what.style], "application/xml").documentElement;
      child(paragraph, "pPr").replaceWith(control.ownerDocument.importNode(style, true));
    }
  }

  function tick(control, on) {
    const box = child(properties(control), "checkbox", W14);
    child(box, "checked", W14).setAttributeNS(W14, "w14:val", on ? "1" : "0");
    if (on) content(control).getElementsByTagNameNS(W, "t")[0].textContent = CHECKED;
  }

  // As many rows as there are values; a new row is a copy of the last one with its own numbers.
  function stretch(section, rows, ids) {
    const key = tagOf(section);
    const items = () => [...content(section).children];
    while (items().length < rows.length) {
      const last = items()[items().length - 1];
      const number = items().length;
      const copy = last.cloneNode(true);
      [copy, ...controls(copy)].forEach((control) => {
        const own = properties(control);
        child(own, "id").setAttributeNS(W, "w:val", String(++ids.last));
        const tag = child(own, "tag");
        if (tag) tag.setAttributeNS(W, "w:val", val(tag).replace(key + "." + number + ".", key + "." + (number + 1) + "."));
        const binding = child(own, "dataBinding");
        if (binding) {
          const path = binding.getAttributeNS(W, "xpath").replace("/f:row[" + number + "]", "/f:row[" + (number + 1) + "]");
          binding.setAttributeNS(W, "w:xpath", path);
        }
      });
      content(section).appendChild(copy);
    }
  }

  function valueOf(values, tag) {
    const [key, row, column] = tag.split(".");
    const value = values[key];
    return column ? ((value || [])[row - 1] || {})[column] || "" : typeof value === "string" ? value : "";
  }

  // The main part with values in normal form put in.
  function fillMain(data, form, values) {
    const doc = tree(data, form, MAIN);
    const ids = { last: Math.max(0, ...controls(doc).map((control) => Number(val(child(properties(control), "id"))))) };
    const sections = controls(doc).filter((control) => child(properties(control), "repeatingSection", W15));
    sections.forEach((section) => stretch(section, values[tagOf(section)] || [], ids));
    controls(doc).forEach((control) => {
      const own = properties(control);
      const tag = tagOf(control);
      if (!tag || child(own, "repeatingSection", W15)) return;
      if (child(own, "checkbox", W14)) {
        const [key, number] = tag.split(".");
        const options = data.fields[key].options;
        if (values[key]) tick(control, self.chosen(values[key], options).includes(options[number - 1]));
        return;
      }
      const text = valueOf(values, tag);
      if (!text) return;
      const what = form.filled[val(child(own, "id"))] || {};
      put(control, text, what.bold);
      change(data, control, what);
    });
    return doc;
  }

  // The values themselves, to which the controls are bound.
  function fillData(data, form, values) {
    const doc = tree(data, form, DATA);
    [...doc.documentElement.children].forEach((node) => {
      const field = data.fields[node.localName];
      const value = values[node.localName];
      if (field && field.type === "таблица") {
        (value || []).forEach((row, index) => {
          const line = node.children[index] || node.appendChild(node.children[0].cloneNode(true));
          [...line.children].forEach((cell) => { cell.textContent = row[cell.localName] || ""; });
        });
      } else if (value) {
        node.textContent = value;
      }
    });
    return doc;
  }

  // The part about lists, for the preview; a document without lists has none.
  const numbering = (data, form) => (form.parts[LISTS] === undefined ? null : tree(data, form, LISTS));

  function serialise(doc) {
    const text = new XMLSerializer().serializeToString(doc).replace(/^<\?xml[^>]*\?>\s*/, "");
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text;
  }

  // Parts of the filled document: name inside the archive → text.
  function fillParts(data, form, raw) {
    const values = self.normalValues(form.keys, data.fields, raw);
    const out = {};
    Object.keys(form.parts).forEach((path) => {
      if (path === MAIN) out[path] = serialise(fillMain(data, form, values));
      else if (path === DATA) out[path] = serialise(fillData(data, form, values));
      else out[path] = data.parts[form.parts[path]];
    });
    return out;
  }

  // ------------------------------------------------------------ packing

  const options = (data) => ({ mtime: new Date(...[data.date[0], data.date[1] - 1, ...data.date.slice(2)]), os: 3, attrs: 0o644 << 16 });

  // Bytes of the DOCX: content types first, then the rest by name.
  function fillDocument(data, form, raw) {
    const parts = fillParts(data, form, raw);
    const first = ["[Content_Types].xml", "_rels/.rels"];
    const order = [...first, ...Object.keys(parts).filter((path) => !first.includes(path)).sort()];
    const files = {};
    order.forEach((path) => { files[path] = fflate.strToU8(parts[path]); });
    return fflate.zipSync(files, Object.assign({ level: 9 }, options(data)));
  }

  // A ZIP of several files; they are compressed already.
  const pack = (data, files) => fflate.zipSync(files, Object.assign({ level: 0 }, options(data)));

  Object.assign(self, { W, W14, MAIN, child, val, controls, properties, content, tagOf, unpack, fillMain, numbering, fillParts, fillDocument, pack });
})(technoparkFill);
