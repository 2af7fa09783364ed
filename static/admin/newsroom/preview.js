/* A link within a frame leads out of it: our other pages stand in no frame. */
for (const frame of document.querySelectorAll(".frames iframe")) {
  const mend = () =>
    frame.contentDocument?.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]")
      if (link && !link.getAttribute("href").startsWith("#")) link.target = "_blank"
    })
  frame.addEventListener("load", mend)
  if (frame.contentDocument?.readyState === "complete") mend()
}
const made = document.getElementById("made")
made?.focus()
made?.select()
