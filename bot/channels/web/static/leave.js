// Leaving fast: everything off the screen at once, then this page is replaced, so that Back does not return to it.

const TIMES = 3;
const WITHIN = 3000; // ms between two presses

/** Wires the way out of this page. `before()` runs first, for what only this page holds. */
export function leaving(before) {
  const link = document.getElementById('leave');
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('leave') : null;

  const go = (event) => {
    if (event) event.preventDefault();
    if (before) before();
    wipe();
    if (others && event !== null) others.postMessage('leave');
    navigator.sendBeacon('/leave', new URLSearchParams());
    forget();
    window.location.replace(link.dataset.to);
  };
  link.addEventListener('click', go);
  if (others) others.onmessage = () => go(null); // another tab of ours was left, so this one goes too

  let pressed = 0;
  let last = 0;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      pressed = 0; // a capital letter is Shift too, and must not count
      return;
    }
    if (event.repeat) return;
    const now = Date.now();
    pressed = now - last < WITHIN ? pressed + 1 : 1;
    last = now;
    if (pressed === TIMES) go(event);
  });

  // A browser that kept the page in memory starts it anew instead of showing it again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) {
      wipe();
      window.location.replace('/');
    }
  });
}

/** Nothing of the page is left to see. */
export function wipe() {
  document.title = '\u00a0';
  document.body.replaceChildren();
  document.body.hidden = true;
}

/** This page stores nothing; should anything be there all the same, it goes. */
function forget() {
  try {
    window.localStorage.clear();
    window.sessionStorage.clear();
    if (window.caches) window.caches.keys().then((names) => names.forEach((name) => window.caches.delete(name)));
  } catch (error) {
    // a browser that forbids storage holds none
  }
}
