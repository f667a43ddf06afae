// The switch between dark and light; until it is used, the system's wish holds.

const button = document.getElementById("theme");
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

function draw() {
  button.setAttribute("aria-pressed", isDark());
  button.querySelector("use").setAttribute("href", isDark() ? "#icon-sun" : "#icon-moon");
}

button.addEventListener("click", () => {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("tailboard-theme", theme);
  draw();
});
system.addEventListener("change", draw);
draw();
