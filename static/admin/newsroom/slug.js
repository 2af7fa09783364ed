/* The address of a new story follows its headline until somebody writes one by hand. */
{
  const words = (html) =>
    new DOMParser().parseFromString(html, "text/html").body.textContent

  const slugify = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/['’\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, 110)
      .replace(/^-+|-+$/g, "")

  document.addEventListener("DOMContentLoaded", () => {
    const headline = document.getElementById("id_headline")
    const slug = document.getElementById("id_slug")
    if (!headline || !slug || slug.value) return
    let byHand = false
    slug.addEventListener("input", () => (byHand = slug.value !== ""))
    headline.addEventListener("input", () => {
      if (!byHand) slug.value = slugify(words(headline.value))
    })
  })
}
