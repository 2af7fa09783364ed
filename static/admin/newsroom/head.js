/* The menus close when somebody goes elsewhere: by Esc, by a click, by Tab. */
(() => {
  const menus = [...document.querySelectorAll(".head-menu, .desk-more, .filter-menu")];
  const close = (menu) => menu.removeAttribute("open");

  document.addEventListener("click", (event) => {
    menus.filter((menu) => !menu.contains(event.target)).forEach(close);
  });
  for (const menu of menus) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      close(menu);
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
    });
  }
})();

/* How many things wait, in the title of the tab, asked again each minute while it is in sight. */
(() => {
  const head = document.querySelector("#header[data-waiting]");
  if (!head) return;
  const mark = (count) => {
    const title = document.title.replace(/^\(\d+\) /, "");
    document.title = count ? `(${count}) ${title}` : title;
  };
  setInterval(async () => {
    try {
      const answer = await fetch(head.dataset.waiting, { headers: { Accept: "application/json" } });
      if (answer.ok && !answer.redirected) mark((await answer.json()).waiting);
    } catch {
      /* The desk is away: the mark stays as it was. */
    }
  }, 60_000);
})();
