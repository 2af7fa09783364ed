/* The editor's own pieces: citation marks, a one-line document, clean paste, a name for the
   screen reader. Loaded by django-prose-editor, which finds each export by its name. */
import {
  Document,
  Extension,
  Mark,
  Plugin,
  updateAttrsDialog,
} from "django-prose-editor/editor"

const IDS = /^[1-9]\d*( [1-9]\d*)*$/

const tidyIds = (text) => text.trim().split(/[\s,]+/).filter(Boolean).join(" ")

function citation({ name, attribute, priority, button, title, hint }) {
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

    addMenuItems({ menu, buttons }) {
      const ask = updateAttrsDialog(
        { ids: { type: "string", title: hint, required: true } },
        { title, submitText: "Cite" },
      )
      menu.defineItem({
        name,
        groups: "citations",
        button: buttons.text(button, title),
        enabled: (editor) => !editor.state.selection.empty || editor.isActive(name),
        active: (editor) => editor.isActive(name),
        command: async (editor) => {
          const answer = await ask(editor, editor.getAttributes(name))
          if (!answer) return
          const ids = tidyIds(answer.ids)
          const chain = editor.chain().focus().extendMarkRange(name)
          if (IDS.test(ids)) chain.unsetMark(name).setMark(name, { ids }).run()
          else window.alert(`“${answer.ids}” is not a number: write 42, or 16 17 for two.`)
        },
      })
      menu.defineItem({
        name: `${name}:remove`,
        groups: "citations",
        button: buttons.text(`Not ${button.toLowerCase()}`, `Remove this citation`),
        hidden: (editor) => !editor.isActive(name),
        command: (editor) => editor.chain().focus().extendMarkRange(name).unsetMark(name).run(),
      })
    },
  })
}

export const CitedQuote = citation({
  name: "citedQuote",
  attribute: "data-quote",
  priority: 2000,
  button: "Quotation",
  title: "These words rest on a recorded quotation",
  hint: "Number of the quotation",
})

export const CitedFigure = citation({
  name: "citedFigure",
  attribute: "data-figure",
  priority: 1900,
  button: "Figure",
  title: "These words rest on recorded figures",
  hint: "Number of the figure (several with a space between)",
})

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

const unwrap = (element) => element.replaceWith(...element.childNodes)

function rename(element, tag) {
  const replacement = element.ownerDocument.createElement(tag)
  replacement.append(...element.childNodes)
  element.replaceWith(replacement)
  return replacement
}

// Under our content policy the page ignores style attributes, so that the <b> which Google Docs
// puts around everything with "font-weight: normal" would turn it all bold. Renamed, they can be
// read, and the browser does not report each of them as refused.
const withReadableStyles = (html) =>
  html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="))

function emphasis(document) {
  for (const element of document.querySelectorAll("b[data-style], strong[data-style]"))
    if (/font-weight:\s*(normal|400)/.test(element.dataset.style)) unwrap(element)
  for (const element of document.querySelectorAll("span[data-style]"))
    for (const [pattern, tag] of [
      [/font-weight:\s*(bold|[6-9]00)/, "strong"],
      [/font-style:\s*italic/, "em"],
    ]) {
      if (!pattern.test(element.dataset.style)) continue
      const wrapper = document.createElement(tag)
      wrapper.append(...element.childNodes)
      element.append(wrapper)
    }
}

function links(document) {
  for (const link of document.querySelectorAll('a[href*="google.com/url?"]')) {
    const target = new URL(link.href).searchParams.get("q")
    if (target) link.setAttribute("href", target)
  }
}

function wordLists(document) {
  // Word's list items arrive as paragraphs that begin with a typed bullet.
  for (const paragraph of document.querySelectorAll('p[class*="MsoListParagraph"]')) {
    for (const bullet of paragraph.querySelectorAll('span[data-style*="mso-list"]')) bullet.remove()
    const item = rename(paragraph, "li")
    const before = item.previousElementSibling
    if (before?.tagName === "UL") before.append(item)
    else {
      const list = document.createElement("ul")
      item.replaceWith(list)
      list.append(item)
    }
  }
}

/** What is pasted from Google Docs or Word arrives as plain paragraphs, lists and emphasis. */
export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            const readable = withReadableStyles(html)
            const document = new DOMParser().parseFromString(readable, "text/html")
            wordLists(document)
            emphasis(document)
            links(document)
            return document.body.innerHTML
          },
        },
      }),
    ]
  },
})
