// A list that was asked for before a tick was stored knows nothing of it: it is not shown, and asked for again.
const list = '#list';
let ticks = 0;
let underWay = 0;
let askAgain = false;

document.addEventListener('htmx:beforeRequest', ({ detail: { elt, xhr } }) => {
  xhr.isTick = elt.matches('.ticks input');
  if (xhr.isTick) {
    ticks += 1;
    underWay += 1;
  }
  xhr.ticks = ticks;
});

document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  if (detail.target.matches(list) && detail.xhr.ticks !== ticks) {
    detail.shouldSwap = false;
    askAgain = true;
    ask();
  }
});

// Said of the tick, or of what is left around it when it has been replaced meanwhile.
document.addEventListener('htmx:afterRequest', ({ detail: { xhr } }) => {
  if (xhr.isTick) {
    xhr.isTick = false;
    underWay -= 1;
    ask();
  }
});

function ask() {
  if (askAgain && underWay === 0) {
    askAgain = false;
    window.htmx.trigger(list, 'sse:alarms');
  }
}
