/* The statement form and the decisions: suggestions while one types, more rows without a reload.
   Everything here also works, more slowly, without this file. */
(() => {
  "use strict";

  const WAIT = 200;
  let lists = 0;

  function suggest(input) {
    const list = document.createElement("datalist");
    list.id = `suggestions-${lists++}`;
    input.after(list);
    input.setAttribute("list", list.id);
    let timer = null;
    let newest = 0;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const term = input.value.trim();
      if (term.length < 2) return;
      timer = setTimeout(async () => {
        const asked = ++newest;
        const query = new URLSearchParams({ kind: input.dataset.kind, term });
        const answer = await fetch(`${input.dataset.suggest}?${query}`);
        if (!answer.ok || asked !== newest) return;
        const { suggestions } = await answer.json();
        list.replaceChildren(
          ...suggestions.map(({ label, hint }) => {
            const option = document.createElement("option");
            option.value = label;
            if (hint) option.label = hint;
            return option;
          }),
        );
      }, WAIT);
    });
  }

  function suggestIn(part) {
    part.querySelectorAll("input.lookup").forEach(suggest);
  }

  function addRow(button, template) {
    const rows = document.querySelector(".figure-rows");
    const total = document.getElementById("id_row-TOTAL_FORMS");
    const most = document.getElementById("id_row-MAX_NUM_FORMS");
    if (Number(total.value) >= Number(most.value)) return;
    const place = total.value;
    const row = template.content.firstElementChild.cloneNode(true);
    for (const element of row.querySelectorAll("[id], [for], [name], [aria-describedby]")) {
      for (const name of ["id", "for", "name", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace("__prefix__", place));
      }
    }
    rows.append(row);
    total.value = Number(place) + 1;
    suggestIn(row);
    row.querySelector("input").focus();
  }

  // The next step of the form: to read a letter that was just pasted, else to record.
  function nextStep(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form") ?? document.querySelector("#content-main form");
    const name = event.target.id === "letter-text" ? "_read" : "_propose";
    const button = form?.querySelector(`[name="${name}"]`) ?? form?.querySelector('[name="_record"]');
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.addEventListener("keydown", nextStep);
    suggestIn(document);
    const button = document.getElementById("more-rows");
    const template = document.getElementById("empty-row");
    if (!button || !template) return;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      addRow(button, template);
    });
  });
})();
