// Leaving fast: clears what was said, then replaces this page, so that Back does not return to it.
import { clear } from './dom.js';

const TIMES = 3;
const WITHIN = 3000; // ms between two presses

export function leaving(link, log, box) {
  const go = (event) => {
    if (event) event.preventDefault();
    clear(log);
    box.value = '';
    document.body.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener('click', go);

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
    if (pressed === TIMES) go();
  });

  // A browser that kept the page in memory starts it anew instead of showing it again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) window.location.reload();
  });
}
