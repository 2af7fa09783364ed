/* Notes in the panel: sent alone, so that nothing is saved by them; the words they are on are shown
   in the text by editor/notes.js. Without script each button saves the story first. */
const at = (id) => document.getElementById(id)
const section = at("notes")
const list = at("notes-list")

/** The answer to what is sent, or null where the desk does not give one. */
async function send(body) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const headers = { Accept: "application/json", "X-CSRFToken": token }
  try {
    const answer = await fetch(list.dataset.notes, { method: "POST", headers, body })
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null
  } catch {
    return null
  }
}

if (list) {
  const says = at("note-says")
  const on = at("note-on")
  const told = at("note-told")
  const fields = ["words", "place", "before", "after"]

  section.querySelector(".needs-script").hidden = false
  section.querySelector(".note-words").hidden = !at("note-words").value

  const openTab = () => document.querySelector('.tabs a[href="#notes"]')?.click()

  function about(detail) {
    for (const name of fields) at(`note-${name}`).value = detail?.words ? detail[name] : ""
    on.hidden = !detail?.words
    on.querySelector("span").textContent = detail?.words ?? ""
  }

  document.addEventListener("newsroom:note", ({ detail }) => {
    about(detail)
    openTab()
    says.focus()
    section.querySelector("#note-new").scrollIntoView({ block: "nearest" })
  })
  at("note-off").addEventListener("click", () => {
    about(null)
    says.focus()
  })

  // Words that are only read are selected as anywhere.
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "m" || event.defaultPrevented) return
    if (event.target.closest?.("[contenteditable=true]")) return
    event.preventDefault()
    const words = document.querySelector(".words.read") ? String(getSelection()).trim() : ""
    document.dispatchEvent(
      new CustomEvent("newsroom:note", { detail: { words, place: "", before: "", after: "" } }),
    )
  })

  // What is typed here is no change of the story.
  for (const name of ["input", "change"]) section.addEventListener(name, (event) => event.stopPropagation())
  addEventListener("beforeunload", (event) => {
    if ([...section.querySelectorAll("textarea")].some((each) => each.value.trim() !== each.defaultValue.trim()))
      event.preventDefault()
  })

  function tell() {
    const detail = [...list.querySelectorAll("[data-words]")].map(({ id, dataset: { words, place, nth } }) => ({
      id,
      words,
      place,
      nth: Number(nth),
    }))
    document.dispatchEvent(new CustomEvent("newsroom:notes", { detail }))
  }
  document.addEventListener("newsroom:which-notes", () => setTimeout(tell))

  /** The words of a note lead to where they stand. */
  function lead() {
    if (!at("article_form")) return
    for (const words of list.querySelectorAll("[data-words] > blockquote")) {
      const button = document.createElement("button")
      Object.assign(button, { type: "button", className: "to-words", title: "Go to these words" })
      button.append(...words.childNodes)
      words.append(button)
    }
  }
  list.addEventListener("click", ({ target }) => {
    const id = target.closest(".to-words")?.closest("[data-words]").id
    if (id) document.dispatchEvent(new CustomEvent("newsroom:to-note", { detail: id }))
  })
  lead()
  tell()

  section.addEventListener("click", async (event) => {
    const button = event.target.closest('button[name="_then"]')
    if (!button || button.disabled) return
    event.preventDefault()
    const sent = new FormData()
    for (const field of section.querySelectorAll("input[name], textarea[name]")) sent.set(field.name, field.value)
    sent.set("_then", button.value)
    button.disabled = true
    const answer = await send(sent)
    button.disabled = false
    const refused = answer ? answer.refused : "The desk does not answer. What you wrote stays here: try again in a moment."
    told.textContent = refused
    told.classList.toggle("alert", Boolean(refused))
    if (refused) {
      if (button.value !== "note-leave") button.after(told)
      return
    }
    at("note-new").insertBefore(told, at("note-new").lastElementChild)
    list.innerHTML = answer.html
    const count = at("notes-count")
    count.textContent = answer.open
    count.hidden = answer.open === 0
    if (button.value === "note-leave") {
      says.value = ""
      about(null)
      told.textContent = "It stands beside the story."
    }
    lead()
    tell()
    ;(list.querySelector("button") ?? says).focus()
  })
}
