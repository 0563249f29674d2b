// The parts of a card that do something: contacts, signs, sources, buttons.
import { day, fill, line, make, newTab, ringing, webAddress, words } from './dom.js';

const MOST_CONTACTS = 5;   // with more than that, four are shown and the rest are folded: never a wall of numbers
const SHOWN_CONTACTS = 4;

/** Splits contacts into those shown and those folded away. */
export function sortContacts(contacts, all) {
  const helplines = contacts.filter((one) => one.phone !== '999');
  // A child's answer shows what is for children; the rest is there, folded.
  if (!all && helplines.length && helplines[0].for === 'young_person') {
    const theirs = (one) => one.phone === '999' || one.for === 'young_person';
    return [contacts.filter(theirs), contacts.filter((one) => !theirs(one))];
  }
  if (all || contacts.length <= MOST_CONTACTS) return [contacts, []];
  return [contacts.slice(0, SHOWN_CONTACTS), contacts.slice(SHOWN_CONTACTS)];
}

/** `urgent`: every number at once, without notes, so that all fit on one small screen. */
export function contactList(contacts, urgent) {
  const [shown, folded] = sortContacts(contacts, urgent);
  const part = make('div', { class: 'contact-part' }, list(shown, urgent));
  if (folded.length) {
    part.append(make('details', { class: 'fold' }, make('summary', null, words.other_numbers), list(folded)));
  }
  const dates = contacts.map((one) => one.checked).filter(Boolean).sort();
  if (dates.length) part.append(make('p', { class: 'small' }, fill(words.checked, { date: day(dates[0]) })));
  return part;
}

function list(contacts, bare) {
  return make('ul', { class: 'contacts' }, ...contacts.map((one) => contact(one, bare)));
}

function contact(one, bare) {
  const item = make('li', null);
  const site = webAddress(one.url);
  if (one.phone) item.append(bigLink(ringing(one.phone), one.name, one.phone, one.phone === '999'));
  else if (one.sms) item.append(bigLink('sms:' + one.sms.replace(/\D/g, ''), one.name, `${words.text_to} ${one.sms}`));
  else if (site) item.append(bigLink(site, one.name, words.website));
  else item.append(make('p', { class: 'contact-name' }, one.name));
  const audience = words.audience[one.for];
  if (audience) item.append(make('p', { class: 'contact-for' }, audience));
  if (bare) return item;
  if (one.note) item.append(line('p', one.note, 'contact-note'));
  const others = make('p', { class: 'contact-more' });
  if (one.phone && one.sms) others.append(make('a', { href: 'sms:' + one.sms.replace(/\D/g, '') }, `${words.text_to} ${one.sms}`));
  if ((one.phone || one.sms) && site) others.append(newTab(site, words.website, `: ${one.name}`));
  if (others.firstChild) item.append(others);
  return item;
}

function bigLink(href, name, number, urgent) {
  const link = make('a', { class: urgent ? 'contact urgent' : 'contact', href },
    make('span', { class: 'contact-name' }, name), ' ', make('span', { class: 'contact-number' }, number));
  if (/^http/.test(href)) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return link;
}

/** What was understood, as chips; pressing one takes it back. */
export function signChips(signs, say) {
  const chips = make('ul', { class: 'chips' });
  signs.forEach((sign) => {
    const button = make('button', { type: 'button', class: 'chip', 'aria-label': fill(words.remove, sign) },
      make('span', null, sign.label), make('span', { 'aria-hidden': 'true', class: 'chip-cross' }, '\u00d7'));
    button.addEventListener('click', () => {
      button.disabled = true;
      say(fill(words.remove, sign));
    });
    chips.append(make('li', null, button));
  });
  return chips;
}

export function sources(citations) {
  const items = citations.map((one) => {
    const kind = fill(words.sources[one.source] || '', { edition: one.edition || '' }).replace(/, $/, '');
    const name = one.title || one.section;
    const head = one.section && one.section !== name ? `${one.section}. ${name}` : name;
    const tail = [kind, one.checked ? fill(words.source_checked, { date: day(one.checked) }) : ''].filter(Boolean).join(', ');
    const site = webAddress(one.url);
    return make('li', null, site ? newTab(site, head) : head, tail ? ` (${tail})` : '');
  });
  return make('details', { class: 'fold' }, make('summary', null, words.headings.citations), make('ul', null, ...items));
}

/** Big buttons; each says its payload. `onPress(button)` runs before. */
export function choices(options, say, className, onPress) {
  const group = make('div', { class: className });
  options.forEach((option) => {
    const button = make('button', { type: 'button', class: 'choice' }, option.title);
    button.addEventListener('click', () => {
      if (onPress) onPress(button);
      say(option.payload || option.title);
    });
    group.append(button);
  });
  return group;
}
