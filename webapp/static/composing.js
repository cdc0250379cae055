// The stage under a finger, a pen or keys. What is done becomes a step, sent one after the other; nothing is lost where the network fails.
// All of it, but for drawing by hand, goes without this file too: by the buttons beside the stage.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  const live = document.getElementById("live");
  const SVG = "http://www.w3.org/2000/svg";
  const SLIP_PX = 7; // on the screen: less is a tap
  const REACH_PX = 24; // on the screen: so far beside something small one still means it
  const GRIP_PX = 15;
  const NEAR_PX = 3; // on the page: a point of a line that is nearer to the last one says nothing
  const PAUSE = 350; // after the last arrow key
  const TIMEOUT = 8000;
  const ADDS = /^(who|as|thing|bubble|hold|under|take)\//;
  const says = (id) => document.getElementById(`says-${id}`)?.content.textContent.trim() ?? "";
  const byId = (id) => document.getElementById(id);
  const stage = () => byId("stage");
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // ---- steps that are not saved yet: they wait in line, each with its own id, so that one sent twice is taken once ----

  const line = []; // { body, stroke }
  let sending = null, retry = 0, wait = 1000;

  function bodyOf(step) {
    const form = byId("step-back");
    const body = new URLSearchParams();
    for (const name of ["token", "in"]) body.set(name, form.elements.namedItem(name).value);
    for (const [name, value] of Object.entries({ part: byId("now-part").value, open: byId("now-open").value, ...step })) body.set(name, value);
    body.set("change", newId());
    body.set("quiet", "1");
    return body;
  }

  function queue(step, stroke = null) {
    line.push({ body: bodyOf(step), stroke });
    send();
  }

  function wrong(words) {
    const place = byId("unsaved");
    place.hidden = !words;
    if (place.textContent !== words) place.textContent = words;
  }

  async function send() {
    if (sending || !line.length) return;
    clearTimeout(retry);
    sending = line[0];
    const { body } = sending;
    const stop = AbortSignal.timeout ? AbortSignal.timeout(TIMEOUT) : undefined;
    const status = await fetch(byId("step-back").action, { method: "POST", body, headers: { "HX-Request": "true" }, signal: stop, keepalive: String(body).length < 50000 })
      .then((answer) => answer.status, () => 0);
    const step = sending;
    sending = null;
    const isSettled = (status >= 200 && status < 300) || [404, 409, 422].includes(status);
    if (isSettled) {
      line.shift();
      wait = 1000;
      if (step.stroke) step.stroke.isSaved = true;
      if (status >= 400) { if (step.stroke) forget(step.stroke); wrong(says("failed")); setTimeout(() => line.length || wrong(""), 4000); } else wrong("");
      if (line.length) return send();
      return refresh();
    }
    wrong(says(status === 401 ? "signed-out" : "unsaved"));
    retry = setTimeout(send, wait);
    wait = Math.min(wait * 2, 8000);
    return undefined;
  }

  const refresh = () => htmx.trigger(live, "refresh");
  window.addEventListener("online", () => { wait = 1000; send(); });
  let leaves = false; // asked already
  window.addEventListener("beforeunload", (event) => { if (line.length && !leaves) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#to-page");
    if (!link || !line.length) return;
    leaves = window.confirm(says("leave"));
    if (!leaves) event.preventDefault();
  });

  // ---- what htmx sends and puts in place -----------------------------------------------------------------------------

  let held = null; // what a finger is doing
  const isBusy = () => Boolean(held || line.length || keys || pressed);

  // Between a finger that comes down on a button and its tap nothing changes under it.
  let pressed = null;
  document.addEventListener("pointerdown", () => { clearTimeout(pressed?.timer); pressed = { isStale: false, timer: setTimeout(released, 1500) }; }, true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => { clearTimeout(pressed?.timer); if (pressed) pressed.timer = setTimeout(released, 80); }, true);
  }
  function released() {
    const was = pressed;
    pressed = null;
    if (was?.isStale) refresh();
  }

  document.addEventListener("htmx:config:request", (event) => {
    const { body } = event.detail.ctx.request;
    if (event.target === live) {
      if (document.hidden || isBusy()) { if (pressed) pressed.isStale = true; return event.preventDefault(); }
      body.set("tag", byId("tag")?.value ?? "");
      body.set("part", byId("now-part").value);
      body.set("open", byId("now-open").value);
      const find = byId("find")?.value;
      if (find) body.set("find", find);
      return undefined;
    }
    const form = event.target;
    if (form.matches?.("form[data-passage]:not(.finding)")) return isTyped(form) ? typed(form, body) : event.preventDefault();
    if (body.has?.("change") && !ADDS.test(body.get("do") ?? "")) body.set("change", newId());
    return undefined;
  });

  // What is typed in one visit of a field is one change.
  const pens = new WeakMap(), sent = new WeakMap();
  const isTyped = (form) => form.elements.words.value !== (sent.get(form) ?? form.elements.words.defaultValue);
  function typed(form, body) {
    const pen = pens.get(form) ?? { id: newId(), n: 0 };
    pens.set(form, { ...pen, n: pen.n + 1 });
    sent.set(form, form.elements.words.value);
    body.set("change", `${pen.id}.${pen.n + 1}`);
  }
  // Leaving the page: what was typed or moved last goes first.
  function leave() {
    flush();
    const form = document.querySelector("form[data-passage]:not(.finding)");
    if (!form || !isTyped(form)) return;
    const body = new URLSearchParams(new FormData(form));
    typed(form, body);
    body.set("quiet", "1");
    fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true }).catch(() => {});
  }
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  document.addEventListener("click", (event) => { if (event.target.closest?.("#to-page")) leave(); }, true);
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form[data-passage]");
    if (form && !form.contains(event.relatedTarget)) setTimeout(() => pens.delete(form), 1000);
  });

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (!live.contains(ctx.sourceElement)) return;
    // A picture that comes late does not go over a newer one, and none comes under a finger.
    const revision = /data-revision="(\d+)"/.exec(ctx.text ?? "")?.[1];
    const isOld = revision && Number(revision) < Number(byId("composer").dataset.revision);
    const waits = held ?? (ctx.sourceElement === live ? pressed : null);
    if (isOld || waits) { event.preventDefault(); if (waits) waits.isStale = true; }
    else wasIn = document.activeElement?.id || (live.contains(document.activeElement) ? "panel-title" : "");
  });
  let wasIn = "", view = byId("panel").dataset.view;

  document.addEventListener("htmx:after:swap", (event) => {
    if (!live.contains(event.detail.ctx.sourceElement)) return;
    settle();
    const now = byId("panel").dataset.view;
    if (now !== view) {
      byId("panel").scrollTop = 0;
      if (window.scrollY > 0 && matchMedia("(max-width: 40rem), (orientation: portrait)").matches) toPanel();
    }
    // A new bubble asks for its words.
    const words = byId("bubble-words");
    if (now !== view && words && !words.value) words.focus({ preventScroll: true });
    view = now;
    if (goesBack && !line.length) { goesBack = false; byId("back").click(); }
    // Who works with keys goes on where the choices are now.
    if (document.activeElement === document.body && wasIn) (byId(wasIn) ?? byId("panel-title")).focus({ preventScroll: true });
  });

  function toPanel() {
    const under = byId("stage-room").getBoundingClientRect().bottom, top = byId("panel").getBoundingClientRect().top;
    if (top < under) window.scrollBy({ top: top - under, behavior: "auto" });
  }

  document.addEventListener("htmx:error", (event) => {
    const { ctx } = event.detail;
    const form = ctx?.sourceElement;
    if (!form?.matches?.("form") || form.method !== "post" || !live.contains(form)) return;
    // What a button was to do waits in line with the rest; but nobody is led elsewhere, or back, long after the tap.
    if (["double", "back"].includes(ctx.request.body.get("do"))) { wrong(says("failed")); setTimeout(() => line.length || wrong(""), 4000); return; }
    const body = new URLSearchParams([...ctx.request.body.entries()]);
    body.set("quiet", "1");
    line.push({ body });
    send();
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement === live || !live.contains(ctx.sourceElement)) return;
    const { status } = ctx.response ?? {};
    if (status === 401 || status >= 500) { wrong(says(status === 401 ? "signed-out" : "failed")); setTimeout(() => line.length || wrong(""), 5000); }
  });

  // After every change: the grip as large as a finger, what is drawn and not on the stage yet over it, the room in a bubble counted.
  function settle() {
    byId("said")?.toggleAttribute("data-empty", !byId("said").textContent.trim());
    grip();
    takeTools();
    for (const stroke of strokes.filter((one) => one.isSaved && !line.length && !held)) forget(stroke);
    for (const stroke of strokes) if (!stroke.path.isConnected) stage().append(stroke.path);
    count();
  }

  function count() {
    const words = byId("bubble-words"), room = byId("bubble-room");
    if (words && room && words.value) room.textContent = says("left").replace("0000", String(words.maxLength - words.value.length));
  }
  document.addEventListener("input", (event) => { if (event.target.id === "bubble-words") count(); });

  // ---- the stage -----------------------------------------------------------------------------------------------------

  const scale = () => 1600 / stage().getBoundingClientRect().width;
  function at(event) {
    const box = stage().getBoundingClientRect();
    return [((event.clientX - box.left) * 1600) / box.width, ((event.clientY - box.top) * 1200) / box.height];
  }
  const boxOf = (part) => part.dataset.box.split(" ").map(Number);
  const partOf = (id) => id ? byId(`part-${id}`) : null;
  const chosen = () => partOf(byId("now-part").value);

  function grip() {
    const handle = byId("handle");
    if (!handle) return;
    const by = scale(), x = Math.min(1600 - GRIP_PX * by, Number(handle.dataset.x)), y = Math.max(GRIP_PX * by, Number(handle.dataset.y));
    const made = (name, attributes) => {
      const one = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
      return one;
    };
    const arm = GRIP_PX * 0.42 * by;
    handle.replaceChildren(
      made("circle", { class: "reach", cx: x, cy: y, r: REACH_PX * by }),
      made("circle", { class: "grip", cx: x, cy: y, r: GRIP_PX * by, "stroke-width": 3 * by }),
      made("path", { d: `M${x - arm} ${y + arm}L${x + arm} ${y - arm}`, "stroke-width": 3 * by }),
    );
  }
  window.addEventListener("resize", grip);

  // What is meant: what is under the finger, or else what lies close by; what is chosen before what is not.
  function meant(event) {
    const [x, y] = at(event), reach = REACH_PX * scale();
    const far = (part) => {
      const [left, top, wide, high] = boxOf(part);
      return Math.hypot(Math.max(left - x, 0, x - left - wide), Math.max(top - y, 0, y - top - high));
    };
    const arms = event.target.closest?.("[data-arms]"), hit = (arms && partOf(arms.dataset.arms)) ?? event.target.closest?.("[data-part]");
    const own = chosen();
    if (own && !hit && far(own) < reach) return own;
    if (hit) return hit;
    const near = [...stage().querySelectorAll(".part")].filter((part) => Math.min(...boxOf(part).slice(2)) < 2 * reach && far(part) < reach);
    return near.sort((one, other) => far(one) - far(other))[0] ?? null;
  }

  function withIt(part) {
    const id = part.dataset.part;
    const along = [...stage().querySelectorAll(".part, [data-arms]")].filter((one) => one === part || one.dataset.along === id || one.dataset.arms === id);
    return along.filter((one) => !along.some((other) => other !== one && other.contains(one)));
  }

  document.addEventListener("pointerdown", (event) => {
    if (!stage()?.contains(event.target) || event.button || held) return;
    const from = at(event);
    if (byId("composer").classList.contains("drawing")) { event.preventDefault(); stage().focus({ preventScroll: true }); return begin(event, from); }
    const isGrip = Boolean(event.target.closest("#handle"));
    const part = isGrip ? chosen() : meant(event);
    flush();
    held = { id: event.pointerId, from, screen: [event.clientX, event.clientY], part, way: part ? (isGrip ? "size" : "place") : "tap", isMoved: false, doing: move };
    stage().setPointerCapture(event.pointerId);
  });

  function move(event) {
    if (!held.part) return;
    const slip = Math.hypot(event.clientX - held.screen[0], event.clientY - held.screen[1]);
    if (!held.isMoved && slip < SLIP_PX) return;
    held.isMoved = true;
    const [x, y] = at(event), [fromX, fromY] = held.from, part = held.part;
    const frame = byId("frame");
    if (held.way === "place") {
      held.by = [x - fromX, y - fromY];
      const shift = `translate(${held.by[0].toFixed(1)} ${held.by[1].toFixed(1)})`;
      for (const one of [...withIt(part), ...(frame?.dataset.of === part.dataset.part ? [frame] : [])]) one.setAttribute("transform", shift);
    } else {
      const footX = Number(part.dataset.x), footY = Number(part.dataset.y), size = Number(part.dataset.size);
      const by = Math.max(0.05, Math.hypot(x - footX, y - footY) / Math.max(1, Math.hypot(fromX - footX, fromY - footY)));
      held.size = Math.min(3, Math.max(0.2, size * by));
      const share = held.size / size;
      const grow = `translate(${footX} ${footY}) scale(${share.toFixed(4)}) translate(${-footX} ${-footY})`;
      for (const one of [part, frame]) one?.setAttribute("transform", grow);
    }
    part.classList.add("dragged");
  }

  document.addEventListener("pointermove", (event) => { if (held?.id === event.pointerId) held.doing(event); });
  document.addEventListener("pointerup", (event) => { if (held?.id === event.pointerId) letGo(event); });
  document.addEventListener("pointercancel", (event) => {
    if (held?.id !== event.pointerId) return;
    const was = held;
    held = null;
    if (was.stroke) return keep(was);
    restore(was);
    return undefined;
  });

  function restore(was) {
    for (const one of was.part ? [...withIt(was.part), byId("frame")] : []) one?.removeAttribute("transform");
    was.part?.classList.remove("dragged");
    if (was.isStale) refresh();
  }

  function letGo(event) {
    const was = held;
    if (was.stroke) { was.doing(event); held = null; return keep(was); }
    held = null;
    if (!was.part) return byId("now-part").value && byId("let-go")?.click();
    const id = was.part.dataset.part;
    was.part.classList.remove("dragged");
    if (!was.isMoved) return id === byId("now-part").value ? undefined : byId(`choose-${id}`)?.click();
    const x = Number(was.part.dataset.x), y = Number(was.part.dataset.y);
    if (was.way === "size") return queue({ do: "size", part: id, size: was.size.toFixed(3) });
    // Moved is chosen too; the frame follows with the answer.
    if (id !== byId("now-part").value) { byId("now-part").value = id; byId("now-open").value = "spot"; byId("frame")?.remove(); }
    return queue({ do: "place", part: id, x: Math.round(x + was.by[0]), y: Math.round(y + was.by[1]) });
  }

  // ---- keys: arrows move what is chosen, + and − its size, Delete takes it out ----------------------------------------

  let keys = null;
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const STEP = 40;

  document.addEventListener("keydown", (event) => {
    if (event.target !== stage() || event.ctrlKey || event.metaKey || event.altKey) return;
    const part = chosen();
    if (event.key === "Escape") return void byId("let-go")?.click();
    if (!part) return;
    const id = part.dataset.part;
    if (event.key in WAYS) {
      event.preventDefault();
      const [across, down] = WAYS[event.key];
      clearTimeout(keys?.timer);
      keys = { id, across: (keys?.across ?? 0) + across, down: (keys?.down ?? 0) + down, timer: setTimeout(flush, PAUSE) };
      const shift = `translate(${keys.across * STEP} ${keys.down * STEP})`;
      for (const one of [...withIt(part), byId("frame")]) one?.setAttribute("transform", shift);
    } else if (["+", "=", "-", "−", "Delete", "Backspace"].includes(event.key)) {
      event.preventDefault();
      flush();
      queue({ do: ["+", "="].includes(event.key) ? "larger" : ["-", "−"].includes(event.key) ? "smaller" : "out", part: id });
    }
  });

  function flush() {
    if (!keys) return;
    const { id, across, down, timer } = keys;
    clearTimeout(timer);
    keys = null;
    if (across || down) queue({ do: "move", part: id, across, down });
    else for (const one of stage().querySelectorAll("[transform]")) if (one.matches(".part, #frame, [data-arms]")) one.removeAttribute("transform");
  }
  document.addEventListener("focusout", (event) => { if (event.target === stage()) flush(); });

  // ---- drawing by hand -------------------------------------------------------------------------------------------------

  const strokes = []; // drawn here and not on the stage of the server yet
  const tool = (name) => document.querySelector(`#panel input[name=${name}]:checked`);
  const tools = {}; // what was taken in hand stays there, whatever comes from the server
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#panel input[type=radio]")) tools[event.target.name] = event.target.value;
  });
  function takeTools() {
    for (const one of document.querySelectorAll("#panel input[type=radio]")) if (one.name in tools) one.checked = one.value === tools[one.name];
  }
  const pressOf = (event) => event.pointerType === "pen" && event.pressure ? Math.min(1, Math.max(0.2, event.pressure)) : 0.6;

  function begin(event, from) {
    const pen = tool("pen"), isRubber = pen.value === "rubber";
    const paint = tool("paint").value, width = isRubber ? Number(pen.dataset.radius) : Number(pen.value);
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", isRubber ? "rubbing" : `dab-${paint}`);
    for (const [key, value] of Object.entries({ fill: "none", stroke: isRubber ? "rgb(255 255 255 / 60%)" : "currentColor", "stroke-width": isRubber ? 2 * width : width * 0.76, "stroke-linecap": "round", "stroke-linejoin": "round", "pointer-events": "none" })) path.setAttribute(key, value);
    path.style.fill = "none";
    stage().append(path);
    const stroke = { path, points: [], isSaved: false };
    held = { id: event.pointerId, stroke, isRubber, paint, width, doing: draw };
    strokes.push(stroke);
    stage().setPointerCapture(event.pointerId);
    point(from, pressOf(event));
  }

  function draw(event) {
    const events = event.getCoalescedEvents?.() ?? [];
    for (const one of events.length ? events : [event]) point(at(one), pressOf(one));
  }

  function point([x, y], press) {
    const { stroke, isRubber } = held, last = stroke.points.at(-1);
    const near = isRubber ? 12 : NEAR_PX;
    if (last && Math.hypot(x - last[0], y - last[1]) < near) return;
    stroke.points.push([Math.round(Math.min(1600, Math.max(0, x))), Math.round(Math.min(1200, Math.max(0, y))), Math.round(press * 10) / 10]);
    const [first, ...rest] = stroke.points;
    stroke.path.setAttribute("d", `M${first[0]} ${first[1]}${rest.length ? rest.map((one) => `L${one[0]} ${one[1]}`).join("") : "l.1 0"}`);
  }

  function keep(was) {
    const { stroke, isRubber, paint, width } = was;
    const step = isRubber
      ? { do: "rub", radius: width, points: stroke.points.map(([x, y]) => `${x} ${y}`).join(" ") }
      : { do: "draw", colour: paint, width, points: stroke.points.map((one) => one.join(" ")).join(" ") };
    queue(step, stroke);
    if (was.isStale) refresh();
  }

  function forget(stroke) {
    stroke.path.remove();
    strokes.splice(strokes.indexOf(stroke), 1);
  }

  // One step back: what waits in line goes first.
  let goesBack = false;
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#back") || !line.length) return;
    event.preventDefault();
    event.stopPropagation();
    const last = line.at(-1);
    // What is on its way cannot be called back: it is undone as soon as it has come.
    if (last === sending) { goesBack = true; return; }
    line.pop();
    if (last.stroke) forget(last.stroke);
    if (!line.length) wrong("");
  }, true);

  settle();
})();
