/* The writing screen: counts, keys, tabs, rows. What it does is in the page without it, too. */
const form = document.getElementById("article_form")
const at = (id) => document.getElementById(id)
const wordsIn = (html) => new DOMParser().parseFromString(html, "text/html").body

// The editor names its icons in words that nobody sees, as the toolbar is in words (writing.css).
const withoutIcons = () => {
  for (const button of form.querySelectorAll(".prose-menubar__button.material-icons")) button.textContent = ""
}
document.addEventListener("prose-editor:ready", ({ detail }) => detail.editor.on("create", withoutIcons))

// Tabs: links to the sections, of which one is open

const panel = at("panel")
const tabs = [...panel.querySelectorAll(".tabs a")]
const sections = tabs.map((tab) => at(tab.hash.slice(1)))
const wide = matchMedia("(min-width: 1024px)")
panel.querySelector(".tabs").setAttribute("role", "tablist")
tabs.forEach((tab, n) => {
  tab.setAttribute("role", "tab")
  tab.id = `tab-${sections[n].id}`
  tab.setAttribute("aria-controls", sections[n].id)
  sections[n].setAttribute("role", "tabpanel")
  sections[n].setAttribute("aria-labelledby", tab.id)
  tab.addEventListener("click", (event) => {
    event.preventDefault()
    open(n)
    try {
      localStorage.setItem("newsroom:panel", sections[n].id)
    } catch {}
  })
  tab.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
    if (!step) return
    const next = (n + step + tabs.length) % tabs.length
    tabs[next].focus()
    tabs[next].click()
  })
})
function open(wanted) {
  tabs.forEach((tab, n) => {
    tab.setAttribute("aria-selected", String(n === wanted))
    tab.tabIndex = n === wanted ? 0 : -1
    sections[n].hidden = n !== wanted
  })
}
const openAt = (element) => {
  const n = sections.findIndex((section) => section.contains(element))
  if (n >= 0) open(n)
}
let remembered = ""
try {
  remembered = localStorage.getItem("newsroom:panel") ?? ""
} catch {}
open(Math.max(0, sections.findIndex((section) => section.id === remembered)))
const goTo = (place) => {
  openAt(place)
  place.scrollIntoView({ block: "nearest" })
}
const asked = location.hash && at(location.hash.slice(1))
if (asked && panel.contains(asked)) goTo(asked)

// From a sentence to the place that it is about

const editable = (element) => element?.querySelector("[contenteditable=true]")
addEventListener("click", (event) => {
  const inPanel = event.target.closest?.('a[href*="#"]')
  const wanted = inPanel?.pathname === location.pathname && at(inPanel.hash.slice(1))
  if (wanted && !wanted.id.startsWith("field-") && !inPanel.closest(".tabs") && panel.contains(wanted)) {
    event.preventDefault()
    return goTo(wanted)
  }
  const link = event.target.closest?.('a[href^="#field-"]')
  const place = link && at(link.hash.slice(1))
  if (!place) return
  event.preventDefault()
  openAt(place)
  place.closest("details")?.setAttribute("open", "")
  place.scrollIntoView({ block: "center" })
  ;(editable(place) ?? place.querySelector("input:not([type=hidden], [hidden]), select:not([hidden]), textarea"))?.focus()
})

if (form) {
  // Counts

  const headline = form.elements.headline
  const body = form.elements.body
  const longest = Number(at("headline-count").dataset.longest)
  let counting
  const count = () => {
    const length = wordsIn(headline.value).textContent.trim().length
    at("headline-count").textContent = `${length} of ${longest}`
    at("headline-count").classList.toggle("long", length > longest)
    const told = wordsIn(body.value.replace(/<\/(p|li|h[1-6]|blockquote|figcaption)>|<br>/g, " $&"))
    const words = told.textContent.split(/\s+/).filter(Boolean).length
    at("word-count").textContent = words
    at("minutes").textContent = Math.max(1, Math.round(words / 220))
  }
  form.addEventListener("input", () => {
    clearTimeout(counting)
    counting = setTimeout(count, 120)
  })

  // The address of a new story follows its headline until somebody writes one by hand

  const slug = form.elements.slug
  if (slug && !slug.value) {
    let byHand = false
    slug.addEventListener("input", () => (byHand = slug.value !== ""))
    headline.addEventListener("input", () => {
      if (byHand) return
      slug.value = wordsIn(headline.value).textContent
        .normalize("NFKD").toLowerCase()
        .replace(/['’\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-")
        .slice(0, 110).replace(/^-+|-+$/g, "")
    })
  }

  // Rows: one more, made from the template beside them

  for (const rows of form.querySelectorAll("fieldset.rows")) {
    const { prefix } = rows.dataset
    const total = form.elements[`${prefix}-TOTAL_FORMS`]
    const add = rows.querySelector(".add")
    add.hidden = false
    add.addEventListener("click", () => {
      const made = rows.querySelector("template").content.firstElementChild.cloneNode(true)
      made.innerHTML = made.innerHTML.replaceAll("__prefix__", total.value)
      total.value = Number(total.value) + 1
      add.before(made)
      made.dispatchEvent(new Event("row:added", { bubbles: true }))
      made.querySelector("input:not([type=hidden], [hidden])")?.focus()
    })
  }

  // What the text names: one press puts it into its field

  const offered = (name) => form.querySelector(`[data-proposed="${name}"]`)
  form.addEventListener("change", (event) => {
    const box = event.target
    const place = box.closest("[data-proposed]")
    if (!place || !box.checked) return
    const detail = { value: box.value, text: box.parentElement.textContent.trim() }
    box.parentElement.remove()
    place.hidden = !place.querySelector("label")
    at(`id_${place.dataset.proposed}`).dispatchEvent(new CustomEvent("chooser:choose", { detail }))
  })
  addEventListener("draft:proposed", ({ detail }) => {
    for (const [name, rows] of Object.entries(detail)) {
      const place = offered(name)
      if (place.contains(document.activeElement)) continue
      for (const label of place.querySelectorAll("label")) label.remove()
      for (const { pk, words } of rows) {
        const label = document.createElement("label")
        const box = document.createElement("input")
        Object.assign(box, { type: "checkbox", name, value: pk })
        label.append(box, ` ${words}`)
        place.append(label)
      }
      place.hidden = rows.length === 0
    }
  })

  // Leaving asks, where words would be left that are not saved

  let dirty = Boolean(at("problems"))
  const isDirty = () => {
    dirty = true
  }
  // An editor writes its text once as it comes to life: that is nobody's change.
  form.addEventListener("input", (event) => {
    if (document.activeElement !== document.body || !event.target.matches("textarea")) isDirty()
  })
  form.addEventListener("change", isDirty)
  form.addEventListener("submit", () => {
    dirty = false
    at("saved-at").textContent = "Saving…"
  })
  addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault()
  })

  // Keys

  const sheet = at("keys")
  const showKeys = at("show-keys")
  const save = document.querySelector('[name="_continue"]')
  const next = at("next-step")
  if (showKeys) {
    showKeys.hidden = false
    showKeys.addEventListener("click", () => sheet.showModal())
  }
  const places = () => [
    editable(at("field-body")) ?? body,
    panel.querySelector("[role=tab][aria-selected=true]"),
    next ?? save,
  ]
  let asking
  const keys = {
    "Ctrl+s": () => form.requestSubmit(save),
    // A story asks once: the second press within five seconds does it.
    "Ctrl+Enter": () => {
      const button = next ?? save
      if (asking || button === save) return form.requestSubmit(button)
      asking = setTimeout(() => {
        asking = undefined
        button.classList.remove("asks")
      }, 5000)
      button.classList.add("asks")
      at("saved-at").textContent = `Once more: ${button.textContent.trim()}`
    },
    "Ctrl+/": () => sheet.showModal(),
    F1: () => sheet.showModal(),
    F6: () => go(1),
    "Shift+F6": () => go(-1),
  }
  function go(step) {
    const all = places()
    const groups = [at("words"), panel, at("bar")]
    const here = Math.max(0, groups.findIndex((group) => group.contains(document.activeElement)))
    all[(here + step + all.length) % all.length]?.focus()
  }
  addEventListener(
    "keydown",
    (event) => {
      const pressed =
        (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.shiftKey && event.key === "F6" ? "Shift+" : "") + event.key
      if (!keys[pressed] || event.altKey) return
      // A card over the page has a next step of its own.
      if (pressed === "Ctrl+Enter" && event.target.closest?.(".nr-card")) return
      event.preventDefault()
      event.stopPropagation()
      keys[pressed]()
    },
    true,
  )
}

at("problems")?.focus()
// A new story begins with its headline, once the editor stands there.
if (form?.dataset.new && !at("problems")) {
  const headline = at("field-headline")
  const begin = () => {
    const line = editable(headline)
    if (line && document.activeElement === document.body) line.focus({ preventScroll: true })
    return Boolean(line)
  }
  if (!begin()) {
    const watched = new MutationObserver(() => begin() && watched.disconnect())
    watched.observe(headline, { childList: true, subtree: true })
  }
}
