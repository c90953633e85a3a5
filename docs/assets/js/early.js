// Runs before the first paint: tells the style sheets that scripts work and which view the reader chose.
(function () {
  "use strict";
  var root = document.documentElement;
  root.className = root.className.replace("no-js", "js");
  try {
    var view = JSON.parse(localStorage.getItem("technopark-view") || "{}");
    ["theme", "size", "spacing", "face", "pictures"].forEach(function (key) {
      if (typeof view[key] === "string" && /^[a-z]+$/.test(view[key])) {
        root.setAttribute("data-" + key, view[key]);
      }
    });
  } catch (error) {
    // A browser that keeps nothing shows the usual view.
  }
})();
