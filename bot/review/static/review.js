// Keys for what the buttons do: each acts on the message or item that is marked, else on the page. They can be
// switched off, because speech and other tools send single letters too. Nothing works by script alone.
const items = [...document.querySelectorAll("[data-item]")];
const button = document.getElementById("keys");
let at = items.findIndex((one) => one.hasAttribute("data-flagged"));

function on() {
  return localStorage.getItem("review-keys") !== "off";
}

function tell() {
  if (!button) return;
  button.setAttribute("aria-pressed", String(on()));
  button.textContent = on() ? button.dataset.on : button.dataset.off;
}

function go(step) {
  if (!items.length) return;
  items[at]?.classList.remove("at");
  at = Math.min(items.length - 1, Math.max(0, at + step));
  items[at].classList.add("at");
  items[at].scrollIntoView({ block: "nearest" });
  items[at].querySelector("a, summary, button")?.focus();
}

function press(key) {
  const within = items[at]?.querySelector(`[data-key="${key}"]`);
  const found = within || [...document.querySelectorAll(`[data-key="${key}"]`)].find((one) => !one.closest("[data-item]"));
  if (!found) return false;
  const folded = found.closest("details");
  if (folded) folded.open = true;
  if (found.matches("select, textarea")) found.focus();
  else found.click();
  return true;
}

button?.addEventListener("click", () => {
  localStorage.setItem("review-keys", on() ? "off" : "on");
  tell();
});

document.addEventListener("keydown", (event) => {
  if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.matches("input, select, textarea")) return;
  if (event.key === "j" || event.key === "k") {
    go(event.key === "j" ? 1 : -1);
    event.preventDefault();
  } else if (/^[a-z1-5]$/.test(event.key) && press(event.key)) {
    event.preventDefault();
  }
});

tell();
// Said last, when every key works: the tests wait for it, as a person waits for the page.
document.documentElement.classList.add("js");
