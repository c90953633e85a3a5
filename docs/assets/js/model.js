// The process drawing: a chosen stage opens its panel beside the drawing and changes the address.
(function () {
  "use strict";
  document.querySelectorAll("[data-model]").forEach(function (drawing) {
    var side = drawing.querySelector("[data-panel-place]");
    var legend = side.innerHTML;
    var wide = window.matchMedia("(min-width: 64em)");
    var beside = window.matchMedia("(min-width: 80em)");

    function panelOf(id) {
      var panel = /^p\d$/.test(id) ? document.getElementById(id) : null;
      return panel && panel.classList.contains("stage-panel") ? panel : null;
    }

    function mark(id) {
      drawing.querySelectorAll("a[data-stage]").forEach(function (link) {
        if (link.getAttribute("data-stage") === id) {
          link.setAttribute("aria-current", "true");
        } else {
          link.removeAttribute("aria-current");
        }
      });
    }

    function show(id, focus) {
      var panel = panelOf(id);
      if (!panel) {
        reset();
        return;
      }
      var copy = panel.cloneNode(true);
      copy.removeAttribute("id");
      copy.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
      copy.querySelectorAll(".to-drawing").forEach(function (part) { part.remove(); });
      var close = document.createElement("button");
      close.type = "button";
      close.className = "button panel-close";
      close.textContent = "Закрыть";
      close.addEventListener("click", function () {
        history.pushState(null, "", location.pathname + location.search);
        reset();
        var link = drawing.querySelector('a[data-stage="' + id + '"]');
        if (link) {
          link.focus();
        }
      });
      side.replaceChildren(copy, close);
      side.classList.add("model-side-open");
      mark(id);
      if (focus) {
        side.focus({ preventScroll: true });
        if (!beside.matches) {
          side.scrollIntoView({ block: "nearest" });
        }
      }
    }

    function reset() {
      side.innerHTML = legend;
      side.classList.remove("model-side-open");
      mark("");
    }

    // On a phone a stage shows its purpose; roles and documents unfold when the stage is chosen. A sheet of paper
    // is as narrow as a phone, but on it everything stays unfolded.
    function fold() {
      if (window.matchMedia("print").matches) {
        return;
      }
      document.querySelectorAll(".stage-panel").forEach(function (panel) {
        panel.querySelector(".stage-fold").open = wide.matches || "#" + panel.id === location.hash;
      });
    }

    function unfoldChosen() {
      var panel = panelOf(location.hash.slice(1));
      if (panel) {
        panel.querySelector(".stage-fold").open = true;
        if (!wide.matches) {
          panel.scrollIntoView({ block: "start" });
        }
      }
    }

    function fromAddress() {
      var id = location.hash.slice(1);
      if (panelOf(id) && wide.matches) {
        show(id, false);
        drawing.scrollIntoView({ block: "start" });
      } else {
        reset();
      }
    }

    drawing.querySelectorAll("a[data-stage]").forEach(function (link) {
      link.addEventListener("click", function (event) {
        if (!wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) {
          return;
        }
        event.preventDefault();
        var id = link.getAttribute("data-stage");
        history.pushState(null, "", "#" + id);
        show(id, true);
      });
    });
    window.addEventListener("popstate", fromAddress);
    window.addEventListener("hashchange", unfoldChosen);
    wide.addEventListener("change", fold);
    fold();
    unfoldChosen();
    if (location.hash) {
      fromAddress();
    }
  });
})();
