/* If the module with the citation marks failed to load, the editor would drop every citation at
   the first key pressed. Take such an editor away again: the text area beneath still has them. */
document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail
  const { citedFigure, citedQuote } = editor.schema.marks
  if (citedFigure && citedQuote) return
  editor.destroy()
  const notice = document.createElement("p")
  notice.className = "errornote"
  notice.textContent =
    "The editor could not load everything it needs, so you see the text with its marks. " +
    "You can edit and save it like this, or load the page again."
  textarea.before(notice)
})
