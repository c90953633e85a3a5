/* The show: twenty slides, twenty seconds each, by themselves. No libraries, no requests.
   Time is counted from the moment of the start, not slide after slide: a late timer does not make the next one late. */
"use strict";
window.technoparkDeck = function () {
  const SLIDE = 20000;
  const slides = Array.from(document.querySelectorAll(".slide"));
  const whole = SLIDE * slides.length;
  let origin = 0; // performance.now() of the start, as if there had been no pauses
  let held = 0; // milliseconds shown when the show stands still
  let running = false;
  let place = -1;
  let timer = 0;

  const make = (tag, className, text) => {
    const out = document.createElement(tag);
    out.className = className;
    out.textContent = text || "";
    return out;
  };
  const bar = make("footer", "bar");
  const heard = make("p", "heard");
  const progress = make("div", "progress");
  const count = make("span", "count");
  const filled = make("span", "");
  const button = (text, className, act, label) => {
    const out = make("button", className, text);
    out.type = "button";
    if (label) out.setAttribute("aria-label", label);
    out.addEventListener("click", act);
    bar.append(out);
    return out;
  };

  const passed = () => (running ? Math.min(performance.now() - origin, whole) : held);

  function show(index) {
    if (index !== place) {
      place = index;
      slides.forEach((slide, number) => slide.classList.toggle("now", number === place));
      const heading = slides[place].querySelector("h2");
      heard.textContent = `Слайд ${place + 1} из ${slides.length}. ${heading ? heading.textContent.trim() : ""}`;
    }
  }

  function draw() {
    const at = passed();
    const left = Math.ceil(((place + 1) * SLIDE - at) / 1000);
    filled.style.width = `${(100 * at) / whole}%`;
    count.textContent = at >= whole ? "Показ закончен" : `${place + 1} из ${slides.length} · ещё ${Math.max(left, 0)} с`;
    main.textContent = running ? "Пауза" : at >= whole ? "Показать снова" : at > 0 ? "Продолжить" : "Начать показ";
  }

  function tick() {
    const at = passed();
    if (at >= whole) {
      running = false;
      held = whole;
    }
    show(Math.min(Math.floor(at / SLIDE), slides.length - 1));
    draw();
    clearTimeout(timer);
    if (running) timer = setTimeout(tick, Math.min(200, (place + 1) * SLIDE - at));
  }

  function toggle() {
    if (running) held = passed();
    else {
      if (held >= whole) held = 0;
      origin = performance.now() - held;
    }
    running = !running;
    tick();
  }

  function go(index) {
    held = Math.max(0, Math.min(index, slides.length - 1)) * SLIDE;
    origin = performance.now() - held;
    tick();
  }

  function notes() {
    const on = document.body.classList.toggle("with-notes");
    notesButton.setAttribute("aria-pressed", String(on));
  }

  function screen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
  }

  const keys = make("dialog", "keys");
  const KEYS = [
    ["Пробел", "начать, пауза, продолжить"],
    ["← →", "слайд назад, слайд вперёд"],
    ["Home, End", "первый слайд, последний слайд"],
    ["F", "на весь экран и обратно"],
    ["N", "показать или скрыть текст ведущего"],
    ["?", "эта подсказка; Esc закрывает её"],
  ];
  const list = make("dl", "");
  KEYS.forEach(([key, what]) => list.append(make("dt", "", key), make("dd", "", what)));
  const close = make("button", "", "Закрыть");
  close.addEventListener("click", () => keys.close());
  keys.append(make("h2", "", "Клавиши"), list, close);
  keys.setAttribute("aria-label", "Клавиши");
  const help = () => (keys.open ? keys.close() : keys.showModal());

  const main = button("Начать показ", "main", toggle);
  button("←", "", () => go(place - 1), "Предыдущий слайд");
  button("→", "", () => go(place + 1), "Следующий слайд");
  bar.append(progress, count);
  const notesButton = button("Текст ведущего", "aside", notes);
  button("На весь экран", "aside aside-wide", screen);
  button("?", "aside", help, "Клавиши");
  bar.append(make("p", "hints", "Пробел — пауза · ← → — слайды · F — весь экран · N — текст ведущего · ? — все клавиши"));
  notesButton.setAttribute("aria-pressed", "false");
  progress.setAttribute("aria-hidden", "true");
  progress.append(filled);
  heard.setAttribute("aria-live", "polite");

  // By the place of the key, not its letter: the Russian layout has «А» where F is.
  const KEY = {
    Space: toggle, ArrowRight: () => go(place + 1), ArrowDown: () => go(place + 1), PageDown: () => go(place + 1),
    ArrowLeft: () => go(place - 1), ArrowUp: () => go(place - 1), PageUp: () => go(place - 1),
    Home: () => go(0), End: () => go(slides.length - 1), KeyF: screen, KeyN: notes, Slash: help,
  };
  document.addEventListener("keydown", (event) => {
    const act = KEY[event.code] || (event.key === "?" ? help : null);
    const pressing = event.code === "Space" && event.target.closest && event.target.closest("button");
    if (!act || pressing || event.ctrlKey || event.altKey || event.metaKey || (keys.open && act !== help)) return;
    event.preventDefault();
    if (!event.repeat) act();
  });

  document.querySelectorAll(".still").forEach((line) => line.remove());
  bar.append(heard);
  document.body.append(bar, keys);
  document.body.classList.add("live");
  tick();
  main.focus();
};
if (document.querySelector(".slide")) window.technoparkDeck();
