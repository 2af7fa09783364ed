/* A record is found by typing: the select stays in the form, and is filled from what is chosen.
   Without this script the select shows what is chosen already. */
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

function chooser(select) {
  if (select.dataset.chooser || select.name.includes("__prefix__")) return
  select.dataset.chooser = "yes"
  select.hidden = true
  const id = `${select.id}-choices`
  const chips = make("span", { class: "chips" })
  const input = make("input", {
    type: "text", role: "combobox", id: `${select.id}-typed`, "aria-expanded": "false",
    "aria-controls": id, "aria-autocomplete": "list", autocomplete: "off",
  })
  const list = make("ul", { role: "listbox", id })
  list.hidden = true
  const box = make("div", { class: "chooser" }, chips, input, list)
  select.after(box)
  const label = document.querySelector(`label[for="${select.id}"]`)
  if (label) label.htmlFor = input.id
  input.setAttribute("aria-label", label?.textContent.trim() || "Find")

  // Of pictures one sees which they are; the address has 0 in the place of the number.
  const thumbOf = (value) =>
    select.dataset.thumb
      ? [make("img", { src: select.dataset.thumb.replace("/0/", `/${value}/`), alt: "", class: "thumb", loading: "lazy" })]
      : []
  const chosen = () => [...select.options].filter((option) => option.selected && option.value)
  const changed = () => {
    show()
    select.dispatchEvent(new Event("change", { bubbles: true }))
  }
  const show = () => {
    chips.replaceChildren(...chosen().map((option) => {
      const off = make("button", { type: "button", class: "chip-off", "aria-label": `Take off ${option.text}` }, "×")
      off.addEventListener("click", () => {
        option.selected = false
        changed()
        input.focus()
      })
      return make("span", { class: "chip" }, ...thumbOf(option.value), option.text, off)
    }))
    // Of one there is no second: the box makes room for it.
    input.hidden = !select.multiple && chosen().length > 0
  }

  let asked = 0
  let at = -1
  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
  const point = (to) => {
    const rows = [...list.querySelectorAll("[role=option]")]
    if (!rows.length) return
    at = (to + rows.length) % rows.length
    rows.forEach((row, n) => row.setAttribute("aria-selected", String(n === at)))
    input.setAttribute("aria-activedescendant", rows[at].id)
    rows[at].scrollIntoView({ block: "nearest" })
  }
  const choose = (value, text) => {
    if (!select.multiple) for (const option of select.options) option.selected = false
    let option = [...select.options].find((each) => each.value === value)
    if (!option) select.append((option = new Option(text, value)))
    option.selected = true
    input.value = ""
    close()
    changed()
  }
  const ask = async () => {
    const mine = ++asked
    const { appLabel, modelName, fieldName } = select.dataset
    const query = new URLSearchParams({
      term: input.value, app_label: appLabel, model_name: modelName, field_name: fieldName,
    })
    let results = []
    try {
      const answer = await fetch(`${select.getAttribute("data-ajax--url")}?${query}`)
      results = (await answer.json()).results
    } catch {
      results = null
    }
    if (mine !== asked) return
    const rows = (results ?? []).slice(0, 8).map((each, n) => {
      const row = make("li", { role: "option", id: `${id}-${n}`, "aria-selected": "false" }, ...thumbOf(each.id), each.text)
      row.addEventListener("mousedown", (event) => {
        event.preventDefault()
        choose(String(each.id), each.text)
      })
      return row
    })
    const none = results ? "Nothing of that name." : "The desk does not answer."
    list.replaceChildren(...(rows.length ? rows : [make("li", { class: "none" }, none)]))
    list.hidden = false
    input.setAttribute("aria-expanded", "true")
    if (rows.length) point(0)
  }

  let waits
  input.addEventListener("input", (event) => {
    // What is typed here is no word of the story.
    event.stopPropagation()
    clearTimeout(waits)
    waits = setTimeout(ask, 150)
  })
  input.addEventListener("blur", close)
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      if (list.hidden) ask()
      else point(at + (event.key === "ArrowDown" ? 1 : -1))
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      const row = list.hidden ? null : list.querySelector("[aria-selected=true]")
      row?.dispatchEvent(new Event("mousedown", { cancelable: true }))
    } else if (event.key === "Escape") close()
    else if (event.key === "Backspace" && !input.value && chosen().length) {
      chosen().at(-1).selected = false
      changed()
    }
  })
  // What is ticked elsewhere on the page, such as a proposal from the text.
  select.addEventListener("chooser:choose", (event) => choose(event.detail.value, event.detail.text))
  select.addEventListener("chooser:show", show)
  show()
}

const choosersIn = (place) => {
  for (const select of place.querySelectorAll("select.admin-autocomplete")) chooser(select)
}
choosersIn(document)
addEventListener("row:added", (event) => choosersIn(event.target))
