/*
 * Tributary's script for shops.
 *
 *   <script async src="https://affiliates.example.com/t.js" data-key="pub_…"></script>
 *
 * It notices a visit by an affiliate's link (?rfsn=ID.CODE, with subid= and creative= if there), keeps the last one in
 * localStorage, and tells Tributary of it and of the cart that came of it. No cookie, no eval, nothing from elsewhere.
 * The cart's id comes from data-cart on the script's tag, from window.tributary.cart(id), or from Shopify's own cookie.
 */
(function () {
  'use strict';

  var script = document.currentScript || document.querySelector('script[data-key^="pub_"]');
  var key = script && script.getAttribute('data-key');
  if (!key || window.tributary) return;

  var doors = new URL('t/', script.src).href;
  var STORE = 'tributary:' + key;
  var HALF_AN_HOUR = 30 * 60 * 1000;
  var memory = {}; // for browsers that refuse localStorage
  var seen = {}; // links of this page view, which a single-page shop carries from route to route and goes back to
  var telling = {}; // what is on its way

  function load() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) || memory;
    } catch (e) {
      return memory;
    }
  }

  /** Changes what is kept: {click, toldClick, cart, toldCart}. */
  function keep(changes) {
    memory = Object.assign({}, load(), changes);
    try {
      localStorage.setItem(STORE, JSON.stringify(memory));
    } catch (e) {
      // kept in memory alone
    }
  }

  /** The link that this page was reached by, from the query or from what stands behind the hash. */
  function link() {
    var places = [location.search, location.hash.replace(/^#([^?]*\?)?/, '')];
    for (var i = 0; i < places.length; i++) {
      var found = {};
      new URLSearchParams(places[i]).forEach(function (value, name) {
        name = name.toLowerCase();
        if (!(name in found)) found[name] = value;
      });
      if (/^\s*\d{1,18}\.[0-9A-Za-z]{1,40}\s*$/.test(found.rfsn || '')) {
        found.words = [found.rfsn.trim(), found.subid, found.creative].join(' ');
        return found;
      }
    }
    return null;
  }

  /** A redirect link has told of its click already and hands on its name, the first 12 digits of which are the time. */
  function name(link) {
    var given = link.rfsnc || '';
    var fresh = Math.abs(Date.now() - parseInt(given.slice(0, 12), 16)) < HALF_AN_HOUR / 6;
    if (fresh && /^[0-9a-f]{32}$/.test(given)) return given;
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return (byte + 256).toString(16).slice(1);
    }).join('');
  }

  /** Coming back to a page, loading it again, or the same link again soon, is no other click. */
  function isAgain(words, arriving) {
    var last = load().click;
    var visit = arriving && performance.getEntriesByType('navigation')[0];
    var back = visit && (visit.type === 'reload' || visit.type === 'back_forward');
    return last && (back || (last.words === words && Date.now() - last.at < HALF_AN_HOUR));
  }

  /** Whether an answer is the last word: whoever has no time now, or is being restarted, is told again. */
  function isWord(status) {
    return status < 500 && status !== 408 && status !== 429;
  }

  /** Sends without keeping the page waiting or from being left. Told twice under one name, a click is one click. */
  function tell(door, click, cart, told) {
    var mark = click.id + ' ' + (cart || '');
    if (telling[mark]) return;
    telling[mark] = true;
    var body = JSON.stringify({
      key: key,
      id: click.id,
      url: click.url,
      referrer: click.referrer,
      age: Math.max(0, Math.round((Date.now() - click.at) / 1000)),
      cart: cart
    });
    if (window.fetch && 'keepalive' in Request.prototype) {
      fetch(doors + door, { method: 'POST', body: body, credentials: 'omit', keepalive: true })
        .then(function (answer) {
          return isWord(answer.status) ? told() : Promise.reject();
        })
        .catch(function () {
          telling[mark] = false; // the next page tries again
        });
    } else if (navigator.sendBeacon && navigator.sendBeacon(doors + door, body)) {
      told();
    }
  }

  function tellAll() {
    var state = load();
    var click = state.click;
    if (!click || document.prerendering) return;
    if (state.toldClick !== click.id) {
      tell('click', click, undefined, function () {
        keep({ toldClick: click.id });
      });
    }
    if (state.cart && state.toldCart !== click.id + ' ' + state.cart) {
      tell('cart', click, state.cart, function () {
        keep({ toldCart: click.id + ' ' + state.cart });
      });
    }
  }

  function cart(id) {
    id = Array.from(String(id || '').trim()).slice(0, 255).join(''); // no half of an emoji
    if (id && id !== load().cart) keep({ cart: id });
    tellAll();
  }

  /** The tag's own word, else Shopify's cookie, whose value is the cart's id and a key. */
  function findCart() {
    var shopify = window.Shopify && /(?:^|;\s*)cart=([^;]+)/.exec(document.cookie);
    var id = script.getAttribute('data-cart') || (shopify && shopify[1].split(/\?|%3F/i)[0]);
    if (id) cart(id);
  }

  /** All that there is to do on a page; on most of them, nothing. */
  function look(arriving) {
    var found = link();
    if (found && !seen[found.words]) {
      seen[found.words] = true;
      if (!isAgain(found.words, arriving === true)) {
        keep({
          click: {
            id: name(found),
            at: Date.now(),
            words: found.words,
            url: location.href.slice(0, 4096),
            referrer: document.referrer.slice(0, 1024)
          }
        });
      }
    }
    findCart();
    tellAll();
  }

  /** Single-page shops change the address without loading a page. */
  function follow(change) {
    var original = history[change];
    history[change] = function () {
      var result = original.apply(this, arguments);
      setTimeout(look);
      return result;
    };
  }

  function begin() {
    look(true);
    follow('pushState');
    follow('replaceState');
    addEventListener('popstate', look);
    addEventListener('hashchange', look);
    addEventListener('pagehide', findCart); // a cart may have been made since
    new MutationObserver(findCart).observe(script, { attributes: true, attributeFilter: ['data-cart'] });
  }

  window.tributary = { cart: cart };
  // A page that is drawn ahead of a visit may never be seen.
  if (document.prerendering) document.addEventListener('prerenderingchange', begin, { once: true });
  else begin();
})();
