"""Everything that a browser has kept of us, wherever it may be; and a tablet whose battery runs flat."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

EVERY_STORE = """async () => {
    const text = (value) => {
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
        if (value && typeof value === 'object') return Object.keys(value).map((key) => `${key}: ${text(value[key])}`).join(', ');
        return String(value);
    };
    const done = (request) => new Promise((yes, no) => {
        request.onsuccess = () => yes(request.result);
        request.onerror = no;
    });
    const found = {
        local: Object.entries(localStorage), session: Object.entries(sessionStorage), caches: {},
        workers: (await navigator.serviceWorker.getRegistrations()).length, databases: {},
    };
    for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
            const all = await done(database.transaction(store).objectStore(store).getAll());
            found.databases[`${name}/${store}`] = all.map(text);
        }
        database.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) found.caches[url] = await (await cache.match(url)).text();
    }
    return found;
}"""
EMPTY = {"local": [], "session": [], "caches": {}, "workers": 0, "databases": {}}


def stores(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(EVERY_STORE)
    return found


def wait_until_put_by(page: Page, count: int = 1) -> None:
    for _ in range(150):
        found = stores(page)["databases"]
        if sum(len(all) for all in found.values()) == count:  # type: ignore[attr-defined]
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{found} does not hold {count}")


def wait_until_nothing_waits(page: Page) -> None:
    for _ in range(150):
        if stores(page) == EMPTY:
            return
        page.wait_for_timeout(100)
    raise AssertionError(stores(page))


def battery_runs_flat(page: Page) -> None:
    """Gone in the middle of it: the page can do nothing any more, also not what pages do when they are left."""
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_event("crash"), suppress(PlaywrightError):
        page.goto("chrome://crash", timeout=3000)
    page.close()
