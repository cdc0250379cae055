// A photo on its way (shown at once, made smaller, progress, stop) and the four corners of a sheet, by finger and by key.
// Both are forms that also work without this file.
(() => {
  "use strict";
  document.documentElement.classList.add("js");

  const LONGEST_EDGE_PX = 2400; // larger than what is kept, so nothing that shows is lost
  const JPEG_QUALITY = 0.9;
  const LIGHT_BYTES = 1_500_000; // so light a photo of no more pixels is sent as it is
  const MOST_BYTES = 25_000_000;
  const SHOWN_WITHIN_MS = 10_000; // after that a photo goes as it is, so that nobody waits for nothing
  const says = (id) => document.getElementById(`says-${id}`)?.content.textContent.trim() ?? "";

  // ---- a photo on its way ------------------------------------------------------------------------------------------

  // Some browsers answer a canvas with noise, so that nobody is recognised by it: then the photo goes as it is.
  function canvasIsTrue() {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2;
    const pen = canvas.getContext("2d");
    if (!pen) return false;
    pen.fillStyle = "#123456";
    pen.fillRect(0, 0, 2, 2);
    const seen = [...pen.getImageData(0, 0, 2, 2).data];
    return seen.every((value, n) => value === [0x12, 0x34, 0x56, 0xff][n % 4]);
  }

  // The photo upright and no larger than need be; as it is where this browser cannot read it, or would not make it lighter.
  async function lightened(file, image) {
    const long = Math.max(image.naturalWidth, image.naturalHeight);
    if (!long || (long <= LONGEST_EDGE_PX && file.size <= LIGHT_BYTES) || !canvasIsTrue()) return file;
    const scale = Math.min(1, LONGEST_EDGE_PX / long);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // see-through places of a drawing are paper
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", JPEG_QUALITY));
    canvas.width = canvas.height = 0; // gives the memory back at once on tablets
    return made && made.size < file.size ? made : file;
  }

  const problemPlace = () => document.querySelector("[data-problem]");

  function showProblem(content) {
    const place = problemPlace();
    place.replaceChildren();
    if (typeof content === "string") place.innerHTML = content; // our own answer, written by a template that escapes
    else if (content) place.append(content);
    const problem = place.firstElementChild;
    if (!problem) return;
    document.title = says("problem");
    problem.tabIndex = -1;
    problem.focus();
    problem.scrollIntoView({ block: "center" });
  }

  // The two pictures side by side, between which to choose, are a page of their own.
  function showInstead(page) {
    const answered = new DOMParser().parseFromString(page, "text/html");
    document.title = answered.title;
    document.querySelector("main").replaceWith(answered.querySelector("main"));
    document.querySelector("main").focus();
  }

  function prepareSending(form) {
    const sending = form.querySelector("[data-sending]");
    const preview = sending.querySelector("img");
    const progress = sending.querySelector("progress");
    const words = sending.querySelector(".sending-words");
    const again = sending.querySelector("[data-again]");
    const atOnce = form.dataset.sends === "at-once";
    let chosen = null; // { file, ready: Promise of what will be sent }
    let request = null;

    function say(text) { if (words.textContent !== text) words.textContent = text; }

    function reset() {
      request?.abort();
      request = null;
      chosen = null;
      if (preview.src) URL.revokeObjectURL(preview.src);
      preview.removeAttribute("src");
      preview.hidden = progress.hidden = again.hidden = sending.hidden = true;
      say("");
      delete form.dataset.state;
      for (const input of form.querySelectorAll("input[type=file]")) input.value = "";
    }

    async function choose(file) {
      showProblem(null);
      preview.src = URL.createObjectURL(file);
      const shown = preview.decode().then(() => true, () => false); // once the browser paints: behind another window, never
      const waited = new Promise((done) => setTimeout(done, SHOWN_WITHIN_MS, false));
      const readable = await Promise.race([shown, waited]);
      preview.hidden = !readable;
      return readable ? lightened(file, preview).catch(() => file) : file;
    }

    function begin(file) {
      chosen = { file, ready: choose(file) };
      form.dataset.state = "chosen";
      sending.hidden = false;
      sending.focus(); // what was tapped is gone from the page
      document.dispatchEvent(new CustomEvent("photo:chosen", { detail: form }));
      const mine = chosen;
      if (atOnce) return send();
      return mine.ready.then(() => { if (chosen === mine) say(preview.hidden ? says("not-shown") : ""); });
    }

    async function send() {
      if (!chosen || request) return;
      const mine = chosen;
      again.hidden = true;
      say(says("preparing"));
      const photo = await mine.ready;
      if (chosen !== mine || request) return;
      if (photo.size > MOST_BYTES) {
        reset();
        return showProblem(document.getElementById("says-too-heavy").content.cloneNode(true));
      }
      const body = new FormData(form);
      body.delete("picture");
      body.set("picture", photo, "photo"); // its own name tells more than need be
      post(body);
    }

    function post(body) {
      const now = (request = new XMLHttpRequest());
      form.dataset.state = "sending";
      progress.hidden = false;
      progress.value = 0;
      say(says("sending"));
      now.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress.value = (100 * event.loaded) / event.total;
      });
      now.upload.addEventListener("load", () => {
        progress.removeAttribute("value"); // sent; how long the rest takes nobody knows
        say(says(atOnce ? "looking" : "placing"));
      });
      now.addEventListener("load", () => answered(now));
      now.addEventListener("error", () => notSent());
      now.addEventListener("timeout", () => notSent());
      now.open("POST", form.action);
      now.setRequestHeader("HX-Request", "true");
      now.timeout = 300_000;
      now.send(body);
    }

    function answered(now) {
      request = null; // to stop it now would throw its answer away
      const onward = now.getResponseHeader("HX-Redirect");
      const isPage = /^\s*<!doctype/i.test(now.responseText);
      if (now.status < 300 && onward) return location.assign(onward);
      if (now.status === 409 && isPage) return showInstead(now.responseText);
      if (isPage) return location.reload(); // the tablet was handed over or covered meanwhile: so it shows
      if (now.status === 422 || now.status === 413) {
        reset();
        return showProblem(now.responseText);
      }
      showProblem(now.responseText);
      return notSent("");
    }

    function notSent(text = says("not-sent")) {
      request = null;
      form.dataset.state = "chosen";
      progress.hidden = true;
      again.hidden = !atOnce;
      say(text);
    }

    function take(input) {
      const file = input.type === "file" && input.files[0];
      if (!file) return;
      reset();
      begin(file);
    }

    form.addEventListener("change", (event) => take(event.target));
    form.addEventListener("submit", (event) => {
      if (!chosen) return; // the plain form says that there is no photo yet
      event.preventDefault();
      send();
    });
    again.addEventListener("click", send);
    sending.querySelector("[data-stop]").addEventListener("click", () => {
      reset();
      form.querySelector("input[type=file]").focus();
    });
    document.addEventListener("photo:chosen", (event) => { if (event.detail !== form) reset(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted) reset(); });
    form.querySelectorAll("input[type=file]").forEach(take); // chosen before this file came over a slow line
  }

  document.querySelectorAll("form[data-sends]").forEach(prepareSending);

  // ---- the four corners of a sheet ---------------------------------------------------------------------------------

  const STEP = 1;
  const LARGE_STEP = 5;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const between = (value) => Math.min(100, Math.max(0, value));

  function prepareCorners(form) {
    const stage = form.querySelector("[data-stage]");
    const photo = stage.querySelector("img");
    const size = { x: Number(photo.getAttribute("width")), y: Number(photo.getAttribute("height")) };
    const loupe = stage.querySelector(".loupe");
    const where = form.querySelector("[data-where]");
    const field = (axis, n) => form.elements.namedItem(`${axis}${n}`);
    const at = (n) => ({ x: between(Number(field("x", n).value) || 0), y: between(Number(field("y", n).value) || 0) });

    function draw() {
      const points = [1, 2, 3, 4].map((n) => {
        const { x, y } = at(n);
        const corner = form.querySelector(`[data-corner="${n}"]`);
        corner.style.insetInlineStart = `${x}%`; // set from script, which the policy allows; an attribute it would not
        corner.style.insetBlockStart = `${y}%`;
        return `${(x / 100) * size.x},${(y / 100) * size.y}`;
      });
      for (const line of stage.querySelectorAll("polygon")) line.setAttribute("points", points.join(" "));
      stage.querySelector(".around").setAttribute("d", `M0 0H${size.x}V${size.y}H0Z M${points.join(" ")}Z`);
    }

    function move(n, x, y) {
      field("x", n).value = between(x).toFixed(1);
      field("y", n).value = between(y).toFixed(1);
      draw();
    }

    function magnify(n) {
      const { x, y } = at(n);
      const edge = Math.round(loupe.clientWidth * devicePixelRatio) || 1;
      loupe.width = loupe.height = edge;
      loupe.dataset.side = x > 50 ? "start" : "end";
      const pen = loupe.getContext("2d");
      const shown = Math.max(size.x, size.y) / 8; // how much of the photo the loupe shows, in its pixels
      const scale = photo.naturalWidth / size.x;
      const [centreX, centreY] = [(x / 100) * size.x, (y / 100) * size.y];
      pen.fillStyle = "#000";
      pen.fillRect(0, 0, edge, edge);
      pen.drawImage(photo, (centreX - shown / 2) * scale, (centreY - shown / 2) * scale, shown * scale, shown * scale, 0, 0, edge, edge);
      const onLoupe = (m) => {
        const corner = at(m);
        return [(((corner.x / 100) * size.x - centreX) / shown + 0.5) * edge, (((corner.y / 100) * size.y - centreY) / shown + 0.5) * edge];
      };
      for (const [colour, wider] of [["#fff", 2], ["#0b5c4e", 1]]) {
        pen.strokeStyle = colour;
        pen.lineWidth = wider * 2 * devicePixelRatio;
        pen.beginPath();
        pen.moveTo(...onLoupe(((n + 2) % 4) + 1));
        pen.lineTo(edge / 2, edge / 2);
        pen.lineTo(...onLoupe((n % 4) + 1));
        pen.stroke();
      }
    }

    function drag(corner, event) {
      const n = Number(corner.dataset.corner);
      const box = photo.getBoundingClientRect();
      const start = at(n);
      const from = { x: event.clientX, y: event.clientY };
      corner.setPointerCapture(event.pointerId);
      loupe.hidden = false;
      magnify(n);
      const moved = (now) => {
        move(n, start.x + (100 * (now.clientX - from.x)) / box.width, start.y + (100 * (now.clientY - from.y)) / box.height);
        magnify(n);
      };
      const done = () => {
        loupe.hidden = true;
        corner.removeEventListener("pointermove", moved);
        corner.removeEventListener("pointerup", done);
        corner.removeEventListener("pointercancel", done);
      };
      corner.addEventListener("pointermove", moved);
      corner.addEventListener("pointerup", done);
      corner.addEventListener("pointercancel", done);
    }

    for (const corner of form.querySelectorAll("[data-corner]")) {
      const n = Number(corner.dataset.corner);
      corner.hidden = false;
      corner.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        event.preventDefault();
        corner.focus();
        drag(corner, event);
      });
      corner.addEventListener("keydown", (event) => {
        const arrow = ARROWS[event.key];
        if (!arrow) return;
        event.preventDefault();
        const step = event.shiftKey ? LARGE_STEP : STEP;
        const { x, y } = at(n);
        move(n, x + arrow[0] * step, y + arrow[1] * step);
        const now = at(n);
        where.textContent = says("where").replace("{across}", Math.round(now.x)).replace("{down}", Math.round(now.y));
      });
    }
    form.addEventListener("input", (event) => { if (event.target.type === "number") draw(); });
    // Enter in a number shows the corner; it does not decide.
    form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.type === "number") event.preventDefault(); });
    const waiting = form.querySelector("[data-waiting]");
    form.addEventListener("submit", () => { waiting.textContent = says("straightening"); });
    window.addEventListener("pageshow", () => { waiting.textContent = ""; });
    draw();
  }

  document.querySelectorAll("form[data-straightens]").forEach(prepareCorners);
})();
