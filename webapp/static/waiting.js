// Words that the server does not have yet wait on this tablet. They are sealed with a key that the server gives only to who is
// signed in, so that to a finder they are noise; they are gone when the server has them, at sign-out, and after 24 hours.
(() => {
  "use strict";
  const NAME = "waiting-words", WORDS = "words", ALONG = "along", STORIES = "stories", HOUR = 3_600_000, HOURS = 24;
  const keys = new Map(); // "document/whose/hour" -> CryptoKey
  const last = new Map(); // id -> the words that were put there last
  let queue = Promise.resolve(); // one thing at a time, in the order it was asked for
  const inTurn = (work) => (queue = queue.then(work, work));
  const idOf = (document, address) => `${document} ${address}`;
  const can = Boolean(window.indexedDB && window.crypto?.subtle);

  const done = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

  async function within(mode, work) {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(WORDS, { keyPath: "id" });
    const database = await done(opening);
    database.onversionchange = () => database.close();
    try {
      const transaction = database.transaction(WORDS, mode, { durability: "strict" });
      const ended = new Promise((yes, no) => { transaction.oncomplete = yes; transaction.onabort = () => no(transaction.error); });
      const result = await done(work(transaction.objectStore(WORDS)));
      await ended;
      return result;
    } finally {
      database.close();
    }
  }

  // Nothing waits: nothing is left behind, not even an empty box.
  async function exists(name = NAME) {
    if (!can) return false;
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some((one) => one.name === name);
  }

  async function emptied() {
    if ((await within("readonly", (store) => store.count())) === 0) await done(indexedDB.deleteDatabase(NAME));
  }

  async function sealedOnes() {
    if (!(await exists())) return [];
    const found = await within("readonly", (store) => store.getAll());
    const over = found.filter((one) => one.until < Date.now());
    for (const one of over) await within("readwrite", (store) => store.delete(one.id));
    await emptied();
    return found.filter((one) => !over.includes(one));
  }

  const imported = (text) => crypto.subtle.importKey(
    "raw", Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)), "AES-GCM", false, ["encrypt", "decrypt"],
  );

  // The page of a document brings the key of this hour; for words of an earlier one the server is asked.
  async function keyFor(document, whose, hour) {
    const name = `${document}/${whose}/${hour}`;
    const own = here();
    if (!keys.has(name) && own && own.document === document && own.whose === whose && own.hour === hour) {
      keys.set(name, await imported(own.key));
    }
    if (!keys.has(name)) {
      const answer = await fetch(`/documents/${document}/waiting-key/${hour}?whose=${whose}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return null;
      keys.set(name, await imported((await answer.json()).key));
    }
    return keys.get(name);
  }

  let unlocked = null; // the story that was taken along and has been opened (along.js)

  function here() {
    if (unlocked) return unlocked.own;
    const place = window.document.querySelector("[data-waiting-key]");
    if (!place) return null;
    const { waitingKey: key, waitingHour: hour, waitingWhose: whose, document } = place.dataset;
    return { key, hour: Number(hour), whose, document };
  }

  // Whether the words are on the tablet now.
  async function keep(address, what) {
    const own = here();
    if (!can || !own) return false;
    const id = idOf(own.document, address);
    if (last.get(id) === what.words) return true;
    const key = await keyFor(own.document, own.whose, own.hour);
    if (!key) return false;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bound = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) };
    const sealed = await crypto.subtle.encrypt(bound, key, new TextEncoder().encode(JSON.stringify(what)));
    const one = { id, document: own.document, address, whose: own.whose, hour: own.hour, until: (own.hour + HOURS) * HOUR, iv, sealed };
    await within("readwrite", (store) => store.put(one));
    last.set(id, what.words);
    return true;
  }

  async function opened(one) {
    const key = await keyFor(one.document, one.whose, one.hour).catch(() => null);
    if (!key) return null;
    const bound = { name: "AES-GCM", iv: one.iv, additionalData: new TextEncoder().encode(one.id) };
    const text = await crypto.subtle.decrypt(bound, key, one.sealed).catch(() => null);
    if (!text) return null;
    const what = JSON.parse(new TextDecoder().decode(text));
    last.set(one.id, what.words);
    return what;
  }

  // `words`: those that the server has now. What was typed since goes on waiting.
  async function forget(document, address, words) {
    if (!(await exists())) return;
    const id = idOf(document, address);
    const one = words === undefined ? null : await within("readonly", (store) => store.get(id));
    if (one && (await opened(one))?.words !== words) return; // of another page of this tablet, or typed since
    last.delete(id);
    await within("readwrite", (store) => store.delete(id));
    await emptied();
  }

  async function clear() {
    last.clear();
    for (const name of [NAME, ALONG]) if (await exists(name)) await done(indexedDB.deleteDatabase(name));
    await tidy();
  }

  // A story that was taken along (along.js) is gone after its day, and what keeps its page with the last of them.
  async function tidy() {
    if (await exists(ALONG)) {
      const opening = indexedDB.open(ALONG, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(STORIES, { keyPath: "document" });
      const database = await done(opening);
      const stories = database.transaction(STORIES, "readwrite").objectStore(STORIES);
      for (const one of await done(stories.getAll())) if (one.until < Date.now()) await done(stories.delete(one.document));
      const left = await done(stories.count());
      database.close();
      if (left) return;
      await done(indexedDB.deleteDatabase(ALONG));
    }
    const worker = await navigator.serviceWorker?.getRegistration("/along/");
    if (!worker) return;
    await worker.unregister();
    await window.caches.delete("along-shell");
  }

  async function sent(one) {
    const what = await opened(one);
    if (!what) return null;
    const body = new URLSearchParams({ ...what.form, value: what.words });
    const answer = await fetch(`/documents/${one.document}/changes`, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    const text = await answer?.text();
    if (answer?.ok) {
      const seen = /name="seen" value="(\d+)"/.exec(text)?.[1];
      await forget(one.document, one.address, what.words);
      document.dispatchEvent(new CustomEvent("waiting:saved", { detail: { address: one.address, words: what.words, seen } }));
    }
    return answer ? { one, status: answer.status, text } : null;
  }

  // What waits for another page than this one is sent from here; `isHere` says which addresses this page sees to by itself.
  async function send(isHere = () => false) {
    const left = [];
    for (const one of await sealedOnes()) {
      if (isHere(one)) continue;
      const result = await sent(one);
      if (!result || result.status >= 300) left.push(result ?? { one, status: 0 });
    }
    return left;
  }

  window.waiting = {
    keep: (address, what) => inTurn(() => keep(address, what)),
    forget: (document, address, words) => inTurn(() => forget(document, address, words)),
    clear: () => inTurn(clear),
    tidy: () => inTurn(tidy),
    unlocked: (own) => { unlocked = { own }; },
    showLeft,
    send: (isHere) => inTurn(() => send(isHere)),
    count: () => inTurn(async () => (await sealedOnes()).length),
    // What waits for the document on this page: [[address, what], …].
    of: (document) => inTurn(async () => {
      const found = [];
      for (const one of await sealedOnes()) {
        if (one.document !== document) continue;
        const what = await opened(one);
        if (what) found.push([one.address, what]);
      }
      return found;
    }),
  };

  // Words where somebody else wrote too. On their own page it is asked which stay (workbench.js does, where an editor is open); elsewhere
  // stands the way there.
  function showLeft(left) {
    const asked = left.find(({ status }) => status === 409 || status === 422);
    const template = document.getElementById("words-are-waiting"), live = document.getElementById("live");
    if (!asked || !template || document.getElementById("left-waiting")) return;
    const { one, text } = asked, page = `/documents/${one.document}/${pageOf(one)}`;
    if (live && location.pathname === page) {
      live.insertAdjacentHTML("beforebegin", text);
      htmx.process(live.previousElementSibling);
      return;
    }
    const banner = template.content.cloneNode(true);
    banner.querySelector("a").href = page;
    document.getElementById("main")?.prepend(banner);
  }

  function pageOf({ whose, address }) {
    if (whose === "interpreter") return `translate/${address.split("@")[1].split(".")[0]}`;
    return `${whose ? "write" : "scenes"}/${address.split("/")[1]}`;
  }

  // A passage that is open on this page sends its own words, or asks already which stay (workbench.js).
  const isOnThisPage = ({ document: of, address }) => here()?.document === of && Boolean(document.querySelector(
    `form[data-passage] [name="address"][value="${CSS.escape(address)}"], form.overtaken[data-asked="${CSS.escape(address)}"]`,
  ));
  const sendAll = () => window.waiting.tidy().then(() => window.waiting.send(isOnThisPage)).then(showLeft, () => {});
  window.addEventListener("DOMContentLoaded", sendAll);
  window.addEventListener("online", sendAll);

  // Signing out takes the words that wait with it: first they are sent, and if that does not work it is asked.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-signs-out]") || form.dataset.sure) return;
    event.preventDefault();
    await window.waiting.send().catch(() => {});
    const asks = form.dataset.signsOut;
    if ((await window.waiting.count().catch(() => 0)) && !window.confirm(asks)) return;
    await window.waiting.clear().catch(() => {});
    form.dataset.sure = "yes";
    form.requestSubmit();
  });
})();
