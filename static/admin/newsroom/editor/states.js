/* How the marks of the text stand: true, false, unchecked, corrected since, waiting; and who says
   so, where somebody points at one or puts the cursor there. An answer belongs to a mark with just
   these words, so that it is forgotten with the first letter that changes. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { ask, story } from "./asking.js"
import { hideHint, rectangle, showHint } from "./floating.js"

const { PluginKey } = pm.state
const { Decoration, DecorationSet } = pm.view

const KINDS = { citedFigure: "figure", citedQuote: "quote" }
const AT_ONCE = 60
const WAIT = 250
const states = new PluginKey("states of marks")

// What the desk said of {kind, ids, words}; shared by all editors of the page.
const answers = new Map()
const asking = new Set()
const drawn = new Set()

/** Every mark of a document: {from, to, kind, ids, words}, of one block each. */
export function marksIn(doc) {
  const found = []
  doc.descendants((block, start) => {
    if (!block.isTextblock) return true
    const open = new Map()
    let at = start + 1
    block.forEach((node) => {
      for (const [mark, one] of open) if (!mark.isInSet(node.marks)) close(mark, one)
      for (const mark of node.marks)
        if (mark.type.name in KINDS && ![...open.keys()].some((each) => each.eq(mark)))
          open.set(mark, { from: at, kind: KINDS[mark.type.name], ids: mark.attrs.ids ?? "" })
      at += node.nodeSize
      for (const one of open.values()) one.to = at
    })
    for (const [mark, one] of open) close(mark, one)
    function close(mark, one) {
      open.delete(mark)
      found.push({ ...one, words: doc.textBetween(one.from, one.to, " ", " ") })
    }
    return false
  })
  return found
}

const nameOf = ({ kind, ids, words }) => JSON.stringify([kind, ids, words])

/** What was said of a mark, or undefined. */
export const answerFor = (mark) => answers.get(nameOf(mark))

function decorated(doc) {
  const marks = marksIn(doc)
  const set = marks.map((mark) => {
    const { state = "asked", red } = answers.get(nameOf(mark)) ?? {}
    return Decoration.inline(mark.from, mark.to, { class: `nr-mark nr-${state}${red ? " nr-law" : ""}` })
  })
  return { marks, set: DecorationSet.create(doc, set) }
}

async function askFor(marks) {
  const unknown = new Map()
  for (const mark of marks) {
    const name = nameOf(mark)
    if (!answers.has(name) && !asking.has(name)) unknown.set(name, mark)
  }
  const names = [...unknown.keys()]
  for (let i = 0; i < names.length; i += AT_ONCE) {
    const batch = names.slice(i, i + AT_ONCE)
    for (const name of batch) asking.add(name)
    const body = { story: story(), marks: batch.map((name) => unknown.get(name)) }
    const answer = await ask(addresses.marks, { body })
    for (const [index, name] of batch.entries()) {
      asking.delete(name)
      if (answer?.marks?.[index]) answers.set(name, answer.marks[index])
    }
    for (const view of drawn) view.dispatch(view.state.tr.setMeta(states, true))
  }
}

let addresses = {}
let waits = null
const askSoon = (wait = WAIT) => {
  clearTimeout(waits)
  waits = setTimeout(() => askFor([...drawn].flatMap((view) => states.getState(view.state).marks)), wait)
}

/** What was said is over: a record has changed, or may have. */
export function askAgain() {
  answers.clear()
  askSoon(0)
}

// Somebody who comes back from a record's page may have changed it.
window.addEventListener("focus", () => drawn.size && askAgain())

const SAID = {
  false: "Not true of the record.",
  unread: "Look.",
  unchecked: "Not checked yet.",
  waiting: "Waits.",
  corrected: "Corrected since.",
}

/** Two lines for a record, and what is wrong first. */
function lines(found) {
  const said = []
  for (const mark of found) {
    const answer = answerFor(mark)
    if (!answer) continue
    if (answer.state !== "true") said.push(`${SAID[answer.state]} ${answer.sentence}`)
    for (const row of answer.records.slice(0, 3)) {
      said.push([row.value, row.base, row.what].filter(Boolean).join(" "), `${row.said} · ${row.state}`)
    }
    if (answer.records.length > 3) said.push(`and ${answer.records.length - 3} more records`)
  }
  return said
}

function hintAt(view, position) {
  const found = states.getState(view.state).marks.filter((mark) => mark.from <= position && position <= mark.to)
  if (!found.length) return hideHint()
  const inner = found.reduce((one, other) => (other.to - other.from < one.to - one.from ? other : one))
  showHint(lines(found), rectangle(view, inner.from, inner.to))
}

const statesPlugin = (options) => {
  let pointing = null
  return new Plugin({
    key: states,
    state: {
      init: (_, state) => decorated(state.doc),
      apply: (tr, value) => (tr.docChanged || tr.getMeta(states) ? decorated(tr.doc) : value),
    },
    view(view) {
      addresses = options
      drawn.add(view)
      askSoon(0)
      return {
        update(_, before) {
          if (!view.state.doc.eq(before.doc)) {
            hideHint()
            askSoon()
          } else if (!view.state.selection.eq(before.selection)) {
            // Put there, not typed there.
            if (view.hasFocus() && view.state.selection.empty) hintAt(view, view.state.selection.from)
            else hideHint()
          }
        },
        destroy: () => drawn.delete(view),
      }
    },
    props: {
      decorations: (state) => states.getState(state).set,
      handleDOMEvents: {
        mouseover(view, event) {
          clearTimeout(pointing)
          const mark = event.target.closest?.(".nr-mark")
          if (!mark) return false
          pointing = setTimeout(() => {
            if (mark.isConnected) hintAt(view, view.posAtDOM(mark, 0))
          }, 200)
          return false
        },
        mouseout() {
          clearTimeout(pointing)
          hideHint()
          return false
        },
        blur() {
          hideHint()
          return false
        },
      },
    },
  })
}

export const MarkStates = Extension.create({
  name: "markStates",
  addOptions() {
    return { marks: "" }
  },
  addProseMirrorPlugins() {
    return [statesPlugin(this.options)]
  },
})
