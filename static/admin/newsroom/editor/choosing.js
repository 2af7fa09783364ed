/* The rows of a table or chart: figures are looked for, taken one by one, and put in order. */
import { about, ask, make, onOffer } from "./asking.js"
import { openCard, rectangle } from "./floating.js"

const MOST = 40
let numbered = 0

/** Opens the card. `ids` are the figures that are its rows already; `chosen(ids)` is told once. */
export function openChoosing(given) {
  new Choosing(given)
}

class Choosing {
  constructor({ editor, kind, address, ids, chosen }) {
    Object.assign(this, { editor, kind, address, tell: chosen })
    this.id = `nr-choosing-${(numbered += 1)}`
    this.offered = []
    this.rows = []
    this.at = 0
    const { from, to } = editor.state.selection
    this.card = openCard({
      label: `Figures for the ${kind}`,
      className: "nr-choosing",
      words: () => rectangle(editor.view, from, to),
      closed: (back) => {
        this.asking?.abort()
        clearTimeout(this.waits)
        if (back) editor.view.focus()
      },
    })
    this.build()
    this.begin(ids)
  }

  build() {
    this.input = make("input", {
      type: "text",
      placeholder: "place, measure, who says so, or an address of the explorer",
      autocomplete: "off",
      attributes: {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "true",
        "aria-controls": this.id,
        "aria-label": "Look for figures",
      },
    })
    this.list = make("ul", { id: this.id, attributes: { role: "listbox", "aria-label": "Figures" } })
    this.status = make("p", { className: "nr-status", attributes: { role: "status" } })
    this.heading = make("h3", {})
    this.order = make("ol", { className: "nr-rows" })
    this.done = make("button", { type: "button", className: "nr-do" })
    this.done.addEventListener("click", () => this.finish())
    const back = make("button", { type: "button", textContent: "Back to the text" })
    back.addEventListener("click", () => this.card.close(true))
    this.card.element.append(
      make("div", { className: "nr-query" }, this.input),
      this.status,
      this.list,
      make("div", { className: "nr-taken" }, this.heading, this.order),
      make("footer", {}, this.done, back),
    )
    this.input.addEventListener("input", () => {
      clearTimeout(this.waits)
      this.waits = setTimeout(() => this.find(), 150)
    })
    this.input.addEventListener("keydown", (event) => this.key(event))
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]")
      if (!option) return
      this.at = [...this.list.children].indexOf(option)
      this.take()
    })
    this.input.focus({ preventScroll: true })
  }

  async begin(ids) {
    this.draw()
    if (ids) {
      const answer = await ask(this.address, { given: { ids } })
      this.rows = answer?.rows ?? []
      if (!answer) return this.say("The desk does not answer. Try again in a moment.")
    }
    this.draw()
    this.find()
  }

  async find() {
    this.asking?.abort()
    const asking = (this.asking = new AbortController())
    const given = { typed: this.input.value.trim(), around: this.cited().join(" "), ...about() }
    const answer = await ask(this.address, { given, signal: asking.signal })
    if (asking.signal.aborted || !this.card.element.isConnected) return
    this.offered = answer?.rows ?? []
    this.at = 0
    if (answer?.all) this.takeAll()
    else this.draw()
    this.say(
      !answer
        ? "The desk does not answer. Try again in a moment."
        : answer.refused || (this.offered.length ? "" : "No figure is called so."),
    )
  }

  /** The figures that the text cites, in its order. */
  cited() {
    const found = new Set()
    this.editor.state.doc.descendants((node) => {
      for (const mark of node.marks)
        if (mark.type.name === "citedFigure") for (const id of (mark.attrs.ids ?? "").split(" ")) found.add(id)
    })
    return [...found].filter(Boolean)
  }

  say(words) {
    this.status.textContent = words
  }

  draw() {
    const taken = new Set(this.rows.map((row) => row.id))
    this.list.replaceChildren(
      ...this.offered.map((row, index) =>
        onOffer(row, {
          id: `${this.id}-${index}`,
          kind: "figure",
          selected: index === this.at,
          fits: taken.has(row.id),
          why: taken.has(row.id) ? "a row" : "",
        }),
      ),
    )
    if (this.offered.length) this.input.setAttribute("aria-activedescendant", `${this.id}-${this.at}`)
    else this.input.removeAttribute("aria-activedescendant")
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" })
    const count = this.rows.length
    this.heading.textContent = count ? `Its rows, ${count}` : "No rows yet: Enter takes a figure"
    this.order.replaceChildren(...this.rows.map((row, index) => this.row(row, index)))
    this.done.textContent = count ? `${this.kind === "chart" ? "Chart" : "Table"} of ${count}` : "Take a figure first"
    this.done.disabled = !count
    this.card.place()
  }

  row(row, index) {
    const button = (words, label, step) => {
      const made = make("button", { type: "button", textContent: words, attributes: { "aria-label": `${label}: ${row.value} ${row.what}` } })
      made.addEventListener("click", () => this.move(index, step, words))
      return made
    }
    return make(
      "li",
      {},
      make("span", {}, make("b", { textContent: [row.value, row.base].filter(Boolean).join(" ") }), ` ${row.what}`, make("small", { textContent: row.said })),
      index > 0 && button("↑", "Up", -1),
      index < this.rows.length - 1 && button("↓", "Down", 1),
      button("Take out", "Take out", 0),
    )
  }

  move(index, step, words) {
    const [row] = this.rows.splice(index, 1)
    if (step) this.rows.splice(index + step, 0, row)
    this.draw()
    const next = this.order.children[step ? index + step : Math.min(index, this.rows.length - 1)]
    const buttons = [...(next?.querySelectorAll("button") ?? [])]
    ;(buttons.find((each) => each.textContent === words) ?? buttons[0] ?? this.input).focus()
  }

  /** Takes the chosen figure as the last row, or out where it is one. */
  take() {
    const row = this.offered[this.at]
    if (!row) return
    const here = this.rows.findIndex((each) => each.id === row.id)
    if (here >= 0) this.rows.splice(here, 1)
    else if (this.rows.length >= MOST) return this.say(`A ${this.kind} has up to ${MOST} rows.`)
    else this.rows.push(row)
    this.draw()
  }

  /** Those of a search of the explorer, after the rows that there are. */
  takeAll() {
    const ids = new Set(this.rows.map((row) => row.id))
    this.rows = [...this.rows, ...this.offered.filter((row) => !ids.has(row.id))].slice(0, MOST)
    this.draw()
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const count = this.offered.length
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.finish()
    else if (event.key === "Enter") this.take()
    else if (step && count) {
      this.at = (this.at + step + count) % count
      this.draw()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  finish() {
    if (!this.rows.length) return
    this.card.close(true)
    this.tell(this.rows.map((row) => row.id).join(" "))
  }
}
