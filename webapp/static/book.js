// What the book can do beyond links and forms: swipe, keys, reading aloud, a pencil. Nothing is kept, nothing is sent.
"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isMirrored = () => getComputedStyle(document.body).direction === "rtl";
  const turn = (way) => { const link = find(`.turn .${way}`); if (link) link.click(); };

  // A page has come: its heading is read, its number said, the picture behind it fetched.
  let shown = null, ahead = null;
  function arrive() {
    const page = find("#page");
    if (!page && shown) location.reload();
    if (!page || page.firstElementChild === shown) return;
    const isFirst = shown === null;
    shown = page.firstElementChild;
    hush();
    all(".voice").forEach((group) => { group.hidden = page.classList.contains("drawing"); });
    if (page.dataset.nextPicture) { ahead = new Image(); ahead.src = page.dataset.nextPicture; }
    draw(page);
    if (isFirst) return;
    scrollTo(0, 0);
    find("#page .heading").focus({ preventScroll: true });
    find("#said").textContent = page.dataset.said;
    const to = find("#to-talk"), number = location.pathname.match(/\/(\d{1,4})$/);
    to.search = to.search.replace(/(page=)\d+/, "$1" + (number ? number[1] : 0));
    all(".ways a").forEach((way) => { way.pathname = way.pathname.replace(/(\/\d{1,4})?$/, number ? number[0] : ""); });
  }
  document.addEventListener("htmx:after:swap", () => {
    root.classList.toggle("evening", Boolean(find('#light[aria-pressed="true"]')));
    find("#notice").textContent = "";
    arrive();
  });
  // No answer: say so, and stay. A refusal (the session is over): the plain link shows why.
  document.addEventListener("htmx:error", () => { find("#notice").textContent = find("#notice").dataset.offline; });
  document.addEventListener("htmx:response:error", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (link) location.assign(link.href); else location.reload();
  });

  // Keys and swipes go where the two big buttons go.
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || find("dialog[open]")) return;
    const page = find("#page"), forward = isMirrored() ? "ArrowLeft" : "ArrowRight", back = isMirrored() ? "ArrowRight" : "ArrowLeft";
    const more = root.scrollHeight - innerHeight - scrollY > 4;
    if (event.key === forward) turn("behind");
    else if (event.key === back) turn("before");
    else if (event.key === "Home") go(page.dataset.first);
    else if (event.key === "End") go(page.dataset.last);
    else if (event.key === " " && !event.target.closest("a, button") && (event.shiftKey || !more)) turn(event.shiftKey ? "before" : "behind");
    else return;
    event.preventDefault();
  });
  function go(address) {
    const link = find(".turn a[hx-get]");
    if (!window.htmx || !link) return location.assign(address);
    htmx.ajax("GET", address, { target: "#page", swap: "outerHTML", source: link, push: address });
  }
  let from = null;
  document.addEventListener("touchstart", (event) => {
    from = event.touches.length === 1 && !event.target.closest(".paper, dialog") ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!from || (window.visualViewport && visualViewport.scale > 1.05)) return;
    const to = event.changedTouches[0], across = to.clientX - from.clientX, down = to.clientY - from.clientY;
    from = null;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) turn((across < 0) !== isMirrored() ? "behind" : "before");
  });

  document.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-voice], #to-talk, .begin, dialog, #undraw, #print");
    if (!hit) return;
    if (hit.dataset.voice) say[hit.dataset.voice](hit);
    else if (hit.id === "to-talk" && find("#talk").showModal) { event.preventDefault(); hush(); find("#talk").showModal(); }
    else if (hit === event.target && hit.matches("dialog")) hit.close();
    else if (hit.matches(".begin") && matchMedia("(pointer: coarse)").matches && root.requestFullscreen) root.requestFullscreen().catch(() => {});
    else if (hit.id === "print") print();
    else if (hit.id === "undraw") { strokes.pop(); redraw(); }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".leave")) { hush(); root.classList.add("covered"); }
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // Reading aloud, by voices that live on this device only: what a voice from elsewhere reads is sent elsewhere.
  const speech = window.speechSynthesis;
  let pieces = [], at = 0, state = "quiet", rate = 1, speaking = null;
  const say = {
    read: () => whenVoices(() => {
      if (state !== "waiting") { pieces = all("#page .say:not(.unseen)"); at = 0; }
      if (!pieces.length) return;
      if (!voiceFor(pieces[0])) { const none = find(".no-voice"); none.textContent = none.dataset.none; return; }
      next();
      find('[data-voice="wait"]').focus();
    }),
    wait: () => { halt("waiting"); find('[data-voice="read"]').focus(); },
    quiet: () => { hush(); find('[data-voice="read"]').focus(); },
    slower: () => { rate = rate === 1 ? 0.7 : 1; if (state === "speaking") { halt("waiting"); next(); } else show(); },
  };
  function whenVoices(then) {
    if (!speech || speech.getVoices().length) return then();
    const once = () => { clearTimeout(late); speech.removeEventListener("voiceschanged", once); then(); };
    const late = setTimeout(once, 1000);
    speech.addEventListener("voiceschanged", once);
  }
  function voiceFor(piece) {
    const language = piece.closest("[lang]").lang.toLowerCase(), tongue = language.split("-")[0];
    const of = (voice) => voice.lang.toLowerCase().replace("_", "-");
    const own = speech ? speech.getVoices().filter((voice) => voice.localService === true && of(voice).split("-")[0] === tongue) : [];
    return own.find((voice) => of(voice) === language) || own.find((voice) => voice.default) || own[0];
  }
  function next() {
    // A line in a language that this device has no voice for stands between two that it can read.
    while (at && pieces[at] && !voiceFor(pieces[at])) at += 1;
    const piece = pieces[at], voice = piece && voiceFor(piece);
    if (!voice) return hush();
    const words = new SpeechSynthesisUtterance(piece.textContent.replace(/\u00a0/g, " "));
    Object.assign(words, { voice, lang: voice.lang, rate });
    words.onend = () => { if (speaking === words) { at += 1; next(); } };
    words.onerror = () => { if (speaking === words) hush(); };
    words.onboundary = (event) => { if (speaking === words) lightWord(piece, event); };
    speaking = words;
    state = "speaking";
    light(piece);
    show();
    speech.speak(words);
  }
  // Pausing is stopping and beginning the sentence again: Android's own pause never resumes.
  function halt(then) {
    speaking = null;
    state = then;
    if (speech) speech.cancel();
    light(null);
    show();
  }
  function hush() { if (state !== "quiet") halt("quiet"); else show(); }
  function light(piece) {
    all(".lit.say").forEach((one) => one.classList.remove("lit"));
    if (window.CSS && CSS.highlights) CSS.highlights.delete("word");
    if (piece) { piece.classList.add("lit"); piece.scrollIntoView({ block: "nearest" }); }
  }
  function lightWord(piece, event) {
    if (event.name !== "word" || !window.CSS || !CSS.highlights) return;
    const text = piece.firstChild, start = event.charIndex, rest = text.data.slice(start);
    const range = new Range();
    range.setStart(text, Math.min(start, text.length));
    range.setEnd(text, Math.min(start + (event.charLength || rest.search(/\s|$/)), text.length));
    CSS.highlights.set("word", new Highlight(range));
  }
  function show() {
    const is = { read: state !== "speaking", wait: state === "speaking", quiet: state !== "quiet", slower: state !== "quiet" };
    all("[data-voice]").forEach((button) => {
      button.hidden = !is[button.dataset.voice];
      if (button.dataset.voice === "slower") button.setAttribute("aria-pressed", rate !== 1);
    });
  }
  document.addEventListener("visibilitychange", () => { if (document.hidden) hush(); });
  addEventListener("pagehide", hush);

  // A pencil for the empty page. The lines live as long as the book is open, on this screen alone.
  const sheet = document.createElement("canvas"), strokes = [];
  sheet.width = 1600;
  sheet.height = 1200;
  sheet.setAttribute("role", "img");
  const point = (event) => {
    const box = sheet.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 1600, ((event.clientY - box.top) / box.height) * 1200];
  };
  function redraw() {
    const pencil = sheet.getContext("2d");
    pencil.clearRect(0, 0, 1600, 1200);
    Object.assign(pencil, { lineWidth: 9, lineCap: "round", lineJoin: "round", strokeStyle: "#2b2320" });
    for (const stroke of strokes) {
      pencil.beginPath();
      pencil.moveTo(...stroke[0]);
      stroke.forEach((dot) => pencil.lineTo(...dot));
      pencil.stroke();
    }
    const undraw = find("#undraw");
    if (undraw) undraw.hidden = !strokes.length;
  }
  let drawing = false;
  sheet.addEventListener("pointerdown", (event) => { drawing = true; sheet.setPointerCapture(event.pointerId); strokes.push([point(event)]); redraw(); });
  sheet.addEventListener("pointermove", (event) => { if (drawing) { strokes[strokes.length - 1].push(point(event)); redraw(); } });
  for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => { drawing = false; });
  function draw(page) {
    const paper = page.querySelector("#paper");
    if (!paper) return;
    sheet.setAttribute("aria-label", paper.dataset.name);
    paper.append(sheet);
    redraw();
  }

  all(".scripted").forEach((one) => { one.hidden = false; });
  arrive();
})();
