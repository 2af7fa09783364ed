/* What the editor's pieces ask the desk, and what they know of the story around them. */

/** An answer in JSON, or null where there is none: the desk is away, or the session is over. */
export async function ask(address, { given, body, signal } = {}) {
  const url = new URL(address, location.href)
  for (const [name, value] of Object.entries(given ?? {})) if (value) url.searchParams.set(name, value)
  const sent = body && { "Content-Type": "application/json", "X-CSRFToken": token() }
  return answered(url, {
    signal,
    headers: { Accept: "application/json", ...sent },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  })
}

/** The answer to a form that is sent, or null. */
export const send = (address, form) =>
  answered(address, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    body: form,
  })

async function answered(address, options) {
  try {
    const answer = await fetch(address, options)
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return null
    return await answer.json()
  } catch {
    return null
  }
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""

/** The number of the story, "" of one that has none yet. */
export const story = () => location.pathname.match(/\/article\/(\d+)\//)?.[1] ?? ""

const chosen = (name) =>
  [...(document.querySelector(`#id_${name}`)?.selectedOptions ?? [])].map((each) => each.value)

/** What the story is about, as its form says now: numbers in text, for an address. */
export function about() {
  const found = {}
  for (const name of ["trusts", "hospitals", "areas", "strikes"]) found[name] = chosen(name).join(" ")
  return found
}

export function make(tag, properties = {}, ...children) {
  const { attributes = {}, ...rest } = properties
  const element = Object.assign(document.createElement(tag), rest)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children.filter(Boolean))
  return element
}

const SENTENCE_END = /[.!?][”’"')]*\s/g

/** The sentence around two offsets of a text. */
export function sentenceAround(text, from, to) {
  let start = 0
  let end = text.length
  for (const match of text.matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length
    if (after <= from) start = after
    else if (after >= to) {
      end = after
      break
    }
  }
  return text.slice(start, end).trim()
}

/** The text of the block at a position, letter for letter with the positions of the document. */
export function blockAt($position) {
  const block = $position.parent
  return { text: textOf(block), start: $position.start() }
}

export const textOf = (block) => block.textBetween(0, block.content.size, undefined, "\n")

/** A record on offer in a list: its number, what it is and who says so, and why it stands there. */
export function onOffer(row, { id, kind, selected = false, fits, why }) {
  return make(
    "li",
    {
      id,
      className: `nr-${kind}`,
      attributes: { role: "option", "aria-selected": String(selected) },
    },
    kind === "figure" &&
      make("span", { className: "nr-value" }, make("b", { textContent: row.value }), row.base && ` ${row.base}`),
    make("span", { className: "nr-what" }, make("b", { textContent: row.what }), make("small", { textContent: row.said })),
    make(
      "span",
      { className: "nr-why" },
      make("b", { className: fits ? "fits" : "", textContent: why }),
      make("small", { textContent: row.state }),
    ),
  )
}
