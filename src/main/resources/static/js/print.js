// A page made for paper: its button opens the browser's own way to print, with everything unfolded.
document.getElementById('print').addEventListener('click', () => {
  document.querySelectorAll('main details.rest').forEach((part) => (part.open = true));
  window.print();
});
