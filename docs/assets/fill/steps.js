/* On a phone the form is long: which of the three steps one is at, and how much is filled in, stay in sight. */
"use strict";
var technoparkFill = window.technoparkFill || {};
window.technoparkFill = technoparkFill;

(function (self) {
  const HERE = 0.4; // a step has begun when its heading is above this share of the window

  function steps(root) {
    const bar = root.querySelector("[data-part='steps']");
    const buttons = [...bar.querySelectorAll("[data-step]")];
    const heads = buttons.map((button) => document.getElementById(button.getAttribute("data-step")));
    let asked = 0;

    function mark() {
      asked = 0;
      const line = window.innerHeight * HERE;
      const begun = heads.filter((head) => head.offsetParent && head.getBoundingClientRect().top < line).length;
      const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
      const now = Math.max(0, (atEnd && !bar.hidden ? heads.length : begun) - 1);
      buttons.forEach((button, index) => {
        if (index === now) button.setAttribute("aria-current", "step");
        else button.removeAttribute("aria-current");
      });
    }

    const soon = () => { asked = asked || requestAnimationFrame(mark); };
    buttons.forEach((button, index) => button.addEventListener("click", () => {
      heads[index].scrollIntoView({ block: "start" });
      heads[index].focus({ preventScroll: true });
    }));
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);

    // Shows how much is filled in; no fields, no bar.
    return function show({ total, done, left }) {
      bar.hidden = total === 0;
      bar.querySelector("[data-part='progress-words']").textContent =
        "Заполнено " + done + " из " + total + (left ? ", обязательных осталось " + left : "");
      bar.querySelector("[data-part='progress-bar']").setAttribute("width", String(total ? Math.round((done / total) * 100) : 0));
      soon();
    };
  }

  Object.assign(self, { steps });
})(technoparkFill);
