// One answer as a card, drawn from custom.guidance; where the card is not complete, from the message's text.
import { fill, line, make, words } from './dom.js';
import { choices, contactList, signChips, sources } from './parts.js';

const LISTS = ['points', 'steps', 'contacts', 'avoid', 'record'];
const STANDS_OUT = 40; // characters; whole sentences until there are that many
let drawn = 0;

/**
 * The element for one message of the contract. `say(text)` sends what a pressed button stands for.
 * A card without `opening` is missing what is read first, so the text, which is complete, takes its place.
 */
export function card(message, say) {
  const guidance = (message.custom && message.custom.guidance) || {};
  const structured = typeof guidance.opening === 'string' && guidance.opening !== '';
  const urgent = guidance.kind === 'escalation';
  drawn += 1;
  const id = `answer-${drawn}`;
  const node = make('article', { class: `card kind-${guidance.kind || 'text'}`, 'aria-labelledby': id });
  node.append(urgent ? alarm(guidance, id, message) : make('h2', { id, class: 'unseen', tabindex: '-1' }, words.answer));
  if (guidance.urgency === 'check') node.classList.add('check');

  if (structured) structure(node, guidance, urgent);
  else {
    paragraphs(node, message.text || '');
    if (filled(guidance.contacts)) section(node, 'contacts', contactList(guidance.contacts, urgent));
  }
  if (filled(guidance.signs)) {
    section(node, 'signs', make('p', { class: 'hint' }, words.signs_hint), signChips(guidance.signs, say));
  }
  if (structured) strings(guidance.closing).forEach((text) => node.append(line('p', text, 'closing')));
  if (filled(guidance.citations)) node.append(sources(guidance.citations));
  asking(node, guidance, message, say, structured);
  return node;
}

function structure(node, guidance, urgent) {
  const opening = urgent ? withoutHeading(guidance.opening) : guidance.opening;
  if (!urgent) open(node, opening);
  if (guidance.reason && guidance.reason !== guidance.opening) node.append(line('p', guidance.reason, 'reason'));
  const order = urgent ? ['steps', 'points', 'contacts', 'avoid', 'record'] : LISTS;
  order.forEach((name) => {
    if (!filled(guidance[name])) return;
    if (name === 'contacts') {
      // In an emergency 999 is the heading already, and every number is shown.
      const contacts = guidance.contacts.filter((one) => !(urgent && one.phone === '999'));
      if (contacts.length) section(node, name, contactList(contacts, urgent || guidance.kind === 'error'));
    } else section(node, name, bullets(strings(guidance[name])));
  });
}

/** The head of an emergency: the one thing to do, as a link that rings, told at once to a screen reader. */
function alarm(guidance, id, message) {
  const opening = guidance.opening || '';
  const still = /999/.test(opening || message.text || '');
  const head = make('div', { class: 'alarm', role: 'alert' },
    make('h2', { id, tabindex: '-1' }, make('a', { href: 'tel:999', class: 'alarm-ring' }, still ? words.ring_now : words.ring_again)));
  const rest = withoutHeading(opening);
  if (rest) open(head, rest);
  return head;
}

/** The first words stand out; a long opening goes on in plain type, or nothing would stand out. */
function open(node, opening) {
  const sentences = opening.match(/[^]+?[.?](?:\s+|$)|[^]+$/g) || [opening];
  let first = '';
  while (sentences.length && first.length < STANDS_OUT) first += sentences.shift();
  node.append(line('p', first.trim(), 'opening'));
  if (sentences.length) node.append(line('p', sentences.join('').trim()));
}

function withoutHeading(opening) {
  const first = `${words.ring_now}.`;
  return opening.indexOf(first) === 0 ? opening.slice(first.length).trim() : opening;
}

function section(node, name, ...children) {
  const heading = words.headings[name];
  node.append(make('section', { class: `part part-${name}` }, heading ? make('h3', null, heading) : null, ...children));
}

function bullets(items) {
  return make('ul', { class: 'bullets' }, ...items.map((text) => line('li', text)));
}

/** Plain text as paragraphs and lists: blank lines part them, a leading dash makes an item. */
export function paragraphs(node, text) {
  text.split(/\n\s*\n/).forEach((block) => {
    const items = [];
    block.split('\n').forEach((row) => {
      if (/^\s*[-•] /.test(row)) items.push(row.replace(/^\s*[-•] /, ''));
      else if (row.trim()) node.append(line('p', row.trim()));
    });
    if (items.length) node.append(bullets(items));
  });
}

/** The question, its buttons, the message's other buttons, and after an outcome "Did this help?". */
function asking(node, guidance, message, say, structured) {
  const question = guidance.question;
  const options = question && filled(question.options) ? question.options : [];
  const outcome = (guidance.kind === 'answer' || guidance.kind === 'concern') && !question && guidance.urgency !== 'check';
  // What is drawn in its own place, as a choice, a chip or "Did this help?", is not drawn a second time.
  const placed = options.map((option) => option.payload)
    .concat(filled(guidance.signs) ? guidance.signs.map((sign) => fill(words.remove, sign)) : [])
    .concat(outcome ? [words.helped.yes_says, words.helped.no_says] : []);
  const others = (message.buttons || []).filter((one) => placed.indexOf(one.payload) < 0);
  if (question) {
    const box = make('section', { class: 'question' });
    if (question.text && structured) box.append(line('p', question.text, 'question-text'));
    if (options.length) box.append(choices(options, say, 'choices', (button) => button.classList.add('chosen')));
    if (box.firstChild) node.append(box);
  }
  if (others.length) node.append(choices(others, say, 'choices others'));
  if (outcome) node.append(helped(node, say));
}

function helped(node, say) {
  const box = make('section', { class: 'helped' });
  const options = [
    { title: words.helped.yes, payload: words.helped.yes_says },
    { title: words.helped.no, payload: words.helped.no_says },
  ];
  const buttons = choices(options, say, 'choices small-choices', () => {
    buttons.querySelectorAll('button').forEach((one) => { one.disabled = true; });
  });
  const print = make('button', { type: 'button', class: 'plain' }, words.print);
  print.addEventListener('click', () => {
    node.classList.add('to-print');
    window.print();
    node.classList.remove('to-print');
  });
  box.append(make('p', null, words.helped.text), buttons, print);
  return box;
}

/** Closes the question of an earlier card: its buttons would answer something that is no longer asked. */
export function close(log) {
  log.querySelectorAll('.question .choice:not([disabled])').forEach((button) => { button.disabled = true; });
}

function filled(list) {
  return Array.isArray(list) && list.length > 0;
}

function strings(list) {
  return (Array.isArray(list) ? list : []).filter((one) => typeof one === 'string' && one);
}
