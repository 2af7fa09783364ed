/* What the copy check finds, underlined while one writes. A finding moves with its words and is gone
   with the first of them that changes; what takes its place is asked for when typing stops. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { about, ask, make, story, textOf } from "./asking.js"
import { openCard, rectangle } from "./floating.js"
import { numberIn } from "./phrases.js"

const { PluginKey, TextSelection } = pm.state
const { Decoration, DecorationSet } = pm.view
const { Mapping } = pm.transform

// A word that is finished is judged almost at once; within one the next letter may come.
const WAIT = 200
const AFTER_A_WORD = 90
const FIELDS = ["headline", "standfirst", "body"]
const KINDS = { citedFigure: "figure", citedQuote: "quote" }
const LOOKS = { stop: "nr-wrong", query: "nr-look", right: "nr-right" }
const found = new PluginKey("findings")
const LETTER = /[\p{L}\p{N}]/u

/** The editors of the page by their field, in reading order. */
const editors = new Map()
const inOrder = () => FIELDS.filter((name) => editors.has(name)).map((name) => editors.get(name))

const fieldOf = (editor) => editor.view.dom.closest(".prose-editor")?.querySelector("textarea")?.name ?? ""

/** The blocks of a document as the check reads them, with where each begins. */
function blocksOf(name, doc) {
  const blocks = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const marks = []
    let at = 0
    node.forEach((child) => {
      for (const mark of child.marks) {
        const kind = KINDS[mark.type.name]
        if (kind) marks.push({ start: at, end: at + child.nodeSize, kind, ids: mark.attrs.ids ?? "" })
      }
      at += child.nodeSize
    })
    const id = name === "headline" ? name : `${name}-${blocks.length}`
    blocks.push({ id, text: textOf(node), marks, start: position + 1 })
    return false
  })
  return blocks
}

/** Whether the words of a finding stand there still, and are no part of a longer one. */
function stands(doc, { from, to, text }) {
  if (from >= to || to > doc.content.size || doc.textBetween(from, to, "\n", "\n") !== text) return false
  const before = from > 1 ? doc.textBetween(from - 1, from, "\n", "\n") : ""
  const after = to < doc.content.size ? doc.textBetween(to, to + 1, "\n", "\n") : ""
  const joined = (one, other) => LETTER.test(one) && LETTER.test(other)
  return !joined(before, text[0]) && !joined(text.at(-1), after)
}

const moved = (finding, mapping) => ({
  ...finding,
  from: mapping.map(finding.from, 1),
  to: mapping.map(finding.to, -1),
})

function drawn(doc, findings) {
  const shown = findings.filter((each) => LOOKS[each.level])
  return DecorationSet.create(
    doc,
    shown.map((each) => Decoration.inline(each.from, each.to, { class: LOOKS[each.level] })),
  )
}

const findingsPlugin = () =>
  new Plugin({
    key: found,
    state: {
      init: () => ({ findings: [], set: DecorationSet.empty, since: new Mapping() }),
      apply(tr, value) {
        const answer = tr.getMeta(found)
        if (!tr.docChanged && answer === undefined) return value
        let { since, findings } = value
        if (tr.docChanged) {
          since = new Mapping(since.maps.concat(tr.mapping.maps))
          findings = findings.map((each) => moved(each, tr.mapping)).filter((each) => stands(tr.doc, each))
        }
        if (answer?.asked) since = new Mapping()
        if (answer?.findings)
          findings = answer.findings.map((each) => moved(each, since)).filter((each) => stands(tr.doc, each))
        return { findings, since, set: drawn(tr.doc, findings) }
      },
    },
    props: { decorations: (state) => found.getState(state).set },
  })

/** All findings of the page that somebody should look at: [{editor, finding}] in reading order. */
const toLookAt = () =>
  inOrder().flatMap((editor) =>
    found
      .getState(editor.state)
      .findings.filter((each) => each.level === "stop" || each.level === "query")
      .map((finding) => ({ editor, finding })),
  )

const pauseAt = ({ $from }) => {
  const at = $from.parentOffset
  return LETTER.test($from.parent.textBetween(Math.max(0, at - 1), at, "\n", "\n")) ? WAIT : AFTER_A_WORD
}

let address = ""
let waits = null
let asking = null
const askSoon = (wait = WAIT) => {
  clearTimeout(waits)
  waits = setTimeout(check, wait)
}

async function check() {
  asking?.abort()
  const mine = (asking = new AbortController())
  const places = new Map()
  const blocks = []
  for (const name of FIELDS) {
    const editor = editors.get(name)
    if (!editor || editor.isDestroyed) continue
    for (const { start, ...block } of blocksOf(name, editor.state.doc)) {
      places.set(block.id, { editor, start })
      if (block.text.trim()) blocks.push(block)
    }
    editor.view.dispatch(editor.state.tr.setMeta(found, { asked: true }))
  }
  const body = { blocks, story: story(), strikes: about().strikes }
  const answer = await ask(address, { body, signal: mine.signal })
  if (!answer || mine !== asking) return
  const told = new Map(inOrder().map((editor) => [editor, []]))
  for (const { block, start, ...finding } of answer.findings) {
    const place = places.get(block)
    if (!place) continue
    const from = place.start + start
    told.get(place.editor)?.push({ ...finding, from, to: from + finding.text.length })
  }
  for (const [editor, findings] of told)
    editor.view.dispatch(editor.state.tr.setMeta(found, { findings }))
}

/** The finding at the cursor, else the next one (or the one before); round and round. */
function goTo(editor, step) {
  const all = toLookAt()
  const at = editor.state.selection.from
  const order = inOrder()
  const place = (each) => order.indexOf(each.editor) * 1e9 + each.finding.from
  const here = order.indexOf(editor) * 1e9 + at
  // A note is quiet, and told to whoever asks at its words.
  const under = found
    .getState(editor.state)
    .findings.filter((each) => each.level !== "right" && each.from <= at && at <= each.to)
    .map((finding) => ({ editor, finding }))[0]
  const after = all.find((each) => place(each) > here) ?? all[0]
  const before = all.findLast((each) => place(each) < here && each.finding !== under?.finding) ?? all.at(-1)
  const next = step < 0 ? before : (under ?? after)
  if (next) open(next)
}

/** The same keys where no editor has the focus yet, as on a page that has just opened. */
function keysOutside(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return
  if (event.target.closest?.("[role=textbox], input, textarea, select, .nr-card, dialog")) return
  const [first] = inOrder()
  const run = { e: event.shiftKey && citeNext, ".": (editor) => goTo(editor, event.shiftKey ? -1 : 1) }[event.key.toLowerCase()]
  if (!first || !run) return
  event.preventDefault()
  run(first)
}

/** To the next words that are on record and not cited, else to those that are on no record; the list
    of what they may rest on opens there. */
function citeNext(editor) {
  const order = inOrder()
  const place = ({ editor, finding }) => order.indexOf(editor) * 1e9 + finding.from
  const here = place({ editor, finding: { from: editor.state.selection.from } })
  const toCite = (verdict) =>
    order.flatMap((editor) =>
      found
        .getState(editor.state)
        .findings.filter((each) => each.verdict === verdict)
        .map((finding) => ({ editor, finding })),
    )
  const left = toCite("recorded_not_cited")
  const all = left.length ? left : toCite("unrecorded")
  const next = all.find((each) => place(each) >= here) ?? all[0]
  if (!next) return
  const { view } = next.editor
  const { from, to } = next.finding
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, to)).scrollIntoView())
  view.dom.dispatchEvent(new CustomEvent("newsroom:cite", { detail: { from, to } }))
}

const row = (sign, words, run) => {
  const made = make("button", { type: "button" }, sign && make("kbd", { textContent: sign }), words)
  made.addEventListener("click", run)
  return made
}

async function open({ editor, finding }) {
  const { view } = editor
  const { from, to } = finding
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, to)).scrollIntoView())
  const card = openCard({
    label: finding.message,
    className: "nr-of-finding",
    words: () => rectangle(view, from, to),
    closed: (back) => back && view.focus(),
  })
  const list = make(
    "dl",
    {},
    make("dt", { textContent: "You wrote" }),
    make("dd", { className: "nr-words", textContent: finding.text }),
  )
  const keys = new Map()
  const cures = make("div", { className: "nr-cures" })
  const cure = (key, sign, words, run) => {
    keys.set(key, run)
    cures.append(row(sign, words, run))
  }
  if (finding.instead)
    cure("Enter", "Enter", `Write “${put(finding).whole}”`, () => {
      card.close(true)
      write(editor, finding)
    })
  cure("c", "C", finding.records.length ? "Cite a record" : "Look for a record to cite", () => {
    card.close(false)
    view.dom.dispatchEvent(new CustomEvent("newsroom:cite", { detail: { from, to } }))
  })
  const why = (question, send) => askWhy(card, question, send)
  if (finding.level === "left")
    cure("l", "L", "Look at it again after all", () => say({ editor, finding, card }, { kind: "again" }))
  else
    cure("l", "L", "Leave as is", () =>
      why("Why is it left as it is?", (reason) => say({ editor, finding, card }, { kind: "left", reason })),
    )
  const notRight = row("", "This finding is not right", () =>
    why("What is not right about it? It goes to those who make the check.", (reason) =>
      say({ editor, finding, card }, { kind: "not_right", reason }),
    ),
  )
  const left = finding.left ?? ""
  card.element.append(
    make("h2", { textContent: finding.message }),
    left ? make("p", { className: "nr-left", textContent: `Left as it is by ${left}` }) : "",
    list,
    cures,
    make("p", { className: "nr-told", attributes: { role: "status" } }),
    make("footer", {}, row("Esc", " back to the text", () => card.close(true)), notRight),
  )
  card.element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const all = [...cures.children]
    if (event.target.matches("input")) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus()
    // Enter is the button that has the focus: the likeliest, to begin with.
    else if (event.key !== "Enter" && keys.has(event.key.toLowerCase())) keys.get(event.key.toLowerCase())()
    else return
    event.preventDefault()
  })
  cures.firstElementChild.focus({ preventScroll: true })
  card.place()
  await addRecords(finding, list, cure, card)
}

/** One line to write in, in the place of what may be pressed; Enter sends it. */
function askWhy(card, question, send) {
  card.element.querySelector(".nr-asks")?.remove()
  const input = make("input", { type: "text", maxLength: 300, id: "nr-why" })
  const form = make(
    "form",
    { className: "nr-asks" },
    make("label", { textContent: question, htmlFor: "nr-why" }),
    input,
    row("Enter", " Keep it", () => form.requestSubmit()),
  )
  form.lastElementChild.type = "button"
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    send(input.value.trim())
  })
  card.element.querySelector(".nr-cures").after(form)
  card.place()
  input.focus({ preventScroll: true })
  form.scrollIntoView({ block: "center" })
}

/** Tells the desk what somebody answers to a finding. */
async function say({ finding, card }, { kind, reason = "" }) {
  const { kind: of, verdict, text, sentence, message } = finding
  const body = { kind, reason, story: story(), of, verdict, words: text, sentence, message }
  const answer = await ask(answerAt, { body })
  if (!card.element.isConnected) return
  const told = card.element.querySelector(".nr-told")
  if (!answer || answer.refused) {
    told.textContent = answer?.refused ?? "The desk does not answer. Try again in a moment."
    return card.place()
  }
  if (kind === "not_right") {
    card.element.querySelector(".nr-asks")?.remove()
    told.textContent = "Thank you: it is kept with these words."
    return card.element.querySelector("button").focus()
  }
  card.close(true)
  askSoon(0)
}

async function addRecords(finding, list, cure, card) {
  if (!finding.records.length) return
  const kind = finding.kind === "quote" ? "quote" : "figure"
  const ids = finding.records.slice(0, 3).join(" ")
  const asked = kind === "quote" ? ids.split(" ")[0] : ids
  const body = { marks: [{ kind, ids: asked, words: finding.text }] }
  const answer = await ask(recordsAt, { body })
  const records = answer?.marks?.[0]?.records ?? []
  for (const each of records)
    list.append(
      make("dt", { textContent: "Record" }),
      make(
        "dd",
        {},
        [each.value, each.base, each.what].filter(Boolean).join(" "),
        make("small", { textContent: `${each.said} · ${each.state}` }),
      ),
    )
  if (records[0]) cure("w", "W", "The record is wrong: open it", () => window.open(records[0].url, "_blank", "noopener"))
  card.place()
}

/** Where the true words go: of a number in the place of the number alone, so that “five of 35
    clinics” keeps its clinics; and what the whole then reads. */
function put({ kind, text, instead }) {
  const number = kind === "quote" || numberIn(instead)?.[1] !== instead.length ? null : numberIn(text)
  const [start, end] = number ?? [0, text.length]
  return { start, end, whole: text.slice(0, start) + instead + text.slice(end) }
}

/** The true words in the place of those of a finding; the marks on them stay. */
function write(editor, finding) {
  const now = found.getState(editor.state).findings.find((each) => each.text === finding.text && each.from === finding.from)
  if (!now) return
  const { state } = editor
  const { start, end } = put(finding)
  const [from, to] = [now.from + start, now.from + end]
  const marks = state.doc.resolve(from + 1).marks()
  editor.view.dispatch(state.tr.replaceWith(from, to, state.schema.text(finding.instead, marks)))
}

let recordsAt = ""
let answerAt = ""

function count() {
  const levels = inOrder().flatMap((editor) => found.getState(editor.state).findings.map((each) => each.level))
  const of = (level) => levels.filter((each) => each === level).length
  return [of("stop"), of("query"), of("right")]
}

export const CopyCheck = Extension.create({
  name: "copyCheck",

  addOptions() {
    return { findings: "", marks: "", answer: "" }
  },

  addProseMirrorPlugins() {
    return [findingsPlugin()]
  },

  onCreate() {
    const name = fieldOf(this.editor)
    if (!FIELDS.includes(name)) return
    address = this.options.findings
    recordsAt = this.options.marks
    answerAt = this.options.answer
    if (!editors.size) document.addEventListener("keydown", keysOutside)
    editors.set(name, this.editor)
    askSoon()
  },

  onUpdate() {
    askSoon(pauseAt(this.editor.state.selection))
  },

  onDestroy() {
    for (const [name, editor] of editors) if (editor === this.editor) editors.delete(name)
  },

  addKeyboardShortcuts() {
    const go = (step) => () => {
      goTo(this.editor, step)
      return true
    }
    const cite = () => {
      citeNext(this.editor)
      return true
    }
    return { "Mod-.": go(1), "Mod-Shift-.": go(-1), "Mod->": go(-1), "Mod-Shift-e": cite }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "cite:next",
      groups: "citations",
      priority: 295,
      button: buttons.text("Cite next", "To the next words that are on record and not cited (Ctrl+Shift+E)"),
      command: (editor) => citeNext(editor),
    })
    const [wrong, look, right] = ["wrong", "look", "right"].map((name) => make("b", { className: name }))
    const button = make(
      "button",
      { type: "button", className: "nr-counts" },
      ...[wrong, " wrong", look, " to look at", right, " right"],
    )
    menu.defineItem({
      name: "copyCheck",
      groups: "findings",
      button,
      command: (editor) => goTo(editor, 1),
      update: () => {
        const counts = count()
        for (const [index, element] of [wrong, look, right].entries())
          if (element.textContent !== String(counts[index])) element.textContent = counts[index]
        // Where there is room for the numbers alone, this says what they count.
        const [wrongs, looks, rights] = counts
        const told = `${wrongs} wrong, ${looks} to look at, ${rights} right: to the next of them (Ctrl+.)`
        if (button.title !== told) button.title = told
      },
    })
  },
})
