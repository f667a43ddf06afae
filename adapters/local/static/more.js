// On a narrow screen the clock's moves and the scenes are folded away behind one button.

const button = document.getElementById("more");

export function fold() {
  show(false);
}

function show(shown) {
  document.body.toggleAttribute("data-more", shown);
  button.setAttribute("aria-expanded", shown);
}

button.addEventListener("click", () => show(!document.body.hasAttribute("data-more")));
