/* Citing: words are selected, the records they may rest on are offered, Enter cites. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { about, ask, blockAt, make, onOffer, sentenceAround } from "./asking.js"
import { openCard, rectangle } from "./floating.js"
import { numberIn, phraseAt } from "./phrases.js"
import { openRecording } from "./recording.js"

const { PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const MARKS = { figure: "citedFigure", quote: "citedQuote" }
const AT_ONCE = 6
const asked = new PluginKey("asked")
let numbered = 0

/** What is to be cited: the selection, or the number, quotation or mark at the cursor. */
function rangeToCite(state) {
  const { from, to, empty, $from } = state.selection
  if (!empty) return trimmed(state.doc, from, to)
  for (const type of Object.values(MARKS)) {
    const found = markAround($from, type)
    if (found) return found
  }
  const { text, start } = blockAt($from)
  const phrase = phraseAt(text, from - start)
  return phrase && { from: start + phrase[0], to: start + phrase[1] }
}

function trimmed(doc, from, to) {
  const text = doc.textBetween(from, to, "\n", "\n")
  const start = from + (text.length - text.trimStart().length)
  const end = to - (text.length - text.trimEnd().length)
  return end > start ? { from: start, to: end } : null
}

/** The innermost mark of a type around a position: its range and itself. */
export function markAround($position, type) {
  const parent = $position.parent
  let found = null
  let at = $position.start()
  const runs = []
  parent.forEach((node) => {
    runs.push({ from: at, to: at + node.nodeSize, marks: node.marks })
    at += node.nodeSize
  })
  const here = runs.findIndex((run) => run.from <= $position.pos && $position.pos <= run.to)
  for (const index of [here, here + 1]) {
    const run = runs[index]
    if (!run || run.from > $position.pos) continue
    for (const mark of run.marks.filter((each) => each.type.name === type)) {
      let [first, last] = [index, index]
      while (runs[first - 1]?.marks.some((each) => each.eq(mark))) first -= 1
      while (runs[last + 1]?.marks.some((each) => each.eq(mark))) last += 1
      const range = { from: runs[first].from, to: runs[last].to, mark }
      if (!found || range.to - range.from < found.to - found.from) found = range
    }
  }
  return found
}

/** The marks of a type whose words are these, from end to end. */
function marksOn(state, { from, to }, type) {
  const $inside = state.doc.resolve(from + 1)
  const found = new Map()
  state.doc.nodesBetween(from, to, (node) => {
    for (const mark of node.marks) if (mark.type.name === type) found.set(mark.attrs.ids, mark)
  })
  return [...found.values()].filter((mark) => {
    const around = markAround($inside, type)
    return around && around.mark.eq(mark) && around.from === from && around.to === to
  })
}

/** Cites words: in place of what they rested on, or `besides`; `words` take their place. */
export function cite(editor, range, rows, { words } = {}) {
  const { state } = editor
  const type = state.schema.marks[MARKS[rows[0].kind]]
  const ids = rows.map((row) => row.id).join(" ")
  const tr = state.tr
  let { from, to } = range
  if (words !== undefined && words !== state.doc.textBetween(from, to)) {
    const kept = state.doc.resolve(from + 1).marks().filter((mark) => mark.type !== type)
    tr.replaceWith(from, to, state.schema.text(words, kept))
    to = from + words.length
  } else for (const mark of marksOn(state, range, type.name)) tr.removeMark(from, to, mark)
  tr.addMark(from, to, type.create({ ids }))
  tr.setSelection(pm.state.TextSelection.create(tr.doc, to)).setStoredMarks([])
  editor.view.dispatch(tr)
}

/** The numbers of the figures that a document cites, the nearest to a position first. */
function figuresAround(doc, at) {
  const found = new Map()
  doc.descendants((node, position) => {
    for (const mark of node.marks)
      if (mark.type.name === MARKS.figure)
        for (const id of (mark.attrs.ids ?? "").split(" ").filter(Boolean))
          found.set(id, Math.min(found.get(id) ?? Infinity, Math.abs(position - at)))
  })
  return [...found].sort((one, other) => one[1] - other[1]).map(([id]) => id)
}

export function openCiting(editor, addresses, range = rangeToCite(editor.state)) {
  if (!range) return
  const { state, view } = editor
  const words = state.doc.textBetween(range.from, range.to, " ")
  const { text, start } = blockAt(state.doc.resolve(range.from))
  const sentence = sentenceAround(text, range.from - start, range.to - start)
  const existing = marksOn(state, range, MARKS.figure)[0]
  new CitingList({ editor, addresses, range, words, sentence, existing })
  // Seen as asked for although the focus is in the list.
  view.dispatch(view.state.tr.setMeta(asked, range))
}

class CitingList {
  constructor({ editor, addresses, range, words, sentence, existing }) {
    Object.assign(this, { editor, addresses, range, words, sentence })
    this.id = `nr-citing-${(numbered += 1)}`
    this.rows = []
    this.shown = AT_ONCE
    this.chosen = 0
    // Figures that one mark names together.
    this.together = (existing?.attrs.ids ?? "").split(" ").filter(Boolean).map(Number)
    this.added = false
    this.card = openCard({
      label: `What “${short(words)}” rests on`,
      className: "nr-citing",
      words: () => rectangle(editor.view, range.from, range.to),
      closed: (back) => this.closed(back),
    })
    this.build()
    this.find()
    this.input.focus({ preventScroll: true })
  }

  build() {
    this.input = make("input", {
      type: "text",
      placeholder: "type to narrow: place, speaker, date",
      autocomplete: "off",
      attributes: {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "true",
        "aria-controls": this.id,
        "aria-label": `Records for “${this.words}”: type to narrow`,
      },
    })
    this.list = make("ul", { id: this.id, attributes: { role: "listbox", "aria-label": "Records" } })
    this.status = make("p", { className: "nr-status", attributes: { role: "status" } })
    this.more = make("button", { type: "button", className: "nr-more", hidden: true })
    this.as = make("div", { className: "nr-as", hidden: true })
    this.foot = make(
      "footer",
      {},
      make("span", { className: "nr-keys" }, key("↑"), key("↓"), " choose"),
      this.button("Enter", "cite", () => this.take()),
      this.button("+", "one more", () => this.add()),
      this.button("→", "write it as", () => this.toVariants()),
    )
    this.card.element.append(
      make("div", { className: "nr-query" }, make("span", { textContent: short(this.words, 40) }), this.input),
      this.status,
      this.list,
      this.more,
      this.as,
      this.foot,
    )
    this.input.addEventListener("input", () => this.typed())
    this.input.addEventListener("keydown", (event) => this.key(event))
    this.more.addEventListener("click", () => this.showMore())
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]")
      if (!row) return
      this.choose([...this.list.children].indexOf(row))
      this.take()
    })
  }

  button(sign, words, pressed) {
    const made = make("button", { type: "button" }, key(sign), ` ${words}`)
    made.addEventListener("click", pressed)
    return made
  }

  typed() {
    clearTimeout(this.waits)
    this.waits = setTimeout(() => this.find(), 120)
  }

  async find() {
    this.asking?.abort()
    const asking = (this.asking = new AbortController())
    if (!this.rows.length) this.say("Looking…")
    const given = { words: this.words, sentence: this.sentence, typed: this.input.value, ...about() }
    const answer = await ask(this.addresses.offers, { given, signal: asking.signal })
    // An answer to what is no longer asked would move the list under the cursor.
    if (asking !== this.asking || asking.signal.aborted) return
    this.rows = answer?.offers ?? []
    this.shown = AT_ONCE
    this.chosen = 0
    this.draw()
    if (!answer) this.say("The desk does not answer. Your words are safe: try again in a moment.")
    else if (!this.rows.length) this.say("Nothing on record fits these words.")
    else this.say("")
  }

  say(words) {
    this.status.textContent = words
  }

  /** The rows seen, and after them the way to record what is missing. */
  get seen() {
    return this.rows.slice(0, this.shown)
  }

  draw() {
    const options = this.seen.map((row, index) => this.option(row, index))
    if (this.addresses.record) options.push(this.recordIt())
    this.list.replaceChildren(...options)
    const left = this.rows.length - this.shown
    this.more.hidden = left <= 0
    this.more.textContent = `${left} more`
    this.choose(Math.min(this.chosen, Math.max(0, options.length - 1)))
    this.card.place()
  }

  option(row, index) {
    const cited = this.together.includes(row.id) && row.kind === "figure"
    return onOffer(row, {
      id: `${this.id}-${index}`,
      kind: row.kind,
      fits: row.fits,
      why: cited ? "cited here" : row.why,
    })
  }

  recordIt() {
    return make(
      "li",
      {
        id: `${this.id}-record`,
        className: "nr-record",
        attributes: { role: "option", "aria-selected": "false" },
      },
      make("b", { textContent: "Not here: record it" }),
    )
  }

  choose(index) {
    const options = [...this.list.children]
    this.chosen = index
    for (const [number, option] of options.entries())
      option.setAttribute("aria-selected", String(number === index))
    const option = options[index]
    if (option) this.input.setAttribute("aria-activedescendant", option.id)
    else this.input.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
    this.drawVariants()
  }

  drawVariants() {
    const row = this.seen[this.chosen]
    const variants = row?.kind === "figure" ? this.inPlace(row.as ?? []) : []
    this.as.hidden = !variants.length
    this.as.replaceChildren(
      make("span", { textContent: "Write it as" }),
      ...variants.map((words) => {
        const made = make("button", {
          type: "button",
          textContent: words,
          attributes: { "aria-pressed": String(words === this.words) },
        })
        made.addEventListener("click", () => this.take(words))
        made.addEventListener("keydown", (event) => this.variantKey(event))
        return made
      }),
    )
  }

  /** Variants in the place of the number alone: “of 35 clinics” keeps its clinics. */
  inPlace(variants) {
    const number = numberIn(this.words) ?? [0, this.words.length]
    const [before, after] = [this.words.slice(0, number[0]), this.words.slice(number[1])]
    const fit = variants.filter((words) => words !== (after.trim() ? "none" : "no"))
    const capital = !before && /^[A-Z]/.test(this.words)
    return [...new Set(fit.map((words) => before + (capital ? capitalised(words) : words) + after))]
  }

  toVariants() {
    const first = this.as.querySelector("[aria-pressed=false]") ?? this.as.querySelector("button")
    first?.focus()
  }

  variantKey(event) {
    const all = [...this.as.querySelectorAll("button")]
    const here = all.indexOf(event.target)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (event.key === "ArrowUp" || (step === -1 && here === 0)) this.input.focus()
    else if (step) all[here + step]?.focus()
    else return
    event.preventDefault()
  }

  showMore() {
    this.shown += AT_ONCE
    this.draw()
    this.input.focus({ preventScroll: true })
  }

  key(event) {
    const options = this.list.children.length
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const atEnd = this.input.selectionStart === this.input.value.length
    if (step && options) {
      if (step === 1 && this.chosen === this.seen.length - 1 && !this.more.hidden) this.shown += AT_ONCE
      if (step === 1 && this.shown > this.list.children.length) this.draw()
      this.choose((this.chosen + step + this.list.children.length) % this.list.children.length)
    } else if (event.key === "Enter") this.take()
    else if (event.key === "+") this.add()
    else if (event.key === "ArrowRight" && atEnd && !this.as.hidden) this.toVariants()
    else return
    event.preventDefault()
  }

  /** Cites the chosen row alone, or with those that `+` has put beside it. */
  take(words) {
    const row = this.seen[this.chosen]
    if (!row) {
      if (this.list.children[this.chosen]) this.record()
      return
    }
    const rows = this.added && row.kind === "figure" ? this.withOthers(row) : [row]
    this.card.close(true)
    cite(this.editor, this.range, rows, { words })
  }

  /** Puts the chosen figure beside those that the mark names, and stays open. */
  add() {
    const row = this.seen[this.chosen]
    if (row?.kind !== "figure") return this.say("A quotation stands alone: only figures go together.")
    const rows = this.withOthers(row)
    this.together = rows.map((each) => each.id)
    this.added = true
    cite(this.editor, this.range, rows)
    this.editor.view.dispatch(this.editor.state.tr.setMeta(asked, this.range))
    this.draw()
    this.say(`${rows.length === 1 ? "One figure" : `${rows.length} figures`} under these words. Esc to go on, or one more.`)
  }

  withOthers(row) {
    const others = this.together.filter((id) => id !== row.id)
    return [...others.map((id) => ({ kind: "figure", id })), row]
  }

  record() {
    const { editor, addresses, range, words, sentence } = this
    this.asking?.abort()
    clearTimeout(this.waits)
    openRecording({
      card: this.card,
      addresses,
      words,
      sentence,
      around: figuresAround(editor.state.doc, range.from),
      recorded: (row) => {
        const rows = this.added && row.kind === "figure" ? this.withOthers(row) : [row]
        this.card.close(true)
        cite(editor, range, rows)
      },
      back: () => {
        this.card.close(false)
        openCiting(editor, addresses, range)
      },
    })
  }

  closed(back) {
    this.asking?.abort()
    clearTimeout(this.waits)
    const { view } = this.editor
    if (view.isDestroyed) return
    view.dispatch(view.state.tr.setMeta(asked, null))
    if (back) view.focus()
  }
}

const capitalised = (words) => words[0].toUpperCase() + words.slice(1)

const key = (sign) => make("kbd", { textContent: sign })

const short = (words, most = 60) => (words.length > most ? `${words.slice(0, most)}…` : words)

/** The words asked about, marked while the list is open. */
const askedPlugin = () =>
  new Plugin({
    key: asked,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const range = tr.getMeta(asked)
        if (range === undefined) return set.map(tr.mapping, tr.doc)
        if (!range) return DecorationSet.empty
        const one = Decoration.inline(range.from, range.to, { class: "nr-asked" })
        return DecorationSet.create(tr.doc, [one])
      },
    },
    props: { decorations: (state) => asked.getState(state) },
  })

export const Citing = Extension.create({
  name: "citing",

  addOptions() {
    return { offers: "", form: "", record: "" }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-e": () => {
        openCiting(this.editor, this.options)
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    return [askedPlugin()]
  },

  onCreate() {
    // Other pieces ask for the list at words of theirs.
    this.editor.view.dom.addEventListener("newsroom:cite", (event) =>
      openCiting(this.editor, this.options, event.detail),
    )
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "cite",
      groups: "citations",
      priority: 300,
      button: buttons.text("Cite", "Cite: say which record these words rest on (Ctrl+E)"),
      command: (editor) => openCiting(editor, this.options),
    })
    const marked = (editor) =>
      Object.values(MARKS).map((type) => markAround(editor.state.selection.$from, type)).find(Boolean)
    menu.defineItem({
      name: "cite:remove",
      groups: "citations",
      priority: 290,
      button: buttons.text("Take the mark off", "These words rest on no record"),
      hidden: (editor) => !marked(editor),
      command: (editor) => {
        const found = marked(editor)
        if (found) editor.view.dispatch(editor.state.tr.removeMark(found.from, found.to, found.mark))
      },
    })
  },
})

