/* Find anything: Ctrl+K from anywhere opens the box; what fits comes as one types. Without a script
   the same box is a page. */
const dialog = document.querySelector("#find");
const box = dialog?.querySelector("input");
const list = dialog?.querySelector("#find-results");
let asking = new AbortController();
let waiting = 0;
let chosen = null;

const options = () => [...list.querySelectorAll("[role=option]")];

const choose = (option) => {
  chosen?.setAttribute("aria-selected", "false");
  chosen = option || null;
  chosen?.setAttribute("aria-selected", "true");
  chosen?.scrollIntoView({ block: "nearest" });
  if (chosen) box.setAttribute("aria-activedescendant", chosen.id);
  else box.removeAttribute("aria-activedescendant");
};

const ask = async () => {
  asking.abort();
  asking = new AbortController();
  const address = new URL(dialog.dataset.url, location.href);
  address.search = new URLSearchParams({ q: box.value, part: "1" });
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok || answer.redirected) return;
    list.innerHTML = await answer.text();
    box.setAttribute("aria-expanded", String(options().length > 0));
    choose(box.value.trim().length > 1 ? options()[0] : null);
  } catch {
    /* Overtaken by the next letter, or the desk is away: Enter still opens the page. */
  }
};

const open = () => {
  dialog.showModal();
  box.select();
  ask();
};

if (dialog) {
  document.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      if (event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      event.stopPropagation();
      if (dialog.open) dialog.close();
      else open();
    },
    true,
  );
  document.querySelector(".head-find a")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  box.addEventListener("keydown", (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      event.preventDefault();
      choose(all[(all.indexOf(chosen) + step + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      chosen.click();
    }
  });
}
