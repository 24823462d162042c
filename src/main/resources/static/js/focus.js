// A part of the page that is drawn anew keeps the place of who works in it with the keyboard.
let held = null;

document.addEventListener('htmx:beforeSwap', () => {
  const here = document.activeElement;
  held = here && here !== document.body ? { here, same: same(here), within: within(here) } : null;
});

document.addEventListener('htmx:afterSwap', () => {
  if (!held || held.here.isConnected || document.activeElement !== document.body) {
    return;
  }
  const again = (held.same && document.querySelector(held.same)) || (held.within && document.querySelector(`${held.within} :is(a[href], summary)`));
  (again ?? document.getElementById('main'))?.focus({ preventScroll: true });
  held = null;
});

// The same thing, by what does not change when it is drawn again.
function same(part) {
  if (part.id) {
    return `#${CSS.escape(part.id)}`;
  }
  // The form says whose it is: never the same button for another alarm.
  const form = part.closest('form[action]');
  if (form && part.localName === 'button') {
    return `form[action="${CSS.escape(form.getAttribute('action'))}"] button`;
  }
  const name = ['href', 'name'].find((one) => part.getAttribute(one));
  return name ? `${within(part) ?? ''} ${part.localName}[${name}="${CSS.escape(part.getAttribute(name))}"]` : null;
}

function within(part) {
  const box = part.parentElement?.closest('[id]');
  return box ? `#${CSS.escape(box.id)}` : null;
}
