/* A click on a picture says what stays in sight where it is cut; the two fields say the same. */
document.addEventListener("DOMContentLoaded", () => {
  const shown = document.querySelector("[data-focus]")
  const across = document.getElementById("id_focus_x")
  const down = document.getElementById("id_focus_y")
  if (!shown || !across || !down) return
  const whole = shown.querySelector("svg")
  const point = whole.querySelector("circle")
  const { width, height } = whole.viewBox.baseVal

  const show = () => {
    const [x, y] = [across, down].map((field) => Math.min(100, Math.max(0, Number(field.value))))
    point.setAttribute("cx", `${x}%`)
    point.setAttribute("cy", `${y}%`)
    for (const cut of shown.querySelectorAll("[data-cut]")) {
      const box = cut.viewBox.baseVal
      box.x = ((width - box.width) * x) / 100
      box.y = ((height - box.height) * y) / 100
    }
  }

  whole.classList.add("clicked")
  whole.addEventListener("click", (event) => {
    const box = whole.getBoundingClientRect()
    across.value = Math.round((100 * (event.clientX - box.left)) / box.width)
    down.value = Math.round((100 * (event.clientY - box.top)) / box.height)
    show()
  })
  for (const field of [across, down]) field.addEventListener("input", show)
})
