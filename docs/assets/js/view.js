// The «Вид» panel: colours, size, spacing, typeface, pictures. Kept only in the reader's own browser.
(function () {
  "use strict";
  var KEY = "technopark-view";
  var DEFAULTS = { theme: "auto", size: "normal", spacing: "normal", face: "mixed", pictures: "on" };
  var root = document.documentElement;
  var menu = document.getElementById("view");

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY) || "{}") || {};
    } catch (error) {
      return {};
    }
  }

  function write(view) {
    try {
      localStorage.setItem(KEY, JSON.stringify(view));
    } catch (error) {
      // The choice lasts until the page is left.
    }
  }

  function apply(view) {
    Object.keys(DEFAULTS).forEach(function (key) {
      var value = view[key] || DEFAULTS[key];
      if (value === DEFAULTS[key]) {
        root.removeAttribute("data-" + key);
      } else {
        root.setAttribute("data-" + key, value);
      }
      menu.querySelectorAll('[data-view="' + key + '"] input').forEach(function (input) {
        input.checked = input.value === value;
      });
    });
  }

  function markSection() {
    var section = document.body.getAttribute("data-section");
    var group = { seminars: "programmes" }[section] || section;
    document.querySelectorAll('[data-nav="' + group + '"]').forEach(function (link) {
      link.setAttribute("aria-current", "true");
    });
  }

  function closeOnLeave(details) {
    document.addEventListener("click", function (event) {
      if (details.open && !details.contains(event.target)) {
        details.open = false;
      }
    });
    details.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && details.open) {
        details.open = false;
        details.querySelector("summary").focus();
      }
    });
  }

  function foldFactsOnPhone() {
    var narrow = window.matchMedia("(max-width: 63.99em)").matches;
    document.querySelectorAll(".facts-fold, .toc-fold, .filters-sheet, .phone-fold").forEach(function (fold) {
      fold.open = !narrow;
      fold.setAttribute("data-ready", "");
    });
  }

  // A folded part hides text from paper, so everything opens before printing and folds back after.
  function openForPrint() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.prototype.filter.call(document.querySelectorAll("main details:not([open])"), function (details) {
        return !details.classList.contains("filters-sheet");
      });
      opened.forEach(function (details) { details.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (details) { details.open = false; });
    });
  }

  menu.hidden = false;
  apply(read());
  menu.addEventListener("change", function (event) {
    var group = event.target.closest("[data-view]");
    if (group) {
      var view = read();
      view[group.getAttribute("data-view")] = event.target.value;
      write(view);
      apply(view);
    }
  });
  menu.querySelector("[data-view-reset]").addEventListener("click", function () {
    write({});
    apply({});
  });
  document.querySelectorAll("[data-open-view]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      event.stopPropagation();
      menu.open = true;
      menu.scrollIntoView({ block: "nearest" });
      menu.querySelector("summary").focus();
    });
  });
  document.querySelectorAll("details.menu, details.view-menu").forEach(closeOnLeave);
  markSection();
  foldFactsOnPhone();
  openForPrint();
})();
