// A place to sign with a finger: its lines go along as points from 0 to 1000.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const strokes = new WeakMap(); // canvas -> its lines

  const redraw = (canvas) => {
    const pen = canvas.getContext("2d");
    pen.clearRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: "#2b2320" });
    for (const stroke of strokes.get(canvas) ?? []) {
      pen.beginPath();
      for (const [x, y] of stroke) pen.lineTo((x / 1000) * canvas.width, (y / 1000) * canvas.height);
      pen.stroke();
    }
  };
  const at = (canvas, event) => {
    const box = canvas.getBoundingClientRect();
    const part = (here, from, size) => Math.max(0, Math.min(1000, Math.round(((here - from) / size) * 1000)));
    return [part(event.clientX, box.left, box.width), part(event.clientY, box.top, box.height)];
  };
  const canvasOf = (event) => event.target.closest?.("[data-sign] canvas");
  let drawing = null;

  document.addEventListener("pointerdown", (event) => {
    drawing = canvasOf(event) ?? null;
    if (!drawing) return;
    drawing.setPointerCapture(event.pointerId);
    strokes.set(drawing, [...(strokes.get(drawing) ?? []), [at(drawing, event)]]);
    event.preventDefault();
  });
  document.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    strokes.get(drawing).at(-1).push(at(drawing, event));
    redraw(drawing);
  });
  document.addEventListener("pointerup", () => {
    if (!drawing) return;
    drawing.dispatchEvent(new Event("change", { bubbles: true }));
    drawing = null;
  });
  // The lines are put in their field as late as can be: what other tablets fill in renews the fields of the page.
  for (const going of ["change", "submit"]) document.addEventListener(going, (event) => {
    const canvas = event.target.closest?.("form")?.querySelector("[data-sign] canvas");
    if (strokes.has(canvas)) canvas.parentElement.querySelector("[name=strokes]").value = JSON.stringify(strokes.get(canvas));
  }, true);
  document.addEventListener("click", (event) => {
    const again = event.target.closest?.("[data-sign-again]");
    if (!again) return;
    const canvas = again.parentElement.querySelector("canvas");
    strokes.delete(canvas);
    again.parentElement.querySelector("[name=strokes]").value = "";
    redraw(canvas);
  });
})();
// What others fill in renews the fields of the page, but a browser keeps showing what was ticked or typed by hand. Where all of a form is
// saved, and nobody is typing in it, it shows what stands on the server: else the next tick would write over what somebody else filled in.
// What is not saved yet stays as it is, with what its writer has seen (morphSkip in base.html), so that the server asks which stays.
(() => {
  "use strict";
  const live = document.getElementById("live");
  const filledIn = new WeakMap(); // form -> how often something was filled in
  const formOf = (event) => event.target.closest?.("form.value");
  const isTyping = (form) => form.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox], [type=radio])");

  for (const said of ["input", "change"]) document.addEventListener(said, (event) => {
    const form = formOf(event);
    if (!form) return;
    filledIn.set(form, (filledIn.get(form) ?? 0) + 1);
    form.dataset.unsaved = "";
  }, true);
  document.addEventListener("htmx:config:request", (event) => {
    event.detail.ctx.filledIn = filledIn.get(event.target);
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { response, sourceElement: form, filledIn: sent } = event.detail.ctx;
    if (response?.status < 300 && sent === filledIn.get(form)) delete form.dataset?.unsaved;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx?.sourceElement !== live) return;
    for (const form of live.querySelectorAll("form.value:not(.asked, .week, [data-unsaved])")) if (!isTyping(form)) form.reset();
  });

  // What was filled in while this file was on its way is saved once htmx listens; a field that somebody is in is saved when it is left.
  const asFilledIn = (form) => String(new URLSearchParams(new FormData(form)));
  function isAsServed(form) {
    const copy = form.cloneNode(true);
    copy.reset();
    return asFilledIn(form) === asFilledIn(copy);
  }
  const early = [...document.querySelectorAll("form.value[hx-post]:not(.asked)")].filter((form) => !isAsServed(form));
  for (const form of early) form.dataset.unsaved = "";
  const save = (form) => form.dispatchEvent(new Event("change", { bubbles: true }));
  function saveEarly() {
    for (const form of early) {
      if (!isTyping(form)) { save(form); continue; }
      form.addEventListener("focusout", function left() {
        setTimeout(() => {
          if (form.contains(document.activeElement)) return;
          form.removeEventListener("focusout", left);
          if ("unsaved" in form.dataset) save(form);
        }, 0);
      });
    }
  }
  if (document.querySelector("form.value[data-htmx-powered]")) saveEarly();
  else document.addEventListener("htmx:after:init", () => setTimeout(saveEarly, 0), { once: true });
})();
// A week: while one of its times is open nothing that others fill in comes into its form (morphSkip in base.html). It comes when all are
// closed again; what was ticked meanwhile is on the server, so its fields then show what stands there.
(() => {
  "use strict";
  const live = document.getElementById("live");
  const isOpen = (form) => form.querySelector(".shift[open]") !== null;
  const asRead = () => {
    const tag = live?.querySelector('[name="tag"]');
    if (tag) tag.value = "";
  };

  document.addEventListener("toggle", (event) => {
    const form = event.target.matches?.(".shift") && event.target.closest("form.week");
    if (form && !isOpen(form)) asRead();
  }, true);
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx?.sourceElement !== live) return;
    for (const form of live.querySelectorAll("form.week:not(.asked)")) if (!isOpen(form)) form.reset();
  });
  document.addEventListener("click", (event) => {
    const shift = event.target.closest?.("[data-shift-done]")?.closest(".shift");
    if (!shift) return;
    shift.removeAttribute("open");
    shift.querySelector("summary").focus();
  });
  // Once it is decided which stays, the question goes.
  document.addEventListener("htmx:after:request", (event) => {
    const { response, sourceElement: form } = event.detail.ctx;
    if (!form.matches?.("form.asked") || response.status >= 300) return;
    form.classList.remove("asked");
    asRead();
  });
  // A time that was taken out is gone from the page at once, before the others are numbered anew.
  document.addEventListener("htmx:after:request", (event) => {
    const { request, response, sourceElement } = event.detail.ctx;
    const out = request.submitter?.name === "out" && response.status < 300 ? request.submitter.closest(".shift") : null;
    if (!out) return;
    out.closest("fieldset.shifts").querySelector(".one-more summary").focus();
    out.remove();
    if (!isOpen(sourceElement)) asRead();
  });
})();
