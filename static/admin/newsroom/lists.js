/* In a list: the bar of actions comes with the first row that is chosen; keys as in the pictures of
   a mail program: up and down, x chooses, Enter opens, n begins a new one. */
(() => {
  const table = document.querySelector("#result_list");
  const add = document.querySelector("a[data-new]");
  const bar = document.querySelector(".list-actions");
  const boxes = () => [...document.querySelectorAll("tr input.action-select")];
  const show = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    bar.hidden = chosen === 0;
    bar.querySelector(".action-counter").textContent = `${chosen} chosen`;
  };
  const filters = document.querySelector(".all-filters");
  if (filters && matchMedia("(max-width: 767px)").matches) filters.open = false;
  if (bar) {
    show();
    document.addEventListener("change", show);
    /* The admin's script ticks all from one box, and tells nobody. */
    document.querySelector("#action-toggle")?.addEventListener("click", () => setTimeout(show));
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog, summary")) return;
    const rows = table ? [...table.tBodies[0].rows] : [];
    const here = rows.indexOf(event.target.closest("tr"));
    const move = (to) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
      (row?.querySelector("th a, td a") || row?.querySelector("input"))?.focus();
      event.preventDefault();
    };
    if (event.key === "j" || event.key === "ArrowDown" && here >= 0) move(here + 1);
    else if (event.key === "k" || event.key === "ArrowUp" && here >= 0) move(here - 1);
    else if (event.key === "x" && here >= 0) rows[here].querySelector("input.action-select")?.click();
    else if (event.key === "n" && add) add.click();
    else if (event.key === "Escape" && bar && !bar.hidden) {
      boxes().filter((box) => box.checked).forEach((box) => box.click());
      show();
    }
  });
})();
