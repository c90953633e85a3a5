// Comparing practices: the address names two to four of them, only their columns are shown. A column the page
// does not hold comes from the practice's own page.
(function () {
  "use strict";
  var page = document.querySelector("[data-comparison]");
  var table = page && page.querySelector("table");
  if (!table) {
    return;
  }
  var MOST = 4;
  var FORM = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  var tools = page.querySelector("[data-tools]");
  var forms = tools.getAttribute("data-forms").split("|");
  var say = page.querySelector("[data-say]");
  var pick = page.querySelector("[data-pick]");
  var options = pick.querySelector(".compare-options");
  var differ = page.querySelector("[data-differ]");
  var copied = page.querySelector("[data-copied]");
  var wrap = page.querySelector("[data-wrap]");
  var none = page.querySelector("[data-none]");
  var heads = table.querySelector("[data-heads]");
  var rows = all("[data-row]", table).map(function (row) { return { key: row.getAttribute("data-row"), node: row, label: row.firstElementChild }; });
  var order = all("th", heads).map(function (head) { return head.getAttribute("data-id"); });
  var known = {};
  order.forEach(function (id, index) {
    known[id] = { head: heads.children[index + 1], cells: rows.map(function (row) { return row.node.children[index + 1]; }) };
  });
  var chosen = [];
  var lost = [];
  var asked = 0;

  function all(selector, from) {
    return Array.prototype.slice.call(from.querySelectorAll(selector));
  }

  function plural(n) {
    return window.technoparkPlural(n, forms);
  }

  function title(id) {
    return known[id].head.querySelector("[data-name]").textContent;
  }

  // ---------------------------------------------------------------- columns of other pages

  function take(id, html) {
    var found = new DOMParser().parseFromString(html, "text/html").querySelector('template[data-compare="' + id + '"]');
    if (!found) {
      return;
    }
    var name = found.getAttribute("data-title");
    var head = known[order[0]].head.cloneNode(true);
    head.setAttribute("data-id", id);
    head.querySelector("a").href = "../" + id + "/";
    head.querySelector("a").textContent = name;
    head.querySelector("[data-name]").textContent = name;
    known[id] = {
      head: head,
      cells: rows.map(function (row) {
        var cell = document.createElement("td");
        var told = found.content.querySelector('[data-row="' + row.key + '"]');
        cell.setAttribute("role", "cell");
        cell.setAttribute("data-name", name);
        Array.prototype.forEach.call((told || none.content).childNodes, function (node) { cell.appendChild(document.importNode(node, true)); });
        return cell;
      }),
    };
    var label = options.firstElementChild.cloneNode(true);
    label.querySelector("input").value = id;
    label.querySelector("span").textContent = name;
    options.appendChild(label);
  }

  function fetched(id) {
    return fetch("../" + id + "/")
      .then(function (answer) { return answer.ok ? answer.text() : ""; })
      .then(function (html) { take(id, html); })
      .catch(function () {});
  }

  // ---------------------------------------------------------------- showing

  function text(cell) {
    return cell.textContent.replace(/\s+/g, " ").trim();
  }

  function showRows(ids) {
    var only = differ.checked && ids.length > 1;
    var hidden = 0;
    rows.forEach(function (row, index) {
      var cells = ids.map(function (id) { return known[id].cells[index]; });
      var same = cells.every(function (cell) { return text(cell) === text(cells[0]); });
      row.node.replaceChildren.apply(row.node, [row.label].concat(cells));
      row.node.hidden = only && same;
      hidden += row.node.hidden ? 1 : 0;
    });
    all("[data-rows]", table).forEach(function (group) {
      group.querySelector(".compare-group th").colSpan = ids.length + 1;
      group.hidden = !group.querySelector("[data-row]:not([hidden])");
    });
    return hidden;
  }

  function sentence(hidden) {
    var out = lost.length ? "Не удалось показать: " + lost.join(", ") + ". " : "";
    if (!chosen.length) {
      return out + (order.length > 1 ? "Показаны " + tools.getAttribute("data-all") + ". Выберите, какие поставить рядом: от двух до четырёх." : "В базе пока одна практика.");
    }
    if (chosen.length === 1) {
      return out + "Выбрана одна практика: " + title(chosen[0]) + ". С чем её сравнить? Отметьте ещё хотя бы одну.";
    }
    out += "Сравниваем " + plural(chosen.length) + ".";
    if (differ.checked) {
      out += hidden === rows.length ? " Различий нет: описано одно и то же." : " Строк без различий скрыто: " + hidden + ".";
    }
    return out;
  }

  function show() {
    var ids = chosen.length ? chosen : order;
    heads.replaceChildren.apply(heads, [heads.firstElementChild].concat(ids.map(function (id) { return known[id].head; })));
    all("[data-remove]", heads).forEach(function (button) { button.hidden = !chosen.length; });
    var hidden = showRows(ids);
    page.classList.toggle("compare-few", chosen.length > 0);
    page.setAttribute("data-columns", ids.length);
    page.querySelector("[data-differ-box]").hidden = chosen.length < 2;
    page.querySelector("[data-share]").hidden = chosen.length < 2;
    page.querySelector("[data-list]").href = "../" + (chosen.length ? "?c=" + chosen.join(",") : "");
    all("input", options).forEach(function (box) { box.checked = chosen.indexOf(box.value) >= 0; });
    copied.textContent = "";
    say.textContent = sentence(hidden);
    reach();
  }

  // What scrolls sideways is reached by keyboard; what does not is no stop on the way.
  function reach() {
    if (wrap.scrollWidth > wrap.clientWidth) {
      wrap.tabIndex = 0;
    } else {
      wrap.removeAttribute("tabindex");
    }
  }

  // ---------------------------------------------------------------- choosing

  function remember() {
    var query = new URLSearchParams(location.search);
    query.delete("c");
    query.delete("d");
    if (chosen.length) { query.set("c", chosen.join(",")); }
    if (differ.checked) { query.set("d", "1"); }
    var words = query.toString().replace(/%2C/g, ",");
    history.replaceState(history.state, "", location.pathname + (words ? "?" + words : "") + location.hash);
  }

  function change(ids) {
    chosen = ids;
    lost = [];
    asked += 1;
    remember();
    show();
  }

  function recall() {
    var query = new URLSearchParams(location.search);
    var ids = query.getAll("c").join(",").split(",").filter(function (id, index, whole) { return FORM.test(id) && whole.indexOf(id) === index; }).slice(0, MOST);
    var turn = (asked += 1);
    differ.checked = query.get("d") === "1";
    Promise.all(ids.filter(function (id) { return !known[id]; }).map(fetched)).then(function () {
      if (turn !== asked) {
        return;
      }
      chosen = ids.filter(function (id) { return known[id]; });
      lost = ids.filter(function (id) { return !known[id]; });
      pick.open = chosen.length < 2;
      show();
    });
  }

  options.addEventListener("change", function (event) {
    var id = event.target.value;
    if (!event.target.checked) {
      change(chosen.filter(function (other) { return other !== id; }));
    } else if (chosen.length < MOST) {
      change(chosen.concat(id));
    } else {
      event.target.checked = false;
      say.textContent = "Больше четырёх рядом не прочесть. Сначала уберите одну.";
    }
  });
  heads.addEventListener("click", function (event) {
    var button = event.target.closest("[data-remove]");
    if (!button) {
      return;
    }
    var id = button.closest("th").getAttribute("data-id");
    var place = chosen.indexOf(id);
    change(chosen.filter(function (other) { return other !== id; }));
    pick.open = pick.open || chosen.length < 2;
    var next = chosen[Math.min(place, chosen.length - 1)];
    (next ? known[next].head.querySelector("[data-remove]") : pick.querySelector("summary")).focus();
  });
  differ.addEventListener("change", function () { change(chosen); });
  page.querySelector("[data-copy]").addEventListener("click", function () {
    var failed = function () { copied.textContent = "Не получилось: скопируйте адрес этой страницы сами."; };
    if (!navigator.clipboard) {
      failed();
      return;
    }
    navigator.clipboard.writeText(location.href).then(function () { copied.textContent = "Ссылка скопирована"; }, failed);
  });
  window.addEventListener("popstate", recall);
  window.addEventListener("resize", reach);

  page.querySelector("[data-plain]").hidden = true;
  tools.hidden = false;
  recall();
})();
