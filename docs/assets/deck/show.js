/* Shows a one-file deck on the site: there its own script may not run (the policy is default-src 'self'), ours may.
   show.html?deck=cases/edinstvo/edinstvo-pecha-kucha.html — the address is from the site's root. */
"use strict";
(async function () {
  const line = document.querySelector(".still");
  const name = new URLSearchParams(location.search).get("deck") || "";
  try {
    // letters, digits, hyphens and slashes only: nothing that could leave the site
    if (!/^(?:[a-z0-9-]+\/)+[a-z0-9-]+\.html$/.test(name)) throw new Error("address");
    const address = new URL(`../../${name}`, location.href);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    // of the whole file the slides only: even to parse its style is against the policy
    const text = await answer.text();
    const part = text.slice(Math.max(text.indexOf("<main"), 0), text.lastIndexOf("</main>") + 1);
    const slides = new DOMParser().parseFromString(part, "text/html").querySelector("main.slides");
    if (!slides) throw new Error("slides");
    // a photograph written into the file is against the policy too; the site has its own beside the deck, cut here as there
    slides.querySelectorAll("img").forEach((photo) => {
      const own = /^[a-z0-9-]+\.jpg$/.test(photo.dataset.photo || "");
      if (own) photo.src = new URL(photo.dataset.photo, address).href;
      else photo.removeAttribute("src");
      photo.style.aspectRatio = `${photo.getAttribute("width")} / ${photo.getAttribute("height")}`;
    });
    document.title = slides.querySelector("h1").textContent;
    document.body.append(document.adoptNode(slides));
    window.technoparkDeck();
  } catch {
    line.textContent = "Слайды не открылись. Вернитесь на страницу практики, скачайте файл показа и откройте его на компьютере.";
  }
})();
