// A page made for paper: its button opens the browser's own way to print, with everything unfolded, once all its parts are
// there. A part that cannot be had keeps nobody from printing the others.
const button = document.getElementById('print');
const missing = new Set(document.querySelectorAll('main [hx-get][hx-trigger="load"]'));

button.disabled = missing.size > 0;
document.addEventListener('htmx:afterRequest', ({ detail: { elt } }) => {
  missing.delete(elt);
  button.disabled = missing.size > 0;
});

button.addEventListener('click', () => {
  document.querySelectorAll('main details.rest').forEach((part) => (part.open = true));
  window.print();
});
