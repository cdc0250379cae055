// What a ruler finds on a page. Each function gives back a list of sentences; an empty one is a page as it should be.
(() => {
  const TARGETS = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const ARABIC = /[\u0600-\u06ff]/, RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

  const name = (one) => {
    const id = one.id ? `#${one.id}` : "";
    const classes = [...one.classList].slice(0, 3).map((each) => `.${each}`).join("");
    return `<${one.localName}${id}${classes}> “${(one.getAttribute("aria-label") || one.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };
  const isHidden = (one) => {
    if (!one.checkVisibility({ visibilityProperty: true })) return true;
    for (let at = one; at; at = at.parentElement) if (getComputedStyle(at).clipPath === "inset(50%)") return true;
    return false;
  };
  const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => !isHidden(one));
  const texts = function* () {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest("script, style, template")) yield walk.currentNode;
  };
  const box = (node) => {
    const range = new Range();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };

  // Wider than the screen: somebody would have to push the page sideways to read it.
  function wide() {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const over = visible("body *").filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return (right > room + 1 || left < -1) && !one.closest(".skip");
    });
    return [`${document.documentElement.scrollWidth} px wide on ${room}`, ...over.slice(-4).map(name)];
  }

  // Text cut off by a box that does not scroll, or beyond the edge of the page.
  function clipped() {
    const found = [];
    for (const text of texts()) {
      const parent = text.parentElement;
      if (isHidden(parent) || parent.closest(".skip, textarea, select")) continue;
      const { left, right, top, bottom } = box(text);
      if (left < -1 || right > document.documentElement.clientWidth + 1) found.push(`beyond the edge: ${name(parent)}`);
      for (let at = parent; at && at !== document.documentElement; at = at.parentElement) {
        const style = getComputedStyle(at), edge = at.getBoundingClientRect();
        const cutsX = ["hidden", "clip"].includes(style.overflowX) && (left < edge.left - 1.5 || right > edge.right + 1.5);
        const cutsY = ["hidden", "clip"].includes(style.overflowY) && (top < edge.top - 1.5 || bottom > edge.bottom + 1.5);
        if (cutsX || cutsY) found.push(`cut off by ${name(at)}: ${name(parent)}`);
      }
    }
    for (const field of visible("textarea")) {
      if (getComputedStyle(field).overflowY === "hidden" && field.scrollHeight > field.clientHeight + 2) found.push(`words cut off: ${name(field)}`);
    }
    return found;
  }

  // Words that reach beyond the edge of what one taps, or of the label on it.
  function spilled() {
    const found = [];
    for (const text of texts()) {
      const parent = text.parentElement, button = parent.closest("button, .button, .quiet, .chip, .option, .tool, .turner, summary, label, legend");
      if (!button || isHidden(parent) || parent.closest(".visually-hidden, .unseen")) continue;
      const { left, right, top, bottom } = box(text), edge = button.getBoundingClientRect();
      if (left < edge.left - 1 || right > edge.right + 1 || top < edge.top - 1 || bottom > edge.bottom + 1) found.push(`${name(button)} holds ${Math.round(right - left)}×${Math.round(bottom - top)} px of words in ${Math.round(edge.width)}×${Math.round(edge.height)}`);
    }
    return found;
  }

  const cutOff = () => [...wide(), ...clipped()];

  // What a reader's own style cuts off.
  function cutOffWith({ css }) {
    wear({ css });
    const found = cutOff();
    undress();
    return found;
  }

  // Smaller than a finger. A box or a choice is as large as the label that it lies in.
  function small({ least, primary, primaryLeast }) {
    const found = [];
    for (const one of visible(TARGETS)) {
      const label = one.matches("input") && one.closest("label");
      const { width, height, bottom } = (label || one).getBoundingClientRect();
      const room = primary && one.matches(primary) ? primaryLeast : least;
      if (bottom > 0 && (width < room - 0.5 || height < room - 0.5)) found.push(`${Math.round(width)}×${Math.round(height)} px: ${name(one)}`);
    }
    return found;
  }

  // Whatever moves by itself or on being touched.
  function moving() {
    const lasts = (durations) => durations.split(",").some((each) => parseFloat(each) > 0);
    const found = document.getAnimations().map((each) => `moves: ${name(each.effect.target)}`);
    for (const one of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(one, part);
        if (lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration))) found.push(`can move: ${name(one)}`);
        if (style.scrollBehavior === "smooth") found.push(`scrolls by itself: ${name(one)}`);
      }
    }
    return found;
  }

  // Words that are read out in the wrong language, or run the wrong way.
  function misread({ names }) {
    const found = [];
    const spoken = [...texts()].map((text) => [text.data, text.parentElement]);
    for (const field of document.querySelectorAll("textarea, input[type=text], input:not([type])")) spoken.push([field.value, field]);
    for (const image of document.querySelectorAll("img[alt]")) spoken.push([image.alt, image]);
    for (const [words, one] of spoken) {
      const language = one.closest("[lang]").lang.split("-")[0], isArabic = ARABIC.test(words);
      if (isArabic && language !== "ar") found.push(`Arabic read as ${language}: ${name(one)}`);
      if (isArabic && !one.matches("img, option") && getComputedStyle(one).direction !== "rtl") found.push(`Arabic from left to right: ${name(one)}`);
      const bare = words.replace(/[^\p{L} ]/gu, " ").trim();
      const isName = bare.split(/\s+/).every((word) => names.includes(word) || word.length < 3);
      if (!isArabic && language === "ar" && bare && !isName) found.push(`read as Arabic: ${name(one)} “${bare}”`);
    }
    for (const one of document.querySelectorAll("form.passage textarea, blockquote, .words:not(form), .heading.say")) {
      if (!one.hasAttribute("lang") || !one.hasAttribute("dir")) found.push(`a passage that does not say its language and direction: ${name(one)}`);
    }
    return found;
  }

  // Words in letters that run the other way than what they stand in: of another language, or a name that nothing isolates.
  function misdirected() {
    const found = [];
    for (const text of texts()) {
      const one = text.parentElement, letters = [...text.data].filter((letter) => /\p{L}/u.test(letter));
      if (!letters.length || one.closest("svg, option, datalist, .face")) continue; // initials stand in the middle
      const back = letters.filter((letter) => RIGHT_TO_LEFT.test(letter)).length, runs = getComputedStyle(one).direction;
      if (back === letters.length && runs === "ltr") found.push(`from right to left in what runs from left to right: ${name(one)}`);
      if (!back && runs === "rtl") found.push(`from left to right in what runs from right to left: ${name(one)}`);
    }
    return found;
  }

  // No single heading to begin at, no title, or one that names somebody.
  function headed({ names }) {
    const isThere = (one) => one.checkVisibility({ visibilityProperty: true }); // to be heard is enough
    const headings = [...document.querySelectorAll("h1")].filter(isThere).length, title = document.title;
    return [
      ...(headings === 1 ? [] : [`${headings} headings`]),
      ...(title.trim() ? [] : ["no title"]),
      ...names.filter((name) => title.includes(name)).map((name) => `the title names ${name}`),
    ];
  }

  let bars = null; // what stays where it is while the page goes by

  // What has the focus: its name, whether that can be seen, and what lies over it.
  function focused() {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const around = [one, one.parentElement, one.closest("label"), one.closest(".passage")].filter(Boolean);
    const isRinged = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const isSeen = around.some((each) => isRinged(getComputedStyle(each)) || isRinged(getComputedStyle(each, "::before")))
      || (one.matches("textarea") && getComputedStyle(one).borderTopColor !== "rgba(0, 0, 0, 0)")
      || (one.closest(".own .passage") && getComputedStyle(one.closest(".passage")).boxShadow !== "none");
    const mine = (one.closest("label") || one).getBoundingClientRect();
    bars ??= visible("body *").filter((bar) => ["fixed", "sticky"].includes(getComputedStyle(bar).position));
    const over = bars.find((bar) => {
      if (bar.contains(one) || one.contains(bar)) return false;
      const its = bar.getBoundingClientRect();
      const across = Math.min(mine.right, its.right) - Math.max(mine.left, its.left);
      const down = Math.min(mine.bottom, its.bottom) - Math.max(mine.top, its.top);
      return across > 2 && down > 2;
    });
    return { name: name(one), isSeen, under: over ? name(over) : "" };
  }

  // A sheet of style that the content policy has no say in, as a reader's own would be.
  function wear({ css }) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }
  function undress() { document.adoptedStyleSheets = []; }

  window.findings = { wide, clipped, spilled, cutOff, cutOffWith, small, moving, misread, misdirected, headed, focused, wear, undress };
})();
