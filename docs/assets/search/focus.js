/* «/» puts the cursor into the page's search box: the big one if there is one, else the one in the header. */
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  const box = ["#search-q", "#big-q", "#site-q"].map((name) => document.querySelector(name)).find(Boolean);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
