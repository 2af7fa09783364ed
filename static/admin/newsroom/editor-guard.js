/* If a part of the editor failed to load there is none: it is told, once, what the text areas show. */
addEventListener("load", () => {
  const textareas = [...document.querySelectorAll("[data-django-prose-editor-configurable]")]
  const bare = textareas.find((each) => !each.closest(".prose-editor") && !each.id.includes("__prefix__"))
  if (!bare) return
  const notice = document.createElement("p")
  notice.className = "errornote"
  notice.textContent =
    "The editor could not load everything it needs, so you see the text with its marks. " +
    "You can edit and save it like this, or load the page again."
  bare.before(notice)
})
