// The list of practices: ticking two to four of them leads to their comparison; the choice lives in the address.
(function () {
  "use strict";
  var page = document.querySelector('[data-list="cases"]');
  var list = page && page.querySelector(".list-main");
  if (!list) {
    return;
  }
  var MOST = 4;
  var boxes = {};
  var chosen = [];

  var said = document.createElement("p");
  said.className = "vh";
  said.setAttribute("role", "status");
  var bar = document.createElement("div");
  bar.className = "compare-bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Сравнение практик");
  bar.hidden = true;
  var words = document.createElement("p");
  var go = document.createElement("a");
  go.className = "button button-main";
  go.textContent = "Сравнить";
  var clear = document.createElement("button");
  clear.type = "button";
  clear.className = "button";
  clear.textContent = "Снять выбор";
  bar.append(words, go, clear);

  function named(query) {
    var ids = query.getAll("c").join(",").split(",");
    return ids.filter(function (id, index) { return boxes[id] && ids.indexOf(id) === index; }).slice(0, MOST);
  }

  function remember() {
    var query = new URLSearchParams(location.search);
    query.delete("c");
    if (chosen.length) { query.set("c", chosen.join(",")); }
    var text = query.toString().replace(/%2C/g, ",");
    history.replaceState(history.state, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function say(text) {
    words.textContent = text;
    said.textContent = text;
  }

  function show() {
    Object.keys(boxes).forEach(function (id) {
      boxes[id].checked = chosen.indexOf(id) >= 0;
      boxes[id].closest(".card").classList.toggle("card-chosen", boxes[id].checked);
    });
    bar.hidden = !chosen.length;
    go.hidden = chosen.length < 2;
    go.href = "compare/?c=" + chosen.join(",");
    if (!chosen.length) {
      say("");
    } else if (chosen.length === 1) {
      say("Выбрана одна практика. Отметьте ещё хотя бы одну.");
    } else {
      say("Выбрано практик: " + chosen.length + (chosen.length === MOST ? ". Это наибольшее число." : ""));
    }
  }

  function change(id) {
    if (chosen.indexOf(id) >= 0) {
      chosen = chosen.filter(function (other) { return other !== id; });
    } else if (chosen.length < MOST) {
      chosen.push(id);
    } else {
      boxes[id].checked = false;
      say("Больше четырёх рядом не прочесть. Сначала снимите одну.");
      return;
    }
    remember();
    show();
  }

  function recall() {
    chosen = named(new URLSearchParams(location.search));
    show();
  }

  list.querySelectorAll("[data-item]").forEach(function (card) {
    var id = new URL(card.querySelector(".card-title a").href).pathname.split("/").slice(-2)[0];
    var label = document.createElement("label");
    var box = document.createElement("input");
    label.className = "option card-compare";
    box.type = "checkbox";
    box.autocomplete = "off";
    box.setAttribute("aria-label", "Сравнить: " + card.getAttribute("data-title"));
    label.append(box, "Сравнить");
    box.addEventListener("change", function () { change(id); });
    boxes[id] = box;
    card.appendChild(label);
  });
  clear.addEventListener("click", function () {
    var first = boxes[chosen[0]];
    chosen = [];
    remember();
    show();
    first.focus();
  });
  list.append(bar, said);
  window.addEventListener("popstate", recall);
  window.addEventListener("pageshow", recall);
  recall();
})();
