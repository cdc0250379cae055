// Saving while one types, on top of forms that also work without this file.
// A pen is one visit to a field: its changes are <pen>.1, <pen>.2, …; the server lets them replace each other.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const passages = () => document.querySelectorAll("form[data-passage]");
  const field = (form) => form.elements.namedItem("value");
  const said = (id) => document.getElementById(id)?.content.textContent.trim() ?? "";
  const newPen = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const kept = new WeakMap(); // form -> the words that the server has
  const pens = new WeakMap(); // form -> { id, n, left }
  const retries = new WeakMap();

  const isDirty = (form) => kept.has(form) && field(form).value !== kept.get(form);
  const dirty = () => [...passages()].filter(isDirty);

  function nextChange(form) {
    let pen = pens.get(form);
    if (!pen || pen.left) pens.set(form, (pen = { id: newPen(), n: 0, left: false }));
    pen.n += 1;
    return `${pen.id}.${pen.n}`;
  }

  function show(form, state, words) {
    form.dataset.state = state;
    const place = form.querySelector(".state");
    if (place && words !== undefined) place.textContent = words;
  }

  function grow(area) {
    if (CSS.supports("field-sizing", "content")) return;
    area.style.blockSize = "auto"; // set from script, which the policy allows; an attribute it would not
    area.style.blockSize = `${area.scrollHeight + 4}px`;
  }

  function remember(form) {
    if (kept.has(form)) return;
    kept.set(form, field(form).defaultValue);
    grow(field(form));
  }

  function failed(form, status) {
    show(form, "failed", said(status === 401 ? "signed-out-words" : "not-saved-words"));
    const spoken = document.getElementById("spoken");
    if (spoken) spoken.textContent = said(status === 401 ? "signed-out-words" : "not-saved-words");
    const wait = Math.min((retries.get(form)?.wait ?? 1000) * 2, 15000);
    clearTimeout(retries.get(form)?.timer);
    retries.set(form, { wait, timer: setTimeout(() => isDirty(form) && htmx.trigger(form, "submit"), wait) });
  }

  function saved(form, words) {
    kept.set(form, words);
    clearTimeout(retries.get(form)?.timer);
    retries.delete(form);
    const spoken = document.getElementById("spoken");
    if (spoken) spoken.textContent = "";
    if (isDirty(form)) show(form, "waiting");
    else delete form.dataset.state;
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-passage]");
    if (!form) return;
    grow(event.target);
    if (form.dataset.state !== "failed") show(form, "waiting", isDirty(form) ? said("saving-words") : "");
  });

  // Enter in a one-line field goes on to the next field: a title has no second line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.closest?.("form.passage.heading")) return;
    event.preventDefault();
    document.querySelector("form.passage.words textarea")?.focus();
  });

  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form[data-passage]");
    const pen = form && pens.get(form);
    // The save that leaving triggers still belongs to this visit; the next one begins a new pen.
    if (pen) setTimeout(() => { pen.left = !form.contains(document.activeElement); }, 0);
  });

  document.addEventListener("htmx:config:request", (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-passage]")) return;
    if (!isDirty(form)) return event.preventDefault();
    const body = event.detail.ctx.request.body;
    const change = nextChange(form);
    body.set("change", change);
    event.detail.ctx.words = field(form).value;
    form.elements.namedItem("change").value = change;
  });

  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (!form.matches?.("form[data-passage]")) return;
    const status = ctx.response.status;
    if (status < 300) saved(form, ctx.words);
    else if (status === 409 || status === 422) show(form, "asked");
    else failed(form, status);
  });

  document.addEventListener("htmx:error", (event) => {
    const form = event.detail.ctx?.sourceElement;
    if (form?.matches?.("form[data-passage]")) failed(form, 0);
  });

  window.addEventListener("online", () => dirty().forEach((form) => htmx.trigger(form, "submit")));

  // Leaving: what is not kept yet goes first. Where that fails the page stays, and says so.
  function post(form) {
    const body = new URLSearchParams(new FormData(form));
    body.set("change", nextChange(form));
    const words = field(form).value;
    const headers = { "HX-Request": "true" };
    return fetch(form.action, { method: "POST", body, headers, keepalive: true }).then((answer) => {
      if (answer.ok) saved(form, words);
      else failed(form, answer.status);
      return answer.ok;
    }, () => { failed(form, 0); return false; });
  }

  async function leave(event, go) {
    const waiting = dirty();
    if (!waiting.length) return;
    event.preventDefault();
    const done = await Promise.all(waiting.map(post));
    if (done.every(Boolean)) go();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.target || link.getAttribute("href").startsWith("#")) return;
    leave(event, () => { location.href = link.href; });
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-passage]")) return;
    const { submitter } = event;
    leave(event, () => event.target.requestSubmit(submitter));
  });

  window.addEventListener("beforeunload", (event) => {
    if (dirty().some((form) => form.dataset.state === "failed")) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && dirty().forEach(post));

  // A beginning of a sentence goes where one was writing, or behind the last word.
  document.addEventListener("click", (event) => {
    const starter = event.target.closest?.("[data-starter]");
    const area = document.querySelector("form.passage.words textarea");
    if (!starter || !area) return;
    const words = starter.dataset.starter;
    const gap = area.value && !/\s$/.test(area.value) ? " " : "";
    area.focus();
    area.setRangeText(gap + words, area.value.length, area.value.length, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });

  passages().forEach(remember);
  new MutationObserver(() => passages().forEach(remember)).observe(document.body, { childList: true, subtree: true });
})();
