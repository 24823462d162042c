// The operator's screen: sounds when something rings anew, says so in the tab's title, and obeys single keys.
const title = document.title;
let heard = bell();
let muted = sessionStorage.getItem('nearkin-muted') === 'yes';
const audio = new AudioContext();

audio.addEventListener('statechange', showUnlock);
showMute();
showUnlock();
announce();
document.addEventListener('htmx:afterSettle', () => {
  showMute();
  showUnlock();
  announce();
  if (bell() !== heard) {
    heard = bell();
    sound();
  }
});
if (heard) {
  sound();
}

document.addEventListener('click', (event) => {
  if (event.target.closest('#mute')) {
    muted = !muted;
    sessionStorage.setItem('nearkin-muted', muted ? 'yes' : 'no');
    showMute();
    sound();
  }
});

// A browser makes no sound before somebody has pressed something on the page: that has to be seen, not found out.
function showUnlock() {
  const button = document.getElementById('unlock');
  if (button) {
    button.hidden = muted || audio.state !== 'suspended';
  }
}

for (const gesture of ['pointerdown', 'keydown']) {
  document.addEventListener(gesture, () => audio.resume(), { capture: true });
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) {
    return;
  }
  document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
});

function bell() {
  return document.getElementById('desk')?.dataset.bell ?? '';
}

function announce() {
  const ringing = bell() ? bell().split(' ').length : 0;
  document.title = ringing ? `(${ringing}) ! ${title}` : title;
}

function showMute() {
  const button = document.getElementById('mute');
  if (button) {
    button.setAttribute('aria-pressed', String(muted));
    button.textContent = muted ? button.dataset.off : button.dataset.on;
  }
}

// Two falling tones, made here: no file to load, and it works in a background tab.
function sound() {
  if (muted || !bell()) {
    return;
  }
  audio.resume();
  [880, 660, 880, 660].forEach((pitch, index) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + index * 0.28;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.26);
  });
}
