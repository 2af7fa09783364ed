/* Starts each editor of the page with our own pieces. As they are imported they are all there or
   no editor is: one without the citation marks would drop every citation at the first key. */
import * as bundled from "django-prose-editor/editor"
import * as marks from "./marks.js"
import * as paste from "./paste.js"
import * as citing from "./citing.js"
import * as states from "./states.js"
import * as findings from "./findings.js"
import * as notes from "./notes.js"

const ATTRIBUTE = "data-django-prose-editor-configurable"
const PIECES = { ...bundled, ...marks, ...paste, ...citing, ...states, ...findings, ...notes }

function start(textarea) {
  if (textarea.closest(".prose-editor")) return
  const { extensions } = JSON.parse(textarea.getAttribute(ATTRIBUTE))
  const pieces = Object.entries(extensions).map(([name, settings]) =>
    typeof settings === "object" ? PIECES[name].configure(settings) : PIECES[name],
  )
  const editor = bundled.createTextareaEditor(textarea, pieces)
  textarea.dispatchEvent(new CustomEvent("prose-editor:ready", { detail: { editor, textarea }, bubbles: true }))
}

// Whoever wants to hear of an editor listens by then: all modules of the page have run.
addEventListener("DOMContentLoaded", () => bundled.initializeEditors(start, `[${ATTRIBUTE}]`))
addEventListener("row:added", (event) => {
  for (const textarea of event.target.querySelectorAll(`[${ATTRIBUTE}]`)) start(textarea)
})
