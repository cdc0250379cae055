// The interpreter's seat by keyboard: Ctrl and Enter goes to the next sentence that is open, from wherever one is.
(() => {
  "use strict";
  const live = document.getElementById("live");

  function goToNextOpen(from) {
    const rows = [...live.querySelectorAll(".seat-row")];
    const at = rows.indexOf(from?.closest?.(".seat-row"));
    const next = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].find((row) => "open" in row.dataset && !row.querySelector("[data-state]"));
    const area = next?.querySelector("textarea");
    if (!area) return;
    area.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    goToNextOpen(document.activeElement);
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-next-open]")) return;
    event.preventDefault();
    goToNextOpen(null);
  });
})();
