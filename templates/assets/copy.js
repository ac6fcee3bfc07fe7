// A button beside each field of `.take` that copies what stands in it. The words are the page's own.

const copied = async field => {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    // Not allowed, or no https: as it was done before
    field.select()
    return document.execCommand("copy")
  }
}

for (const part of document.querySelectorAll(".take")) {
  const { copy, copied: done } = part.dataset
  for (const label of part.querySelectorAll("label")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: copy })
    const name = label.firstElementChild.textContent
    button.setAttribute("aria-label", `${copy}: ${name}`)
    const answer = document.createElement("span")
    answer.setAttribute("role", "status")
    button.addEventListener("click", async () => {
      answer.textContent = (await copied(label.querySelector("textarea"))) ? done : ""
    })
    label.after(button, answer)
  }
}
