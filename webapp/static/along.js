// A story taken along: sealed on this tablet with the key of the words that wait here, and that key sealed with the worker's password.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const NAME = "along", STORIES = "stories", HOUR = 3_600_000, HOURS = 24, ROUNDS = 600_000, AGAIN = 15_000, PAUSE = 250;
  const text = new TextEncoder(), read = new TextDecoder();
  const element = (id) => document.getElementById(id);
  const done = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

  async function within(mode, work) {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORIES, { keyPath: "document" });
    const database = await done(opening);
    database.onversionchange = () => database.close();
    try {
      return await done(work(database.transaction(STORIES, mode).objectStore(STORIES)));
    } finally {
      database.close();
    }
  }

  // ---- Sealing.
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const base64Of = (bytes) => btoa(Array.from(new Uint8Array(bytes), (one) => String.fromCharCode(one)).join(""));
  const aes = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

  async function sealed(key, what, about) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(about) }, key, what) };
  }
  const unsealed = (key, { iv, data }, about) => crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(about) }, key, data);

  async function keyOf(password, salt) {
    const typed = await crypto.subtle.importKey("raw", text.encode(password), "PBKDF2", false, ["deriveBits"]);
    return aes(await crypto.subtle.deriveBits({ name: "PBKDF2", salt, iterations: ROUNDS, hash: "SHA-256" }, typed, 256));
  }

  async function taken(id) {
    const one = await within("readonly", (store) => store.get(id));
    return one && one.until > Date.now() ? one : null;
  }

  // ---- On the page of the story: take it along, or take it off the tablet again.
  async function takeAlong(form) {
    const { document: id, waitingKey, waitingHour } = form.dataset;
    const password = form.elements.namedItem("password").value;
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) return element("main").replaceWith(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main"));
    const html = await answer.text();
    const pictures = [];
    for (const [, address] of html.matchAll(/<img src="([^"]+)"/g)) {
      const picture = await fetch(address);
      pictures.push([address, picture.headers.get("Content-Type"), base64Of(await picture.arrayBuffer())]);
    }
    const salt = crypto.getRandomValues(new Uint8Array(16)), raw = bytesOf(waitingKey), hour = Number(waitingHour);
    const story = await sealed(await aes(raw), text.encode(JSON.stringify({ html, pictures })), id);
    const key = await sealed(await keyOf(password, salt), raw, id);
    const one = { document: id, hour, until: (hour + HOURS) * HOUR, salt, key, story, since: null };
    await within("readwrite", (store) => store.put(one));
    await navigator.serviceWorker.register("/along/worker.js", { scope: "/along/" });
    await navigator.serviceWorker.getRegistration("/along/").then(active);
    showTaken(one);
  }

  const active = (registration) => new Promise((yes) => {
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (worker.state === "activated") yes();
    else worker.addEventListener("statechange", () => worker.state === "activated" && yes());
  });

  function showTaken(one) {
    element("not-taken").hidden = Boolean(one);
    element("taken").hidden = !one;
    if (one) element("taken-until").textContent = new Date(one.until).toLocaleString(document.documentElement.lang, { weekday: "long", hour: "numeric", minute: "2-digit" });
  }

  async function putBack(id) {
    await within("readwrite", (store) => store.delete(id));
    await window.waiting.tidy();
  }

  // ---- In the kitchen: opened with the password, read, written.
  let open = null; // { id, one, key, since }

  async function unlock(password) {
    const id = location.hash.slice(1), one = await taken(id);
    const raw = await unsealed(await keyOf(password, one.salt), one.key, id).catch(() => null);
    if (!raw) return false;
    const key = await aes(raw);
    const { html, pictures } = JSON.parse(read.decode(await unsealed(key, one.story, id)));
    const since = one.since ? JSON.parse(read.decode(await unsealed(key, one.since, id))) : {};
    open = { id, one, key, since };
    window.waiting.unlocked({ document: id, whose: "", hour: one.hour, key: base64Of(raw) });
    await showStory(html, new Map(pictures.map(([address, type, data]) => [address, URL.createObjectURL(new Blob([bytesOf(data)], { type }))])));
    return true;
  }

  async function showStory(html, pictures) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const picture of parsed.querySelectorAll("img")) picture.src = pictures.get(picture.getAttribute("src")) ?? "";
    element("opened").replaceChildren(...parsed.body.children);
    element("locked").hidden = true;
    const waits = new Map(await window.waiting.of(open.id));
    for (const form of document.querySelectorAll("form[data-passage]")) {
      const address = valueOf(form, "address"), later = waits.get(address);
      const known = open.since[address];
      if (known) { fieldOf(form).value = known.words; set(form, "seen", known.seen); }
      if (later) { fieldOf(form).value = later.words; set(form, "seen", later.form.seen); say(form, "waits"); }
    }
    send();
  }

  const fieldOf = (form) => form.elements.namedItem("value");
  const valueOf = (form, name) => form.elements.namedItem(name).value;
  const set = (form, name, value) => { form.elements.namedItem(name).value = value; };
  const formOf = (address) => [...document.querySelectorAll("form[data-passage]")].find((one) => valueOf(one, "address") === address);

  const said = (state) => element(`${state}-words`).content.textContent.trim();

  // The line below says only what is true of every field; while one is being put by, nothing (a space keeps its room).
  function say(form, state) {
    const place = form.querySelector(".state");
    if (place) place.textContent = said(state);
    form.dataset.state = state;
    const states = new Set([...document.querySelectorAll("form[data-state]")].map((one) => one.dataset.state));
    const worst = ["not-kept", "saving", "waits"].find((one) => states.has(one)) ?? "all-saved";
    element("state").textContent = worst === "saving" ? "\u00a0" : said(worst);
  }

  const pens = new WeakMap(), timers = new WeakMap(); // form -> { id, n, words }

  function nextChange(form) {
    const words = fieldOf(form).value, pen = pens.get(form) ?? { id: crypto.randomUUID().replaceAll("-", ""), n: 0, words: null };
    if (pen.words !== words) pens.set(form, { ...pen, n: pen.n + 1, words });
    return `${pens.get(form).id}.${pens.get(form).n}`;
  }

  // Only when the tablet has the words does it say so: a battery may run flat at any moment.
  async function putBy(form) {
    const about = Object.fromEntries(["address", "by", "in", "seen"].map((name) => [name, valueOf(form, name)]));
    const words = fieldOf(form).value;
    clearTimeout(timers.get(form));
    timers.delete(form);
    const isKept = await window.waiting.keep(about.address, { words, form: { ...about, change: nextChange(form) } }).catch(() => false);
    if (fieldOf(form).value === words) say(form, isKept ? "waits" : "not-kept");
    if (isKept) return send();
    timers.set(form, setTimeout(() => putBy(form), AGAIN));
  }

  let sending = null;
  function send() {
    sending ??= window.waiting.send().then(window.waiting.showLeft, () => {}).finally(() => { sending = null; });
  }

  document.addEventListener("waiting:saved", async ({ detail: { address, words, seen } }) => {
    const form = open && formOf(address);
    if (!form) return;
    set(form, "seen", seen);
    open.since[address] = { words, seen };
    open.one.since = await sealed(open.key, text.encode(JSON.stringify(open.since)), open.id);
    if (await taken(open.id)) await within("readwrite", (store) => store.put(open.one));
    if (fieldOf(form).value === words) say(form, "saved");
  });

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("#opened form[data-passage]");
    if (!form) return;
    if (form.dataset.state !== "not-kept") say(form, "saving");
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => putBy(form), PAUSE));
  });
  const unkept = () => [...document.querySelectorAll("form[data-passage]")].filter((form) => timers.has(form));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && unkept().forEach(putBy));
  window.addEventListener("beforeunload", (event) => unkept().length && event.preventDefault());
  // A visit to a field is one pen; once everything of it has arrived, the next visit has a pen of its own.
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("#opened form[data-passage]");
    if (form?.dataset.state === "saved") pens.delete(form);
  });
  document.addEventListener("click", (event) => {
    const voice = event.target.closest?.("#opened button.voice");
    if (!voice) return;
    for (const one of document.querySelectorAll("#opened button.voice")) one.setAttribute("aria-pressed", String(one === voice));
    for (const form of document.querySelectorAll("#opened form[data-passage]")) {
      if (form.dataset.view === undefined) set(form, "by", voice.value);
      pens.delete(form);
    }
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.matches("#opened form")) event.preventDefault();
    if (form.matches("#take-along")) { event.preventDefault(); await takeAlong(form); }
    if (form.matches("#put-back")) { event.preventDefault(); await putBack(form.dataset.document); showTaken(null); }
    if (form.matches("#unlock")) {
      event.preventDefault();
      element("not-opened").hidden = await unlock(element("password").value);
    }
  });

  window.addEventListener("DOMContentLoaded", async () => {
    const taking = element("take-along");
    if (taking) showTaken(await taken(taking.dataset.document).catch(() => null));
    if (!element("unlock")) return;
    window.addEventListener("hashchange", () => location.reload());
    const isHere = await taken(location.hash.slice(1)).catch(() => null);
    element("locked").hidden = !isHere;
    element("nothing").hidden = Boolean(isHere);
    setInterval(() => open && send(), AGAIN);
  });
})();
