// What the console does in the browser besides htmx. Every page reads without it.
"use strict";
(() => {
  const each = (selector, root, act) => {
    if (root.matches?.(selector)) act(root);
    root.querySelectorAll?.(selector).forEach(act);
  };

  // Times come in UTC and are shown in the reader's zone.
  const year = new Date().getFullYear();
  const formats = new Map();
  const show = (date, seconds) => {
    const other = date.getFullYear() !== year;
    const key = `${seconds}${other}`;
    if (!formats.has(key)) {
      formats.set(key, new Intl.DateTimeFormat("en-GB", {
        day: "numeric", month: "short", year: other ? "numeric" : undefined,
        hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, hourCycle: "h23",
      }));
    }
    return formats.get(key).format(date).replace(",", "");
  };
  const localise = (time) => {
    const date = new Date(time.dateTime);
    if (!Number.isNaN(date.valueOf())) time.textContent = show(date, time.dataset.seconds === "true");
  };

  // Toasts go by themselves, unless they tell of something bad or are being read.
  const settle = (toast) => {
    toast.querySelector("button")?.addEventListener("click", () => toast.remove());
    if (toast.classList.contains("tone-bad")) return;
    const go = () => (toast.matches(":hover, :focus-within") ? setTimeout(go, 2000) : toast.remove());
    setTimeout(go, 7000);
  };
  const complain = (text) => {
    const toasts = document.getElementById("toasts");
    const toast = document.createElement("div");
    toast.className = "toast tone-bad";
    const words = document.createElement("p");
    words.textContent = text;
    toast.append(words);
    toasts.append(toast);
    setTimeout(() => toast.remove(), 10000);
  };

  // A box that stands for others: All Topics greys them, and doesn't tick them, since it does not mean every one.
  const reign = (all) => {
    const rule = () => all.form?.querySelectorAll(`input[name="${CSS.escape(all.dataset.all)}"]`).forEach((box) => {
      if (box === all) return;
      if (all.checked && !box.disabled) box.dataset.was = box.checked;
      if (!all.checked && box.disabled) box.checked = box.dataset.was === "true";
      box.disabled = all.checked;
      if (all.checked) box.checked = false;
    });
    all.addEventListener("change", rule);
    rule();
  };

  // Boxes of rows: how many are chosen, all at once, and no button that would act on none.
  const count = (bulk) => {
    const boxes = [...(bulk.closest("form")?.querySelectorAll(`input[name="${CSS.escape(bulk.dataset.bulk)}"]`) ?? [])];
    const all = bulk.querySelector("[data-pick-all]");
    const tell = () => {
      const picked = boxes.filter((box) => box.checked).length;
      all.checked = picked > 0 && picked === boxes.length;
      all.indeterminate = picked > 0 && picked < boxes.length;
      bulk.querySelectorAll("button").forEach((button) => { button.disabled = picked === 0; });
      bulk.querySelector("[data-picked]").textContent = picked ? `${picked} chosen` : "";
    };
    all.addEventListener("change", () => { boxes.forEach((box) => { box.checked = all.checked; }); tell(); });
    boxes.forEach((box) => {
      box.addEventListener("change", tell);
      box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); }); // is no wish to press the first button
    });
    tell();
  };

  // A list that goes on by itself: rows come as server-sent events whose ids are their numbers. In the background the
  // connection is given up, since a browser allows few to one host; what came meanwhile follows when the page is seen.
  const follow = (part) => {
    const [says, list, empty, more] = ["says", "list", "empty", "more"].map((name) => part.querySelector(`[data-follow-${name}]`));
    const rows = list.querySelector("tbody");
    let seen = Number(part.dataset.seen), source = null, patience = 1000, later = 0, unread = 0, over = false;
    const say = (state, words) => { part.dataset.state = state; if (says.textContent !== words) says.textContent = words; };
    const away = () => list.getBoundingClientRect().top < 0;
    const count = () => {
      if (!away()) unread = 0;
      more.hidden = !unread;
      more.textContent = unread === 1 ? "1 new request above" : `${unread} new requests above`;
    };
    const add = (event) => {
      const number = Number(event.lastEventId);
      if (number <= seen) return;
      seen = number;
      const html = document.createElement("template");
      html.innerHTML = event.data;
      const row = html.content.firstElementChild;
      if (!row || document.getElementById(row.id)) return;
      prepare(row);
      row.classList.add("fresh");
      empty.hidden = true;
      for (const part of [list, ...document.querySelectorAll("[data-follow-with]")]) part.hidden = false;
      rows.prepend(row);
      while (rows.rows.length > 500) rows.lastElementChild.remove();
      unread += 1;
      count();
    };
    const close = () => { clearTimeout(later); source?.close(); source = null; };
    const open = () => {
      close();
      if (over || document.hidden) return;
      source = new EventSource(`${part.dataset.follow}?after=${seen}`);
      source.addEventListener("open", () => { patience = 1000; say("live", "Live"); });
      source.addEventListener("caught", add);
      source.addEventListener("answers", (event) => { document.querySelector("[data-follow-answers]").textContent = event.data; });
      source.addEventListener("end", (event) => { over = true; close(); say("over", event.data); });
      source.addEventListener("error", () => {
        say("waiting", "Connecting again");
        if (source?.readyState !== EventSource.CLOSED) return; // it comes back by itself
        patience = Math.min(patience * 2, 60000);
        later = setTimeout(open, patience);
      });
    };
    more.addEventListener("click", () => part.scrollIntoView({ block: "start" }));
    document.addEventListener("scroll", count, { passive: true });
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", (event) => event.persisted && open());
    open();
  };

  // Live: what is new comes in at the top and what has moved on changes in its place, while anyone can see it.
  const longest = 300;
  const tail = (box) => {
    const rows = document.getElementById(box.dataset.tail);
    const look = async () => {
      if (!box.isConnected || !box.checked) return;
      if (!document.hidden && !document.querySelector("dialog[open]")) await draw();
      setTimeout(look, 2000);
    };
    const draw = async () => {
      const url = new URL(box.dataset.from, location.href);
      const newest = rows.querySelector("tr[id]");
      const unfinished = [...rows.querySelectorAll("[data-unfinished]")].slice(0, 50);
      url.searchParams.set("after", newest?.id ?? "");
      url.searchParams.set("unfinished", unfinished.map((row) => `${row.id}~${row.dataset.unfinished}`).join(","));
      const top = newest?.getBoundingClientRect().top ?? 0;
      await htmx.ajax("GET", url.pathname + url.search, { target: rows, swap: "afterbegin", source: box }).catch(() => {});
      const old = newest && document.getElementById(newest.id);
      const moved = old ? old.getBoundingClientRect().top - top : 0;
      if (top < 0 && moved > 0) scrollBy(0, moved); // who has scrolled down goes on seeing the same rows
      for (let row = old?.previousElementSibling; row; row = row.previousElementSibling) row.classList.add("fresh");
      if (rows.querySelector("tr[id]")) rows.querySelector("[data-none]")?.remove();
      while (rows.rows.length > longest && !rows.lastElementChild.contains(document.activeElement)) rows.lastElementChild.remove();
    };
    box.addEventListener("change", look);
  };

  // How long something still lasts, second by second.
  const countDown = (span) => {
    const tick = () => {
      const left = Math.max(0, Math.round((new Date(span.dataset.until) - Date.now()) / 1000));
      const two = (number) => String(number).padStart(2, "0");
      const days = Math.floor(left / 86400);
      span.textContent = `${days ? `${days} d ` : ""}${two(Math.floor(left / 3600) % 24)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
      if (left && span.isConnected) setTimeout(tick, 1000);
    };
    tick();
  };

  // A file goes as it is, since its bytes tell its encoding; the form's other fields go in the URL. Text goes as any form.
  const upload = (form) => form.addEventListener("submit", async (event) => {
    const file = form.querySelector("input[type=file]")?.files[0];
    if (!file) return;
    event.preventDefault();
    const button = form.querySelector("button.primary");
    if (button.disabled) return;
    button.disabled = true;
    const fields = new URLSearchParams({ name: file.name.slice(0, 200) });
    new FormData(form).forEach((value, name) => typeof value === "string" && !["text", "_csrf"].includes(name) && fields.set(name, value));
    try {
      const answer = await fetch(`${form.dataset.upload}?${fields}`, {
        method: "POST", body: file,
        headers: { ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}"), "HX-Request": "true", "Content-Type": "text/csv" },
      });
      const to = answer.headers.get("HX-Redirect");
      if (to) return location.assign(to);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-upload]");
      if (!fresh) throw new Error(answer.status);
      form.replaceWith(fresh);
      prepare(fresh);
      fresh.querySelector("[autofocus]")?.focus();
    } catch {
      button.disabled = false;
      complain("The file did not arrive. Nothing was done; try again.");
    }
  });

  const prepare = (root) => {
    each("form[data-upload]", root, upload);
    each("[data-tail]", root, tail);
    each("[data-until]", root, countDown);
    each("time[datetime]", root, localise);
    each("[data-toast]", root, settle);
    each("[data-follow]", root, follow);
    each("input[data-all]:not([data-all=''])", root, reign);
    each("[data-bulk]", root, count);
  };

  const copy = async (button) => {
    const text = button.closest(".code, .copyable")?.querySelector("code")?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return complain("The browser does not allow copying here: select the text instead.");
    }
    const label = button.querySelector("span");
    const said = label ? label.textContent : button.getAttribute("aria-label");
    const say = (words) => (label ? (label.textContent = words) : button.setAttribute("aria-label", words));
    say("Copied");
    setTimeout(() => say(said), 1600);
  };

  const switchTheme = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${root.dataset.theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  };

  // A link with data-open shows its page in the dialog or the drawer of this one; with a modifier key, as any link.
  let opener = null;
  const open = (link) => {
    opener = link;
    each("[aria-current=true][data-row]", document, (row) => row.removeAttribute("aria-current"));
    const sheet = document.getElementById(link.dataset.open);
    htmx.ajax("GET", link.href, { target: sheet, swap: "innerHTML", source: link });
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.("[data-open], [data-copy], [data-theme-switch], dialog");
    if (!target) return;
    if (target.matches("[data-copy]")) copy(target);
    else if (target.matches("[data-theme-switch]")) switchTheme();
    else if (target.matches("[data-open]")) {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(target);
    } else if (event.target === target && target.matches(".drawer")) target.close(); // its backdrop
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const sheet = event.detail.target;
    if (!(sheet instanceof HTMLDialogElement)) return;
    if (!sheet.open) {
      sheet.showModal();
      opener?.closest("tr")?.setAttribute("aria-current", "true");
    }
    sheet.scrollTop = 0;
    sheet.querySelector("[autofocus]")?.focus();
  });
  document.addEventListener("close", (event) => {
    if (!event.target.matches("dialog")) return;
    if (event.target.querySelector("[data-stale]")) location.reload(); // what was done in it changed the page below
    event.target.replaceChildren();
    opener?.closest("tr")?.removeAttribute("aria-current");
    opener?.focus();
    opener = null;
  }, true);

  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
  document.addEventListener("htmx:sendError", () => complain("The server can't be reached. Nothing was done; try again."));
  document.addEventListener("htmx:timeout", () => complain("The server took too long to answer. Look again before you repeat it."));
})();
