// Correct once: a variant that is pressed is written in, what is written is chosen, and the button
// that approves says so when the page no longer shows what would be approved.
(() => {
  const form = document.getElementById("once");
  if (!form) return;
  const approve = [...document.querySelectorAll("[data-approve]")];
  const labels = approve.map((button) => button.textContent);
  const starts = new Map([...form.elements].map((field) => [field, state(field)]));

  function state(field) {
    return field.type === "radio" || field.type === "checkbox" ? field.checked : field.value;
  }

  function look() {
    const changed = [...starts].some(([field, was]) => field.name && field.name !== "stood_up" && state(field) !== was);
    approve.forEach((button, n) => (button.textContent = changed ? button.dataset.changed : labels[n]));
  }

  const choose = (way) => {
    const radio = way.querySelector("input[type=radio]");
    if (radio) radio.checked = true;
  };

  for (const variant of form.querySelectorAll("span.once-variant")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = variant.className;
    button.textContent = variant.textContent;
    button.addEventListener("click", () => {
      const way = button.closest(".once-way");
      way.querySelector("input[type=text]").value = button.textContent;
      choose(way);
      look();
    });
    variant.replaceWith(button);
  }
  form.addEventListener("input", (event) => {
    if (event.target.dataset.for) choose(event.target.closest(".once-way"));
    look();
  });
  form.addEventListener("change", look);
  addEventListener("keydown", (event) => {
    const main = approve[0] || form.querySelector("[value=decide]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && main) form.requestSubmit(main);
  });
  const wrong = document.getElementById("wrong");
  if (wrong) wrong.focus();
})();
