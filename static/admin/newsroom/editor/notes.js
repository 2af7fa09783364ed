/* Notes on words: where they stand in the text while it is written, and the key that leaves one.
   What they say stands in the panel (notes.js), which is told of a selection and tells of notes. */
import { Extension, Plugin, pm } from "django-prose-editor/editor"

const { PluginKey, TextSelection } = pm.state
const { Decoration, DecorationSet } = pm.view

const FIELDS = ["headline", "standfirst", "body"]
const AROUND = 60
const noted = new PluginKey("notes")
const fieldOf = (editor) => editor.view.dom.closest(".prose-editor")?.querySelector("textarea")?.name ?? ""
const textOf = (doc, from, to) => doc.textBetween(from, to, "\n", "\n")

/** The words of each note that stands in this field: [{id, from, to}]. */
function placed(doc, field, notes) {
  const found = []
  for (const { id, words, place, nth } of notes) {
    if (place !== field) continue
    let left = nth
    doc.descendants((block, start) => {
      if (!block.isTextblock || left < 0) return left >= 0
      const text = textOf(block, 0, block.content.size)
      for (let at = text.indexOf(words); at >= 0 && left >= 0; at = text.indexOf(words, at + 1)) {
        if (left === 0) found.push({ id, from: start + 1 + at, to: start + 1 + at + words.length })
        left -= 1
      }
      return false
    })
  }
  return found
}

const drawn = (doc, found) =>
  DecorationSet.create(
    doc,
    found.map(({ id, from, to }) => Decoration.inline(from, to, { class: "nr-noted" }, { id })),
  )

const notesPlugin = () =>
  new Plugin({
    key: noted,
    state: {
      init: () => DecorationSet.empty,
      apply(tr, set) {
        const told = tr.getMeta(noted)
        return told ? drawn(tr.doc, told) : set.map(tr.mapping, tr.doc)
      },
    },
    props: { decorations: (state) => noted.getState(state) },
  })

/** Asks the panel for a note on what is selected; on the whole story where nothing is. */
function leave(editor) {
  const { doc, selection } = editor.state
  const words = textOf(doc, selection.from, selection.to)
  const detail = {
    place: fieldOf(editor),
    words: words.trim(),
    before: textOf(doc, 0, selection.from).slice(-AROUND),
    after: textOf(doc, selection.to, doc.content.size).slice(0, AROUND),
  }
  if (words.length > words.trimStart().length) detail.before += " "
  document.dispatchEvent(new CustomEvent("newsroom:note", { detail }))
}

export const Notes = Extension.create({
  name: "notes",

  addProseMirrorPlugins() {
    return FIELDS.includes(fieldOf(this.editor)) ? [notesPlugin()] : []
  },

  onCreate() {
    const { editor } = this
    const field = fieldOf(editor)
    if (!FIELDS.includes(field)) return
    const show = ({ detail }) => {
      if (!editor.isDestroyed)
        editor.view.dispatch(editor.state.tr.setMeta(noted, placed(editor.state.doc, field, detail)))
    }
    const go = ({ detail: id }) => {
      const [found] = noted.getState(editor.state)?.find(undefined, undefined, (spec) => spec.id === id) ?? []
      if (!found) return
      const { tr, doc } = editor.state
      editor.view.dispatch(tr.setSelection(TextSelection.create(doc, found.from, found.to)).scrollIntoView())
      editor.view.focus()
    }
    document.addEventListener("newsroom:notes", show)
    document.addEventListener("newsroom:to-note", go)
    // The panel may have told of its notes before this field came to life.
    document.dispatchEvent(new CustomEvent("newsroom:which-notes"))
  },

  addKeyboardShortcuts() {
    return {
      "Mod-m": ({ editor }) => {
        leave(editor)
        return true
      },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "note",
      groups: "notes",
      button: buttons.text("Note", "Note: leave a remark on these words (Ctrl+M)"),
      command: (editor) => leave(editor),
    })
  },
})
