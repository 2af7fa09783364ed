/* What is missing is recorded beside its words: a short form in the card, filled in by the desk. */
import { about, ask, make, send } from "./asking.js"

/** Puts the form into a card. `recorded(row)` is told what to cite, `back()` leads to the list. */
export async function openRecording({ card, addresses, words, sentence, around, recorded, back }) {
  const show = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html")
    const form = document.adoptNode(parsed.querySelector("form"))
    card.element.replaceChildren(form)
    wire(form)
    card.place()
    const wrong = form.querySelector(".nr-alike button, .errors :is(input, select, textarea), .missing button")
    const first = wrong ?? form.elements.namedItem(form.dataset.first)
    first?.focus({ preventScroll: true })
    first?.scrollIntoView({ block: "nearest" })
  }

  const say = (sentence) => form()?.querySelector(".nr-wrong-words").replaceChildren(make("p", { textContent: sentence }))
  const form = () => card.element.querySelector("form")

  function wire(form) {
    for (const input of form.querySelectorAll("input.lookup")) suggest(input)
    const evidence = form.elements.namedItem("evidence")
    const fresh = form.querySelector(".nr-new")
    let chosen = evidence.value
    // One or the other: what it came from is on record, or is filled in.
    fresh.addEventListener("toggle", () => {
      fresh.querySelector("fieldset").disabled = !fresh.open
      if (fresh.open && evidence.value) [chosen, evidence.value] = [evidence.value, ""]
      else if (!fresh.open && !evidence.value) evidence.value = chosen
    })
    evidence.addEventListener("input", () => {
      if (evidence.value) fresh.open = false
    })
    form.querySelector(".nr-back").addEventListener("click", back)
    form.querySelector(".nr-instead")?.addEventListener("click", ({ target }) => {
      const place = form.elements.namedItem("row-0-subject")
      place.value = target.dataset.instead
      place.focus()
    })
    for (const same of form.querySelectorAll("[data-same]"))
      same.addEventListener("click", () => recorded({ kind: "figure", id: Number(same.dataset.same) }))
    form.querySelector(".nr-alike")?.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "s" || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      form.querySelector("[data-same]").click()
    })
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      record(form, event.submitter)
    })
  }

  let sending = false
  async function record(form, submitter) {
    if (sending) return
    sending = true
    form.setAttribute("aria-busy", "true")
    const answer = await send(addresses.record, new FormData(form, submitter))
    sending = false
    form.removeAttribute("aria-busy")
    if (!card.element.isConnected) return
    if (answer?.row) recorded(answer.row)
    else if (answer?.html) show(answer.html)
    else say("The desk does not answer. What you filled in is still here: try again in a moment.")
  }

  card.element.replaceChildren(make("p", { className: "nr-status", textContent: "Filling it in…", attributes: { role: "status" } }))
  const body = { words, sentence, around: around.join(" "), ...about() }
  const answer = await ask(addresses.form, { body })
  if (!card.element.isConnected) return
  if (answer?.html) show(answer.html)
  else {
    const again = make("button", { type: "button", textContent: "Back to the list" })
    again.addEventListener("click", back)
    const sorry = "The desk does not answer, or your role may not record this. Your words are safe."
    card.element.replaceChildren(make("p", { className: "nr-status", textContent: sorry }), make("footer", {}, again))
    again.focus()
  }
}

let lists = 0

/** Names that fit what is typed so far. */
function suggest(input) {
  const list = make("datalist", { id: `nr-suggestions-${(lists += 1)}` })
  input.after(list)
  input.setAttribute("list", input.name === "evidence" ? "nr-documents" : list.id)
  let waits
  let newest = 0
  input.addEventListener("input", () => {
    clearTimeout(waits)
    const term = input.value.trim()
    if (term.length < 2) return
    waits = setTimeout(async () => {
      const mine = (newest += 1)
      const answer = await ask(input.dataset.suggest, { given: { kind: input.dataset.kind, term } })
      if (mine !== newest || !answer) return
      input.setAttribute("list", list.id)
      list.replaceChildren(
        ...answer.suggestions.map(({ label, hint }) =>
          Object.assign(make("option", { value: label }), hint ? { label: hint } : {}),
        ),
      )
    }, 200)
  })
}
