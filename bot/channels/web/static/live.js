// The chat without reloading: every form is sent as it stands, and the card that the server draws is put into the log.
import { composing } from './composer.js';
import { post, Refused } from './fetch.js';
import { idling } from './idle.js';
import { leaving } from './leave.js';
import { fill, make, randomId, template, words } from './words.js';

const MOST_COVERED = 0.45; // of the height; above that the box moves to the end of the page
const SLOW = 6000; // ms before the numbers are shown although an answer may still come

const log = document.getElementById('log');
const typing = document.getElementById('typing');
const form = document.getElementById('composer');
let waiting = 0;
let left = false;

const { take, putBack } = composing(form);
leaving(() => { left = true; });
idling(() => log.childElementCount > 0);
measure();
window.addEventListener('resize', measure);
document.addEventListener('submit', submitted);
// Closing the page ends its conversation on the server too.
window.addEventListener('pagehide', () => {
  if (!left && log.childElementCount) navigator.sendBeacon('/leave', new URLSearchParams({ key: form.elements.key.value }));
  log.replaceChildren();
});
document.documentElement.classList.add('js');

function submitted(event) {
  const from = event.target;
  if (from.getAttribute('action') !== '/chat') return;
  event.preventDefault();
  const fields = new FormData(from);
  const button = event.submitter;
  if (button && button.name) fields.set(button.name, button.value);
  const text = String(fields.get('message') || '').trim();
  fields.set('key', form.elements.key.value);
  const role = form.elements.role && form.elements.role.value;
  if (role) fields.set('role', role);
  if (button && button.classList.contains('chip')) button.disabled = true;
  if (text) say(text, shown(from, text), fields, from !== form);
  else wrong(from, fields);
}

/** What the person is shown to have said: a button's own words where one was pressed. */
function shown(from, text) {
  const chosen = from.querySelector('input:checked');
  const label = chosen && from.querySelector(`label[for="${chosen.id}"]`);
  return from !== form && label ? label.textContent.trim() : text;
}

/** Sends at once, even while an earlier message waits: frightened people write in pieces. */
async function say(text, told, fields, pressed) {
  log.querySelectorAll('.govuk-error-summary').forEach((one) => one.remove());
  close();
  const label = document.getElementById('label');
  label.textContent = words.label_later;
  const mine = make('div', 'mine', make('span', 'govuk-visually-hidden', `${words.you}: `), make('p', '', told));
  log.append(mine);
  if (!pressed) take();
  busy(1);
  reveal(typing, 'nearest');
  let slow = null;
  const timer = setTimeout(() => { slow = show(make('article', 'card failure', template('slow'), template('ring')), false); }, SLOW);
  try {
    const card = await post('/chat', fields);
    form.elements.form.value = randomId();
    form.elements.turns.value = String(Number(form.elements.turns.value) + 1);
    const key = card.querySelector('input[name="key"]');
    if (key) form.elements.key.value = key.value;
    show(card, pressed);
  } catch (error) {
    mine.append(make('p', 'not-sent', words.not_sent));
    putBack(text);
    failed(error, pressed);
  } finally {
    busy(-1);
    clearTimeout(timer);
    if (slow) slow.remove();
  }
}

function failed(error, pressed) {
  if (error instanceof Refused && error.part) {
    if (error.part.classList.contains('card')) {
      show(error.part, pressed);
      return;
    }
    const card = make('div', 'card failure', ...error.part.childNodes);
    card.setAttribute('role', 'alert');
    show(card, false);
    return;
  }
  const card = make('div', 'card failure', template('failure'), template('ring'));
  card.setAttribute('role', 'alert');
  show(card, false);
}

/** Nothing was typed or chosen: the server's words for that, where the person is. */
async function wrong(from, fields) {
  document.querySelectorAll('.govuk-error-summary').forEach((one) => one.remove());
  try {
    await post('/chat', fields);
  } catch (error) {
    if (!(error instanceof Refused) || !error.part) return;
    if (from === form) log.append(error.part);
    else from.prepend(error.part);
    const first = from.querySelector('input[type="radio"]');
    const link = error.part.querySelector('a');
    if (link && first) link.href = `#${first.id}`;
    error.part.focus();
    reveal(error.part, 'nearest');
  }
}

function show(card, pressed) {
  const urgent = card.classList.contains('kind-escalation');
  // An alert speaks by itself; in a log that speaks too it would be heard twice.
  log.setAttribute('aria-live', urgent || card.getAttribute('role') === 'alert' ? 'off' : 'polite');
  log.append(card);
  // The focus moves for an emergency, and for whoever pressed a button that is now closed.
  const heading = card.querySelector('h2');
  if ((urgent || pressed) && heading) heading.focus({ preventScroll: true });
  reveal(card, 'start');
  return card;
}

/** Closes the questions of earlier cards: their buttons would answer something that is no longer asked. */
function close() {
  log.querySelectorAll('.question :is(button, input[type="radio"]), .helping button').forEach((one) => { one.disabled = true; });
}

function busy(change) {
  waiting += change;
  typing.replaceChildren();
  if (!waiting) return;
  const dots = make('span', 'dots', make('i'), make('i'), make('i'));
  dots.setAttribute('aria-hidden', 'true');
  typing.append(fill(words.typing, {}), dots);
}

function reveal(node, where) {
  measure();
  node.scrollIntoView({ block: where });
}

/** What sticks to the edges covers something: the style sheet must know how much, whatever the size of the letters. */
function measure() {
  const root = document.documentElement;
  const bar = document.getElementById('bar').offsetHeight;
  root.style.setProperty('--bar', `${bar}px`);
  root.style.setProperty('--composer', `${form.offsetHeight}px`);
  root.classList.toggle('tight', bar + form.offsetHeight > window.innerHeight * MOST_COVERED);
}
