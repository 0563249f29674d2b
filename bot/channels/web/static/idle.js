// A page that nobody touches for twenty minutes clears itself, so that nobody else reads it; two minutes before, it asks.
import { wipe } from './leave.js';
import { template } from './words.js';

const WARN = 18 * 60 * 1000; // ms
const END = 20 * 60 * 1000;

/** `begun()`: whether there is anything on the page to clear. */
export function idling(begun) {
  let last = Date.now();
  let asking = null;

  const stay = () => {
    last = Date.now();
    if (asking) asking.remove();
    asking = null;
  };
  ['keydown', 'pointerdown', 'wheel', 'touchmove'].forEach((name) => document.addEventListener(name, stay, { passive: true }));

  window.setInterval(() => {
    const idle = Date.now() - last;
    if (!begun() || idle < WARN) return;
    if (idle >= END) {
      wipe();
      window.location.replace('/');
    } else if (!asking) {
      asking = document.createElement('div');
      asking.className = 'idle';
      asking.append(template('idle'));
      document.body.append(asking);
      asking.querySelector('.stay').addEventListener('click', stay);
    }
  }, 5000);
}
