// Cards of glossary terms: on hover, focus and tap. Without scripts the link itself leads to the definition.
(function () {
  "use strict";
  var source = document.getElementById("term-cards");
  if (!source) {
    return;
  }
  var cards = {};
  source.content.querySelectorAll("[data-term]").forEach(function (card) {
    cards[card.getAttribute("data-term")] = card;
  });
  var box = document.createElement("div");
  box.className = "term-card";
  box.id = "term-card";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.appendChild(box);
  var current = null;
  var timer = 0;
  var touched = false;

  function place(link) {
    var spot = link.getClientRects()[0] || link.getBoundingClientRect();
    var edge = 8;
    var width = Math.min(360, document.documentElement.clientWidth - 2 * edge);
    box.style.width = width + "px";
    var left = Math.max(edge, Math.min(spot.left, document.documentElement.clientWidth - width - edge));
    var below = spot.bottom + 6;
    var above = spot.top - box.offsetHeight - 6;
    var top = below + box.offsetHeight > window.innerHeight && above > 0 ? above : below;
    box.style.left = left + window.scrollX + "px";
    box.style.top = top + window.scrollY + "px";
  }

  function show(link) {
    window.clearTimeout(timer);
    var card = cards[link.getAttribute("data-term")];
    if (!card || current === link) {
      return;
    }
    hide();
    current = link;
    box.replaceChildren(card.cloneNode(true));
    if (touched) {
      var more = document.createElement("p");
      var go = document.createElement("a");
      go.href = link.href;
      go.textContent = "Открыть страницу термина";
      more.appendChild(go);
      box.appendChild(more);
    }
    box.hidden = false;
    link.setAttribute("aria-describedby", "term-card");
    place(link);
  }

  function hide() {
    window.clearTimeout(timer);
    if (current) {
      current.removeAttribute("aria-describedby");
      current = null;
    }
    box.hidden = true;
  }

  function later(action) {
    window.clearTimeout(timer);
    timer = window.setTimeout(action, 180);
  }

  document.querySelectorAll("a.term[data-term]").forEach(function (link) {
    link.addEventListener("pointerenter", function (event) {
      if (event.pointerType === "mouse") {
        later(function () { show(link); });
      }
    });
    link.addEventListener("pointerleave", function (event) {
      if (event.pointerType === "mouse") {
        later(hide);
      }
    });
    link.addEventListener("pointerdown", function (event) {
      touched = event.pointerType !== "mouse";
    });
    link.addEventListener("focus", function () { show(link); });
    link.addEventListener("blur", function () { later(hide); });
    link.addEventListener("click", function (event) {
      // The first tap shows the card; the second, or the link in the card, goes to the term.
      if (touched && !link.hasAttribute("data-shown")) {
        event.preventDefault();
        document.querySelectorAll("[data-shown]").forEach(function (other) { other.removeAttribute("data-shown"); });
        link.setAttribute("data-shown", "");
        show(link);
      }
    });
  });
  box.addEventListener("pointerenter", function () { window.clearTimeout(timer); });
  box.addEventListener("pointerleave", function () { later(hide); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      hide();
    }
  });
  document.addEventListener("pointerdown", function (event) {
    if (current && !box.contains(event.target) && event.target !== current) {
      hide();
    }
  });
  window.addEventListener("resize", hide);
})();
