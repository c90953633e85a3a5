/* A Word document as text on the page. It is read from the very XML that goes into the file, so what is seen is what
   will be saved; empty places show what belongs there. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const { W, W14, child, val, properties, content, tagOf } = self;
  const HEADINGS = { Heading1: "h3", Heading2: "h4", Heading3: "h5" };
  const SPARE_ROWS = 1;
  let starts = {};

  function make(name, className, ...children) {
    const node = document.createElement(name);
    if (className) node.className = className;
    node.append(...children);
    return node;
  }

  // ------------------------------------------------------------ inside a paragraph

  function inline(nodes, place) {
    nodes.forEach((node) => {
      if (node.namespaceURI !== W) return;
      if (node.localName === "sdt") place.append(control(node));
      else if (node.localName === "r") run(node, place);
    });
  }

  function run(node, place) {
    const own = child(node, "rPr");
    const has = (name) => own && child(own, name);
    const target = has("b") ? make("b", "") : has("i") ? make("i", "") : has("caps") ? make("span", "fp-caps") : place;
    [...node.children].forEach((part) => {
      if (part.localName === "t") target.append(part.textContent);
      else if (part.localName === "br") target.append(document.createElement("br"));
      else if (part.localName === "tab") target.append(make("span", "fp-tab"), " ");
    });
    if (target !== place) place.append(target);
  }

  function control(node) {
    const own = properties(node);
    const tag = tagOf(node);
    const out = make("span", "");
    if (child(own, "checkbox", W14)) {
      const on = child(child(own, "checkbox", W14), "checked", W14).getAttributeNS(W14, "val") === "1";
      out.className = on ? "fp-box fp-filled" : "fp-box";
      out.append(on ? "☒" : "☐");
    } else if (child(own, "showingPlcHdr")) {
      const inTable = tag.split(".").length > 2;
      out.className = inTable ? "" : "blank-field";
      if (!inTable) out.append(val(child(own, "alias")));
    } else {
      out.className = "fp-filled";
      inline([...content(node).children], out);
    }
    out.setAttribute("data-key", tag.split(".")[0]);
    return out;
  }

  // ------------------------------------------------------------ blocks

  function paragraph(node) {
    const own = child(node, "pPr");
    const style = own ? val(child(own, "pStyle")) : "";
    const parts = [...node.children].filter((part) => part !== own);
    if (!parts.length) return null;
    const numbered = own && child(own, "numPr");
    const breaks = parts.length === 1 && parts[0].getElementsByTagNameNS(W, "br")[0];
    if (breaks && breaks.getAttributeNS(W, "type") === "page") return make("hr", "fp-page");
    const out = make(HEADINGS[style] || (numbered ? "li" : "p"), "fp fp-" + (style || "plain").toLowerCase());
    if (numbered) {
      out.setAttribute("data-level", val(child(numbered, "ilvl")));
      out.setAttribute("data-list", val(child(numbered, "numId")));
    }
    inline(parts, out);
    return out;
  }

  const rowsOf = (node) => [...node.children].flatMap((part) => {
    if (part.localName === "tr") return [part];
    return part.localName === "sdt" ? rowsOf(content(part)) : [];
  });

  const isEmpty = (row) => row.getElementsByTagNameNS(W, "showingPlcHdr").length > 0 && !row.textContent.replace(/[\s_]/g, "");

  function table(node) {
    const plain = val(child(child(node, "tblPr"), "tblStyle")) === "TableNormal";
    const out = make("table", plain ? "fp-layout" : "fp-table");
    if (plain) out.setAttribute("role", "presentation");
    let spare = 0;
    let hidden = 0;
    rowsOf(node).forEach((row) => {
      const own = child(row, "trPr");
      const head = own && child(own, "tblHeader");
      if (!head && !plain && isEmpty(row) && ++spare > SPARE_ROWS) {
        hidden += 1;
        return;
      }
      const line = make("tr", "");
      [...row.children].filter((cell) => cell.localName === "tc").forEach((cell) => {
        const box = make(head && cell.textContent.trim() ? "th" : "td", "");
        if (box.localName === "th") box.setAttribute("scope", "col");
        if (cell.getElementsByTagNameNS(W, "tcBorders").length) box.className = "fp-line";
        blocks([...cell.children], box);
        line.append(box);
      });
      out.append(line);
    });
    const wrap = make("div", "fp-wrap", out);
    if (hidden) wrap.append(make("p", "fp-more", "…и ещё " + self.plural(hidden, ["пустая строка", "пустые строки", "пустых строк"])));
    return wrap;
  }

  function listFor(item) {
    const out = make(item.classList.contains("fp-listnumber") ? "ol" : "ul", "fp-list");
    const start = starts[item.getAttribute("data-list")];
    if (out.localName === "ol" && start > 1) out.start = start;
    out.setAttribute("data-list", item.getAttribute("data-list"));
    return out;
  }

  function blocks(nodes, place) {
    let list = null;
    nodes.forEach((node) => {
      const made = node.localName === "p" ? paragraph(node) : node.localName === "tbl" ? table(node) : null;
      if (!made) return;
      if (made.localName === "li") {
        const own = list && (made.getAttribute("data-level") !== "0" || made.getAttribute("data-list") === list.getAttribute("data-list"));
        list = own ? list : place.appendChild(listFor(made));
        list.append(made);
      } else {
        list = null;
        place.append(made);
      }
    });
  }

  // First numbers of the ordered lists by the id of the list.
  function startsOf(numbering) {
    const out = {};
    const first = (node) => Number(val(child(child(node, "lvl"), "start")));
    const kinds = [...numbering.getElementsByTagNameNS(W, "abstractNum")];
    [...numbering.getElementsByTagNameNS(W, "num")].forEach((num) => {
      const kind = kinds.find((one) => one.getAttributeNS(W, "abstractNumId") === val(child(num, "abstractNumId")));
      out[num.getAttributeNS(W, "numId")] = kind ? first(kind) : 1;
    });
    return out;
  }

  // The whole document as nodes of the page; ``numbering`` is its part about lists, if it has one.
  function preview(doc, numbering) {
    starts = numbering ? startsOf(numbering) : {};
    const out = document.createDocumentFragment();
    blocks([...doc.documentElement.firstElementChild.children], out);
    return out;
  }

  // «5 полей», with a no-break space; forms for 1, 2–4 and 5+.
  function plural(n, forms) {
    return n + "\u00a0" + pluralForm(n, forms);
  }

  function pluralForm(n, forms) {
    const tens = n % 100;
    const ones = n % 10;
    return forms[tens > 10 && tens < 15 ? 2 : ones === 1 ? 0 : ones > 1 && ones < 5 ? 1 : 2];
  }

  Object.assign(self, { make, preview, plural, pluralForm });
})(technoparkFill);
