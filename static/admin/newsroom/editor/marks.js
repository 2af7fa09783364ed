/* The editor's own pieces: citation marks, tables and charts, a one-line document, a name for the
   screen reader. start.js finds each export by its name. */
import {
  Document,
  Extension,
  Mark,
  Node,
  Plugin,
} from "django-prose-editor/editor"
import { openChoosing } from "./choosing.js"

function citation({ name, attribute, priority }) {
  return Mark.create({
    name,
    // Above links and bold: a citation stays one span whatever is emphasised inside it.
    priority,
    // Words typed after a citation do not belong to it.
    inclusive: false,
    // Citations nest: a figure inside a quotation, and one inside another.
    excludes: "",

    addAttributes() {
      return {
        ids: {
          default: null,
          parseHTML: (element) => element.getAttribute(attribute),
          renderHTML: ({ ids }) => ({ [attribute]: ids }),
        },
      }
    },

    parseHTML() {
      return [{ tag: `span[${attribute}]` }]
    },

    renderHTML({ HTMLAttributes }) {
      return ["span", HTMLAttributes, 0]
    },
  })
}

export const CitedQuote = citation({
  name: "citedQuote",
  attribute: "data-quote",
  priority: 2000,
})

export const CitedFigure = citation({
  name: "citedFigure",
  attribute: "data-figure",
  priority: 1900,
})

const KINDS = { table: "Table", chart: "Chart" }

/** A table or chart of figures: their numbers, and as words its title and a caption. */
export const Graphic = Node.create({
  name: "graphic",
  group: "block",
  content: "paragraph paragraph?",
  defining: true,
  isolating: true,

  addAttributes() {
    return {
      kind: {
        default: "table",
        parseHTML: (element) => (element.hasAttribute("data-chart") ? "chart" : "table"),
        renderHTML: () => ({}),
      },
      ids: {
        default: "",
        parseHTML: (element) => element.dataset.chart ?? element.dataset.table,
        renderHTML: ({ kind, ids }) => ({ [`data-${kind}`]: ids }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-table]" }, { tag: "figure[data-chart]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, 0]
  },

  addOptions() {
    return { figures: "" }
  },

  addMenuItems({ menu, buttons }) {
    for (const [kind, button] of Object.entries(KINDS)) {
      const isHere = (editor) => editor.isActive("graphic", { kind })
      menu.defineItem({
        name: `graphic:${kind}`,
        groups: "citations",
        button: buttons.text(button, `${button} of recorded figures, or other figures for this one`),
        enabled: (editor) => isHere(editor) || !editor.isActive("graphic"),
        active: isHere,
        command: (editor) => {
          const here = isHere(editor)
          const { from, to } = editor.state.selection
          openChoosing({
            editor,
            kind,
            address: this.options.figures,
            ids: here ? editor.getAttributes("graphic").ids : "",
            chosen: (ids) => {
              if (here) return editor.chain().focus().updateAttributes("graphic", { ids }).run()
              // The words that are selected become its title.
              const title = editor.state.doc.textBetween(from, to, " ") || "Title: what it shows"
              const content = [{ type: "paragraph", content: [{ type: "text", text: title }] }]
              editor.chain().focus().insertContentAt({ from, to }, { type: "graphic", attrs: { kind, ids }, content }).run()
            },
          })
        },
      })
    }
  },
})

/** A quotation that is pulled out: it repeats words of the text, with the marks that they have. */
export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,
  isolating: true,

  parseHTML() {
    return [{ tag: "blockquote[data-pull]", priority: 60 }]
  },

  renderHTML() {
    return ["blockquote", { "data-pull": "yes" }, 0]
  },

  addMenuItems({ menu, buttons }) {
    const isHere = (editor) => editor.isActive("pullQuote")
    menu.defineItem({
      name: "pullQuote",
      groups: "citations",
      priority: 100,
      button: buttons.text("Pull", "Pull quotation: repeats the selected words, set apart; in one, takes it out"),
      enabled: (editor) => isHere(editor) || !editor.state.selection.empty || Boolean(quotedAt(editor.state)),
      active: isHere,
      command: (editor) => {
        if (isHere(editor)) return editor.chain().focus().deleteNode("pullQuote").run()
        const { state } = editor
        const range = state.selection.empty ? quotedAt(state) : state.selection
        if (!range) return
        const inside = []
        state.doc.slice(range.from, range.to).content.descendants((node) => {
          if (node.isText) inside.push(node.toJSON())
          return true
        })
        if (!inside.length) return
        // Below the paragraph whose words it repeats, which stay where they are.
        const $end = state.doc.resolve(range.to)
        const content = [{ type: "paragraph", content: inside }]
        editor.chain().focus().insertContentAt($end.after(1), { type: "pullQuote", content }).run()
      },
    })
  },
})

/** The range of the cited quotation at the cursor. */
function quotedAt({ selection }) {
  const { $from } = selection
  let [found, at] = [null, $from.start()]
  $from.parent.forEach((node) => {
    const end = at + node.nodeSize
    const cited = node.marks.some((mark) => mark.type.name === "citedQuote")
    if (cited && at <= $from.pos && $from.pos <= end) found = { from: at, to: end }
    else if (cited && found?.to === at) found.to = end
    at = end
  })
  return found
}

/** A headline, standfirst or caption: one paragraph, no Enter. */
export const OneLine = Document.extend({
  content: "paragraph",
  addKeyboardShortcuts() {
    return { Enter: () => true, "Shift-Enter": () => true }
  },
})

/** The edit area has no accessible name of its own. */
export const Named = Extension.create({
  name: "named",
  addOptions() {
    return { label: "", multiline: true }
  },
  onBeforeCreate() {
    // Its own <style> element would be refused by our content policy: desk.css has the rules.
    this.editor.options.injectCSS = false
  },
  addProseMirrorPlugins() {
    const { label, multiline } = this.options
    return [
      new Plugin({
        props: {
          attributes: {
            role: "textbox",
            "aria-label": label,
            "aria-multiline": String(multiline),
          },
        },
      }),
    ]
  },
})
