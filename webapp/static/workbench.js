// Saving while one types, on top of forms that also work without this file; and what the other tablets write meanwhile.
// A pen is one visit to a field: its changes are <pen>.1, <pen>.2, …; the server lets them replace each other.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const PAUSE = 250, HERE_AGAIN = 20_000; // ms
  const live = document.getElementById("live");
  const spoken = document.getElementById("spoken");
  const passages = () => document.querySelectorAll("form[data-passage]");
  const field = (form) => form.elements.namedItem("value");
  const hidden = (form, name) => form.elements.namedItem(name);
  const said = (id) => document.getElementById(id)?.content.textContent.trim() ?? "";
  const newPen = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");
  const kept = new WeakMap(); // form -> the words that the server has
  const pens = new WeakMap(); // form -> { id, n, words, leaving, left }
  const retries = new WeakMap();
  const keeping = new WeakMap(); // form -> the timer after which its words are put by on the tablet
  const ownPens = new Set(); // of this page: nobody is asked about their own words
  let voice = document.getElementById("writers")?.dataset.voice; // who was tapped last

  const isDirty = (form) => kept.has(form) && field(form).value !== kept.get(form);
  const dirty = () => [...passages()].filter(isDirty);
  const isOpen = (form) => Boolean(form.dataset.state) || form.contains(document.activeElement);

  // The same words once more keep their number: what the server has already has no second effect.
  function nextChange(form) {
    let pen = pens.get(form);
    if (!pen || pen.left) pens.set(form, (pen = { id: newPen(), n: 0, words: null, left: false }));
    ownPens.add(pen.id);
    if (pen.words !== field(form).value) pen.n += 1;
    pen.words = field(form).value;
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

  // Goes with the words, also when another page sends them.
  function about(form) {
    const there = ["address", "change", "by", "in", "of", "how", "names", "letters"].filter((name) => hidden(form, name));
    return Object.fromEntries(there.map((name) => [name, hidden(form, name).value]));
  }

  // What the server does not have yet is put by on the tablet, so that a flat battery takes no word with it.
  function putBy(form) {
    clearTimeout(keeping.get(form));
    const address = hidden(form, "address").value;
    if (!isDirty(form)) return waiting.forget(live.dataset.document, address);
    const change = nextChange(form);
    return waiting.keep(address, { words: field(form).value, form: { ...about(form), change, seen: hidden(form, "seen").value } });
  }

  function failed(form, status) {
    const words = said(status === 401 ? "signed-out-words" : "not-saved-words");
    if (form.dataset.state !== "failed" && spoken) spoken.textContent = words;
    show(form, "failed", words);
    putBy(form);
    const wait = Math.min((retries.get(form)?.wait ?? 1000) * 2, 15000);
    clearTimeout(retries.get(form)?.timer);
    retries.set(form, { wait, timer: setTimeout(() => send(form), wait) });
  }

  function saved(form, words) {
    const pen = pens.get(form);
    kept.set(form, words);
    if (pen?.leaving && !isDirty(form)) pen.left = true;
    clearTimeout(retries.get(form)?.timer);
    retries.delete(form);
    if (form.dataset.state === "failed" && spoken) spoken.textContent = "";
    clearTimeout(keeping.get(form));
    waiting.forget(live.dataset.document, hidden(form, "address").value, words);
    if (!isDirty(form)) delete form.dataset.state;
    else { show(form, "waiting"); putBy(form); }
  }

  const send = (form) => isDirty(form) && htmx.trigger(form, "submit");

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-passage]");
    if (!form) return;
    grow(event.target);
    if (form.dataset.state !== "failed") show(form, "waiting", isDirty(form) ? said("saving-words") : "");
    clearTimeout(keeping.get(form));
    keeping.set(form, setTimeout(() => putBy(form), PAUSE));
  });

  // A title has no second line: Enter goes on to the next field.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.closest?.("form.passage.heading")) return;
    event.preventDefault();
    document.querySelector("form.passage.words textarea")?.focus();
  });

  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form[data-passage]");
    const pen = form && pens.get(form);
    // The save that leaving triggers belongs to this visit; the next one begins a new pen.
    if (pen) setTimeout(() => { pen.leaving = !form.contains(document.activeElement); pen.left = pen.leaving && !isDirty(form); }, 0);
    if (form && !isDirty(form) && form.dataset.state === "waiting") delete form.dataset.state;
  });

  document.addEventListener("htmx:config:request", (event) => {
    const { body } = event.detail.ctx.request;
    if (event.target === live) return document.hidden ? event.preventDefault() : ask(body);
    const form = event.target, asked = form.closest?.("form.overtaken");
    if (asked) return field(asked).readOnly ? event.preventDefault() : deciding(asked, true);
    if (!form.matches?.("form[data-passage]")) return;
    if (!isDirty(form)) return event.preventDefault();
    const change = nextChange(form);
    body.set("change", change);
    event.detail.ctx.words = field(form).value;
    hidden(form, "change").value = change;
  });

  // Who went on during the last save has seen what that one made.
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    if (!form.matches?.("form.value, form[data-passage]")) return;
    ctx.request.body.set("seen", hidden(form, "seen").value);
    ctx.target = form.querySelector(".saved");
  });

  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    const form = ctx.sourceElement;
    const { status } = ctx.response;
    if (form === live) return status < 400 && dirty().filter((one) => one.dataset.state === "failed").forEach(send);
    const asked = form.closest?.("form.overtaken");
    if (asked) return status < 300 && decided(event, asked);
    if (!form.matches?.("form[data-passage]")) return;
    if (status < 300) saved(form, ctx.words);
    else if (status === 409 || status === 422) show(form, "asked");
    else failed(form, status);
  });

  // Nothing is typed under an answered question.
  function deciding(form, isUnderWay) {
    field(form).readOnly = isUnderWay;
    form.setAttribute("aria-busy", String(isUnderWay));
  }
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    const asked = sourceElement.closest?.("form.overtaken");
    if (asked && !(response?.status < 300)) deciding(asked, false);
  });

  document.addEventListener("htmx:error", (event) => {
    const form = event.detail.ctx?.sourceElement;
    if (form?.matches?.("form[data-passage]")) failed(form, 0);
  });

  window.addEventListener("online", () => dirty().forEach(send));

  // Leaving: what is not kept goes first. Where that fails a form waits, and a link goes on (beforeunload asks).
  function post(form) {
    const body = new URLSearchParams(new FormData(form));
    body.set("change", nextChange(form));
    const words = field(form).value;
    const headers = { "HX-Request": "true" };
    return fetch(form.action, { method: "POST", body, headers, keepalive: true }).then(async (answer) => {
      const seen = answer.ok && /name="seen" value="(\d+)"/.exec(await answer.text())?.[1];
      if (seen) hidden(form, "seen").value = seen;
      if (answer.ok) saved(form, words);
      else failed(form, answer.status);
      return answer.ok;
    }).catch(() => { failed(form, 0); return false; });
  }

  async function leave(event, go, orElse) {
    const unsaved = dirty(), asked = typedUnderQuestions();
    if (!unsaved.length && !asked.length) return;
    event.preventDefault();
    await Promise.allSettled(asked.map(putByAsked));
    const done = await Promise.all(unsaved.map(post));
    if (done.every(Boolean)) go();
    else if (orElse) await Promise.all(unsaved.map(putBy)).then(orElse, () => {});
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.target || link.getAttribute("href").startsWith("#")) return;
    const go = () => { location.href = link.href; };
    leave(event, go, go);
  });

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-passage], #writers")) return;
    const { submitter } = event;
    const pensOf = event.target.elements.namedItem("pens");
    if (pensOf) pensOf.value = [...ownPens].join(" ");
    leave(event, () => event.target.requestSubmit(submitter));
  });

  window.addEventListener("beforeunload", (event) => {
    if (dirty().some((form) => form.dataset.state === "failed")) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    dirty().forEach(putBy);
    dirty().forEach(post);
    typedUnderQuestions().forEach(putByAsked);
  });

  // What stands in the fields so far is still of who was tapped before.
  document.getElementById("writers")?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.value) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, button));
    const unsaved = dirty().map(post);
    voice = button.value;
    for (const form of passages()) pens.delete(form);
    for (const one of event.target.querySelectorAll("button.voice")) one.setAttribute("aria-pressed", String(one === button));
    speakAs(voice);
    button.closest("details")?.removeAttribute("open");
    // A server that cannot be reached hears it with the next words: each carries whose it is.
    Promise.all(unsaved).then(() => fetch(event.target.action, { method: "POST", body, redirect: "manual" }))
      .then(() => at && tell(at)).catch(() => {}); // they may have heard the one before
  });

  function speakAs(whose) {
    if (whose) for (const form of passages()) if (!form.dataset.view) hidden(form, "by").value = whose;
  }

  // Which words stay? The question takes the place of the editor, with what was typed meanwhile, and the caret.
  let typing = null;

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail, { sourceElement: form, response } = ctx;
    const isAsked = response.status === 409 && form.matches?.("form[data-passage]");
    if (!isAsked && !form.matches?.("form.overtaken")) return;
    const area = field(form);
    typing = { form, words: isAsked ? area.value : null, at: [area.selectionStart, area.selectionEnd], isHere: form.contains(document.activeElement) };
  });

  // Before it settles: a letter typed in those 30 ms would fall on nothing.
  document.addEventListener("htmx:before:settle", (event) => {
    const form = event.target;
    if (!typing || form.id !== typing.form.id || form === typing.form) return;
    const { words, at, isHere } = typing;
    clearTimeout(keeping.get(typing.form));
    typing = null;
    const area = field(form);
    if (words !== null) { area.value = words; grow(area); putByAsked(form); }
    if (!isHere) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(...(words !== null ? at : [area.value.length, area.value.length]));
    form.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form.overtaken");
    if (!form) return;
    clearTimeout(keeping.get(form));
    keeping.set(form, setTimeout(() => putByAsked(form), PAUSE));
  });

  const typedUnderQuestions = () => [...document.querySelectorAll("form.overtaken")].filter((form) => keeping.has(form));

  // Put by as words that saw nothing: who comes back to them is asked again.
  function putByAsked(form) {
    clearTimeout(keeping.get(form));
    keeping.delete(form);
    return waiting.keep(hidden(form, "address").value, { words: field(form).value, form: { ...about(form), seen: "0" } });
  }

  // A page that came before they are forgotten would ask again.
  function decided(event, form) {
    clearTimeout(keeping.get(form));
    keeping.delete(form);
    const forgotten = [form.dataset.asked, hidden(form, "address").value].map((address) => waiting.forget(live.dataset.document, address));
    const to = event.detail.ctx.hx.redirect;
    if (!to) return;
    event.preventDefault();
    const go = () => { location.href = to; };
    Promise.race([Promise.all(forgotten), new Promise((go) => setTimeout(go, 2000))]).then(go, go);
  }

  // A beginning of a sentence goes where one was, or behind the last word.
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

  // ---- The other tablets. The page asks every moment what is new. An editor that somebody is in (morphSkip) has it once it is left.
  const openForm = () => document.activeElement?.closest?.("form[data-passage]");
  const questions = () => [...live.querySelectorAll("form.overtaken")].map((form) => form.dataset.asked);
  const openNow = () => [...[...passages()].filter(isOpen).map((form) => hidden(form, "address").value), ...questions()];
  let held = []; // which the server was told to keep on the page

  function ask(body) {
    const form = openForm() ?? live.querySelector("form.overtaken");
    const of = (name) => (form && hidden(form, name)?.value) ?? "";
    body.set("tag", live.querySelector("[name=tag]")?.value ?? ""); // without one: all of it
    body.set("open", form?.dataset.asked ?? of("address"));
    body.set("seen", of("seen") || "0");
    body.set("pen", of("change"));
    held = openNow();
    body.set("held", held.join(" "));
  }

  const stood = () => new Map([...passages()].map((form) => [form.id, field(form).value]));
  const pages = () => [...document.querySelectorAll("#strip ol > li")].map((one) => one.id).join();
  let before = null;

  document.addEventListener("htmx:before:swap", (event) => {
    if (event.detail.ctx.sourceElement !== live) return;
    // An editor opened meanwhile may be missing: asked again, with it held.
    if (openNow().some((address) => !held.includes(address))) return event.preventDefault();
    before = { words: stood(), pages: pages() };
  });

  document.addEventListener("htmx:after:swap", (event) => {
    if (event.detail.ctx.sourceElement !== live || !before) return;
    const news = [];
    for (const form of passages()) {
      remember(form);
      if (isOpen(form)) continue;
      const words = field(form).value;
      kept.set(form, words);
      grow(field(form));
      if (before.words.has(form.id) && before.words.get(form.id) !== words) news.push(changed(form));
    }
    for (const newer of live.querySelectorAll(".newer:not([data-said])")) { newer.dataset.said = ""; news.push(newer.textContent); }
    if (before.pages !== pages()) news.push(document.getElementById("strip").dataset.news);
    if (news.length && spoken) spoken.textContent = news.join(" ");
    speakAs(voice);
    before = null;
  });

  function changed(form) {
    form.classList.add("just-changed");
    setTimeout(() => form.classList.remove("just-changed"), 2500);
    return form.dataset.news;
  }

  // Where somebody is writing shows on the other tablets.
  let at = "", again = 0;
  function here(address) {
    clearInterval(again);
    if (address) again = setInterval(() => tell(address), HERE_AGAIN);
    if (address !== at) tell(address);
    at = address;
  }
  function tell(address) {
    const headers = { "HX-Request": "true" };
    fetch(live.dataset.here, { method: "POST", body: new URLSearchParams({ address }), headers, keepalive: true }).catch(() => {});
  }
  const whereNow = () => here(openForm()?.elements.namedItem("address").value ?? "");
  document.addEventListener("focusin", whereNow);
  document.addEventListener("focusout", () => setTimeout(whereNow, 0));
  window.addEventListener("pagehide", () => here(""));

  // What waited on the tablet comes back into its field, and is sent as if just typed.
  async function restore() {
    for (const [address, what] of await waited) {
      const form = [...passages()].find((one) => hidden(one, "address").value === address);
      if (!form) continue;
      if (what.words === kept.get(form)) { if (!isDirty(form)) waiting.forget(live.dataset.document, address); continue; }
      if (isDirty(form)) { await sendBefore(form, what); continue; }
      const [id, n] = what.form.change.split(".");
      pens.set(form, { id, n: Number(n), words: what.words, leaving: !form.contains(document.activeElement), left: false });
      ownPens.add(id);
      field(form).value = what.words;
      hidden(form, "by").value = what.form.by;
      hidden(form, "seen").value = what.form.seen;
      show(form, "waiting", said("saving-words"));
      grow(field(form));
    }
    dirty().forEach(send);
  }

  // Somebody typed here sooner: they go alone, and lie with the earlier words.
  async function sendBefore(form, what) {
    const body = new URLSearchParams({ ...what.form, value: what.words });
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer || answer.status === 401 || answer.status >= 500) return setTimeout(() => sendBefore(form, what), 2000);
    const seen = answer.ok && /name="seen" value="(\d+)"/.exec(await answer.text())?.[1];
    if (seen && Number(seen) > Number(hidden(form, "seen").value)) hidden(form, "seen").value = seen;
    waiting.forget(live.dataset.document, hidden(form, "address").value, what.words);
  }

  passages().forEach(remember);
  const waited = waiting.of(live.dataset.document); // before what is typed now can come in their place
  for (const form of dirty()) show(form, "waiting", said("saving-words")); // typed before this file was here
  new MutationObserver(() => passages().forEach(remember)).observe(document.body, { childList: true, subtree: true });
  if (document.querySelector("form[data-passage][data-htmx-powered]")) restore();
  else document.addEventListener("htmx:after:init", () => setTimeout(restore, 0), { once: true });
})();
