// The box people type in: Enter sends, the counter speaks up only near the limit, and words are never lost.
import { fill, words } from './words.js';

const SPEAK_FROM = 200; // characters left when the counter appears

/** Wires the box of the form. Returns { take, putBack }: what was typed, and giving it back unanswered. */
export function composing(form) {
  const box = form.querySelector('textarea');
  const counter = document.getElementById('counter');
  const said = document.getElementById('counter-said');

  const count = () => {
    const left = words.limit - box.value.length;
    const shown = left > SPEAK_FROM ? '' : fill(left < 0 ? words.over : words.left, { n: Math.abs(left) });
    counter.textContent = shown;
    counter.classList.toggle('over', left < 0);
    // Spoken at each fifty only, or the counter would talk over every letter.
    if (!shown) said.textContent = '';
    else if (left % 50 === 0 || (left < 0 && !said.textContent)) said.textContent = shown;
    grow();
  };
  const grow = () => {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`; // CSS holds the most and the least
  };

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  box.addEventListener('input', count);

  const take = () => {
    box.value = '';
    count();
    // On a phone the keyboard covers the answer, so it goes; elsewhere the box keeps the focus for the next words.
    if (window.matchMedia('(pointer: coarse)').matches) box.blur();
    else box.focus();
  };
  /** Before whatever has been typed since. */
  const putBack = (text) => {
    if (box.value.indexOf(text) < 0) box.value = box.value ? `${text}\n${box.value}` : text;
    count();
  };
  return { take, putBack };
}
