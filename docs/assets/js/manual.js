// «Собрать пособие»: ticking practices builds the command; the choice lives in the address.
(function () {
  "use strict";
  var page = document.querySelector("[data-manual]");
  if (!page) {
    return;
  }
  var forms = page.getAttribute("data-forms").split("|");
  var boxes = all("input[type=checkbox]");
  var result = page.querySelector("[data-result]");
  var count = page.querySelector("[data-count]");
  var same = page.querySelector("[data-same]");
  var commandBox = page.querySelector("[data-command-box]");
  var command = page.querySelector("[data-command]");
  var copied = page.querySelector("[data-copied]");

  function all(selector, from) {
    return Array.prototype.slice.call((from || page).querySelectorAll(selector));
  }

  function plural(n) {
    return window.technoparkPlural(n, forms);
  }

  function chosen() {
    return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
  }

  function equal(one, other) {
    return one.length === other.length && one.every(function (id) { return other.indexOf(id) >= 0; });
  }

  // A ready book with exactly this composition, else a holder all of whose practices are chosen.
  function describe(ids) {
    same.textContent = "";
    var ready = all("[data-ready]").filter(function (item) { return equal(item.getAttribute("data-ready").split(","), ids); })[0];
    var holder = all("[data-holder]").filter(function (group) {
      return equal(all("input", group).map(function (box) { return box.value; }), ids);
    })[0];
    if (ready) {
      same.append("Такое пособие уже готово: «" + ready.querySelector("[data-title]").textContent + "». ");
      all("a", ready).forEach(function (link) {
        var copy = document.createElement("a");
        copy.href = link.href;
        copy.setAttribute("download", "");
        copy.textContent = link.textContent.trim().replace(/\s+/g, " ");
        same.append(copy, " ");
      });
    } else if (holder) {
      var code = document.createElement("code");
      code.textContent = "python3 run.py manual --holder " + holder.getAttribute("data-holder");
      same.append("Это все практики держателя: " + holder.querySelector("[data-holder-title]").textContent + ". Короче: ", code);
    }
    same.hidden = !ready && !holder;
  }

  function show() {
    var ids = chosen();
    count.textContent = ids.length ? "Выбрано: " + plural(ids.length) : "Пока ничего не выбрано. Отметьте практики в списке.";
    command.textContent = "python3 run.py manual --ids " + ids.join(",");
    commandBox.hidden = !ids.length;
    copied.textContent = "";
    describe(ids);
  }

  function remember() {
    var query = new URLSearchParams(location.search);
    var ids = chosen();
    if (ids.length) { query.set("ids", ids.join(",")); } else { query.delete("ids"); }
    var text = query.toString().replace(/%2C/g, ",");
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function recall() {
    var wanted = (new URLSearchParams(location.search).get("ids") || "").split(",");
    boxes.forEach(function (box) { box.checked = wanted.indexOf(box.value) >= 0; });
    show();
  }

  function changed() {
    show();
    remember();
  }

  function set(value) {
    boxes.forEach(function (box) { box.checked = value; });
    changed();
  }

  function select() {
    var range = document.createRange();
    range.selectNodeContents(command);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    copied.textContent = "Команда выделена: нажмите Ctrl+C";
  }

  boxes.forEach(function (box) { box.hidden = false; });
  all("[data-plain]").forEach(function (node) { node.hidden = true; });
  page.querySelector("[data-tools]").hidden = false;
  result.hidden = false;
  page.addEventListener("change", changed);
  page.querySelector("[data-all]").addEventListener("click", function () { set(true); });
  page.querySelector("[data-none]").addEventListener("click", function () { set(false); });
  page.querySelector("[data-copy]").addEventListener("click", function () {
    if (!navigator.clipboard) {
      select();
      return;
    }
    navigator.clipboard.writeText(command.textContent).then(function () { copied.textContent = "Скопировано"; }, select);
  });
  window.addEventListener("popstate", recall);
  recall();
})();
