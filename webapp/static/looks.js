// Choosing a look, on top of forms that also work without this file: what was tapped shows at once, and what did not arrive is said.
(() => {
  "use strict";
  const ANSWERED = [409, 422]; // these come with words of their own
  const notice = () => document.getElementById("not-kept");

  document.addEventListener("click", (event) => {
    const tapped = event.target.closest?.(".look-choice[aria-pressed]");
    if (!tapped) return;
    for (const one of tapped.closest("fieldset").querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", String(one === tapped));
  });

  // Where the questions stand in one row, the one that is asked is in sight.
  const showTopic = () => document.querySelector(".look-topics [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  showTopic();
  document.addEventListener("htmx:after:swap", showTopic);

  document.addEventListener("htmx:after:request", (event) => {
    const { status } = event.detail.ctx.response;
    if (status < 400 || ANSWERED.includes(status)) notice().hidden = true;
    else if (status >= 500) notice().hidden = false;
    else location.reload(); // signed out, or the person is gone: the page itself says so
  });
  document.addEventListener("htmx:error", () => { notice().hidden = false; });
})();
