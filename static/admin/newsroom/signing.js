// A line counts as seen when both its halves stood on screen for a second, or it had the focus. Only
// what was seen is sent: without this script every line stands on the page, and the button says so.
(() => {
  const form = document.getElementById("sign-form");
  const button = document.getElementById("sign-button");
  if (!form || !button || !("IntersectionObserver" in window)) return;
  const A_SECOND = 1000;
  const rows = [...form.querySelectorAll("[data-row]")];
  const seen = new Set();
  const shown = new Map(); // half → whether it stands on screen
  const waits = new Map(); // row → timer

  const agrees = (row) => {
    const input = row.querySelector("[data-agrees]");
    return (input.type !== "checkbox" || input.checked) && !goesBack(row);
  };
  const goesBack = (row) => Boolean(row.querySelector("[data-back]:checked"));

  function count() {
    const agreed = rows.filter((row) => seen.has(row) && agrees(row)).length;
    const back = rows.filter((row) => seen.has(row) && goesBack(row)).length;
    for (const row of rows) {
      row.classList.toggle("is-seen", seen.has(row));
      for (const input of row.querySelectorAll("[data-agrees][type=hidden]")) input.disabled = !seen.has(row);
    }
    const all = seen.size === rows.length;
    const names = form.dataset.owner;
    button.textContent = agreed
      ? `Sign off the ${agreed} that agree${agreed === 1 ? "s" : ""}`
      : back ? `Send ${back} back` : "Scroll through the lines first";
    document.getElementById("sign-count").textContent =
      `${all ? `all ${rows.length}` : `${seen.size} of ${rows.length}`} seen, ${agreed} agree${agreed === 1 ? "s" : ""}`;
    const rest = back ? ` ${back} go${back === 1 ? "es" : ""} back, and ${names} is told why.` : "";
    document.getElementById("sign-note").textContent =
      (all ? `All ${rows.length} seen.` : `${rows.length - seen.size} not seen yet: they wait.`) + rest;
  }

  function see(row) {
    seen.add(row);
    count();
  }

  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      shown.set(entry.target, entry.isIntersecting && entry.intersectionRatio > 0.9);
      const row = entry.target.closest("[data-row]");
      const whole = [...row.querySelectorAll("[data-half]")].every((half) => shown.get(half) || taller(half));
      if (whole && !seen.has(row) && !waits.has(row)) {
        waits.set(row, setTimeout(() => see(row), A_SECOND));
      } else if (!whole && waits.has(row)) {
        clearTimeout(waits.get(row));
        waits.delete(row);
      }
    }
  }, { threshold: [0, 0.25, 0.5, 0.95, 1], rootMargin: "-52px 0px -96px 0px" }); // but for what the bars cover
  // What is longer than the screen can never stand on it whole.
  const taller = (half) => half.offsetHeight > innerHeight * 0.7 && shown.has(half);

  for (const row of rows) {
    for (const half of row.querySelectorAll("[data-half]")) observer.observe(half);
    row.addEventListener("focusin", () => see(row));
  }
  form.addEventListener("change", count);
  form.addEventListener("submit", (event) => {
    const unseen = rows.filter((row) => !seen.has(row));
    if (!seen.size) {
      event.preventDefault();
      rows[0].focus();
      return;
    }
    // What nobody has looked at goes neither out nor back.
    for (const row of unseen) {
      for (const input of row.querySelectorAll("[data-back]")) input.disabled = true;
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(button);
  });
  count();
})();
