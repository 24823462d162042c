// On a phone the card beside a task is folded: the form comes first.
document.addEventListener('htmx:afterSwap', () => {
  const narrow = window.matchMedia('(max-width: 61.99rem)').matches;
  document.querySelectorAll('.task .rest:not([data-folded])').forEach((rest) => {
    rest.dataset.folded = '';
    rest.open = !narrow;
  });
});
