/* An error summary is read first; Ctrl+S saves and stays; a form that was changed asks before it is left. */
(() => {
  const form = document.querySelector("form.desk-form");
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  if (!form) return;
  let changed = Boolean(summary);
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("change", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  /* The choosers that one types in are made by a script of the admin, which gives them no name. */
  let names = 0;
  const nameChoosers = () => {
    for (const select of form.querySelectorAll("select.select2-hidden-accessible")) {
      const made = select.nextElementSibling;
      const label = select.labels[0];
      if (!made || !label) continue;
      label.id ||= `chooser-${++names}`;
      const shown = made.querySelector(".select2-selection__rendered");
      if (select.multiple) {
        shown.setAttribute("role", "presentation");
        made.querySelector(".select2-selection").setAttribute("aria-labelledby", label.id);
      } else {
        shown.setAttribute("aria-labelledby", label.id);
        made.querySelector(".select2-selection").setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
      }
      made.querySelector("input")?.setAttribute("aria-labelledby", label.id);
    }
  };
  window.addEventListener("load", () => setTimeout(nameChoosers));
  document.addEventListener("formset:added", () => setTimeout(nameChoosers));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    const save = form.querySelector("[name=_continue]") || form.querySelector("[name=_save]");
    if (!save) return;
    event.preventDefault();
    form.requestSubmit(save);
  });
})();
