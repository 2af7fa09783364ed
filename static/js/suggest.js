// Names while somebody types, from the search itself. Without this the form works as well.
const box = document.getElementById("q");
const names = document.getElementById("names");
let waiting;

box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, 250);
});

async function suggest() {
  const typed = box.value.trim();
  if (typed.length < 3) return;
  const answer = await fetch(`/api/v1/search/?q=${encodeURIComponent(typed)}`);
  // What was typed meanwhile has its own answer.
  if (!answer.ok || typed !== box.value.trim()) return;
  const { results } = await answer.json();
  const called = results.filter((each) => each.kind !== "figure").slice(0, 8);
  names.replaceChildren(...called.map((each) => new Option(each.about ?? "", each.title)));
}
