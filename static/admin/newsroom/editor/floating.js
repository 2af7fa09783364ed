/* A card at some words: beneath them where there is room, else above; a sheet on narrow screens. */
import { make } from "./asking.js"

let open = null

/** Opens a card; one at a time. `words()` gives the rectangle of the words, `closed` is told once. */
export function openCard({ label, className, words, closed }) {
  open?.close(false)
  const element = make("section", {
    className: `nr-card ${className}`,
    attributes: { role: "dialog", "aria-label": label },
  })
  document.body.append(element)

  const place = () => placeAt(element, words())
  const outside = (event) => {
    if (!element.contains(event.target)) close(false)
  }
  const escape = (event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    close(true)
  }

  function close(back = true) {
    if (open !== card) return
    open = null
    element.remove()
    watched.disconnect()
    document.removeEventListener("pointerdown", outside, true)
    window.removeEventListener("resize", place)
    closed?.(back)
  }

  const watched = new ResizeObserver(place)
  watched.observe(element)
  element.addEventListener("keydown", escape)
  document.addEventListener("pointerdown", outside, true)
  window.addEventListener("resize", place)
  const card = { element, close, place }
  open = card
  place()
  return card
}

export const cardIsOpen = () => open !== null

const GAP = 8

export function placeAt(element, words) {
  element.style.maxHeight = ""
  if (matchMedia("(max-width: 640px)").matches) {
    element.style.left = element.style.top = ""
    keepInView(element, words)
    return
  }
  const { width, height } = element.getBoundingClientRect()
  const right = Math.min(words.right ?? Infinity, document.documentElement.clientWidth - GAP)
  const left = Math.max(GAP, Math.min(words.left - GAP, right - width))
  // Beneath, where all of it or most of it has room: what is above is what was read last.
  const [above, below] = [words.top - 2 * GAP, window.innerHeight - words.bottom - 2 * GAP]
  const upwards = height > below && above > below
  const room = Math.max(above, below)
  if (height > room) element.style.maxHeight = `${room}px`
  const top = upwards ? words.top - GAP - Math.min(height, room) : words.bottom + GAP
  element.style.left = `${left + window.scrollX}px`
  element.style.top = `${top + window.scrollY}px`
}

// The words stay to be seen above the sheet.
function keepInView(element, words) {
  const free = window.innerHeight - element.getBoundingClientRect().height
  if (words.bottom > free - GAP) window.scrollBy(0, words.bottom - free + 3 * GAP)
}

/** Where a range of the document stands, within its column. */
export function rectangle(view, from, to) {
  const first = view.coordsAtPos(from)
  const last = view.coordsAtPos(to, -1)
  const column = view.dom.getBoundingClientRect()
  return {
    left: last.top > first.top + 4 ? column.left : first.left,
    right: column.right + 2 * GAP,
    top: first.top,
    bottom: last.bottom,
  }
}

/* Two lines at some words, without actions: on hover, and where the cursor is put. */
let hint = null

export function showHint(lines, words) {
  hideHint()
  if (!lines.length || open) return
  hint = make(
    "div",
    { className: "nr-hint", attributes: { role: "status" } },
    ...lines.map((line) => make("p", { textContent: line })),
  )
  document.body.append(hint)
  placeAt(hint, words)
}

export function hideHint() {
  hint?.remove()
  hint = null
}
