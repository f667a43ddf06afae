// Loaded before anything is drawn, so that a chosen theme does not flash: "dark", "light", or none
// (the system's).
(() => {
  const chosen = localStorage.getItem("tailboard-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
})();
