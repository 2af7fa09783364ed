/* Counts the seconds until a version goes out, then shows that it is out. Without this file the page
   says at what time it goes out, and Cancel works until then all the same. */
(() => {
  "use strict";

  const page = document.querySelector(".going-out[data-seconds]");
  if (!page) return;
  const left = page.querySelector(".countdown");
  const end = performance.now() + 1000 * Number(page.dataset.seconds);

  function tick() {
    const seconds = Math.ceil((end - performance.now()) / 1000);
    if (seconds > 0) {
      left.textContent = `, in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
      setTimeout(tick, 200);
      return;
    }
    for (const waiting of page.querySelectorAll(".while-it-waits, :scope > p.lead")) waiting.hidden = true;
    page.querySelector(".when-it-is-out").hidden = false;
  }

  if (end - performance.now() < 3600 * 1000) tick();
})();
