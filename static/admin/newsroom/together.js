/* Two people's words: 1, 2 and 3 choose in the place that has the focus; the bar says what is left. */
const form = document.getElementById("together")
const left = document.getElementById("left-to-decide")
const places = [...form.querySelectorAll(".choice")]
const open = () => places.filter((place) => !place.querySelector("input:checked"))
const show = () => {
  const count = open().length
  left.textContent = count ? `${count} of ${places.length} to decide` : "All decided"
}
form.addEventListener("change", show)
// What is written in a place is chosen there, and its keys are letters.
const chooseAnew = (place) => {
  place.querySelector("[value=anew]").checked = true
  show()
}
for (const anew of form.querySelectorAll(".anew-words"))
  anew.addEventListener("beforeinput", () => chooseAnew(anew.closest(".choice")))
form.addEventListener("change", ({ target }) => {
  if (target.value === "anew") target.closest(".choice").querySelector("[contenteditable=true]")?.focus()
})
form.addEventListener("keydown", (event) => {
  if (event.target.closest(".anew-words")) return
  if (event.key.toLowerCase() === "e" && !event.ctrlKey && !event.metaKey) {
    const place = event.target.closest(".choice")
    const anew =
      place?.querySelector(".anew-words [contenteditable=true]") ?? place?.querySelector(".anew-words textarea")
    if (anew) {
      event.preventDefault()
      chooseAnew(place)
      anew.focus()
    }
    return
  }
  const wanted = { 1: "mine", 2: "theirs", 3: "both" }[event.key]
  const choice = wanted && event.target.closest(".choice")?.querySelector(`[value=${wanted}]`)
  if (!choice) return
  choice.checked = true
  show()
  open()[0]?.querySelector("input").focus()
})
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !["s", "Enter"].includes(event.key)) return
  event.preventDefault()
  form.requestSubmit()
})
// What this browser kept has been looked at: the desk has it, and what comes of the choice.
form.addEventListener("submit", () => {
  try {
    localStorage.removeItem(form.dataset.draft)
  } catch {}
})
show()
open()[0]?.querySelector("input").focus()
