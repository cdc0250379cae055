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

  // Whoever looks at the page again is asked the same question.
  document.addEventListener("htmx:after:swap", () => history.replaceState(null, "", document.getElementById("look").dataset.here));

  document.addEventListener("htmx:after:request", (event) => {
    const { status } = event.detail.ctx.response;
    if (status < 400 || ANSWERED.includes(status)) notice().hidden = true;
    else if (status >= 500) notice().hidden = false;
    else location.reload(); // signed out, or the person is gone: the page itself says so
  });
  document.addEventListener("htmx:error", () => { notice().hidden = false; });
})();
