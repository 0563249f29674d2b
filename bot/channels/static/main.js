// The conversation: sends what was typed or pressed, shows the answer, and shows the numbers itself when there is none.
import { card, close, paragraphs } from './card.js';
import { composing } from './composer.js';
import { clear, make, template, words } from './dom.js';
import { leaving } from './leave.js';
import { choosing } from './roles.js';
import { Refused, send } from './send.js';

const MOST_COVERED = 0.45; // of the height; above that the box moves to the end of the page
const SLOW = 6000; // ms before the numbers are shown although an answer may still come

const log = document.getElementById('log');
const typing = document.getElementById('typing');
const form = document.getElementById('composer');
const box = document.getElementById('message');
let waiting = 0;

const role = choosing(box);
const { putBack } = composing(form, (text) => say(text));
leaving(document.getElementById('leave'), log, box);
numbers();
measure();
window.addEventListener('resize', measure);
document.documentElement.classList.add('started');

/** Sends at once, even while an earlier message waits: frightened people write in pieces. */
async function say(text) {
  const pressed = document.activeElement && log.contains(document.activeElement);
  close(log);
  document.getElementById('label').textContent = words.label_later;
  const mine = make('div', { class: 'mine' }, make('span', { class: 'unseen' }, `${words.you}: `), make('p', null, text));
  log.append(mine);
  busy(1);
  reveal(typing, 'nearest');
  let slow = null;
  const timer = setTimeout(() => { slow = showSlow(); }, SLOW);
  try {
    const messages = await send(text, role());
    busy(-1);
    show(messages, pressed);
  } catch (error) {
    busy(-1);
    mine.append(make('p', { class: 'not-sent' }, words.not_sent));
    putBack(text);
    if (error instanceof Refused) showRefused(error, pressed);
    else showFailure();
  } finally {
    clearTimeout(timer);
    if (slow) slow.remove();
  }
}

function show(messages, pressed) {
  const cards = messages.map((message) => card(message, say));
  cards.forEach((one) => log.append(one));
  const urgent = cards.find((one) => one.classList.contains('kind-escalation'));
  const first = urgent || cards[0];
  // The focus moves for an emergency, and for whoever pressed a button that is now closed.
  if (urgent || pressed) first.querySelector('h2').focus({ preventScroll: true });
  reveal(first, 'start');
}

function showFailure() {
  const node = make('article', { class: 'card failure', role: 'alert' }, template('failure'), template('ring'));
  log.append(node);
  reveal(node, 'start');
}

function showSlow() {
  const node = make('article', { class: 'card failure' },
    make('h2', null, words.slow.heading), make('p', null, words.slow.line), template('ring'));
  log.append(node);
  reveal(node, 'start');
  return node;
}

/** The bot was reached and would not take the message: what it said, kindly, and always the numbers. */
function showRefused(refusal, pressed) {
  const body = refusal.body;
  if (Array.isArray(body) && body.some((one) => one && (one.text || one.custom))) {
    show(body, pressed);
    return;
  }
  const said = typeof body === 'string' ? body : body && (body.error || body.message || body.text);
  // The numbers in it are listed line by line; below they stand as links, so once is enough.
  const told = typeof said === 'string' ? said.split('\n').filter((row) => row.indexOf('- ') !== 0).join('\n') : '';
  const node = make('article', { class: 'card failure', role: 'alert' });
  paragraphs(node, told || (refusal.status === 429 ? words.busy : words.refused));
  node.append(template('ring'));
  log.append(node);
  reveal(node, 'start');
}

function busy(change) {
  waiting += change;
  clear(typing);
  if (!waiting) return;
  typing.append(words.typing, make('span', { class: 'dots', 'aria-hidden': 'true' }, make('i'), make('i'), make('i')));
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

/** "Other numbers": on a small screen the list sticks below the bar until it is put away. */
function numbers() {
  const toggle = document.getElementById('toggle');
  const list = document.getElementById('numbers');
  const set = (open) => {
    measure();
    list.classList.toggle('open', open);
    toggle.setAttribute('aria-expanded', String(open));
  };
  toggle.addEventListener('click', () => {
    const open = !list.classList.contains('open');
    set(open);
    if (open) list.querySelector('a').focus({ preventScroll: true });
  });
  form.addEventListener('submit', () => set(false));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !list.classList.contains('open')) return;
    set(false);
    toggle.focus();
  });
}
