// Who is writing: a choice that goes with every later message, and that can be changed or left out.
import { fill, words } from './dom.js';

/** Wires the role buttons; returns a function that gives the chosen role, or null. */
export function choosing(box) {
  const list = document.getElementById('roles');
  const chosen = document.getElementById('role-chosen');
  const change = document.getElementById('role-change');
  let role = null;

  list.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-role]');
    if (!button) return;
    role = button.dataset.role;
    const about = words.roles.find((one) => one.id === role);
    list.querySelectorAll('button[data-role]').forEach((one) => one.setAttribute('aria-pressed', String(one === button)));
    document.getElementById('role-said').textContent = fill(words.role_chosen, { role: about.short });
    document.getElementById('role-note').textContent = about.note;
    list.hidden = true;
    chosen.hidden = false;
    box.focus();
  });

  change.addEventListener('click', () => {
    chosen.hidden = true;
    list.hidden = false;
    (list.querySelector('[aria-pressed="true"]') || list.querySelector('button')).focus();
  });

  return () => role;
}
