/* What is pasted from word processors and mail, cleaned before the editor reads it. */
import { Extension, Plugin } from "django-prose-editor/editor"

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
  html
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="))

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
  // Word's list items arrive as paragraphs that begin with a typed bullet, or a number.
  for (const paragraph of document.querySelectorAll('p[class*="MsoListParagraph"]')) {
    let numbered = false
    for (const bullet of paragraph.querySelectorAll('span[data-style*="mso-list"]')) {
      numbered ||= /^\s*\d/.test(bullet.textContent)
      bullet.remove()
    }
    const kind = numbered ? "OL" : "UL"
    const item = rename(paragraph, "li")
    const before = item.previousElementSibling
    if (before?.tagName === kind) before.append(item)
    else {
      const list = document.createElement(kind)
      item.replaceWith(list)
      list.append(item)
    }
  }
}

const APART = " · "
const spaced = (text) => text.replace(/\s+/g, " ").trim()

/* A story holds tables of recorded figures alone, each cell cited (docs/decisions/0023): a table by
   hand would be numbers that nobody can check. So each row is a line, its cells apart, in which the
   numbers can be cited. Mail is laid out in tables too: those are no tables. */
function tables(document) {
  // From the inside: what is left of an inner one are blocks of the outer one's cell.
  for (const table of [...document.querySelectorAll("table")].reverse()) {
    const rows = [...table.rows].map((row) => [...row.cells])
    const layout = table.dataset.laid || rows.every((cells) => cells.length < 2)
    const blocks = rows.flatMap((cells) => {
      if (layout)
        return cells.map((cell) => {
          const block = document.createElement("div")
          block.append(...cell.childNodes)
          return block
        })
      const line = document.createElement("p")
      for (const cell of cells.filter((each) => spaced(each.textContent))) {
        if (line.hasChildNodes()) line.append(APART)
        line.append(...inLine(cell))
      }
      return [line]
    })
    const caption = table.caption && rename(table.caption, "p")
    const outer = table.parentElement.closest("table")
    if (outer) outer.dataset.laid = "yes"
    table.replaceWith(...[caption, ...blocks].filter(Boolean))
  }
}

/** What stands in a cell, as words of one line. */
function inLine(cell) {
  for (const line of cell.querySelectorAll("br")) line.replaceWith(" ")
  for (const block of cell.querySelectorAll("p, div, li, ul, ol, h1, h2, h3, h4")) {
    block.append(" ")
    unwrap(block)
  }
  cell.normalize()
  for (const [end, trim] of [
    [cell.firstChild, "trimStart"],
    [cell.lastChild, "trimEnd"],
  ])
    if (end?.nodeType === 3) end.data = end.data[trim]()
  return [...cell.childNodes]
}

const NO_WORDS = "style, script, meta, link, title, xml, img, br.Apple-interchange-newline"

/** Without what is no words, and without the empty paragraphs that stand for space. */
function tidied(document) {
  for (const element of document.querySelectorAll(NO_WORDS)) element.remove()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode())
    texts.currentNode.data = texts.currentNode.data.replaceAll("\u00a0", " ").replace(/[\u200b\u00ad\ufeff]/g, "")
  for (const block of document.querySelectorAll("p, div, h1, h2, h3, h4, li"))
    if (!block.textContent.trim() && !block.querySelector("figure")) block.remove()
  for (const line of document.querySelectorAll("body > br")) line.remove()
}

/** Two line breaks are how mail says a new paragraph. */
const inParagraphs = (html) => html.replace(/(?:<br\b[^>]*>\s*){2,}/gi, "</p><p>")

const ENDS = /[.!?:;][”’"')\]]*$/
const BULLET = /^(?:[•●▪◦‣*–-]|\d{1,2}[.)])\s/

/** Plain text as paragraphs: the lines of a PDF, which end where its page did, are joined again.
    A hyphen at the end of one stays, as nobody can tell “post-poned” from “long-term”. */
export function withWholeLines(text) {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/^(\W)\t/, "$1 ").split("\t").map(spaced).filter(Boolean).join(APART))
  const longest = Math.max(...lines.map((line) => line.length))
  const followed = lines.filter((line, index) => line && lines[index + 1])
  const broken = followed.filter((line) => !ENDS.test(line) && line.length >= longest * 0.6)
  const wrapped = longest >= 40 && longest <= 140 && broken.length > 0 && broken.length * 3 >= followed.length
  const paragraphs = []
  let open = false
  for (const line of lines) {
    const goesOn = wrapped && open && line && !BULLET.test(line) && !line.includes(APART)
    if (goesOn) {
      const before = paragraphs.pop()
      paragraphs.push(before + (/\w-$/.test(before) ? "" : " ") + line)
    }
    else if (line) paragraphs.push(line)
    const whole = ENDS.test(line) && line.length < longest * 0.85
    open = Boolean(line) && !whole && line.length >= longest * 0.6 && !line.includes(APART)
  }
  return paragraphs.join("\n")
}

/** What is pasted arrives as plain paragraphs, lists and emphasis, whatever it was written with. */
export const CleanPaste = Extension.create({
  name: "cleanPaste",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            // What the editor itself copied is as it should be.
            if (html.includes("data-pm-slice")) return html
            const readable = inParagraphs(withReadableStyles(html))
            const document = new DOMParser().parseFromString(readable, "text/html")
            wordLists(document)
            emphasis(document)
            links(document)
            tables(document)
            tidied(document)
            return document.body.innerHTML
          },
          transformPastedText: withWholeLines,
        },
      }),
    ]
  },
})
