// Filters of a list: options with counts, chips, sorting; the state lives in the address.
(function () {
  "use strict";
  var page = document.querySelector("[data-list]");
  var panel = page && page.querySelector("[data-filters]");
  if (!panel) {
    return;
  }
  var find = panel.querySelector("[data-find]");
  var total = page.querySelector("[data-total]");
  var chips = page.querySelector("[data-chips]");
  var empty = page.querySelector("[data-empty]");
  var sort = page.querySelector("[data-sort] select");
  var showButton = panel.querySelector("[data-show]");
  var chosenMark = panel.querySelector("[data-chosen]");
  var forms = total.getAttribute("data-forms").split("|");
  var fieldsets = Array.prototype.slice.call(panel.querySelectorAll("[data-facet]"));
  var groups = Array.prototype.slice.call(page.querySelectorAll("[data-group]"));
  var items = Array.prototype.map.call(page.querySelectorAll("[data-group] [data-item]"), function (node, index) {
    return {
      node: node,
      home: node.parentNode,
      index: index,
      facets: JSON.parse(node.getAttribute("data-facets")),
      title: node.getAttribute("data-title"),
      text: plain(node.getAttribute("data-title") + " " + node.textContent),
    };
  });

  function plain(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/\s+/g, " ");
  }

  function plural(n) {
    return window.technoparkPlural(n, forms);
  }

  function readState() {
    var query = new URLSearchParams(location.search);
    var state = { facets: {}, q: query.get("q") || "", sort: query.get("sort") || "" };
    fieldsets.forEach(function (set) {
      state.facets[set.getAttribute("data-facet")] = query.getAll(set.getAttribute("data-facet"));
    });
    return state;
  }

  function writeState(state, replace) {
    var query = new URLSearchParams(location.search); // what others keep in the address stays
    query.delete("q");
    query.delete("sort");
    Object.keys(state.facets).forEach(function (key) {
      query.delete(key);
      state.facets[key].forEach(function (value) { query.append(key, value); });
    });
    if (state.q) { query.set("q", state.q); }
    if (state.sort) { query.set("sort", state.sort); }
    var text = query.toString().replace(/%2C/g, ",");
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function fits(item, state, except) {
    var words = plain(state.q).split(" ").filter(Boolean);
    if (!words.every(function (word) { return item.text.indexOf(word) >= 0; })) {
      return false;
    }
    return Object.keys(state.facets).every(function (key) {
      var wanted = state.facets[key];
      if (key === except || !wanted.length) {
        return true;
      }
      return (item.facets[key] || []).some(function (value) { return wanted.indexOf(value) >= 0; });
    });
  }

  function showCounts(state) {
    fieldsets.forEach(function (set) {
      var key = set.getAttribute("data-facet");
      var near = items.filter(function (item) { return fits(item, state, key); });
      set.querySelectorAll("input").forEach(function (input) {
        var count = near.filter(function (item) { return (item.facets[key] || []).indexOf(input.value) >= 0; }).length;
        var label = input.closest("label");
        input.checked = state.facets[key].indexOf(input.value) >= 0;
        label.querySelector("[data-count]").textContent = count;
        label.classList.toggle("option-none", count === 0 && !input.checked);
      });
    });
  }

  function showChips(state) {
    chips.replaceChildren();
    fieldsets.forEach(function (set) {
      var key = set.getAttribute("data-facet");
      state.facets[key].forEach(function (value) {
        var item = document.createElement("li");
        var button = document.createElement("button");
        button.type = "button";
        button.className = "chip";
        button.textContent = value + " ×";
        button.setAttribute("aria-label", "Убрать условие: " + set.querySelector("legend").textContent + " — " + value);
        button.addEventListener("click", function () {
          change(function (next) {
            next.facets[key] = next.facets[key].filter(function (other) { return other !== value; });
          });
          total.tabIndex = -1;
          total.focus();
        });
        item.appendChild(button);
        chips.appendChild(item);
      });
    });
    var number = chips.children.length;
    chips.hidden = number === 0;
    chosenMark.textContent = number ? "· выбрано " + number : "";
    page.querySelectorAll("[data-reset]").forEach(function (button) {
      button.hidden = number === 0 && !state.q;
    });
  }

  // Which single condition, once removed, would bring most results back.
  function hint(state) {
    var best = null;
    Object.keys(state.facets).forEach(function (key) {
      if (state.facets[key].length) {
        var count = items.filter(function (item) { return fits(item, state, key); }).length;
        if (count && (!best || count > best.count)) {
          best = { count: count, name: panel.querySelector('[data-facet="' + key + '"] legend').textContent };
        }
      }
    });
    if (best) {
      return "Снимите условие «" + best.name + "» — найдётся " + plural(best.count) + ".";
    }
    return state.q ? "Проверьте слово в поле «Найти в списке» или уберите его." : "Снимите часть условий.";
  }

  function order(state) {
    var key = state.sort;
    var sorted = items.slice().sort(function (a, b) {
      if (key === "title") {
        return a.title.localeCompare(b.title, "ru") || a.index - b.index;
      }
      if (key === "day" || key === "updated" || key === "done") {
        var left = a.node.getAttribute("data-" + key) || "";
        var right = b.node.getAttribute("data-" + key) || "";
        var way = key === "done" ? Number(right) - Number(left) : right.localeCompare(left);
        return way || a.index - b.index;
      }
      return a.index - b.index;
    });
    var first = items[0].home;
    sorted.forEach(function (item) { (key ? first : item.home).appendChild(item.node); });
    page.classList.toggle("list-sorted", Boolean(key));
  }

  function show(state) {
    var found = 0;
    items.forEach(function (item) {
      var ok = fits(item, state, "");
      item.node.hidden = !ok;
      found += ok ? 1 : 0;
    });
    order(state);
    groups.forEach(function (group) {
      group.hidden = !group.querySelector("[data-item]:not([hidden])");
    });
    total.textContent = found === items.length ? plural(found) : plural(found) + " из " + items.length;
    showButton.textContent = "Показать: " + plural(found);
    empty.hidden = found > 0;
    if (!found) {
      empty.querySelector("[data-empty-hint]").textContent = hint(state);
    }
    find.value = state.q;
    if (sort) { sort.value = state.sort; }
    showCounts(state);
    showChips(state);
  }

  function change(edit, replace) {
    var state = readState();
    edit(state);
    writeState(state, replace);
    show(state);
  }

  panel.hidden = false;
  if (sort) { sort.closest("[data-sort]").hidden = false; }
  panel.addEventListener("change", function (event) {
    var set = event.target.closest("[data-facet]");
    if (!set) {
      return;
    }
    change(function (state) {
      state.facets[set.getAttribute("data-facet")] = Array.prototype.filter
        .call(set.querySelectorAll("input"), function (input) { return input.checked; })
        .map(function (input) { return input.value; });
    });
  });
  find.addEventListener("input", function () {
    change(function (state) { state.q = find.value.trim(); }, true);
  });
  if (sort) {
    sort.addEventListener("change", function () {
      change(function (state) { state.sort = sort.value; });
    });
  }
  page.querySelectorAll("[data-reset]").forEach(function (button) {
    button.addEventListener("click", function () {
      change(function (state) {
        Object.keys(state.facets).forEach(function (key) { state.facets[key] = []; });
        state.q = "";
      });
      find.focus();
    });
  });
  // On a phone the sheet covers the list: the button folds it and goes to what was found.
  showButton.addEventListener("click", function () {
    panel.querySelector("details").open = false;
    total.tabIndex = -1;
    total.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
  });
  window.addEventListener("popstate", function () { show(readState()); });
  show(readState());
})();
